import LongWork

/// The dimensions of the sets of laws that are reached by several depths, beside a family of laws.
///
///     let growth = try await LawGrowth(of: laws, depths: 1...6, beside: .uniformBox)
///     growth.firstDepthBeyond        // 1: six weights and biases in the plane, and boxes have four numbers
///
/// A family with `n` parameters on which laws depend in a locally Lipschitz way cannot contain a set of
/// laws of a larger dimension than `n`. If it has the start as a member and were invariant, it would
/// contain all laws that are reached.
public struct LawGrowth: Sendable {
  /// How it is computed.
  public struct Options: Sendable {
    /// The largest number of draws of weights at each depth; `ReachableLaws.usualDraws` if `nil`.
    public var draws: Int?
    /// What weights follow from.
    public var seed: UInt64 = 1
    /// The number of threads; results do not depend on it.
    public var threads = 1
    /// Receives the depth that is finished.
    public var progress: (@Sendable (Int) -> Void)?

    /// Usual draws, one thread.
    public init() {}
  }

  /// The laws.
  public let laws: ReachableLaws
  /// The depths that were asked for.
  public let depths: ClosedRange<Int>
  /// What was computed, depth after depth.
  public let steps: [GrowthStep]
  /// The family that they are compared with, its number of parameters and what follows beyond.
  public let comparison: Comparison?
  /// The largest number of draws at each depth.
  public let draws: Int
  /// What weights follow from.
  public let seed: UInt64

  /// A family beside the growth.
  public struct Comparison: Sendable {
    /// The family.
    public let family: DistributionFamily
    /// Its number of parameters.
    public let parameterCount: Int
    /// What follows where the dimension exceeds it.
    public let consequence: ReachableLaws.Consequence
  }

  /// Computes the dimensions, until the time is over.
  ///
  /// - Parameters:
  ///   - laws: the laws.
  ///   - depths: the numbers of layers, at least 1.
  ///   - family: a family to compare with.
  ///   - options: how it is computed.
  /// - Throws: `GrowthError`, `CancellationError`.
  /// - Precondition: depths are at least 1.
  public init(
    of laws: ReachableLaws, depths: ClosedRange<Int>, beside family: DistributionFamily? = nil,
    options: Options = Options()
  ) async throws {
    comparison = try family.map { family in
      let (count, consequence) = try laws.comparison(with: family)
      return Comparison(family: family, parameterCount: count, consequence: consequence)
    }
    (self.laws, self.depths, seed) = (laws, depths, options.seed)
    draws = options.draws ?? laws.usualDraws
    var steps: [GrowthStep] = []
    try await Interruption.untilDue {
      for depth in depths {
        steps.append(
          try await laws.step(
            depth: depth, draws: options.draws, seed: options.seed, threads: options.threads))
        options.progress?(depth)
      }
    }
    self.steps = steps
  }

  /// Whether all depths were computed.
  public var isComplete: Bool { steps.count == depths.count }

  /// The first depth whose dimension is proved to exceed the number of parameters of the family.
  public var firstDepthBeyond: Int? {
    guard let comparison else { return nil }
    return steps.first { $0.dimension.value > comparison.parameterCount }?.depth
  }

  /// What follows for the family; `nil` where nothing does.
  public var verdict: ReachableLaws.Consequence? {
    firstDepthBeyond == nil ? nil : comparison?.consequence
  }
}
