public import Laboratory

/// A finding in some lines.
public struct SweepFindingText: CustomStringConvertible {
  public let description: String

  /// A finding of a sweep of a claim.
  public init(of record: SweepRecord, claim: any Claim) {
    let finding = record.finding
    let words = claim.words(for: finding)
    var lines = [
      "\(claim.name) on \(record.instance.instance)",
      "Instance \(record.instance.number), standing for \(record.instance.instance.memberCount)",
      "Verdict: \(finding.verdict.rawValue)"
        + (words.scope.isEmpty ? "" : ", \(words.scope)"),
      "  \(words.explanation)",
    ]
    lines += words.evidence.split(separator: "; ").map { "  \($0)" }
    lines.append(
      "Seed \(finding.evidence.seed)"
        + (finding.evidence.primes.isEmpty
          ? ""
          : ", primes \(finding.evidence.primes.map(String.init).joined(separator: ", "))")
        + ", reluvar \(record.version)")
    description = lines.joined(separator: "\n") + "\n"
  }
}
