import Foundation
import Presentation
import Testing

/// The summary for people.
@Suite struct TextReportTests {
  @Test(arguments: Sample.all + [.manyGenerators])
  func linesAreShort(sample: Sample) async throws {
    for selection in [DerivationReport.Selection.all, .highestWeight, .none] {
      for report in try await sample.reports(selection) {
        let text = report.text(.text)
        #expect(text.hasSuffix("\n") && !text.hasSuffix("\n\n"))
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.count > 2)
        for line in lines {
          #expect(line.count <= 130, "\(line)")
          #expect(line.last != " ", "\(line)")
        }
      }
    }
  }

  @Test func constraints() throws {
    let text = try Sample.deep.constraints.text(.text)
    #expect(text.hasPrefix("Pattern variety of 3,3,2,3,3 on 111/11/111, 011/11/111\n"))
    for row in [
      "M1          3x3        2               3       1  one block",
      "[M1 | M2]   3x6        2               3      20  blocks that agree",
      "M1 - M2     3x3        1               2       9  combination",
    ] {
      #expect(text.contains(row), "\(text)")
    }
  }

  @Test func noConstraint() throws {
    let text = try Sample.linear.constraints.text(.text)
    #expect(text.contains("No rank constraint"))
  }

  @Test func dimension() throws {
    let text = try Sample.biased.dimension.text(.text)
    #expect(text.contains("with biases"))
    #expect(text.contains("20 of 24 (proved") && text.contains("21, defect 1"))
    #expect(text.contains("seed 1"))
  }

  @Test func derivation() async throws {
    let text = try await Sample.shallow.derivation().text(.text)
    for words in ["20 of 27 (proved", "g6, degree 3:", "below the\ncodimension 7", "seed 1"] {
      #expect(text.contains(words), "\(text)")
    }
    #expect(!text.contains("g7"))
    let vectors = try await Sample.shallow.derivation(.highestWeight).text(.text)
    #expect(vectors.contains("highest weight vector of S(1,1,1)xS(1,1,1), dimension 1:"))
    let none = try await Sample.shallow.derivation(.none).text(.text)
    #expect(none.contains("20 of 27") && !none.contains("m1_11"))
  }

  /// The time is the only part that varies, and shown only where it is wanted.
  @Test(arguments: DerivationReport.formats)
  func timeIsNotShown(format: OutputFormat) async throws {
    let report = try await Sample.textbook.derivation()
    let timed = try await Sample.textbook.derivation(seconds: 12.345)
    #expect(!report.text(format).contains("12.345"))
    let isShown = [OutputFormat.text, .json].contains(format)
    #expect(timed.text(format).contains("12.345") == isShown)
  }
}
