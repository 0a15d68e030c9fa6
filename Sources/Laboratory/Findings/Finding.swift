/// What a claim is found to be on one instance, and what shows it.
public struct Finding: Hashable, Sendable, Codable {
  /// The answer.
  public let verdict: Verdict
  /// What it comes to.
  public let outcome: Outcome
  /// What the verdict rests on, where that is more than the outcome; in the form of the claim.
  public let detail: CodedValue?
  /// The numbers behind it.
  public let evidence: Evidence

  /// An answer with its evidence.
  public init(
    _ verdict: Verdict, _ outcome: Outcome, detail: CodedValue? = nil, evidence: Evidence
  ) {
    self.verdict = verdict
    self.outcome = outcome
    self.detail = detail
    self.evidence = evidence
  }
}

/// A finding in words.
public struct FindingWords: Hashable, Sendable {
  /// How far a confirmation goes, such as `complete`; empty where there is nothing to say.
  public let scope: String
  /// What the verdict rests on, on one line.
  public let explanation: String
  /// The numbers, on one line; parts are separated by `; `.
  public let evidence: String

  /// The words.
  public init(scope: String = "", explanation: String, evidence: String) {
    self.scope = scope
    self.explanation = explanation
    self.evidence = evidence
  }
}
