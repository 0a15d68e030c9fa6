public import Enclosures
import ExactAlgebra

/// How the gradient varies over data and patterns: the traces of its covariance, within and between patterns.
///
/// `U = grad (ln p(y | x, A) + ln P(A | x))` over all parameters, with `(x, y)` a weighted observation and `A` drawn
/// from its posterior: `tr Cov U = E tr Cov(U | A) + tr Cov E(U | A)`. The mean of `U` is the mean of the gradients
/// of `ln p(y | x)`. Each of the three traces is a sum of its own.
public struct GateGradientCovariance: Sendable {
  /// `E U`.
  public let mean: ParameterGradient
  /// `tr Cov U`.
  public let total: ReportedNumber
  /// `E tr Cov(U | A)`.
  public let within: ReportedNumber
  /// `tr Cov E(U | A)`.
  public let between: ReportedNumber
  /// Whether `within + between` and `total` have a number in common.
  public let sumsAgree: Bool

  /// The traces over a sample.
  ///
  /// - Precondition: the sample has observations.
  /// - Throws: `GateModelError` where a point or an observation does not belong to the network.
  public init(of model: GateModel, over sample: GateSample) throws(GateModelError) {
    try sample.validate(for: model)
    let traces = RaisedPrecision.first { precision in
      Traces(of: model, over: sample, precision: precision)
    } isKnown: {
      ($0.mean + [$0.total, $0.within, $0.between]).allSatisfy(\.isKnownBesideOne)
    }
    mean = ParameterGradient(traces.mean, of: model.network)
    total = .enclosed(traces.total)
    within = .enclosed(traces.within)
    between = .enclosed(traces.between)
    sumsAgree = traces.total.overlaps(traces.within + traces.between)
  }

  /// The sums, with one precision.
  private struct Traces {
    let mean: [Ball]
    let total: Ball
    let within: Ball
    let between: Ball

    init(of model: GateModel, over sample: GateSample, precision: Int) {
      let zero = Ball(0, precision: precision)
      var masses = Array(repeating: zero, count: model.patternCount)
      var squares = masses
      var moments = Array(
        repeating: Array(repeating: zero, count: model.parameterCount),
        count: model.patternCount)
      for (index, point) in sample.points.enumerated() {
        guard let observation = sample.observations?[index] else {
          preconditionFailure("a sample without observations")
        }
        let joints = PatternScores(
          of: model, at: point, given: observation, precision: precision
        ).logJoints
        let evidence = PatternScores.logSum(joints, precision: precision)
        model.forEachPath(from: point, precision: precision) { path in
          let mass = (joints[path.number] - evidence).vanishingExponential() * sample.weights[index]
          let slopes = model.likelihood.slopes(of: observation, at: path.outputs)
          let gradient = path.gradient(in: model, slopes: slopes, withGateTerm: true)
          masses[path.number] += mass
          squares[path.number] += mass * Self.square(gradient, precision)
          for parameter in gradient.indices {
            moments[path.number][parameter] += mass * gradient[parameter]
          }
        }
      }
      let mean = (0..<model.parameterCount).map { parameter in
        moments.lazy.map { $0[parameter] }.sum(precision: precision)
      }
      self.mean = mean
      total = squares.sum(precision: precision) - Self.square(mean, precision)
      var (within, between) = (zero, zero)
      for (number, mass) in masses.enumerated() {
        let centre = moments[number].map { $0 / mass }
        within += squares[number] - mass * Self.square(centre, precision)
        between += mass * Self.square(zip(centre, mean).map { $0 - $1 }, precision)
      }
      (self.within, self.between) = (within, between)
    }

    private static func square(_ vector: [Ball], _ precision: Int) -> Ball {
      vector.lazy.map { $0.squared() }.sum(precision: precision)
    }
  }
}
