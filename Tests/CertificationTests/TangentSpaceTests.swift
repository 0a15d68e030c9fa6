import ExactAlgebra
import NetworkVarieties
import Networks
import Oracles
import Testing
import Varieties

@testable import Certification

/// Tangent spaces and singular points.
@Suite struct TangentSpaceTests {
  private func tangent(
    _ widths: [Int], _ patterns: [String], upTo degree: Int, at maps: [[[Rational]]]
  ) async throws -> TangentSpace {
    let pattern = try PatternVariety(
      of: Architecture(widths: widths),
      on: patterns.map { try ActivationPattern(parsing: $0) })
    let variety = ReLUVariety.pattern(pattern)
    return try await tangent(
      variety, upTo: degree, at: pattern.coordinates.point(of: maps), isOfNetwork: false)
  }

  private func tangent(
    _ variety: ReLUVariety, upTo degree: Int, at point: [Rational], isOfNetwork: Bool
  ) async throws -> TangentSpace {
    let computation = try variety.idealComputation
    let ideal = computation.restoring(try await computation.ideal(upToDegree: degree))
    let dimension = variety.dimension(seed: 1)
    return TangentSpace(
      at: point, isOfNetwork: isOfNetwork, ideal: ideal, of: variety, dimension: dimension,
      completeness: Completeness(of: ideal, of: variety, dimension: dimension))
  }

  /// The singular points of matrices of rank at most 2 are those of rank at most 1.
  @Test(arguments: [
    ([[1, 0, 0], [0, 1, 0], [0, 0, 0]], TangentSpace.Finding.smooth, 8),
    ([[1, 2, 3], [0, 1, 0], [1, 3, 3]], .smooth, 8),
    ([[1, 0, 0], [0, 0, 0], [0, 0, 0]], .singular, 9),
    ([[1, 2, 3], [2, 4, 6], [3, 6, 9]], .singular, 9),
    ([[0, 0, 0], [0, 0, 0], [0, 0, 0]], .singular, 9),
    ([[1, 0, 0], [0, 1, 0], [0, 0, 1]], .outside, 8),
  ])
  func determinant(
    matrix: [[Rational]], finding: TangentSpace.Finding, dimension: Int
  ) async throws {
    let tangent = try await tangent([3, 2, 3], ["11"], upTo: 3, at: [matrix])
    #expect(tangent.finding == finding)
    #expect(tangent.basis.count == dimension && tangent.rank == 9 - dimension)
    #expect(tangent.position.isProved == (finding != .outside))
  }

  /// Where generators are missing nothing is claimed that does not hold.
  @Test func incompleteGenerators() async throws {
    let zero = [[Rational]](repeating: [0, 0, 0], count: 3)
    let tangent = try await tangent([3, 2, 3], ["11"], upTo: 2, at: [zero])
    #expect(tangent.position == .onKnownEquations && !tangent.position.isProved)
    #expect(tangent.finding == .open && tangent.basis.count == 9)
  }

  /// Networks with many zeros among their weights, against the ideal that elimination gives.
  @Test(.enabled(if: ExternalProgram.singular.isInstalled, "Singular is not installed"))
  func eliminationAgrees() async throws {
    var random = SeededGenerator(seed: 21)
    var counts = [true: 0, false: 0]
    for (widths, patterns, degree) in [
      ([2, 2, 2], ["10", "01"], 2), ([2, 1, 3], ["1"], 2), ([2, 1, 2, 2], ["1/11", "1/10"], 2),
    ] {
      let variety = ReLUVariety.pattern(
        try PatternVariety(
          of: Architecture(widths: widths),
          on: patterns.map { try ActivationPattern(parsing: $0) }))
      for _ in 0..<5 {
        let layers = zip(widths, widths.dropFirst()).map { inputs, neurons in
          Network.Layer(
            weights: (0..<neurons).map { _ in
              (0..<inputs).map { _ in Rational(Int.random(in: 0...3, using: &random) / 2) }
            })
        }
        let point = variety.point(of: try Network(layers: layers))
        let tangent = try await tangent(variety, upTo: degree, at: point, isOfNetwork: true)
        let rank = try await SingularOracle.jacobianRank(
          of: try variety.parametrization, at: point)
        #expect(tangent.rank == rank)
        #expect(tangent.finding == (rank == tangent.codimension ? .smooth : .singular))
        counts[tangent.finding == .smooth]! += 1
      }
    }
    #expect(counts[true]! >= 3 && counts[false]! >= 3, "\(counts)")
  }

  /// Cubics whose gradients do not span all conormals decide nothing, even at a general point.
  @Test func tooFewGenerators() async throws {
    let variety = ReLUVariety.pattern(
      try PatternVariety(
        of: Architecture(widths: [3, 4, 3]),
        on: ["1100", "1010", "1001"].map { try ActivationPattern(parsing: $0) }))
    let network = try Network(layers: [
      .init(weights: [[1, 2, 0], [0, 1, 3], [4, 0, 1], [1, -1, 2]]),
      .init(weights: [[1, 0, 2, 1], [3, 1, 0, -1], [0, 1, 1, 2]]),
    ])
    let tangent = try await tangent(
      variety, upTo: 3, at: variety.point(of: network), isOfNetwork: true)
    #expect(tangent.position == .ofNetwork && tangent.finding == .open)
    #expect(tangent.rank == 6 && tangent.codimension == 7 && tangent.basis.count == 21)
  }

  /// Almost every network gives a smooth point, and motions of its weights are tangent vectors.
  @Test(arguments: [
    ([3, 3, 3], ["101", "011"], 3), ([2, 2, 2], ["10", "01"], 2),
  ])
  func networks(widths: [Int], patterns: [String], degree: Int) async throws {
    let variety = ReLUVariety.pattern(
      try PatternVariety(
        of: Architecture(widths: widths),
        on: patterns.map { try ActivationPattern(parsing: $0) }))
    var random = SeededGenerator(seed: 5)
    func layers() -> [Network.Layer] {
      zip(widths, widths.dropFirst()).map { inputs, neurons in
        Network.Layer(
          weights: (0..<neurons).map { _ in
            (0..<inputs).map { _ in Rational(Int.random(in: -9...9, using: &random)) }
          })
      }
    }
    let network = layers()
    let point = variety.point(of: try Network(layers: network))
    let tangent = try await tangent(variety, upTo: degree, at: point, isOfNetwork: true)
    #expect(tangent.finding == .smooth && tangent.position == .ofNetwork)
    let space = RationalSubspace(ofDimension: point.count, spannedBy: tangent.basis)
    #expect(space.dimension == variety.dimension(seed: 1).value)
    // The first derivative at 0 of a quadratic polynomial: the values at 1 and -1 decide it.
    let direction = layers()[0]
    func moved(by step: Rational) throws -> [Rational] {
      var layers = network
      layers[0] = Network.Layer(
        weights: zip(network[0].weights, direction.weights).map { row, change in
          zip(row, change).map { $0 + step * $1 }
        })
      return variety.point(of: try Network(layers: layers))
    }
    let difference = zip(try moved(by: 1), try moved(by: -1)).map { $0 - $1 }
    #expect(difference.contains { !$0.isZero } && space.contains(difference))
  }
}
