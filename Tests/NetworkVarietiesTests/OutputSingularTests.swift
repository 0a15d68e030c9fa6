import ExactAlgebra
import Oracles
import Specimens
import Testing
import Varieties

/// Whole ideals of output varieties, by elimination over the rationals in another system, from
/// the outputs as polynomials in the parameters.
@Suite(
  .enabled(
    if: ExternalProgram.singular.isInstalled,
    "Singular is not installed, so elimination cannot be compared with"))
struct OutputSingularTests {
  struct Example: Sendable, CustomTestStringConvertible {
    let data: RandomData
    /// The degree in which the last generators are.
    let degree: Int
    /// The numbers of generators in the degrees from 1.
    let counts: [Int]
    var testDescription: String { data.description }

    init(
      _ widths: [Int], hasBiases: Bool = false, _ patterns: [String], _ points: [[[Rational]]],
      counts: [Int]
    ) {
      do {
        data = RandomData(
          try RandomNetwork(widths, hasBiases: hasBiases, patterns: patterns), points: points)
      } catch {
        preconditionFailure("\(error)")
      }
      degree = counts.count
      self.counts = counts
    }
  }

  /// The first two are of Alexandr and Montufar 2025, with points of ours for the first one.
  static let examples = [
    Example(
      [4, 3, 4], ["110"],
      [
        [
          [1, 5, 2, 9], [3, 1, 4, 1], [5, 9, 2, 6], [5, 3, 5, 8], [9, 7, 9, 3], [2, 3, 8, 4],
          [6, 2, 6, 4], [3, 3, 8, 3],
        ]
      ], counts: [16, 0, 16]),
    Example(
      [3, 3, 2, 3, 3], ["111/11/111"], [[[1, 2, 3], [5, 6, 11], [8, 9, 10], [7, 12, 13]]],
      counts: [3, 0, 1]),
    // Fewer points than inputs in one block, as many or more in the other.
    Example(
      [3, 2, 2], ["11", "01"], [[[1, 0, 2], [0, 1, -1]], [[1, 1, 1], [2, 0, 3], [0, 1, 4]]],
      counts: [0, 4]),
    // Two planes that meet in a line, three hidden neurons.
    Example(
      [3, 3, 3], ["101", "011"], [[[1, 2, 0], [0, 1, 1]], [[1, 3, 1], [2, -1, 5]]],
      counts: [0, 0]),
    Example(
      [2, 2, 2], hasBiases: true, ["10", "01"],
      [[[1, 0], [0, 1]], [[1, 1], [2, 3], [-1, Rational(1, 2)]]], counts: [0, 1]),
    Example(
      [2, 2, 2], ["10", "01", "11"], [[[1, 0], [2, 0]], [[0, 1]], [[1, 1], [3, 1]]],
      counts: [2, 2]),
  ]

  @Test func exampleCount() { #expect(Self.examples.count == 6) }

  @Test(arguments: examples)
  func elimination(for example: Example) async throws {
    let variety = try example.data.variety
    let ideal = try await variety.ideal(upToDegree: example.degree)
    #expect(ideal.pieces.map(\.minimalGeneratorCount) == example.counts.map { Integer($0) })
    let comparison = try await SingularOracle.compare(
      ideal.generators.map(\.polynomial),
      with: example.data.directMap(into: variety.ring, normalized: false))
    #expect(comparison.generatorsAreContained)
    #expect(comparison.generatorsSuffice)
    #expect(comparison.minimalGeneratorCount == example.counts.reduce(0, +))
  }
}
