public import Enclosures
public import ExactAlgebra
import LongWork
public import Networks
public import Properties
public import RandomNetworks
public import Regions

/// How often a property fails where the input of a network is random, and in which activation regions.
///
///     let failure = try await PropertyFailure(of: property, for: network, under: law)
///     failure.probability               // exact, or enclosed under Gaussian laws
///
/// On a region the network is affine, so each condition of the formula is a half-space, or holds everywhere or
/// nowhere. The region is cut by these half-spaces until the formula is decided on each part. Parts are convex and
/// have no inner points in common, so their probabilities add up: nothing is counted twice where
/// several conjunctions hold. Boundaries have no probability under a law with a density, and singular
/// Gaussian laws have one on their affine subspace, where regions are taken.
public struct PropertyFailure: Sendable {
  /// The limits of a search, and how it is run.
  public struct Options: Sendable {
    /// The number of threads; results do not depend on it.
    public var threads = 1
    /// The largest number of regions.
    public var maximumRegions: Int?
    /// The relative error of probabilities under Gaussian laws that is aimed at.
    public var accuracy = Rational(10).power(-12)
    /// Receives progress, after some hundreds of regions each time.
    public var progress: (@Sendable (RegionProgress) -> Void)?

    /// One thread, without limits.
    public init() {}
  }

  /// A region on whose part with positive probability the property fails.
  public struct Region: Sendable {
    /// The activity of the hidden neurons.
    public let pattern: ActivationPattern
    /// The probability of an input in the region at which the property fails.
    public let probability: ReportedNumber
    /// The number of convex parts; under a law of points the number of these.
    public let partCount: Int
    /// One of these inputs, with its output.
    public let counterexample: PropertyDecision.Counterexample
  }

  /// The property.
  public let property: Property
  /// The law of the input.
  public let law: InputLaw
  /// The regions in which the property fails, in the order in which they were found.
  public let regions: [Region]
  /// The number of regions that were looked through: those that meet the conditions on inputs that every
  /// counterexample satisfies.
  public let regionCount: Int
  /// Whether these are all.
  public let isComplete: Bool
  /// The probability of an input at which the property fails in one of these regions: where the search is not complete,
  /// a lower bound of that of all.
  public let found: ReportedNumber

  /// The probability of an input at which the property fails; where the search is not complete, between `found` and 1.
  public var probability: ReportedNumber { isComplete ? found : found.orMore }

  /// The volume of the inputs at which the property fails, under a uniform law, where the search is complete.
  public var volume: Rational? {
    guard case .uniform(let law) = law, isComplete, case .exact(let probability) = found else {
      return nil
    }
    return probability * law.volume
  }

  /// Finds and measures.
  ///
  /// A time or a request of `Interruption` ends the search with what was found.
  ///
  /// - Parameters:
  ///   - property: the property.
  ///   - network: the network.
  ///   - law: the law of its input.
  ///   - options: limits.
  /// - Throws: `PropertyDecisionError` where property and network do not fit, `NetworkLawError` where law and network
  ///   do not, `RegionError`, `UniformLawError`, `GaussianMeasureError` where parts vary in more directions than
  ///   can be enclosed, `CancellationError`.
  public init(
    of property: Property, for network: Network, under law: InputLaw,
    options: Options = Options()
  ) async throws {
    let architecture = network.architecture
    guard architecture.inputCount == property.inputCount else {
      throw PropertyDecisionError.inputs(property.inputCount, expected: architecture.inputCount)
    }
    guard architecture.outputCount == property.outputCount else {
      throw PropertyDecisionError.outputs(
        property.outputCount, expected: architecture.outputCount)
    }
    guard architecture.inputCount == law.dimension else {
      throw NetworkLawError.dimension(law.dimension, expected: architecture.inputCount)
    }
    (self.property, self.law) = (property, law)
    var search = FailureSearch(of: property, for: network, under: law, options)
    isComplete = try await Interruption.untilDue { try await search.run() } && search.isComplete
    regions = search.failing
    regionCount = search.regionCount
    found = regions.reduce(ReportedNumber.exact(0)) { $0 + $1.probability }
  }
}

extension ReportedNumber {
  /// What is known of a probability of which this is a part.
  fileprivate var orMore: ReportedNumber {
    let lower = ball.map { $0.isFinite ? min(max($0.lower, 0), 1) : 0 } ?? 0
    return .enclosed(Ball(from: lower, to: 1, precision: Self.defaultPrecision))
  }
}
