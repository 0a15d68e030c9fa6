public import ExactAlgebra

/// An inequality `form >= 0` of a cell, with the number that its caller knows it by.
public final class CellFacet: Sendable {
  /// The primitive form in homogeneous coordinates; it is positive inside of the cell.
  public let form: IntegerVector
  /// What the caller called the form with which the cell was cut.
  public let label: Int
  /// Numbers near a positive multiple of the form.
  let approximations: [Double]

  init(form: IntegerVector, label: Int) {
    self.form = form
    self.label = label
    approximations = form.approximations
  }
}
