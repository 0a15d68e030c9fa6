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
  /// How probabilities under Gaussian laws are found.
  public enum Method: String, CaseIterable, Sendable {
    /// Enclosed where the dimension of the integral or its structure allows it, else sampled.
    case automatic = "auto"
    /// Enclosed, in dimensions up to `GaussianMeasure.largestDimension` and where structure allows it.
    case enclosure
    /// Sampled.
    case sampling
  }

  /// What is wanted.
  public struct Options: Sendable {
    /// The relative error of probabilities that is aimed at; if `nil`, `enclosedAccuracy` up to
    /// `GaussianMeasure.largestDimension`, `structuredAccuracy` beyond where nothing is sampled, and
    /// `sampledAccuracy` elsewhere.
    public var accuracy: Rational?
    /// Whether moments are computed.
    public var hasMoments = false
    /// How probabilities under Gaussian laws are found.
    public var method = Method.automatic
    /// The probability with which bounds of sampled numbers are right, at least.
    public var level = Rational(999_999, 1_000_000)
    /// The number of samples at most; that of `SampledGaussianMeasure` if `nil`.
    public var sampleLimit: Int?
    /// What all random numbers follow from.
    public var seed: UInt64 = 1
    /// The number of threads; results do not depend on it.
    public var threads = 1

    /// The relative error that is aimed at in low dimensions.
    public static let enclosedAccuracy = Rational(10).power(-15)
    /// The relative error that is aimed at where parts of low dimension are put together.
    public static let structuredAccuracy = Rational(10).power(-12)
    /// The relative error that is aimed at where something is sampled.
    public static let sampledAccuracy = Rational(10).power(-3)

    /// The probability alone, by the method that suits.
    public init() {}
  }

  /// Mean and covariance of a law restricted to a set, of mass 1 again.
  public struct Conditional: Sendable {
    /// The mean: `d` numbers.
    public let mean: [ReportedNumber]
    /// The covariance matrix: `d` by `d`.
    public let covariance: [[ReportedNumber]]
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
  /// The seed of random numbers, where the probability or the moments come from samples.
  public let seed: UInt64?

  /// Whether the probability has the accuracy that was aimed at.
  public var isAccurate: Bool { probability.isKnown(toRelativeError: accuracy) }

  /// Measures the intersection of half-spaces.
  ///
  /// - Throws: `GaussianMeasureError`, `SampledMeasureError`, `UniformLawError.blockDimension`; also as
  ///   `Interruption.check`.
  /// - Precondition: half-spaces have the dimension of the law, the accuracy is positive, and the level
  ///   is between 0 and 1.
  public init(
    of halfSpaces: [HalfSpace], under law: InputLaw, options: Options = Options()
  ) async throws {
    integralDimension = law.integralDimension(of: halfSpaces)
    guard case .gaussian(let mixture) = law else {
      accuracy = options.accuracy ?? Options.enclosedAccuracy
      seed = nil
      probability = try law.probability(of: halfSpaces)
      conditional =
        options.hasMoments
        ? try law.conditionalMoments(of: halfSpaces).map(Conditional.init) : nil
      return
    }
    let measures = mixture.measures(options)
    var sum = ReportedNumber.exact(0)
    for measure in measures {
      sum = sum + .exact(measure.weight) * (try await measure.probability(of: halfSpaces))
    }
    probability = sum
    var moments: [ConditionalMoments] = []
    if options.hasMoments {
      for measure in measures {
        if let part = try await measure.moments(in: halfSpaces) { moments.append(part) }
      }
    }
    conditional = moments.isEmpty ? nil : Conditional(ConditionalMoments(mixing: moments))
    let numbers = [sum] + (conditional?.mean ?? [])
    let isSampled = numbers.contains { $0.status == "confident" || $0.status == "estimated" }
    seed = isSampled ? options.seed : nil
    let isStructured = integralDimension.map { $0 > GaussianMeasure.largestDimension } ?? false
    accuracy =
      options.accuracy
      ?? (sum.status == "confident"
        ? Options.sampledAccuracy
        : isStructured ? Options.structuredAccuracy : Options.enclosedAccuracy)
  }
}

extension PolyhedronMeasure.Conditional {
  init(_ moments: ConditionalMoments) {
    (mean, covariance) = (moments.mean, moments.covariance)
  }
}
