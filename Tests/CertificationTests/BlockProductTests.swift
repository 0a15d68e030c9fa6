import ExactAlgebra
import NetworkVarieties
import Networks
import Oracles
import Testing
import Varieties

@testable import Certification

/// Varieties that are products, since parts of the blocks use no weight in common.
@Suite struct BlockProductTests {
  private static func variety(_ widths: [Int], _ patterns: [String]) throws -> PatternVariety {
    try PatternVariety(
      of: Architecture(widths: widths),
      on: patterns.map { try ActivationPattern(parsing: $0) })
  }

  /// Three or four blocks of a network with one or two hidden layers that are products.
  private static let random: [PatternVariety] = {
    var generator = SeededGenerator(seed: 11)
    var seen: Set<String> = []
    var found: [PatternVariety] = []
    while found.count < 120 {
      let depth = Int.random(in: 1...2, using: &generator)
      let outer = (0..<2).map { _ in Int.random(in: 1...3, using: &generator) }
      let hidden = (0..<depth).map { _ in Int.random(in: 3...6, using: &generator) }
      let widths = [outer[0]] + hidden + [outer[1]]
      let patterns = (0..<Int.random(in: 3...4, using: &generator)).map { _ in
        hidden.map { width in
          (0..<width).map { _ in Int.random(in: 0..<3, using: &generator) == 0 ? "1" : "0" }
            .joined()
        }.joined(separator: "/")
      }
      guard Set(patterns).count == patterns.count, seen.insert("\(widths)\(patterns)").inserted,
        let variety = try? variety(widths, patterns), BlockProduct(of: variety) != nil
      else { continue }
      found.append(variety)
    }
    return found
  }()

  @Test func partsAreRecognized() throws {
    let product = try #require(
      BlockProduct(of: Self.variety([4, 5, 3], ["10100", "01100", "00011"])))
    #expect(product.factors.map(\.blocks) == [[0, 1], [2]])
    #expect(product.constraints.map(\.minorSize) == [3, 3, 3, 4, 3])
    #expect(product.dimension == 18 + 10)
    // Every pair shares a neuron, or the last block one with each of the others.
    #expect(try BlockProduct(of: Self.variety([3, 3, 3], ["110", "011", "101"])) == nil)
    #expect(try BlockProduct(of: Self.variety([3, 4, 3], ["1000", "0100", "1100"])) == nil)
    // A common neuron, but no common weight: both layers around it differ.
    let deep = try #require(
      BlockProduct(of: Self.variety([2, 2, 1, 2, 2], ["10/1/10", "01/1/01"])))
    #expect(deep.factors.map(\.blocks) == [[0], [1]])
    // Equal neurons of the first layer use the same weights.
    #expect(try BlockProduct(of: Self.variety([2, 2, 2, 2], ["10/10", "10/01"])) == nil)
    // The last bias is common to all blocks.
    let biased = try PatternVariety(
      of: Architecture(widths: [3, 3, 3], hasBiases: true),
      on: ["100", "010", "001"].map { try ActivationPattern(parsing: $0) })
    #expect(BlockProduct(of: biased) == nil)
  }

  /// The dimension is the rank of the Jacobian matrix.
  @Test func dimensions() throws {
    #expect(Self.random.count == 120)
    for variety in Self.random {
      let product = try #require(BlockProduct(of: variety))
      #expect(product.dimension == variety.dimension(seed: 1).value, "\(variety.patterns)")
    }
  }

  /// Degree 188 times `binomial(5, 2)`, that of the 3 by 4 matrices of rank one.
  @Test func hilbertSeries() throws {
    let variety = try Self.variety([4, 4, 3], ["1010", "0110", "0001"])
    let completeness = Completeness(ofConstraintsOf: .pattern(variety), dimension: nil)
    let known = try #require(completeness.hilbertInvariants(in: variety.ambientDimension))
    #expect(known.degree == 188 * 10 && known.dimension == 18 + 6)
    #expect(known.source == .characters)
  }

  /// Singular decides whether the minors generate, and finds the same series.
  @Test(.enabled(if: ExternalProgram.singular.isInstalled, "Singular is not installed"))
  func ideals() async throws {
    let certifier = Certifier(program: try .find())
    let cases = Self.random.filter {
      $0.ambientDimension <= 18 && BlockProduct(of: $0)!.largestMinorSize > 1
    }.prefix(22)
    #expect(cases.count == 22)
    var (complete, undecided) = (0, 0)
    for variety in cases {
      let product = try #require(BlockProduct(of: variety))
      let minors = product.constraints.flatMap { constraint in
        constraint.condition.matrix(in: variety.ring).minors(ofSize: constraint.minorSize).map {
          $0.submatrix.determinant
        }.filter { !$0.isZero }
      }
      let outcome = try await certifier.certify(
        minors, of: variety.patternMap.normalizedPolynomialMap(into: variety.ring),
        arithmetic: .modular, timeLimit: .seconds(20))
      let known = HilbertInvariants(of: product)
      switch outcome {
      case .complete(let certificate):
        complete += 1
        #expect(certificate.hilbertSeries == known?.series, "\(variety.patterns)")
      case .undecided(.singular(.timeLimit)): undecided += 1
      default: Issue.record("\(variety.architecture.widths) \(variety.patterns): \(outcome)")
      }
    }
    #expect(complete + undecided == 22 && undecided < 3)
  }
}
