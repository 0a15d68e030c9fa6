public import Certification
import ExactAlgebra
public import NetworkVarieties
import Varieties

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

extension ConstraintReport: IdealReport {
  /// The variety.
  public var variety: ReLUVariety { constraints.variety }

  /// All.
  public static var formats: [OutputFormat] { OutputFormat.ofEquations }

  /// Hands the report to `body`, constraint by constraint where the format allows it.
  public func writeResult(
    in form: OutputForm, to body: (String) throws -> Void
  ) rethrows {
    switch form.format {
    case .jsonl: try writeLines(in: form, to: body)
    case .mrdi, .msolve: try writeIdeal(in: form, to: body)
    default: try writeForm(form, to: body)
    }
  }

  /// Hands the minors that the constraints say are zero to `body`, without those that are zero polynomials.
  func forEachGenerator(_ body: (Polynomial) throws -> Void) rethrows {
    for constraint in constraints {
      let matrix = constraint.condition.matrix(in: variety.ring)
      for minor in matrix.minors(ofSize: constraint.minorSize) {
        let polynomial = minor.polynomial
        if !polynomial.isZero { try body(polynomial) }
      }
    }
  }
}
