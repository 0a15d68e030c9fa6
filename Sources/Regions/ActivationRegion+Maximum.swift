public import ExactAlgebra
public import Polyhedra

extension ActivationRegion {
  /// Closed half-spaces whose intersection is the closure of the region, without any work: some may follow from others,
  /// in contrast to `inequalities`.
  public var closure: [HalfSpace] {
    cell.inequalities.map { HalfSpace(form: $0.form, isOpen: false) }
  }

  /// On which sides of the zero set of an affine form the region lies, exactly.
  ///
  /// - Parameter form: the coefficients of the coordinates of the slice, the constant last.
  /// - Throws: as `Interruption.check`.
  public func side(of form: [Rational]) throws -> Side {
    var cell = cell
    return try cell.side(of: 0, in: LinearForms([IntegerVector(direction: form)]))
  }

  /// The largest value of an affine form on the closure of the region, exactly: from its vertices and
  /// rays where these are known, by linear programs elsewhere.
  ///
  /// - Parameter form: the coefficients of the coordinates of the slice, the constant last.
  /// - Throws: as `Interruption.check`.
  public func maximum(of form: [Rational]) throws -> LinearMaximum {
    if let cell = cell as? GeneratedCell { return cell.maximum(of: form) }
    guard
      let maximum = try InequalitySystem(dimension: slice.dimension, closure)
        .maximumInTime(of: form)
    else { preconditionFailure("a region without points") }
    return maximum
  }
}
