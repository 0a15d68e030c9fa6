import ExactAlgebra
import Interchange
import Testing

/// What a problem says besides its spelling.
@Suite struct ProblemTests {
  @Test func biasIsOptional() throws {
    let plain = try problem("widths: [2, 2, 2]\nblocks: [{pattern: 11}]")
    #expect(!plain.architecture.hasBiases)
    let absent = try problem("widths: [2, 2, 2]\nbias: false\nblocks: [{pattern: 11}]")
    #expect(Content(absent) == Content(plain))
    let biased = try problem("widths: [2, 2, 2]\nbias: true\nblocks: [{pattern: 11}]")
    #expect(biased.architecture.hasBiases)
  }

  @Test func hiddenLayersAreSeparated() throws {
    let deep = try problem("widths: [3, 3, 2, 3, 3]\nblocks: [{pattern: 111/11/011}]")
    #expect(deep.entries.map(\.block.pattern.description) == ["111/11/011"])
    #expect(deep.entries[0].block.pattern.layers.map(\.count) == [3, 2, 3])
    // In JSON a slash may be escaped.
    let escaped = try problem(
      #"{"widths": [3, 3, 2, 3, 3], "blocks": [{"pattern": "111\/11\/011"}]}"#)
    #expect(Content(escaped) == Content(deep))
  }

  @Test func linearNetworkHasTheEmptyPattern() throws {
    let linear = try problem("widths: [2, 3]\nblocks: [{pattern: ''}]")
    #expect(linear.distinctPatterns.map(\.layers) == [[]])
  }

  @Test func pointsAreOptional() throws {
    #expect(try !problem(withBlockLines: "").hasPoints)
    let pointed = try problem(withBlockLines: "    points: [[1, 2]]")
    #expect(pointed.hasPoints)
    #expect(pointed.entries.map(\.block.points) == [[[1, 2]]])
  }

  @Test func mapHasOutputsTimesInputs() throws {
    let plain = try problem(withBlockLines: "    map: [[1, 2], [3, 1/2]]")
    #expect(plain.entries.map(\.map) == [[[1, 2], [3, Rational(1, 2)]]])
    // With biases the constants are a column behind the matrix.
    let biased = try problem(
      "widths: [2, 1, 1]\nbias: true\nblocks: [{pattern: 1, map: [[1, 2, -3]]}]")
    #expect(biased.entries.map(\.map) == [[[1, 2, -3]]])
    #expect(biased.entries[0].outputs == nil)
  }

  @Test func outputsHaveOneRowForEachPoint() throws {
    let tested = try problem(
      withBlockLines: "    points: [[1, 2], [3, 4]]\n    outputs: [[5, 6], [7, 0.8]]")
    #expect(tested.entries.map(\.outputs) == [[[5, 6], [7, Rational(4, 5)]]])
    #expect(tested.entries[0].map == nil)
  }

  @Test func repeatedPatternsAreFound() throws {
    let patterns = [10, 11, 10, 11, 10].map { "{pattern: \($0)}" }.joined(separator: ", ")
    let repeating = try problem("widths: [2, 2, 2]\nblocks: [\(patterns)]")
    #expect(repeating.entries.count == 5)
    #expect(repeating.distinctPatterns.map(\.description) == ["10", "11"])
    #expect(repeating.repetitions.map(\.block) == [3, 4, 5])
    #expect(repeating.repetitions.map(\.first) == [1, 2, 1])
  }

  @Test func distinctPatternsKeepTheirOrder() throws {
    let distinct = try problem("widths: [1, 2, 1]\nblocks: [{pattern: 11}, {pattern: 01}]")
    #expect(distinct.distinctPatterns.map(\.description) == ["11", "01"])
    #expect(distinct.repetitions.isEmpty)
  }
}
