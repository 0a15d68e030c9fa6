import Enclosures
import ExactAlgebra
import Foundation
import GaussianMeasures
import Networks
import RandomNetworks
import Regions
import Testing

@testable import RegionInformation

/// Cells of points, their entropies, and what resampling says.
@Suite struct NetworkInformationTests {
  /// The signs of two coordinates, and in the second layer whether both are positive.
  private static func crossing() throws -> Network {
    try Network(layers: [
      .init(weights: [[1, 0], [0, 1]], biases: [0, 0]),
      .init(weights: [[1, 1]], biases: [-1]),
      .init(weights: [[1]], biases: [0]),
    ])
  }

  private static let corners: [[Rational]] = [[1, 1], [1, -1], [-1, 1], [-1, -1]]

  @Test func cellsOfEachLayer() async throws {
    let points = InputPoints(Self.corners + Self.corners)
    let labels = PointLabels(["b", "a", "a", "a", "b", "a", "a", "a"])
    var options = NetworkInformation.Options()
    options.domain = try .box([(-2, 2), (-2, 2)])
    options.unit = .bits
    let found = try await NetworkInformation(
      of: Self.crossing(), at: points, labels: labels, options: options)
    #expect(found.pointCount == 8 && found.outsideCount == 0 && found.labelCount == 2)
    #expect(found.layers.map(\.layerCount) == [1, 2])
    #expect(found.layers.map(\.information.table.occupiedCellCount) == [4, 4])
    // The second layer cuts each of three quadrants, but for the one where it is inactive.
    #expect(found.layers.map(\.regionCount) == [4, 7] && found.regionEnd == .complete)
    #expect(found.layers.map(\.cellsWithoutRegion) == [0, 0])
    let entropy = found.layers[0].information.entropy(of: .rows, by: .plugIn)
    #expect(abs(entropy.approximation - 2) < 1e-15)
    // The label is a function of the cell: all of its entropy.
    let information = found.layers[0].information.mutual(by: .plugIn).approximation
    #expect(abs(information - 0.811_278_124_459_132_8) < 1e-15)
    let control = try #require(found.layers[1].permutation)
    #expect(control.permutations == 200 && control.values.count == 5)
    #expect(control.values[.plugIn]!.mean > 0 && control.values[.plugIn]!.mean < 0.6)
  }

  /// A coordinate that is exactly zero is inactive, and the pattern of the origin of a rotated cross is that of no
  /// region where the network has none on that side.
  @Test func pointsOnBoundaries() async throws {
    // x and -x: both inactive at 0 only.
    let network = try Network(layers: [
      .init(weights: [[1], [-1]]), .init(weights: [[1, 1]]),
    ])
    let points = InputPoints([[0], [1], [-1], [2]])
    let found = try await NetworkInformation(of: network, at: points, labels: nil)
    #expect(found.layers[0].information.table.occupiedCellCount == 3)
    #expect(found.layers[0].regionCount == 2)
    #expect(found.layers[0].cellsWithoutRegion == 1)
    #expect(found.labelCount == nil && found.layers[0].permutation == nil)
    // A neuron that vanishes on all of a region is on no boundary there.
    let dead = try Network(layers: [
      .init(weights: [[1]]), .init(weights: [[1], [-1]]), .init(weights: [[1, 1]]),
    ])
    let others = try await NetworkInformation(
      of: dead, at: InputPoints([[-1], [-2], [3]]), labels: nil)
    #expect(others.layers.map(\.cellsWithoutRegion) == [0, 0])
    #expect(others.layers.map(\.regionCount) == [2, 2])
  }

