import Enclosures
import ExactAlgebra
public import RandomNetworks

extension GateStability {
  /// The largest product of the numbers of patterns and of points for which covariances are computed.
  public static let maximumTerms = 1 << 18

  /// The geometry of a weighted sample, given the patterns that a model draws there: `P(A | x) w(x)` are the
  /// weights of the points in the covariance of a pattern.
  ///
  /// - Parameters:
  ///   - model: the model.
  ///   - sample: the points, with their weights.
  ///   - rank: the dimension of the leading spaces.
  ///   - maximumPatterns: the number of patterns that are listed; means are over all of them.
  /// - Returns: `nil` where there are more than `maximumTerms` products of patterns and points.
  /// - Throws: `GateModelError` where a point does not belong to the network.
  /// - Precondition: the rank is positive and at most the number of inputs.
  public init?(
    of model: GateModel, over sample: GateSample, rank: Int, listing maximumPatterns: Int = 16
  ) throws(GateModelError) {
    let inputs = model.network.architecture.inputCount
    precondition((1...inputs).contains(rank), "a space without a dimension")
    try sample.validate(for: model)
    guard sample.points.count <= Self.maximumTerms / model.patternCount else { return nil }
    let precision = Self.precision
    let priors = sample.points.map { point in
      PatternScores(of: model, at: point, given: nil, precision: precision).logPriors
        .map { $0.vanishingExponential() }
    }
    let parts = (0..<model.patternCount).compactMap { number -> Part? in
      let masses = zip(priors, sample.weights).map { $0[number] * $1 }
      let mass = masses.sum(precision: precision)
      guard mass.isPositive else { return nil }
      let mean = (0..<inputs).map { column in
        zip(masses, sample.points).map { $0 * $1[column] }.sum(precision: precision) / mass
      }
      let deviations = sample.points.map { point in zip(mean, point).map { -($0 - $1) } }
      var covariance = mean.map { _ in [ReportedNumber]() }
      for row in 0..<inputs {
        for column in 0...row {
          let sum = zip(masses, deviations).map { $0 * $1[row] * $1[column] }
            .sum(precision: precision)
          covariance[row].append(.enclosed(sum / mass))
          if column < row { covariance[column].append(covariance[row][column]) }
        }
      }
      return Part(
        pattern: model.pattern(numbered: number), mass: .enclosed(mass),
        mean: mean.map { .enclosed($0) }, covariance: covariance)
    }
    self.init(
      of: parts, total: sample.covariance.map { $0.map { .exact($0) } }, rank: rank,
      listing: maximumPatterns)
  }
}

extension GateStability {
  /// The geometry of an input with a law, given the pattern of the network itself: hard gates.
  ///
  /// - Parameters:
  ///   - law: the law of the network, with the moments of the input and all patterns.
  ///   - rank: the dimension of the leading spaces.
  ///   - maximumPatterns: the number of patterns that are listed.
  /// - Returns: `nil` where patterns or moments are missing.
  /// - Precondition: the rank is positive and at most the number of inputs.
  public init?(of law: NetworkLaw, rank: Int, listing maximumPatterns: Int = 16) {
    precondition((1...law.input.dimension).contains(rank), "a space without a dimension")
    let parts = law.patterns.compactMap { pattern in
      pattern.input.map {
        Part(
          pattern: pattern.pattern, mass: pattern.probability, mean: $0.mean,
          covariance: $0.covariance)
      }
    }
    guard law.isComplete, parts.count == law.patterns.count, !parts.isEmpty else { return nil }
    self.init(
      of: parts, total: law.input.covariance.map { $0.map { .exact($0) } }, rank: rank,
      listing: maximumPatterns)
  }
}
