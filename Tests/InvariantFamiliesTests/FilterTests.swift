import Enclosures
import ExactAlgebra
import GaussianMeasures
import InvariantFamilies
import LongWork
import Networks
import RandomNetworks
import Testing

/// Assumed-density filtering beside the law of the network.
@Suite struct FilterTests {
  private static func options(threads: Int = 1) -> NetworkLaw.Options {
    var options = NetworkLaw.Options()
    options.aim(atRelativeError: Rational(10).power(-12))
    options.sampleLimit = 20_000
    options.threads = threads
    return options
  }

  /// With one hidden layer and full covariances nothing is lost, whatever the number of inputs: the moments of the law
  /// come from regions, or from measures of quadrants, and the filter knows neither.
  @Test(arguments: [1, 2, 3, 5, 10])
  func oneHiddenLayerIsExact(dimension: Int) async throws {
    let specimen = try FilterSpecimen(
      widths: [dimension, 8, 3], seed: UInt64(20 + dimension),
      beginning: .degenerate)
    let comparison = try await FilterComparison(
      of: specimen.network, under: specimen.input, options: Self.options())
    #expect(comparison.stages.count == 2 && comparison.isComplete && comparison.isAccurate)
    #expect(comparison.inputStep == .exact)
    for stage in comparison.stages {
      let errors =
        try #require(stage.full.meanErrors) + #require(stage.full.varianceErrors)
      #expect(errors.count == 2 * stage.full.moments.mean.count)
      for error in errors {
        let ball = try #require(error.ball)
        #expect(error.level == 1 && !ball.excludesZero)
        #expect(ball.upper - ball.lower < Rational(10).power(-9))
      }
      let exact = try #require(stage.exact)
      for (own, other) in zip(stage.full.moments.covariance.joined(), exact.covariance.joined()) {
        let (a, b) = (try #require(own.ball), try #require(other.ball))
        #expect(a.overlaps(b) && a.upper - a.lower < Rational(10).power(-15))
      }
    }
    // Where coordinates are correlated, variances alone are not enough.
    let wrong = try #require(comparison.stages[1].diagonal.relativeCovarianceError?.ball)
    #expect(wrong.lower > Rational(1, 1_000))
  }

  /// The same for other slopes.
  @Test(arguments: [Rational(1, 10), -1, 3])
  func otherActivations(slope: Rational) async throws {
    let specimen = try FilterSpecimen(
      widths: [2, 7, 2], seed: 31, activation: .leakyReLU(slope: slope),
      beginning: .degenerate)
    let comparison = try await FilterComparison(
      of: specimen.network, under: specimen.input, options: Self.options())
    for stage in comparison.stages {
      let exact = try #require(stage.exact)
      for (own, other) in zip(
        stage.full.moments.mean + stage.full.moments.covariance.joined(),
        exact.mean + exact.covariance.joined())
      {
        let (a, b) = (try #require(own.ball), try #require(other.ball))
        #expect(a.overlaps(b) && (a - b).isWithin(absoluteBits: 30))
      }
    }
  }

  /// A neuron that is active once in `1e200`: its mean keeps its digits.
  @Test func deadNeuron() async throws {
    let network = try Network(layers: [
      .init(weights: [[1], [-1], [1]], biases: [-30, -31, 0]),
      .init(weights: [[1, 1, 0], [1, -1, 0], [0, 0, 1]]),
      .init(weights: [[1, 0, 0], [0, 1, 1]]),
    ])
    let filter = try await AssumedDensityFilter(
      .full, of: network, under: .standardNormal(dimension: 1))
    #expect(filter.isAccurate)
    let numbers = [filter.layers[0].mean[0], filter.layers[0].covariance[0][0]]
    for number in numbers {
      let ball = try #require(number.ball)
      #expect(ball.accurateBits > 58 && ball.upper < Rational(10).power(-197) && ball.isPositive)
    }
    // phi(30)/30^2 (1 - 3/30^2 + ...), 1.63e-199.
    let mean = try #require(numbers[0].ball)
    let density = Ball(30, precision: 128).normalDensity()
    let ratio = mean / density * 900
    #expect(ratio.lower > Rational(996, 1000) && ratio.upper < Rational(997, 1000))
    let covariance = try #require(filter.layers[0].covariance[0][1].ball)
    #expect(covariance.isNegative && covariance.accurateBits > 58)
  }

  /// Neurons that cancel exactly, and neurons without weights.
  @Test func vanishingVariances() async throws {
    let network = try Network(layers: [
      .init(weights: [[1, 2], [1, 2], [0, 0], [0, 0]], biases: [1, 1, 2, -2]),
      .init(weights: [[1, -1, 0, 0], [1, -1, 1, 0], [0, 0, 1, 1]], biases: [0, -1, 0]),
      .init(weights: [[1, 1, 1]]),
    ])
    let filter = try await AssumedDensityFilter(
      .full, of: network, under: .standardNormal(dimension: 2))
    #expect(filter.isAccurate)
    #expect(filter.layers[0].mean[2].isEqual(to: 2) && filter.layers[0].mean[3].isEqual(to: 0))
    #expect(filter.layers[0].covariance[2].allSatisfy { $0.isEqual(to: 0) })
    let tiny = Rational(1, 2).power(60)
    for (mean, value) in zip(filter.layers[1].mean, [0, 1, 2] as [Rational]) {
      let ball = try #require(mean.ball)
      #expect(ball.contains(value) && ball.upper - ball.lower < tiny)
    }
    let output = try #require(filter.output.mean[0].ball)
    #expect(output.contains(3) && output.upper - output.lower < tiny)
    let variance = try #require(filter.output.covariance[0][0].ball)
    #expect(variance.contains(0) && variance.upper < tiny)
  }

  /// Without hidden layers a filter is exact, and other laws than Gaussian ones enter by their moments.
  @Test func otherInputs() async throws {
    let network = try Network(layers: [.init(weights: [[1, 2], [3, -1]], biases: [1, 0])])
    let mixture = try GaussianMixture([
      .init(weight: Rational(1, 4), law: GaussianLaw(mean: [0, 1], factor: [[1], [0]])),
      .init(weight: Rational(3, 4), law: GaussianLaw(mean: [2, 1], factor: [[1], [1]])),
    ])
    let comparison = try await FilterComparison(
      of: network, under: .gaussian(mixture), options: Self.options())
    #expect(comparison.inputStep == .approximated && comparison.stages.count == 1)
    let full = comparison.stages[0].full
    #expect(full.moments.mean[0].isEqual(to: Rational(9, 2)))
    for error in try #require(full.meanErrors) + #require(full.varianceErrors) {
      #expect(!(try #require(error.ball)).excludesZero)
    }
    // Two parts with one law are one Gaussian law.
    let same = try GaussianMixture([
      .init(weight: Rational(1, 4), law: GaussianLaw(standardIn: 2)),
      .init(weight: Rational(3, 4), law: GaussianLaw(standardIn: 2)),
    ])
    let plain = try await FilterComparison(
      of: network, under: .gaussian(same), options: Self.options())
    #expect(plain.inputStep == .exact)
    await #expect(throws: NetworkLawError.dimension(3, expected: 2)) {
      try await AssumedDensityFilter(.full, of: network, under: .standardNormal(dimension: 3))
    }
  }

