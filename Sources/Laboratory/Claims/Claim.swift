public import Formulas

/// A statement that is true or false on each instance of a family.
///
///     struct EvenSquares: Claim {
///       typealias Family = Numbers
///       let name = "even-squares"
///       let statement: MarkedText = "The square of \(Formula.name("n")) is even."
///       let source = "false on purpose"
///       func finding(
///         on instance: Number, of family: Numbers, settings: ClaimSettings
///       ) async throws -> Finding {
///         let isEven = (instance.value * instance.value).isMultiple(of: 2)
///         return Finding(
///           isEven ? .confirmed : .refuted, Outcome(isEven ? "even" : "odd"),
///           evidence: Evidence(seed: settings.seed))
///       }
///     }
///
/// A claim is stated once; a ``Sweep`` goes through the instances and asks for a finding on each.
/// The family of the claim makes the instances, and codes and decodes them; nothing else knows what
/// they are.
public protocol Claim<Family>: Sendable {
  /// What the claim is about, of some size.
  associatedtype Family: InstanceFamily

  /// The name by which sweeps, stores and plans know it. It never changes.
  var name: String { get }
  /// The statement.
  var statement: MarkedText { get }
  /// Where it comes from.
  var source: String { get }

  /// Why the claim does not apply to a family, or `nil` where it does.
  func objection(to family: Family) -> String?

  /// What the claim is found to be on an instance.
  ///
  /// Limits of time and memory that are reached end in a finding; it says so.
  ///
  /// - Parameters:
  ///   - instance: an instance of the family.
  ///   - family: the family, which has what its instances share.
  ///   - settings: how much is done.
  /// - Throws: `CancellationError` when the task is cancelled.
  func finding(
    on instance: Family.Instance, of family: Family, settings: ClaimSettings
  ) async throws -> Finding

  /// The finding on an instance whose work was ended from outside.
  func finding(stoppedBy stop: Stop, seed: UInt64) -> Finding

  /// The words for an outcome, a few.
  func words(for outcome: Outcome) -> String
  /// The words for a finding.
  func words(for finding: Finding) -> FindingWords
}

extension Claim {
  public func objection(to family: Family) -> String? { nil }

  public func finding(stoppedBy stop: Stop, seed: UInt64) -> Finding {
    Finding(stop, evidence: Evidence(seed: seed))
  }

  /// The code with its values, such as `exact (regions 7)`.
  public func words(for outcome: Outcome) -> String { outcome.plainWords }

  /// The outcome and the evidence with their names.
  public func words(for finding: Finding) -> FindingWords {
    FindingWords(
      explanation: finding.stop?.words ?? words(for: finding.outcome),
      evidence: finding.evidence.plainWords)
  }
}

extension Claim {
  /// The finding on an instance of the family.
  ///
  /// - Precondition: instance and family are the claim's own.
  func finding(
    onAny instance: any SweepInstance, of family: any InstanceFamily, settings: ClaimSettings
  ) async throws -> Finding {
    guard let instance = instance as? Family.Instance, let family = family as? Family else {
      preconditionFailure("an instance of another claim")
    }
    return try await finding(on: instance, of: family, settings: settings)
  }

  /// Reads a family of the claim.
  func family<Key>(
    in values: KeyedDecodingContainer<Key>, forKey key: Key
  ) throws -> any InstanceFamily {
    try values.decode(Family.self, forKey: key)
  }
}
