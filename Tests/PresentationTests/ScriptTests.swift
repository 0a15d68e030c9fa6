import Foundation
import Presentation
import Testing

/// What can be said of scripts without the systems they are for.
@Suite struct ScriptTests {
  private static let systems = [OutputFormat.macaulay2, .singular, .oscar, .sage]

  @Test(arguments: Sample.all, systems)
  func isWellFormed(sample: Sample, system: OutputFormat) async throws {
    for selection in [DerivationReport.Selection.all, .highestWeight, .none] {
      for report in try await sample.reports(selection) {
        let script = report.text(system)
        #expect(script.hasSuffix("\n") && script.allSatisfy(\.isASCII))
        #expect(!script.contains("nil") && !script.contains("Optional"))
        #expect(bracketsAreBalanced(in: code(of: script)))
      }
    }
  }

  /// In OSCAR and Sage names are declared as quoted texts.
  @Test(arguments: Sample.all, [OutputFormat.oscar, .sage])
  func variablesAreDeclared(sample: Sample, system: OutputFormat) async throws {
    let name = try Regex<Substring>("[mcwb][0-9]+_[0-9_]+")
    let variety = try sample.variety
    for report in try await sample.reports() {
      let script = code(of: report.text(system))
      let declared = script.matches(of: try Regex<(Substring, Substring)>(#"["']([a-z0-9_]+)["']"#))
        .map(\.output.1)
      #expect(Set(declared).count == declared.count)
      let used = Set(script.matches(of: name).map(\.output))
      #expect(used.count >= variety.ambientDimension)
      #expect(used.isSubset(of: declared))
      for coordinate in variety.ring.variableNames {
        #expect(declared.contains(Substring(coordinate)))
      }
    }
  }

  /// The names by which OSCAR binds variables are those that it declares, in the same order.
  @Test(arguments: Sample.all)
  func oscarBindsWhatItDeclares(sample: Sample) async throws {
    let ring = try Regex<(Substring, Substring, Substring)>(
      #"[PR], \(([^)]*),\) = polynomial_ring\(QQ, \[([^\]]*)\]\);"#)
    for report in try await sample.reports() {
      let rings = report.text(.oscar).matches(of: ring)
      #expect(rings.count == 2)
      for match in rings {
        let bound = match.output.1.split(separator: ", ")
        #expect(bound.map { "\"\($0)\"" } == match.output.2.split(separator: ", ").map(String.init))
        #expect(!bound.isEmpty)
      }
    }
  }

  @Test(arguments: Sample.all)
  func sageCountsItsVariables(sample: Sample) async throws {
    let ring = try Regex<(Substring, Substring, Substring)>(
      #"[PR] = PolynomialRing\(QQ, ([0-9]+), names=\[([^\]]*)\]\)"#)
    for report in try await sample.reports() {
      let rings = report.text(.sage).matches(of: ring)
      #expect(rings.count == 2)
      for match in rings {
        #expect(match.output.2.split(separator: ", ").count == Int(match.output.1))
      }
    }
  }

  /// All generators are in the script, each once.
  @Test(arguments: [Sample.textbook, .deep, .manyGenerators], [OutputFormat.oscar, .sage])
  func generatorsAreWritten(sample: Sample, system: OutputFormat) async throws {
    let report = try await sample.derivation()
    let script = report.text(system)
    #expect(report.derivation.ideal.generators.count >= 3)
    for generator in report.derivation.ideal.generators {
      #expect(script.ranges(of: "\n  \(generator.polynomial)").count == 1)
    }
  }

  /// The lines without those that the system ignores.
  private func code(of script: String) -> String {
    script.split(separator: "\n").filter { line in
      !["#", "//", "--"].contains { line.hasPrefix($0) }
    }.joined(separator: "\n")
  }

  private func bracketsAreBalanced(in text: String) -> Bool {
    let closing: [Character: Character] = ["(": ")", "[": "]", "{": "}"]
    var expected: [Character] = []
    for character in text {
      if let bracket = closing[character] {
        expected.append(bracket)
      } else if ")]}".contains(character), expected.popLast() != character {
        return false
      }
    }
    return expected.isEmpty && !text.isEmpty
  }
}
