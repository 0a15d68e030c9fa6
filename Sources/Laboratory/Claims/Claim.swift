import NetworkVarieties

/// A statement about pattern varieties that is true or false on each instance of a family.
///
/// A claim is stated once; a sweep goes through the instances and asks for a finding on each.
public protocol Claim: Sendable {
  /// The name by which the command knows it.
  var name: String { get }
  /// The statement, in LaTeX.
  var statement: String { get }
  /// Where it comes from.
  var source: String { get }
  /// The kind of family that it is about.
  var domain: FamilyDomain { get }

  /// Why the claim does not apply to a family, or `nil` where it does.
  func objection(to family: FamilySize) -> String?

  /// What the claim is found to be on an instance.
  ///
  /// Limits of time and memory that are reached end in a finding; it says so.
  ///
  /// - Throws: `CancellationError` when the task is cancelled.
  func finding(on instance: Instance, settings: ClaimSettings) async throws -> Finding
}

extension Claim {
  public func objection(to family: FamilySize) -> String? { nil }
}

/// How much work is done for a finding.
public struct ClaimSettings: Hashable, Sendable {
  /// The largest degree in which ideals are compared.
  public var maximumDegree: Int
  /// Whether Singular is asked if the generators are complete.
  public var isCertifying: Bool
  /// The seed of all random points.
  public var seed: UInt64
  /// The time for one instance.
  public var timeLimit: Duration?
  /// The bytes that tables and matrices for one instance may take.
  public var memoryLimit: Int

  /// Settings, with defaults.
  public init(
    maximumDegree: Int = 6, isCertifying: Bool = false, seed: UInt64 = 1,
    timeLimit: Duration? = nil, memoryLimit: Int = 4_000_000_000
  ) {
    self.maximumDegree = maximumDegree
    self.isCertifying = isCertifying
    self.seed = seed
    self.timeLimit = timeLimit
    self.memoryLimit = memoryLimit
  }
}

extension Instance {
  /// The pattern variety.
  ///
  /// - Throws: `PatternVarietyError` where it is too large.
  var variety: PatternVariety {
    get throws(PatternVarietyError) { try PatternVariety(of: architecture, on: patterns) }
  }
}
