public import Enclosures
public import ExactAlgebra
import GaussianMeasures
public import Polyhedra

/// A polyhedron under a law: its probability, and the moments of the law in it.
///
///     let measure = try await PolyhedronMeasure(of: halfSpaces, under: law)
///     measure.probability               // exact, enclosed, or with a level
///
/// The probability of one polyhedron: that of a random point to satisfy all inequalities at once.
public struct PolyhedronMeasure: Sendable {
  /// What is wanted.
  public struct Options: Sendable {
    /// The relative error of probabilities that is aimed at.
    public var accuracy = Rational(10).power(-15)
    /// Whether moments are computed.
    public var hasMoments = false

    /// The probability alone, to 15 digits.
    public init() {}
  }

  /// Mean and covariance of a law restricted to a set, of mass 1 again.
  public struct Conditional: Sendable {
    /// The mean: `d` numbers.
    public let mean: [ReportedNumber]
    /// The covariance matrix: `d` by `d`.
    public let covariance: [[ReportedNumber]]

    init(_ moments: ConditionalMoments) {
      (mean, covariance) = (moments.mean, moments.covariance)
    }
  }

  /// The probability.
  public let probability: ReportedNumber
  /// The law under the condition that the point is in the polyhedron, where it was asked for;
  /// `nil` also where the probability is zero, so that there is none.
  public let conditional: Conditional?
  /// The dimension of the integral, the largest one for the parts of a mixture; `nil` for other laws
  /// than Gaussian ones, whose probabilities are ratios of volumes or sums of weights.
  public let integralDimension: Int?
  /// The relative error that was aimed at.
  public let accuracy: Rational

  /// Whether the probability has the accuracy that was aimed at.
  public var isAccurate: Bool { probability.isKnown(toRelativeError: accuracy) }

  /// Measures the intersection of half-spaces.
  ///
  /// - Throws: `GaussianMeasureError`, `UniformLawError.blockDimension`; also as `Interruption.check`.
  /// - Precondition: half-spaces have the dimension of the law, and the accuracy is positive.
  public init(
    of halfSpaces: [HalfSpace], under law: InputLaw, options: Options = Options()
  ) async throws {
    accuracy = options.accuracy
    integralDimension = law.integralDimension(of: halfSpaces)
    probability = try await Self.probability(of: halfSpaces, under: law, options)
    let moments =
      options.hasMoments
      ? try law.conditionalMoments(of: halfSpaces, accuracy: accuracy) : nil
    conditional = moments.flatMap { Conditional($0) }
  }

  /// The probability, by the method that suits.
  private static func probability(
    of halfSpaces: [HalfSpace], under law: InputLaw, _ options: Options
  ) async throws -> ReportedNumber {
    try law.probability(of: halfSpaces, accuracy: options.accuracy)
  }
}
