import ExactAlgebra
import Testing

@testable import Interchange

/// Outputs that are not known, as `null`.
@Suite struct UnknownOutputTests {
  private func problem(_ outputs: String, points: String = "[[1, 0], [0, 1]]") throws(DataError)
    -> Problem
  {
    try Problem(
      bytes: Array(
        "widths: [2, 1, 2]\nblocks:\n  - {pattern: \"1\", points: \(points), outputs: \(outputs)}\n"
          .utf8),
      name: "outputs.yaml", allowsUnknownOutputs: true)
  }

  @Test func nullsAreUnknown() throws {
    for null in ["null", "~", "Null"] {
      let problem = try problem("[[1, \(null)], [1/2, 0.5]]")
      #expect(problem.entries[0].partialOutputs == [[1, nil], [Rational(1, 2), Rational(1, 2)]])
      #expect(problem.entries[0].outputs == nil)
    }
    #expect(try problem("[[1, 2], [3, 4]]").entries[0].outputs == [[1, 2], [3, 4]])
  }

  @Test func nullsElsewhereAreRefused() throws {
    let error = #expect(throws: DataError.self) {
      try problem("[[1, 2], [3, 4]]", points: "[[1, null], [0, 1]]")
    }
    #expect(try #require(error).description.contains("null"))
    #expect(throws: DataError.self) { try problem("[[1, \"null\"], [3, 4]]") }
    #expect(throws: DataError.self) { try problem("[null, [3, 4]]") }
    #expect(throws: DataError.self) { try problem("null") }
    #expect(throws: DataError.self) { try problem("[[1, null]]") }
    #expect(throws: DataError.self) { try problem("[[1, null, 3], [1, 2]]") }
  }
}