  /// Bounds, which depend on every step, are the same for any number of threads.
  @Test func threads() async throws {
    let specimen = try FilterSpecimen(widths: [5, 9, 9, 2], seed: 77, beginning: .degenerate)
    var results: [[[Rational]]] = []
    for threads in [1, 2, 5] {
      let comparison = try await FilterComparison(
        of: specimen.network, under: specimen.input, options: Self.options(threads: threads))
      results.append(
        comparison.stages.map { stage in
          let exact = stage.exact.map { $0.mean + Array($0.covariance.joined()) } ?? []
          return (stage.full.moments.covariance.joined() + stage.diagonal.moments.mean + exact).map(
            \.midpoint)
        })
    }
    #expect(results[0].count == 3 && results[0][1].count > 90)
    #expect(results[1] == results[0] && results[2] == results[0])
  }

  /// An end that is asked for leaves the filters, without moments of the law.
  @Test func interruption() async throws {
    let specimen = try FilterSpecimen(widths: [2, 4, 4, 1], seed: 8, beginning: .random)
    let request = Interruption.Request()
    request.make()
    await #expect(throws: Interruption.IsRequested.self) {
      try await Interruption.within(nil, of: request) {
        _ = try await AssumedDensityFilter(.full, of: specimen.network, under: specimen.input)
      }
    }
    let moments = try await Interruption.within(nil, of: request) {
      try await NetworkLaw.outputMoments(
        of: specimen.network, under: specimen.input, options: Self.options())
    }
    #expect(moments == nil)
  }
}

extension ReportedNumber {
  fileprivate func isEqual(to number: Rational) -> Bool {
    if case .exact(let own) = self { return own == number }
    return false
  }
}
