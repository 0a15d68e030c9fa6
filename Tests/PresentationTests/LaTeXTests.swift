import Foundation
import Presentation
import Testing

/// What can be said of LaTeX without running it.
@Suite struct LaTeXTests {
  private static let longestLine = 400

  @Test(arguments: Sample.all + [.manyGenerators], [false, true])
  func isBalanced(sample: Sample, isFragment: Bool) async throws {
    for selection in [DerivationReport.Selection.all, .highestWeight, .none] {
      for report in try await sample.reports(selection) {
        let text = report.text(.latex, isFragment: isFragment)
        #expect(text.hasSuffix("\n") && text.allSatisfy(\.isASCII))
        #expect(bracesAreBalanced(in: text))
        #expect(try environmentsAreBalanced(in: text))
        #expect(text.count(where: { $0 == "$" }).isMultiple(of: 2))
        for line in text.split(separator: "\n") {
          #expect(line.count <= Self.longestLine, "\(line)")
        }
      }
    }
  }

  @Test(arguments: Sample.all)
  func documentAndFragment(sample: Sample) async throws {
    for report in try await sample.reports() {
      let document = report.text(.latex)
      #expect(document.ranges(of: "\\documentclass").count == 1)
      #expect(document.ranges(of: "\\begin{document}").count == 1)
      #expect(document.hasSuffix("\\end{document}\n"))
      let fragment = report.text(.latex, isFragment: true)
      for word in ["\\documentclass", "{document}", "\n\\usepackage"] {
        #expect(!fragment.contains(word))
      }
      // The document is the fragment with a frame.
      let body = fragment.split(separator: "\n").filter { !$0.hasPrefix("%") }
      #expect(body.count > 5 && document.contains(body.joined(separator: "\n").prefix(200)))
    }
  }

  @Test func generatorsAreNumbered() async throws {
    let text = try await Sample.textbook.derivation().text(.latex)
    #expect(text.contains("g_{1} =") && text.contains("g_{3} =") && !text.contains("g_{4} ="))
    #expect(text.contains("m^{(1)}_{11}") && text.contains("m^{(2)}_{33}"))
    let vectors = try await Sample.textbook.derivation(.highestWeight).text(.latex)
    #expect(vectors.contains("h_{3} =") && !vectors.contains("g_{1}"))
    #expect(vectors.contains("S_{(1,1,1)} \\otimes S_{(1,1,1)}"))
  }

  /// Row 1, column 12 is not row 11, column 2.
  @Test func twoDigitIndicesAreSeparated() async throws {
    let text = try await Sample.twoDigits.derivation().text(.latex)
    #expect(text.contains("m^{(1)}_{1,11}") && !text.contains("m^{(1)}_{111}"))
  }

  private func bracesAreBalanced(in text: String) -> Bool {
    var depth = 0
    var isEscaped = false
    for character in text {
      if isEscaped {
        isEscaped = false
      } else if character == "\\" {
        isEscaped = true
      } else if character == "{" {
        depth += 1
      } else if character == "}" {
        depth -= 1
      }
      if depth < 0 { return false }
    }
    return depth == 0
  }

  private func environmentsAreBalanced(in text: String) throws -> Bool {
    var open: [Substring] = []
    for match in text.matches(
      of: try Regex<(Substring, Substring, Substring)>(
        #"\\(begin|end)\{([a-z*]+)\}"#))
    {
      if match.output.1 == "begin" {
        open.append(match.output.2)
      } else if open.popLast() != match.output.2 {
        return false
      }
    }
    // Displayed formulas are environments too.
    let starts = text.ranges(of: "\n\\[\n").count
    return open.isEmpty && starts == text.ranges(of: "\n\\]\n").count && starts > 0
  }
}
