public import ExactAlgebra
public import Polyhedra

extension ActivationRegion {
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
    let closure = try facetsInTime().map {
      HalfSpace(normal: $0.halfSpace.normal, offset: $0.halfSpace.offset, isOpen: false)
    }
    guard
      let maximum = try InequalitySystem(dimension: slice.dimension, closure)
        .maximumInTime(of: form)
    else { preconditionFailure("a region without points") }
    return maximum
  }
}
