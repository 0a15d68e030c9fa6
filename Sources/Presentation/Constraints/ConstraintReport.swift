public import Certification
public import NetworkVarieties

/// The rank constraints of a variety.
public struct ConstraintReport: Sendable {
  /// The rank constraints, made while they are written.
  public let constraints: RankConstraintList
  /// Whether their minors are known to generate the whole ideal.
  public let completeness: Completeness
  /// Degree and Hilbert series of the variety, where they are known.
  public let hilbert: HilbertInvariants?

  /// The constraints of a list, and what is known of their minors and of the variety.
  public init(
    _ constraints: RankConstraintList, completeness: Completeness,
    hilbert: HilbertInvariants? = nil
  ) {
    self.constraints = constraints
    self.completeness = completeness
    self.hilbert = hilbert
  }
}

extension ConstraintReport: VarietyReport {
  /// The variety.
  public var variety: ReLUVariety { constraints.variety }

  /// All.
  public static var formats: [OutputFormat] { OutputFormat.ofEquations }

  /// Hands the report to `body`, constraint by constraint where the format allows it.
  public func writeResult(
    in form: OutputForm, to body: (String) throws -> Void
  ) rethrows {
    if form.format == .jsonl {
      try writeLines(in: form, to: body)
    } else {
      try writeForm(form, to: body)
    }
  }
}