  @Test func pointsOutsideAreLeftOut() async throws {
    var options = NetworkInformation.Options()
    options.domain = try .box([(0, 2), (0, 2)])
    let points = InputPoints(Self.corners)
    let labels = PointLabels(["1", "2", "3", "4"])
    let found = try await NetworkInformation(
      of: Self.crossing(), at: points, labels: labels, options: options)
    #expect(found.pointCount == 1 && found.outsideCount == 3 && found.labelCount == 1)
    #expect(found.layers.map(\.regionCount) == [1, 2])
    options.domain = try .box([(5, 6), (5, 6)])
    await #expect(throws: NetworkInformationError.allOutside(4)) {
      try await NetworkInformation(
        of: Self.crossing(), at: points, labels: labels, options: options)
    }
    await #expect(throws: NetworkInformationError.noPoints) {
      try await NetworkInformation(
        of: Self.crossing(), at: points.selecting([]), labels: nil, options: options)
    }
  }

  @Test func threadsChangeNothing() async throws {
    var generator = SeededGenerator(seed: 7)
    let points = InputPoints(
      (0..<300).flatMap { _ in
        [
          Double.random(in: -2...2, using: &generator),
          Double.random(in: -2...2, using: &generator),
        ]
      }, dimension: 2)
    let labels = PointLabels((0..<300).map { "\(points[$0][0].signum() * points[$0][1].signum())" })
    var options = NetworkInformation.Options()
    options.resampling.replicates = 30
    options.resampling.permutations = 30
    var results: [[BootstrapErrors]] = []
    var controls: [[PermutationControl]] = []
    for threads in [1, 3] {
      options.threads = threads
      let found = try await NetworkInformation(
        of: Self.crossing(), at: points, labels: labels, options: options)
      results.append(found.layers.compactMap(\.bootstrap))
      controls.append(found.layers.compactMap(\.permutation))
    }
    #expect(results[0].count == 2 && results[0] == results[1])
    #expect(controls[0].count == 2 && controls[0] == controls[1])
    // The label follows from the cell: no permutation of 300 labels tells as much.
    #expect(controls[0].allSatisfy { $0.pValue(.plugIn) == Rational(1, 31) })
    // The standard error of the entropy of four cells with probabilities near 1/4 is small, that of information too.
    let error = try #require(results[0][0].entropy[.plugIn])
    #expect(error > 0 && error < 0.02)
  }

  /// Labels that have nothing to do with the cells are told apart from labels that do: p-values are uniform.
  @Test func permutationsAreATest() async throws {
    var generator = SeededGenerator(seed: 11)
    var small = 0
    let repetitions = 60
    for seed in 0..<repetitions {
      let points = InputPoints(
        (0..<40).flatMap { _ in
          [
            Double.random(in: -2...2, using: &generator),
            Double.random(in: -2...2, using: &generator),
          ]
        }, dimension: 2)
      let labels = PointLabels(
        (0..<40).map { _ in Bool.random(using: &generator) ? "a" : "b" })
      var options = NetworkInformation.Options()
      options.countsRegions = false
      options.resampling.replicates = 0
      options.resampling.permutations = 39
      options.resampling.seed = UInt64(seed)
      let found = try await NetworkInformation(
        of: Self.crossing(), at: points, labels: labels, options: options)
      #expect(found.layers[0].bootstrap == nil && found.layers[0].regionCount == nil)
      if found.layers[0].permutation!.pValue(.plugIn) <= Rational(1, 4) { small += 1 }
    }
    // A quarter of 60 at most on average; 27 is more than three standard deviations above.
    #expect(small <= 27 && small >= 3)
  }
}

/// Patterns in floating point beside exact evaluation.
@Suite struct PatternEvaluatorTests {
  private static func network(
    widths: [Int], seed: UInt64, _ weight: (inout SeededGenerator) -> Rational
  ) throws -> Network {
    var generator = SeededGenerator(seed: seed)
    return try Network(
      layers: zip(widths, widths.dropFirst()).map { inputs, outputs in
        Network.Layer(
          weights: (0..<outputs).map { _ in (0..<inputs).map { _ in weight(&generator) } },
          biases: (0..<outputs).map { _ in weight(&generator) })
      })
  }

  /// Small integers put many points on boundaries; fractions of thirds are no floating-point numbers; huge and tiny
  /// weights leave everything to exact arithmetic.
  @Test(arguments: [UInt64(1), 2, 3, 4, 5, 6])
  func agreesWithExactEvaluation(seed: UInt64) throws {
    let network = try Self.network(widths: [3, 6, 5, 2], seed: seed) { generator in
      switch seed % 3 {
      case 0: Rational(Int.random(in: -2...2, using: &generator))
      case 1: Rational(Int.random(in: -9...9, using: &generator)) / 3
      default:
        Rational(Int.random(in: -9...9, using: &generator))
          * Rational(10).power(Int.random(in: -250...250, using: &generator))
      }
    }
    var generator = SeededGenerator(seed: seed &+ 100)
    let rows = (0..<400).map { _ in
      (0..<3).map { _ in Rational(Int.random(in: -6...6, using: &generator)) / 3 }
    }
    let points = InputPoints(rows)
    let found = PatternEvaluator(of: network).evaluate(points, in: 0..<rows.count)
    let exact = network.evaluate(rows)
    #expect(found.patterns.count == 400)
    #expect(
      zip(found.patterns, exact).allSatisfy { $0 == PackedPattern($1.pattern) })
    #expect(
      found.patterns[0].pattern(of: network.architecture) == exact[0].pattern)
    // Every point on a boundary is among those that are told.
    let zeros = Set(found.zeros)
    for (index, evaluation) in exact.enumerated() where !evaluation.boundary.isEmpty {
      let first = evaluation.boundary[0]
      // A neuron behind a layer that is inactive is zero all around.
      if first.layer == 1, network.layers[0].weights[first.neuron].contains(where: { !$0.isZero }) {
        #expect(zeros.contains(index))
      }
    }
    if seed % 3 == 0 { #expect(!zeros.isEmpty) }
    // Some of the points, and floating-point numbers themselves.
    let part = PatternEvaluator(of: network).evaluate(points, in: 17..<200)
    #expect(part.patterns == Array(found.patterns[17..<200]))
    let doubles = InputPoints(rows.flatMap { $0.map { Double(approximating: $0) } }, dimension: 3)
    let rounded = (0..<doubles.count).map { doubles[$0] }
    let second = PatternEvaluator(of: network).evaluate(doubles, in: 0..<rows.count)
    #expect(
      zip(second.patterns, network.evaluate(rounded)).allSatisfy {
        $0 == PackedPattern($1.pattern)
      })
  }
}

