import ExactAlgebra
import Networks
import Oracles
import Polyhedra
import Testing

@testable import Regions

/// Networks with weights of all sizes: floating-point forms contain the exact ones, and regions are
/// those of an elimination over the rationals.
@Suite struct ExtremeRegionTests {
  /// A slope that only subnormal numbers are near.
  private static let tinySlope = Rational(exactly: 60 * Double.leastNonzeroMagnitude)!

  private static func network(
    _ widths: [Int], _ spread: ExtremeNumbers.Spread,
    activation: PiecewiseLinearActivation = .relu, using generator: inout SeededGenerator
  ) throws -> Network {
    let numbers = ExtremeNumbers(spread)
    return try Network(
      layers: zip(widths, widths.dropFirst()).map { columns, rows in
        .init(
          weights: (0..<rows).map { _ in
            numbers.draw(columns, using: &generator).map { Rational(exactly: $0)! }
          },
          biases: numbers.draw(rows, using: &generator).map { Rational(exactly: $0)! })
      }, activation: activation)
  }

  // MARK: forms

  private struct Tally {
    var (coefficients, finite, tight, outside) = (0, 0, 0, 0)
    var (signs, certain, wrong) = (0, 0, 0)

    /// Whether the exact coefficients of a layer, up to no factor, lie within the radii.
    mutating func compare(_ preactivations: Preactivations, _ exact: [[Rational]]) {
      let count = exact[0].count
      for (coordinate, column) in exact.enumerated() {
        for (neuron, value) in column.enumerated() {
          let index = coordinate * count + neuron
          let (center, radius) = (
            preactivations.coefficients[index], preactivations.radii[index]
          )
          coefficients += 1
          guard center.isFinite, radius.isFinite else { continue }
          finite += 1
          if radius < center.magnitude { tight += 1 }
          let distance = (value - Rational(exactly: center)!).magnitude
          if distance > Rational(exactly: radius)! { outside += 1 }
        }
      }
    }
  }

  /// Forms of each layer, with random gates, against products of fractions.
  @Test(arguments: ExtremeNumbers.Spread.allCases)
  func formsContainTheExactOnes(spread: ExtremeNumbers.Spread) throws {
    var generator = SeededGenerator(seed: 41)
    var tally = Tally()
    for round in 0..<350 {
      let slopes: [Rational] = [
        0, Rational(1, 100), -1, Self.tinySlope, Rational(10).power(-400),
      ]
      let slope = slopes[round % slopes.count]
      let widths = [2, 3, 3, 2]
      let network = try Self.network(
        widths, round % 3 == 0 ? .everywhere : spread, using: &generator)
      var input = LayerInput(AffineSlice(wholeSpaceOf: 2))
      // For each coordinate the values of all neurons.
      var exact: [[Rational]] = [[1, 0], [0, 1], [0, 0]]
      for (index, layer) in network.layers.enumerated() {
        let preactivations = Preactivations(
          of: LayerArithmetic(layer, exact: ScaledLayer(layer)), on: input)
        exact = exact.enumerated().map { coordinate, values in
          layer.weights.enumerated().map { neuron, row in
            zip(row, values).reduce(coordinate == 2 ? layer.biases![neuron] : 0) {
              $0 + $1.0 * $1.1
            }
          }
        }
        tally.compare(preactivations, exact)
        guard index + 1 < network.layers.count else { break }
        let isActive = (0..<widths[index + 1]).map { _ in Bool.random(using: &generator) }
        input = try LayerInput(
          after: preactivations, active: SlotSet(isActive.indices.filter { isActive[$0] }),
          .leakyReLU(slope: slope))
        exact = exact.map { column in
          zip(column, isActive).map { $1 ? $0 : slope * $0 }
        }
      }
    }
    #expect(tally.coefficients == 350 * 24 && tally.outside == 0)
    #expect(tally.finite > 3_000 && tally.tight > 1_000, "\(tally)")
  }

  /// Sums in registers are those that are taken one by one, bit by bit: a neuron with a tiny weight makes a layer
  /// take the other way.
  @Test(arguments: [1, 31, 32, 33, 70, 96], [1, 2, 3, 5, 6])
  func blocksOfSumsChangeNothing(neurons: Int, dimension: Int) throws {
    var generator = SeededGenerator(seed: 43)
    func rows(_ count: Int, _ width: Int) -> [[Rational]] {
      (0..<count).map { _ in
        (0..<width).map { _ in
          let number = Double.random(in: -1...1, using: &generator)
          return Int.random(in: 0..<8, using: &generator) == 0 ? 0 : Rational(exactly: number)!
        }
      }
    }
    let hidden = 40
    let network = try Network(layers: [
      .init(weights: rows(hidden, dimension), biases: rows(1, hidden)[0]),
      .init(weights: rows(neurons, hidden), biases: rows(1, neurons)[0]),
    ])
    let tiny = [Rational(exactly: 0x1p-1000)!] + Array(repeating: 0, count: hidden - 1)
    let second = network.layers[1]
    let longer = Network.Layer(
      weights: second.weights + [tiny], biases: second.biases.map { $0 + [1] })
    func arithmetic(_ layer: Network.Layer) -> LayerArithmetic {
      LayerArithmetic(layer, exact: ScaledLayer(layer))
    }
    let first = Preactivations(
      of: arithmetic(network.layers[0]), on: LayerInput(AffineSlice(wholeSpaceOf: dimension)))
    let active = SlotSet((0..<hidden).filter { _ in Bool.random(using: &generator) })
    let input = LayerInput(after: first, active: active, .relu)
    let (layer, other) = (arithmetic(second), arithmetic(longer))
    #expect(layer.sizesAreMagnitudes && !other.sizesAreMagnitudes)
    let (sums, others) = (
      Preactivations(of: layer, on: input), Preactivations(of: other, on: input)
    )
    #expect(sums.coefficients.count == neurons * (dimension + 1))
    for index in sums.coefficients.indices {
      let place = index / neurons * (neurons + 1) + index % neurons
      #expect(sums.coefficients[index] == others.coefficients[place])
      #expect(sums.radii[index] == others.radii[place])
    }
  }

