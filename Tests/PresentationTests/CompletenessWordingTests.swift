import Foundation
import Testing
import Varieties

@testable import Presentation

/// Sentences that must not contradict each other, over many problems.
@Suite struct CompletenessWordingTests {
  /// Border cases among them: one block, one neuron, dead blocks, whole spaces, points at zero.
  private static let samples =
    Sample.all + [
      Sample(widths: [2, 2, 2], patterns: ["11"], degree: 2),
      Sample(widths: [2, 1, 2], patterns: ["1"], degree: 3),
      Sample(widths: [1, 1, 1], patterns: ["0"], degree: 2),
      Sample(widths: [3, 2, 3], patterns: ["11"], degree: 3),
      Sample(widths: [2, 2], patterns: [""], points: [[[1, 2], [2, 4]]], degree: 2),
      Sample(
        widths: [2, 2, 2], patterns: ["11"], points: [[[1, 2], [0, 1], [1, 3]]], degree: 2),
      Sample(
        widths: [2, 2, 2], patterns: ["10", "01"], points: [[[0, 0]], [[0, 0]]], degree: 2),
      Sample(
        widths: [2, 2, 2], hasBiases: true, patterns: ["11"], points: [[[0, 0]]], degree: 2),
    ]

  @Test(arguments: samples)
  func sentencesAgree(sample: Sample) async throws {
    let report = try await sample.derivation()
    let text = report.text(.text)
    let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    let isComplete = report.derivation.completeness.isComplete
    #expect(
      words.contains("does not exclude") == (!isComplete && report.derivation.isCodimensionReached))
    #expect(!isComplete || !words.contains("are to be expected"))
    #expect(!words.contains("Primes ;") && !words.contains("S()"))
    #expect(!words.contains("some block") || report.variety.patterns.count > 1)
    #expect(!words.contains("every block") || report.variety.patterns.count > 1)
    #expect(words.contains("whole space") == (report.derivation.dimension.codimension == 0))
    let latex = report.text(.latex)
    #expect(!latex.contains("Primes ;") && !latex.contains("S_{()}"))
    #expect(latex.contains("does not exclude") == words.contains("does not exclude"))
    let keys = try JSONObject(report.text(.json)).object("completeness")
    #expect(keys.text("status") == (isComplete ? "complete" : "open"))
    #expect((keys.text("by") != nil) == isComplete && keys.text("statement")?.isEmpty == false)
  }

  @Test func sampleCount() { #expect(Self.samples.count == 22) }

  /// What points force is told apart from what they do not.
  @Test func outputsHaveTwoDefects() async throws {
    let sample = Sample(
      widths: [3, 3, 2], patterns: ["101", "011"],
      points: [
        [[1, 2, 0], [0, 1, 1], [1, 3, 1]], [[2, 0, 1], [1, -1, 2], [1, 1, 1]],
      ], degree: 1)
    let keys = try JSONObject(try sample.dimension.text(.json))
    #expect(keys.integer("expectedDimension") == 12 && keys.integer("defect") == 2)
    let relations = try keys.object("relations")
    #expect(relations.integer("count") == 2 && relations.integer("remainingCoordinates") == 10)
    #expect(relations.integer("expectedDimension") == 10 && relations.integer("defect") == 0)
    #expect(try sample.dimension.text(.text).contains("10, defect 0, among the 10 coordinates"))
  }

  /// The constraints say whether they are enough.
  @Test func constraints() throws {
    let complete = try JSONObject(try Sample.textbook.constraints.text(.json))
    #expect(try complete.object("completeness").text("by") == "theorem")
    let open = try JSONObject(try Sample.shallow.constraints.text(.json))
    #expect(try open.object("completeness").text("status") == "open")
    let whole = Sample(widths: [2, 2, 2], patterns: ["11"])
    let linear = try JSONObject(try whole.constraints.text(.json))
    #expect(try linear.object("completeness").text("by") == "linear")
  }
}
