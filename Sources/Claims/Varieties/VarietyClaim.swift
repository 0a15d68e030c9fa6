public import Laboratory
import NetworkVarieties

/// A claim about pattern varieties.
public protocol VarietyClaim: BuiltInClaim where Family.Instance == PatternInstance {
  /// What the claim is found to be on an instance, with the evidence of varieties.
  ///
  /// - Throws: `CancellationError`.
  func varietyFinding(
    on instance: PatternInstance, settings: ClaimSettings
  ) async throws -> VarietyFinding
}

extension VarietyClaim {
  public func finding(
    on instance: PatternInstance, of family: Family, settings: ClaimSettings
  ) async throws -> Finding {
    Finding(try await varietyFinding(on: instance, settings: settings))
  }

  public func finding(stoppedBy stop: Stop, seed: UInt64) -> Finding {
    Finding(
      VarietyFinding(.notReached(.stopped(stop)), evidence: VarietyEvidence(seed: seed)))
  }

  public func words(for outcome: Outcome) -> String { VarietyFinding.words(for: outcome) }

  public func words(for finding: Finding) -> FindingWords {
    guard let finding = VarietyFinding(finding) else {
      return FindingWords(explanation: finding.outcome.code, evidence: "")
    }
    return FindingWords(
      scope: finding.scope, explanation: finding.explanation,
      evidence: finding.evidence.summary)
  }
}

extension VarietyClaim where Family: PatternInstanceFamily {
  /// Why a claim about all rank constraints does not apply: with more blocks there can be more
  /// spaces of coefficients than are gone through.
  func objectionToManyBlocks(in family: Family) -> String? {
    family.size.blocks.upperBound <= 4
      ? nil : "\(name) goes through coefficients of at most 4 blocks"
  }
}

extension Finding {
  /// A finding about a variety as it is stored.
  init(_ finding: VarietyFinding) {
    var values: [String: CodedValue] = [:]
    if let dimension = finding.evidence.dimension {
      values["dimension"] = CodedValue(of: dimension)
    }
    if let ideal = finding.evidence.ideal { values["ideal"] = CodedValue(of: ideal) }
    self.init(
      finding.verdict.kind, finding.outcome, detail: CodedValue(of: finding.verdict),
      evidence: Evidence(
        seed: finding.evidence.seed, primes: finding.evidence.primes, values: values))
  }
}

extension VarietyFinding {
  /// What was stored, or `nil` where that is something else.
  init?(_ finding: Finding) {
    guard let verdict = finding.detail?.decoded(as: VarietyVerdict.self) else { return nil }
    let values = finding.evidence.values
    self.init(
      verdict,
      evidence: VarietyEvidence(
        seed: finding.evidence.seed, primes: finding.evidence.primes,
        dimension: values["dimension"]?.decoded(as: DimensionEvidence.self),
        ideal: values["ideal"]?.decoded(as: IdealEvidence.self)))
  }
}

extension PatternInstance {
  /// The pattern variety.
  ///
  /// - Throws: `PatternVarietyError` where it is too large.
  var variety: PatternVariety {
    get throws(PatternVarietyError) { try PatternVariety(of: architecture, on: patterns) }
  }
}
