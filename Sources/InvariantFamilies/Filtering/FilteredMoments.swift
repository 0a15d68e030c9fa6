public import Enclosures
import ExactAlgebra

/// Mean and covariance by assumed-density filtering, and how far they are from those of the law.
public struct FilteredMoments: Sendable {
  /// Mean and covariance of the filter.
  public let moments: LayerMoments
  /// Those of the law, where they are known.
  public let exact: LayerMoments?

  init(_ moments: LayerMoments, besides exact: LayerMoments?) {
    self.moments = moments
    self.exact = exact
  }

  /// Filtered minus exact means, neuron by neuron.
  public var meanErrors: [ReportedNumber]? {
    exact.map { exact in zip(moments.mean, exact.mean).map { $0 - $1 } }
  }

  /// Filtered minus exact variances.
  public var varianceErrors: [ReportedNumber]? {
    exact.map { exact in zip(moments.variances, exact.variances).map { $0 - $1 } }
  }

  /// Filtered minus exact covariances.
  var covarianceErrors: [[ReportedNumber]]? {
    exact.map { exact in
      zip(moments.covariance, exact.covariance).map { zip($0, $1).map { $0 - $1 } }
    }
  }

  /// The length of the error of the mean, divided by the root of the sum of the variances of the law; `nil` where that
  /// may be zero.
  public var relativeMeanError: ReportedNumber? {
    guard let exact, let errors = meanErrors else { return nil }
    let square = errors.map { $0 * $0 }.sum
    return (square.quotient(by: exact.variances.sum))?.squareRoot
  }

  /// The Frobenius norm of the error of the covariance, divided by that of the covariance of the law; `nil` where that
  /// may be zero.
  public var relativeCovarianceError: ReportedNumber? {
    guard let exact, let errors = covarianceErrors else { return nil }
    let square = errors.joined().map { $0 * $0 }.sum
    return (square.quotient(by: exact.covariance.joined().map { $0 * $0 }.sum))?.squareRoot
  }
}

extension Collection where Element == ReportedNumber {
  fileprivate var sum: ReportedNumber { reduce(.exact(0)) { $0 + $1 } }
}

extension ReportedNumber {
  /// The quotient; `nil` where the divisor may be zero.
  fileprivate func quotient(by divisor: ReportedNumber) -> ReportedNumber? {
    switch divisor {
    case .exact(let number): number.isZero ? nil : self / divisor
    case .enclosed(let ball), .confident(let ball, _): ball.excludesZero ? self / divisor : nil
    case .estimated(let value, _): value > 0 ? self / divisor : nil
    }
  }

  /// The square root of a sum of squares, which is not negative.
  fileprivate var squareRoot: ReportedNumber {
    switch self {
    case .exact(let number):
      .enclosed(.squareRoot(of: max(number, 0), precision: Self.defaultPrecision))
    case .enclosed(let ball): .enclosed(ball.nonnegativePart.squareRoot())
    case .confident(let ball, let level):
      .confident(ball.nonnegativePart.squareRoot(), level: level)
    case .estimated(let value, let error):
      // To first order, where the error is small beside the value.
      .estimated(
        value: max(value, 0).squareRoot(),
        standardError: value > error ? error / (2 * value.squareRoot()) : error.squareRoot())
    }
  }
}