/// The information of a law with classes.
@Suite struct LawInformationTests {
  private static func mixture(_ labels: [String?]) throws -> InputLaw {
    let means: [[Rational]] = [[1, 0], [-1, 0]]
    return .gaussian(
      try GaussianMixture(
        zip(means, labels).map { mean, label in
          .init(
            weight: Rational(1, 2),
            law: try GaussianLaw(mean: mean, covariance: [[1, 0], [0, 1]]), label: label)
        }))
  }

  /// The sign of the first coordinate beside the class: a symmetric channel with error `Phi(-1)`.
  @Test func symmetricChannel() async throws {
    let network = try Network(layers: [.init(weights: [[1, 0]]), .init(weights: [[1]])])
    let found = try await LawInformation(
      of: network, under: Self.mixture(["a", "b"]), unit: .bits)
    #expect(found.isComplete && found.classes.map(\.label) == ["a", "b"])
    let layer = found.layers[0]
    #expect(found.layers.count == 1 && layer.patternCount == 2)
    // H(T) is one bit; the error is 0.158655..., and 1 - h(0.158655...) = 0.3689171...
    #expect(abs(layer.entropy.approximation - 1) < 1e-12)
    let error = 0.158_655_253_931_457_05
    let expected = 1 + error * log2(error) + (1 - error) * log2(1 - error)
    let information = try #require(layer.information)
    #expect(information.status == "enclosed")
    #expect(abs(information.approximation - expected) < 1e-12)
    #expect(abs(try #require(found.labelEntropy).approximation - 1) < 1e-15)
  }

  /// One label for both parts tells nothing; without labels there is no information to ask for.
  @Test func labels() async throws {
    let network = try Network(layers: [.init(weights: [[1, 0]]), .init(weights: [[1]])])
    let one = try await LawInformation(of: network, under: Self.mixture(["a", "a"]))
    #expect(abs(try #require(one.layers[0].information).approximation) < 1e-12)
    #expect(one.classes.count == 1 && one.classes[0].weight == 1)
    let none = try await LawInformation(of: network, under: Self.mixture([nil, nil]))
    #expect(none.layers[0].information == nil && none.labelEntropy == nil && none.classes.isEmpty)
    await #expect(throws: LawInformationError.noLabel(part: 1)) {
      try await LawInformation(of: network, under: Self.mixture(["a", nil]))
    }
  }

  /// All of 2^24 patterns are equally probable: of some thousand samples each is seen once, and their frequencies say
  /// nothing of an entropy that is larger than the logarithm of their number.
  @Test func samplesThatAreAllDifferent() async throws {
    let count = 24
    let unit = (0..<count).map { row in (0..<count).map { Rational($0 == row ? 1 : 0) } }
    let network = try Network(layers: [
      .init(weights: unit), .init(weights: [Array(repeating: 1, count: count)]),
    ])
    var options = NetworkLaw.Options()
    options.sampleLimit = 20_000
    let found = try await LawInformation(
      of: network, under: .standardNormal(dimension: count), options: options)
    let entropy = found.layers[0].entropy
    #expect(!found.isComplete && entropy.status == "enclosed")
    let bounds = try #require(entropy.decimals.bounds)
    // Bounds in decimals are rounded outwards, here to whole numbers.
    let (lower, upper) = (try #require(Double(bounds.lower)), try #require(Double(bounds.upper)))
    #expect(lower <= 0 && lower >= -1)
    #expect(upper >= 24 * log(2.0) && upper <= 17)
  }
}
