public import ExactAlgebra

/// Points with weights, and what is observed at them: a law with finite support.
public struct GateSample: Sendable {
  /// The points.
  public let points: [[Rational]]
  /// Their probabilities, which sum to 1.
  public let weights: [Rational]
  /// What is observed at each point; `nil` where nothing is.
  public let observations: [GateObservation]?

  /// Points, all with the same weight where no weights are given.
  ///
  /// - Throws: `GateModelError.noPoints`, `.differentCounts` and `.weights`.
  public init(
    _ points: [[Rational]], weights: [Rational]? = nil, observations: [GateObservation]? = nil
  ) throws(GateModelError) {
    guard !points.isEmpty else { throw .noPoints }
    for count in [weights?.count, observations?.count] {
      guard let count, count != points.count else { continue }
      throw .differentCounts(points: points.count, others: count)
    }
    let weights =
      weights ?? Array(repeating: 1 / Rational(points.count), count: points.count)
    guard weights.allSatisfy({ $0.signum() >= 0 }), weights.reduce(0, +) == 1 else {
      throw .weights
    }
    self.points = points
    self.weights = weights
    self.observations = observations
  }

  /// Checks that all points and observations belong to a network.
  func validate(for model: GateModel, isSummed: Bool = true) throws(GateModelError) {
    for (index, point) in points.enumerated() {
      try model.validate(point, observations?[index], isSummed: isSummed)
    }
  }
}
