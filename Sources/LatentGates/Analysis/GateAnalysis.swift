public import ExactAlgebra
import LongWork

/// What there is to know of a model over a sample: of each point, and of all together.
///
///     let analysis = try await GateAnalysis(of: model, over: sample)
///     analysis.points[0].evidence?.logLikelihood
///     analysis.information?.aboutInput
///
/// Points are worked on side by side; results are the same for any number of threads. What takes more
/// than a limit allows is left out, and `omissions` says so. Where the time of the present task is over, or an end
/// is asked for, the points that were finished are kept.
public struct GateAnalysis: Sendable {
  /// What is wanted, and how it is computed.
  public struct Options: Sendable {
    /// The most patterns that are listed at a point, the most probable ones; `nil` for all of them up to
    /// `listingLimit` over all points, and for `shortListing` at each point beyond.
    public var maximumPatterns: Int?
    /// The probabilities of open gates whose bound is wanted, in the order of the gates.
    public var variational: [Rational]?
    /// The starts of the search for the best independent gates; 0 for no search, `nil` for `usualStarts` where
    /// that is little work.
    public var starts: Int?
    /// Whether the covariance of the gradient is wanted, where it is affordable.
    public var hasGradientCovariance = true
    /// Whether the geometry of the input on the patterns is wanted, where it is affordable.
    public var hasStability = true
    /// What random starts follow from.
    public var seed: UInt64 = 1
    /// The number of threads.
    public var threads = 1
    /// Is called with the number of points that are finished, and that of all points.
    public var progress: @Sendable (Int, Int) -> Void = { _, _ in }

    /// What is usual.
    public init() {}
  }

  /// The most patterns that are listed unless more are asked for, over all points.
  public static let listingLimit = 1 << 14
  /// The patterns that are listed at each point beyond that.
  public static let shortListing = 16
  /// The starts of a search that nobody asked for.
  public static let usualStarts = 60

  /// The model.
  public let model: GateModel
  /// The sample.
  public let sample: GateSample
  /// What was wanted.
  public let options: Options
  /// What is known of the points, in their order; fewer than there are where an end was asked for.
  public let points: [GatePoint]
  /// The covariance of the input.
  public let covariance: GateCovariance?
  /// What the gates say about the input and the class.
  public let information: GateInformation?
  /// The traces of the covariance of the gradient; `nil` without observations.
  public let gradientCovariance: GateGradientCovariance?
  /// How the geometry of the input differs between patterns, with its leading directions.
  public let stability: GateStability?
  /// What is missing, and why.
  public let omissions: [GateOmission]

  /// Whether all that could be computed was.
  public var isComplete: Bool { !omissions.contains { $0.reason == .noTime } }

  /// The analysis of a model over a sample.
  ///
  /// - Throws: `GateModelError` where a point, an observation or a probability does not belong to the network; also
  ///   `CancellationError`.
  public init(
    of model: GateModel, over sample: GateSample, options: Options = Options()
  ) async throws {
    try sample.validate(for: model)
    self.model = model
    self.sample = sample
    self.options = options
    let work = GateWork(model: model, sample: sample, options: options)
    points = try await work.points()
    let isDone = points.count == sample.points.count
    var omissions = work.omissions
    if !isDone { omissions.append(GateOmission(.points, .noTime)) }
    // What belongs to all points, unless there is no time left for it.
    var summary: GateSummary?
    var gradients: GateGradientCovariance?
    var stability: GateStability?
    let hasGradients =
      sample.observations != nil && options.hasGradientCovariance
      && work.gradientCovarianceIsAffordable
    if isDone {
      try await Interruption.untilDue {
        summary = try await GateSummary(of: model, over: sample, threads: options.threads)
        if options.hasStability, work.stabilityTerms <= GateStability.maximumTerms {
          stability = try GateWork.endable {
            try GateStability(of: model, over: sample, rank: 1)
          }
        }
        if hasGradients {
          gradients = try GateWork.endable {
            try GateGradientCovariance(of: model, over: sample)
          }
        }
      }
    }
    information = summary?.information
    covariance = summary?.covariance
    gradientCovariance = gradients
    self.stability = stability
    if options.hasStability, isDone, summary != nil, stability == nil {
      let isShort = work.stabilityTerms <= GateStability.maximumTerms
      omissions.append(
        GateOmission(
          .stability,
          isShort
            ? .noTime
            : .tooManyTerms(work.stabilityTerms, limit: GateStability.maximumTerms)))
    }
    if summary == nil {
      omissions.append(GateOmission(.information, .noTime))
      omissions.append(GateOmission(.covariance, .noTime))
    } else if covariance == nil {
      let entries = model.network.architecture.inputCount
      omissions.append(
        GateOmission(
          .covariance,
          .tooManyTerms(
            model.patternCount * entries * (entries + 1) / 2, limit: GateSummary.maximumEntryCount))
      )
    }
    if hasGradients, gradients == nil {
      omissions.append(GateOmission(.gradientCovariance, .noTime))
    }
    self.omissions = omissions
  }
}

/// Something that an analysis does not have.
public struct GateOmission: Hashable, Sendable {
  /// What is missing.
  public enum Quantity: String, Hashable, Sendable {
    /// Some of the points.
    case points
    /// The search for the best independent gates.
    case meanField
    /// The entropies.
    case information
    /// The covariance of the input.
    case covariance
    /// How the geometry of the input differs between patterns.
    case stability
    /// The covariance of the gradient.
    case gradientCovariance
  }

  /// Why it is missing.
  public enum Reason: Hashable, Sendable {
    /// The time was over, or an end was asked for.
    case noTime
    /// It takes more terms than the limit allows.
    case tooManyTerms(Int, limit: Int)
    /// It takes more terms than what nobody asked for may take.
    case moreThanUsual(Int, limit: Int)
  }

  /// What is missing.
  public let quantity: Quantity
  /// Why it is missing.
  public let reason: Reason

  /// Something that is missing.
  public init(_ quantity: Quantity, _ reason: Reason) {
    self.quantity = quantity
    self.reason = reason
  }
}
