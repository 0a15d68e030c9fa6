public import ExactAlgebra
import Synchronization

/// An inequality `form >= 0` of a cell, with the number that its caller knows it by.
///
/// The form is computed when it is first asked for: a search that only counts never does.
public final class CellFacet: Sendable {
  /// What the caller called the form with which the cell was cut.
  public let label: Int
  private let source: Source

  private enum Source: Sendable {
    case exact(IntegerVector)
    /// One of some forms, or its opposite.
    case one(of: LinearForms, Int, isPositive: Bool)
  }

  /// The exact form with numbers near it.
  private struct Form: Sendable {
    let vector: IntegerVector
    let approximations: [Double]

    init(_ vector: IntegerVector) {
      self.vector = vector
      approximations = vector.approximations
    }
  }

  private let known = Mutex<Form?>(nil)

  init(form: IntegerVector, label: Int) {
    source = .exact(form)
    self.label = label
  }

  /// The inequality that one of some forms is positive, or negative.
  init(_ index: Int, in forms: LinearForms, isPositive: Bool, label: Int) {
    source = .one(of: forms, index, isPositive: isPositive)
    self.label = label
  }

  /// The primitive form in homogeneous coordinates; it is positive inside of the cell.
  public var form: IntegerVector {
    if case .exact(let form) = source { form } else { value.vector }
  }

  /// Numbers near a positive multiple of the form.
  var approximations: [Double] { value.approximations }

  private var value: Form {
    if let value = known.withLock({ $0 }) { return value }
    let value: Form
    switch source {
    case .exact(let form): value = Form(form)
    case .one(let forms, let index, let isPositive):
      let form = forms.exact(index)
      value = Form(isPositive ? form : -form)
    }
    known.withLock { $0 = value }
    return value
  }
}
