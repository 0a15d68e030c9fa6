import LongWork

/// Finds out what a claim is on instances, one at a time.
public protocol InstanceEvaluator: Sendable {
  /// What is found on an instance, and the seconds that it took.
  ///
  /// - Throws: `CancellationError` when the task is cancelled, and what makes it impossible to go
  ///   on at all.
  func outcome(on instance: NumberedInstance) async throws -> (finding: Finding, seconds: Double)

  /// Goes through instances in their order, and hands over each finding as soon as it is there.
  ///
  /// - Throws: as `outcome(on:)`; what was found before has been handed over.
  func treat(
    _ instances: [NumberedInstance],
    handingOver hand: @escaping @Sendable (NumberedInstance, Finding, Double) -> Void
  ) async throws
}

extension InstanceEvaluator {
  public func treat(
    _ instances: [NumberedInstance],
    handingOver hand: @escaping @Sendable (NumberedInstance, Finding, Double) -> Void
  ) async throws {
    for instance in instances {
      try Task.checkCancellation()
      let (finding, seconds) = try await outcome(on: instance)
      hand(instance, finding, seconds)
    }
  }
}

/// How much one instance may take.
public struct InstanceLimits: Hashable, Sendable, Codable {
  /// The seconds; no limit where it is `nil`.
  public var seconds: Double?
  /// The bytes of memory.
  public var memory: Int

  /// Limits of time and memory.
  public init(seconds: Double? = nil, memory: Int = 2_000_000_000) {
    self.seconds = seconds
    self.memory = memory
  }
}

/// An evaluator in this process. Limits hold as far as the computations watch them.
public struct LocalEvaluator: InstanceEvaluator {
  private let claim: any Claim
  private let family: any InstanceFamily
  private let settings: ClaimSettings

  /// An evaluator for a sweep.
  public init(for definition: SweepDefinition, limits: InstanceLimits) {
    claim = definition.claim
    family = definition.family
    settings = ClaimSettings(
      maximumDegree: definition.maximumDegree ?? 0, isCertifying: definition.isCertifying,
      seed: definition.seed, timeLimit: limits.seconds.map { .seconds($0) },
      memoryLimit: limits.memory)
  }

  public func outcome(
    on instance: NumberedInstance
  ) async throws -> (finding: Finding, seconds: Double) {
    let watch = Stopwatch()
    let finding = try await claim.finding(
      onAny: instance.instance, of: family, settings: settings)
    return (finding, watch.seconds)
  }
}