  // MARK: regions

  /// The patterns with inner points, by elimination: no linear program, and no floating point.
  private static func patterns(of network: Network, in domain: InputDomain) -> [String] {
    let brute = BruteForceRegions(network: network, domain: domain)
    let widths = Array(network.architecture.hiddenWidths)
    let count = widths.reduce(0, +)
    return (0..<1 << count).compactMap { number in
      var bits = (0..<count).map { number >> (count - 1 - $0) & 1 == 1 }[...]
      let pattern = ActivationPattern(
        widths.map { width in
          defer { bits = bits.dropFirst(width) }
          return Array(bits.prefix(width))
        })
      guard let system = brute.system(of: pattern), isFeasibleByElimination(system) else {
        return nil
      }
      return pattern.description
    }
  }

  @Test(arguments: ExtremeNumbers.Spread.allCases)
  func regionsAreThoseOfElimination(spread: ExtremeNumbers.Spread) async throws {
    var generator = SeededGenerator(seed: 42)
    var (regions, cut) = (0, 0)
    for round in 0..<10 {
      let widths = [[1, 2, 2, 1], [2, 2, 2, 1], [2, 3, 1, 1]][round % 3]
      let network = try Self.network(
        widths, spread,
        activation: round % 4 == 3 ? .leakyReLU(slope: Self.tinySlope) : .relu,
        using: &generator)
      let sides = (0..<widths[0]).map { _ in
        let size = Rational(exactly: ExtremeNumbers(spread).draw(using: &generator))!.magnitude
        return (-size, size * Rational(2, 3))
      }
      let domain = round % 2 == 0 ? InputDomain.everything : try .box(sides)
      let expected = Self.patterns(of: network, in: domain)
      for method in [ActivationRegions.Method.vertices, .programs] {
        let list = try await ActivationRegions(of: network, in: domain, method: method).list()
        #expect(list.map(\.pattern.description) == expected, "\(method)")
        for region in list {
          #expect(network.evaluate([region.interiorPoint])[0].pattern == region.pattern)
        }
      }
      let walk = try await FacetWalk(of: network, in: domain).patterns().patterns
      #expect(walk.map(\.description) == expected)
      regions += expected.count
      if expected.count > 1 { cut += 1 }
    }
    #expect(regions > 20 && cut > 4, "\(regions) regions, \(cut) networks with several")
  }

  /// Sums that overflow to infinity before they come back: nothing cuts the box.
  static let overflowing: [(layers: [[[String]]], biases: [[String]])] = [
    ([[["1.2e308", "1.4e308", "1.3e308", "-1.6e308", "-1.7e308"]]], [["-1.6e308"]]),
    ([[["1e308", "1.1e308", "1.4e308", "-1.7e308", "-1.6e308"]]], [["-1.7e308"]]),
    (
      [
        (0..<5).map { row in (0..<5).map { $0 == row ? "1.4e160" : "0" } },
        [["1e148", "1e148", "1.1e148", "-1.2e148", "-1.2e148"]],
      ], [["0", "0", "0", "0", "0"], ["-1.7e308"]]
    ),
  ]

  @Test(arguments: overflowing)
  func overflowIsNoSign(example: (layers: [[[String]]], biases: [[String]])) async throws {
    let hidden = try zip(example.layers, example.biases).map { rows, biases in
      try Network.Layer(
        weights: rows.map { try $0.map { try Rational(parsing: $0) } },
        biases: biases.map { try Rational(parsing: $0) })
    }
    let network = try Network(layers: hidden + [.init(weights: [[1]])])
    let domain = try InputDomain.box((0..<5).map { _ in (Rational(9, 10), 1) })
    for method in [ActivationRegions.Method.vertices, .programs] {
      let regions = try await ActivationRegions(of: network, in: domain, method: method).list()
      #expect(regions.count == 1, "\(method)")
      let region = try #require(regions.first)
      #expect(network.evaluate([region.interiorPoint])[0].pattern == region.pattern)
    }
    #expect(try await FacetWalk(of: network, in: domain).patterns().patterns.count == 1)
  }
}
