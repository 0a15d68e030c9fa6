public import ExactAlgebra

/// An inequality `form >= 0` of a cell, with the number that its caller knows it by.
///
/// The form is computed when it is first asked for: a search that only counts never does.
public final class CellFacet: Sendable {
  /// What the caller called the form with which the cell was cut.
  public let label: Int
  private let forms: LinearForms
  private let index: Int
  private let isPositive: Bool

  /// The inequality that one of some forms is positive, or negative.
  init(_ index: Int, in forms: LinearForms, isPositive: Bool, label: Int) {
    self.forms = forms
    self.index = index
    self.isPositive = isPositive
    self.label = label
  }

  /// The inequality of a primitive form.
  convenience init(form: IntegerVector, label: Int) {
    self.init(0, in: LinearForms([form]), isPositive: true, label: label)
  }

  /// The primitive form in homogeneous coordinates; it is positive inside of the cell.
  public var form: IntegerVector { forms.signed(index, isPositive: isPositive).vector }

  /// Numbers near a positive multiple of the form.
  var approximations: [Double] { forms.signed(index, isPositive: isPositive).approximations }

  /// Whether another facet stands for the same inequality by the same form.
  func isSame(as other: CellFacet) -> Bool {
    label == other.label && forms === other.forms && index == other.index
      && isPositive == other.isPositive
  }
}
