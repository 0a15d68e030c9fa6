public import Certification
import ExactAlgebra
public import NetworkVarieties
import Varieties

/// The ideal of a variety up to a degree, ready to be written.
public struct DerivationReport: Sendable {
  /// Which generators are shown.
  public enum Selection: String, Sendable, CaseIterable {
    /// All minimal generators.
    case all
    /// One highest weight vector for each irreducible representation of generators.
    case highestWeight = "highest-weight"
    /// Minors by the matrix that they come from, and one highest weight vector for each irreducible
    /// representation of the others.
    case families
    /// Only their number.
    case none

    /// All generators are shown by default up to this number of them.
    public static let largestDefault = 200
    /// And up to about this number of terms of all of them.
    public static let largestDefaultTermCount = 200_000
  }

  /// The ideal, and what is known of it.
  public let derivation: CertifiedDerivation
  /// Which generators are shown.
  public let selection: Selection
  /// The seconds that the computation took, where they are wanted.
  public let seconds: Double?
  /// The rank constraints, for LaTeX, which lists them before the ideal.
  public let constraints: RankConstraintList?

  /// The report on a derivation; without a selection the number of generators decides.
  public init(
    _ derivation: CertifiedDerivation, selection: Selection? = nil, seconds: Double? = nil,
    constraints: RankConstraintList? = nil
  ) {
    self.derivation = derivation
    self.selection =
      selection
      ?? Selection(
        forNumber: derivation.ideal.generators.count,
        ofTerms: derivation.ideal.approximateTermCount(), of: derivation.ideal)
    self.seconds = seconds
    self.constraints = constraints
  }

  /// Whether completeness is worth a sentence beside the one about the codimension.
  var statesCompleteness: Bool {
    switch derivation.completeness {
    case .complete(.linear(relations: 0)): false
    case .complete: true
    case .open: derivation.certification != nil
    }
  }
}

extension DerivationReport.Selection {
  /// All generators where they are not too many and not too long, otherwise highest weight vectors.
  init(forNumber count: Integer, ofTerms termCount: Integer, of ideal: GradedIdeal) {
    let isShort =
      count <= Integer(Self.largestDefault) && termCount <= Integer(Self.largestDefaultTermCount)
    self = isShort || ideal.highestWeightGenerators.isEmpty ? .all : .highestWeight
  }
}

extension DerivationReport: IdealReport {
  /// The variety.
  public var variety: ReLUVariety { derivation.variety }

  /// All but lines of JSON, which `DerivationLines` writes.
  public static var formats: [OutputFormat] { OutputFormat.ofVarieties + OutputFormat.ofIdeals }

  /// Hands the report to `body`.
  ///
  /// In the format for people, generators are expanded one orbit at a time, so that long lists
  /// take little memory.
  public func writeResult(
    in form: OutputForm, to body: (String) throws -> Void
  ) rethrows {
    if OutputFormat.ofIdeals.contains(form.format) {
      try writeIdeal(in: form, to: body)
    } else {
      try writeForm(form, to: body)
    }
  }

  /// Hands all minimal generators to `body`, whatever is selected: an ideal is given by all of them.
  func forEachGenerator(_ body: (Polynomial) throws -> Void) rethrows {
    for generator in derivation.ideal.generators { try body(generator.polynomial) }
  }
}
