public import Enclosures
public import ExactAlgebra

/// The evidence lower bound of gates that are independent of each other.
///
/// For `q(A) = prod q_i^a_i (1 - q_i)^(1 - a_i)` it is `sum_A q(A) (ln p(y | x, A) + ln P(A | x) - ln q(A))`, and
/// `ln p(y | x)` exceeds it by the Kullback-Leibler divergence of `q` from the posterior.
public struct GateBound: Sendable {
  /// `q_i`, in the order of the gates.
  public let probabilities: [Rational]
  /// The bound, in nats.
  public let evidenceLowerBound: ReportedNumber
  /// `ln p(y | x)` minus the bound, the divergence of `q` from the posterior; never negative.
  public let gap: ReportedNumber

  /// The bound for given probabilities.
  ///
  /// - Throws: `GateModelError` for another number of probabilities than gates, for numbers outside
  ///   of `0 ... 1`, and where point or observation do not belong to the network.
  public init(
    of model: GateModel, at point: [Rational], given observation: GateObservation,
    probabilities: [Rational]
  ) throws(GateModelError) {
    try model.validate(point, observation)
    guard probabilities.count == model.gateCount else {
      throw .wrongProbabilityCount(probabilities.count, expected: model.gateCount)
    }
    for (index, number) in probabilities.enumerated() where number < 0 || number > 1 {
      throw .notAProbability(number, index: index)
    }
    let (bound, gap) = RaisedPrecision.first { precision in
      let scores = PatternScores(
        of: model, at: point, given: observation, precision: precision)
      return Self.sums(probabilities, scores: scores)
    } isKnown: {
      $0.0.isKnownBesideOne && $0.1.isKnownBesideOne
    }
    self.probabilities = probabilities
    evidenceLowerBound = .enclosed(bound)
    self.gap = .enclosed(gap)
  }

  private static func sums(
    _ probabilities: [Rational], scores: PatternScores
  ) -> (bound: Ball, gap: Ball) {
    let precision = scores.precision
    let joints = scores.logJoints
    let entropy = probabilities.flatMap { [$0, 1 - $0] }
      .map { Ball($0, precision: precision).entropyTerm }.sum(precision: precision)
    let weights = law(of: probabilities, precision: precision)
    let score = zip(weights, joints).map { $0.isZero ? $0 : $0 * $1 }.sum(precision: precision)
    let evidence = PatternScores.logSum(joints, precision: precision)
    let bound = score + entropy
    return (bound, evidence - bound)
  }

  /// `q(A)` by the number of the pattern.
  private static func law(of probabilities: [Rational], precision: Int) -> [Ball] {
    probabilities.reduce([Ball(1, precision: precision)]) { law, open in
      let (open, closed) = (
        Ball(open, precision: precision), Ball(1 - open, precision: precision)
      )
      return law.flatMap { [$0 * closed, $0 * open] }
    }
  }
}
