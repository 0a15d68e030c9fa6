public import Enclosures
public import ExactAlgebra
public import Networks

/// What becomes of gates that are drawn, over a list of temperatures.
///
///     let course = try await GateCourse(
///       of: network, at: [Rational(1, 10), 1, 10], likelihood: .softmax, over: sample)
///     course.entries.map(\.information.aboutInput)
///
/// As the temperature goes to zero, the mean log-likelihood goes to that of the network itself; as it grows, the gates
/// become fair coins, which say nothing about the input.
public struct GateCourse: Sendable {
  /// What is known at one temperature.
  public struct Entry: Sendable {
    /// The temperature of all hidden layers.
    public let temperature: Rational
    /// The entropies, in nats.
    public let information: GateInformation
    /// The mean of `ln p(y | x)`; `nil` where nothing is observed.
    public let meanLogLikelihood: ReportedNumber?
    /// That mean minus its limit as the temperature goes to zero.
    public let distanceToHardLimit: ReportedNumber?
    /// `k ln 2 - H(A | X)` with `k` gates.
    public let distanceToFairCoins: ReportedNumber
    /// The part of the variance of the input that is between patterns; `nil` where it does not vary.
    public let inputShareBetween: ReportedNumber?
    /// The part of the variance of the gradient that is between patterns.
    public let gradientShareBetween: ReportedNumber?
    /// The mean of what the best bounds of independent gates that were found are below `ln p(y | x)`.
    public let meanFieldGap: ReportedNumber?
  }

  /// The number of gates.
  public let gateCount: Int
  /// The number of points.
  public let pointCount: Int
  /// The temperatures, in their order; fewer than were given where an end was asked for.
  public let entries: [Entry]
  /// The limit of the mean log-likelihood as the temperature goes to zero; `nil` where nothing is observed.
  public let meanHardLogLikelihood: ReportedNumber?
  /// What is missing at all temperatures, and why.
  public let omissions: [GateOmission]
  /// Whether all temperatures are there.
  public let isComplete: Bool

  /// The course over temperatures.
  ///
  /// - Parameters:
  ///   - network: the network.
  ///   - temperatures: those of all hidden layers, one after the other.
  ///   - likelihood: the law of what is observed, given the output.
  ///   - sample: the points.
  ///   - options: those of each analysis.
  /// - Precondition: there is a temperature.
  /// - Throws: as `GateModel` and `GateAnalysis`.
  public init(
    of network: Network, at temperatures: [Rational], likelihood: GateLikelihood,
    over sample: GateSample, options: GateAnalysis.Options = .init()
  ) async throws {
    precondition(!temperatures.isEmpty, "a course without a temperature")
    var entries: [Entry] = []
    var (omissions, limit): ([GateOmission], ReportedNumber?) = ([], nil)
    let models = try temperatures.map {
      try GateModel(of: network, temperatures: [$0], likelihood: likelihood)
    }
    for (index, model) in models.enumerated() {
      var options = options
      options.maximumPatterns = 1
      options.hasStability = false
      let progress = options.progress
      options.progress = { progress(index * $1 + $0, models.count * $1) }
      let analysis = try await GateAnalysis(of: model, over: sample, options: options)
      guard analysis.isComplete, let entry = Entry(analysis, at: temperatures[index]) else {
        break
      }
      entries.append(entry)
      (omissions, limit) = (analysis.omissions, analysis.meanHardLogLikelihood)
    }
    gateCount = models[0].gateCount
    pointCount = sample.points.count
    self.entries = entries
    self.omissions = omissions
    meanHardLogLikelihood = limit
    isComplete = entries.count == temperatures.count
  }
}

extension GateCourse.Entry {
  /// What an analysis found; `nil` where it is not complete.
  init?(_ analysis: GateAnalysis, at temperature: Rational) {
    guard let information = analysis.information, let distance = analysis.distanceToFairCoins
    else { return nil }
    self.temperature = temperature
    self.information = information
    distanceToFairCoins = distance
    meanLogLikelihood = analysis.meanLogLikelihood
    distanceToHardLimit = analysis.meanLogLikelihood.flatMap { mean in
      analysis.meanHardLogLikelihood.map { mean - $0 }
    }
    inputShareBetween = analysis.inputShareBetween
    gradientShareBetween = analysis.gradientShareBetween
    meanFieldGap = analysis.meanFieldGap
  }
}
