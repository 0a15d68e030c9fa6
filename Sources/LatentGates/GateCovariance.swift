public import Enclosures
public import ExactAlgebra

/// The covariance of the input, within and between patterns: `Cov X = E Cov(X | A) + Cov E(X | A)`.
///
/// In balls the three matrices are computed independently of each other: the total is exact, and neither of the
/// parts is a difference of the total and the other. In floating point what is within patterns is the
/// exact total minus what is between them.
public struct GateCovariance: Sendable {
  /// The parts for the patterns of the first layers.
  public struct Layer: Sendable {
    /// The number of layers, from 1.
    public let layer: Int
    /// `sum_A P(A) Cov(X | A)`.
    public let within: [[ReportedNumber]]
    /// `sum_A P(A) (E(X | A) - E X)(E(X | A) - E X)^T`.
    public let between: [[ReportedNumber]]
    /// Whether `within + between` encloses the total in every entry.
    public let sumsAgree: Bool
  }

  /// `Cov X` over the sample.
  public let total: [[Rational]]
  /// The parts for the patterns of the first 1, 2, ... layers; the last one has all gates.
  public let layers: [Layer]

  /// `sum_A P(A) Cov(X | A)` for whole patterns.
  public var within: [[ReportedNumber]] {
    layers.last?.within ?? total.map { $0.map { .exact($0) } }
  }
  /// `sum_A P(A) (E(X | A) - E X)(E(X | A) - E X)^T` for whole patterns.
  public var between: [[ReportedNumber]] {
    layers.last?.between ?? total.map { $0.map { _ in .exact(0) } }
  }
  /// Whether `within + between` encloses `total` in every entry, for all layers.
  public var sumsAgree: Bool { layers.allSatisfy(\.sumsAgree) }

  /// The covariance of the points of a sample, by the patterns that a model draws there, by balls.
  ///
  /// `GateSummary` is faster for many patterns.
  ///
  /// - Throws: `GateModelError` where a point does not belong to the network.
  public init(of model: GateModel, over sample: GateSample) throws(GateModelError) {
    try sample.validate(for: model)
    let request = SampleTerms.Request(sample, for: model, hasCovariance: true)
    self.init(SampleTerms.inBalls(of: model, over: sample, request), total: request.covariance)
  }

  init(_ terms: SampleTerms, total: [[Rational]]) {
    self.total = total
    layers = terms.layers.enumerated().map { index, terms in
      Layer(
        layer: index + 1, within: terms.within.map { $0.map { .enclosed($0) } },
        between: terms.between.map { $0.map { .enclosed($0) } },
        sumsAgree: total.indices.allSatisfy { row in
          total.indices.allSatisfy { column in
            (terms.within[row][column] + terms.between[row][column])
              .contains(total[row][column])
          }
        })
    }
  }
}
