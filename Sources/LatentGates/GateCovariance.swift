public import Enclosures
public import ExactAlgebra

/// The covariance of the input, within and between patterns: `Cov X = E Cov(X | A) + Cov E(X | A)`.
///
/// The three matrices are computed independently of each other: the total is exact, and neither of the
/// parts is a difference of the total and the other.
public struct GateCovariance: Sendable {
  /// `Cov X` over the sample.
  public let total: [[Rational]]
  /// `sum_A P(A) Cov(X | A)`.
  public let within: [[ReportedNumber]]
  /// `sum_A P(A) (E(X | A) - E X)(E(X | A) - E X)^T`.
  public let between: [[ReportedNumber]]
  /// Whether `within + between` encloses `total` in every entry.
  public let sumsAgree: Bool

  /// The covariance of the points of a sample, by the patterns that a model draws there.
  ///
  /// - Throws: `GateModelError` where a point does not belong to the network.
  public init(of model: GateModel, over sample: GateSample) throws(GateModelError) {
    try sample.validate(for: model)
    let inputs = model.network.architecture.inputCount
    let mean = (0..<inputs).map { column in
      zip(sample.points, sample.weights).reduce(0 as Rational) { $0 + $1.0[column] * $1.1 }
    }
    let total = (0..<inputs).map { row in
      (0..<inputs).map { column in
        zip(sample.points, sample.weights).reduce(0 as Rational) {
          $0 + $1.1 * ($1.0[row] - mean[row]) * ($1.0[column] - mean[column])
        }
      }
    }
    let parts = RaisedPrecision.first { precision in
      Parts(of: model, over: sample, mean: mean, precision: precision)
    } isKnown: {
      ($0.within + $0.between).joined().allSatisfy(\.isKnownBesideOne)
    }
    self.total = total
    within = parts.within.map { $0.map { .enclosed($0) } }
    between = parts.between.map { $0.map { .enclosed($0) } }
    sumsAgree = total.indices.allSatisfy { row in
      total.indices.allSatisfy { column in
        (parts.within[row][column] + parts.between[row][column]).contains(total[row][column])
      }
    }
  }

  /// The sums of both parts, with one precision.
  private struct Parts {
    var within: [[Ball]]
    var between: [[Ball]]

    init(of model: GateModel, over sample: GateSample, mean: [Rational], precision: Int) {
      let zero = Ball(0, precision: precision)
      let priors = sample.points.map { point in
        PatternScores(of: model, at: point, given: nil, precision: precision).logPriors
          .map { $0.exponential() }
      }
      let square = Array(repeating: Array(repeating: zero, count: mean.count), count: mean.count)
      (within, between) = (square, square)
      for number in 0..<model.patternCount {
        let masses = zip(priors, sample.weights).map { $0[number] * $1 }
        let mass = masses.sum(precision: precision)
        let centre = mean.indices.map { column in
          zip(masses, sample.points).map { $0 * $1[column] }.sum(precision: precision) / mass
        }
        let deviations = sample.points.map { point in zip(centre, point).map { -($0 - $1) } }
        let shift = zip(centre, mean).map { $0 - $1 }
        for row in mean.indices {
          for column in mean.indices {
            within[row][column] += zip(masses, deviations).map {
              $0 * $1[row] * $1[column]
            }.sum(precision: precision)
            between[row][column] += mass * shift[row] * shift[column]
          }
        }
      }
    }
  }
}
