import ExactAlgebra
import Networks
import Polyhedra
import Regions
import Specimens
import Testing

/// One hidden layer: arrangements of hyperplanes.
@Suite struct ArrangementTests {
  private static let methods: [ActivationRegions.Method] = [.vertices, .programs]

  @Test(arguments: 1...5)
  func genericCountsAreThoseOfTheFormula(dimension: Int) async throws {
    var compared = 0
    for neurons in 1...10 {
      let network = RandomWeights(widths: [dimension, neurons, 1])
        .draw(seed: UInt64(100 * dimension + neurons))
      let expected = (0...dimension).reduce(Integer(0)) { $0 + binomial(neurons, $1) }
      for method in Self.methods where method == .vertices || neurons <= 7 {
        let regions = try ActivationRegions(of: network, method: method)
        let summary = try await regions.count()
        #expect(Integer(summary.count) == expected, "\(neurons) neurons, \(method)")
        #expect(summary.isComplete && summary.layerCounts == [summary.count])
        compared += 1
      }
    }
    #expect(compared == 17)
  }

  @Test(arguments: 1...5)
  func centralCountsAreThoseOfTheFormula(dimension: Int) async throws {
    var compared = 0
    for neurons in 1...10 {
      let network = RandomWeights(widths: [dimension, neurons, 1], hasBiases: false)
        .draw(seed: UInt64(100 * dimension + neurons))
      let expected = (0..<dimension).reduce(Integer(0)) { $0 + 2 * binomial(neurons - 1, $1) }
      for method in Self.methods where method == .vertices || neurons <= 7 {
        let regions = try ActivationRegions(of: network, method: method)
        #expect(
          Integer(try await regions.count().count) == expected, "\(neurons) neurons, \(method)")
        compared += 1
      }
    }
    #expect(compared == 17)
  }

  /// Rows, and the number of regions where it is plain.
  static let degenerate: [(rows: [[Int]], count: Int)] = [
    // Parallels.
    ([[1, 0, 0], [1, 0, 1], [-2, 0, 1], [0, 1, 0]], 8),
    // One line several times, with both orientations.
    ([[1, 1, 1], [2, 2, 2], [-3, -3, -3]], 2),
    // Lines through one point.
    ([[1, 0, -1], [0, 1, -1], [1, 1, -2], [1, -1, 0]], 8),
    // Zero rows: never active, always active, zero.
    ([[0, 0, -1], [0, 0, 1], [0, 0, 0], [1, 0, 0]], 2),
    // Nothing but zeros.
    ([[0, 0, 0], [0, 0, 0]], 1),
    // Planes through one line, and one across.
    ([[1, 0, 0, 0], [0, 1, 0, 0], [1, 1, 0, 0], [0, 0, 1, 0]], 12),
    // The six faces of a cube and two of its planes of symmetry.
    (
      [
        [1, 0, 0, 1], [1, 0, 0, -1], [0, 1, 0, 1], [0, 1, 0, -1], [0, 0, 1, 1], [0, 0, 1, -1],
        [1, 1, 0, 0], [1, -1, 0, 0],
      ], 48
    ),
    // The braid arrangement of four coordinates: 4! regions.
    (
      [
        [1, -1, 0, 0, 0], [1, 0, -1, 0, 0], [1, 0, 0, -1, 0], [0, 1, -1, 0, 0], [0, 1, 0, -1, 0],
        [0, 0, 1, -1, 0],
      ], 24
    ),
  ]

  @Test(arguments: degenerate.indices)
  func degenerateArrangementsAgreeWithBruteForce(number: Int) async throws {
    let (rows, count) = Self.degenerate[number]
    let network = arrangement(rows)
    let patterns = BruteForceRegions(network: network, domain: .everything).patterns
    #expect(patterns.count == count)
    for method in Self.methods {
      let regions = try await ActivationRegions(of: network, method: method).list()
      #expect(regions.map(\.pattern) == patterns, "\(method)")
    }
    #expect(try await FacetWalk(of: network).patterns().patterns == patterns)
  }

  @Test(arguments: [RandomWeights.Kind.degenerate, .repeated])
  func randomDegenerateArrangementsAgreeWithBruteForce(kind: RandomWeights.Kind) async throws {
    var compared = 0
    for seed in 1...24 as ClosedRange<UInt64> {
      let family = RandomWeights(
        widths: [2 + Int(seed % 3), 6, 1], kind: kind, hasBiases: seed % 4 != 0)
      let network = family.draw(seed: seed)
      let patterns = BruteForceRegions(network: network, domain: .everything).patterns
      #expect(!patterns.isEmpty)
      for method in Self.methods {
        let regions = try await ActivationRegions(of: network, method: method).list()
        #expect(regions.map(\.pattern) == patterns, "\(family), seed \(seed), \(method)")
        compared += 1
      }
    }
    #expect(compared == 48)
  }

  /// Lines so close to a common point that floating point cannot tell: the triangle between them
  /// has sides of `2^-300`.
  @Test func tinyRegionsAreFound() async throws {
    let tiny = Rational(1, Integer(2).power(300))
    for (offset, count) in [(tiny, 7), (-tiny, 7), (0, 6)] {
      let network = try Network(layers: [
        .init(weights: [[1, 0], [0, 1], [1, 1]], biases: [-1, -1, -2 + offset]),
        .init(weights: [[1, 1, 1]]),
      ])
      for method in Self.methods {
        let regions = try await ActivationRegions(of: network, method: method).list()
        #expect(regions.count == count)
        #expect(
          regions.allSatisfy { region in
            network.evaluate([region.interiorPoint])[0].pattern == region.pattern
          })
      }
    }
  }

  /// Entries beyond the range of double precision.
  @Test func hugeAndTinyWeightsAreExact() async throws {
    let (huge, tiny) = (Rational(Integer(10).power(400)), Rational(1, Integer(10).power(400)))
    let network = try Network(layers: [
      .init(weights: [[huge, 1], [1, huge], [tiny, tiny]], biases: [tiny, -huge, 1]),
      .init(weights: [[tiny, -huge, 1], [huge, 1, tiny]], biases: [huge, -tiny]),
      .init(weights: [[1, 1]]),
    ])
    let patterns = BruteForceRegions(network: network, domain: .everything).patterns
    #expect(patterns.count > 7)
    for method in Self.methods {
      #expect(
        try await ActivationRegions(of: network, method: method).list().map(\.pattern) == patterns)
    }
  }
}
