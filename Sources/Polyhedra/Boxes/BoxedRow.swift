import ExactAlgebra

/// An inequality `f > 0` of a cell in a box, with `f` or `-f` one of some linear forms.
///
/// Floating point is at hand at once, the exact form on demand.
final class BoxedRow: Sendable {
  private let forms: LinearForms
  private let index: Int
  private let isPositive: Bool
  /// What the caller called the form.
  let label: Int
  /// Floating-point coefficients, the constant last, and what each contributes to the error of a
  /// value as a factor of the coordinate; see `LinearForms.errors`.
  let coefficients: [Double]
  let errors: [Double]
  /// What is to be added to the error of a value for numbers that vanish by underflow.
  let slack: Double
  /// The form in coordinates in which the box is the cube from -1 to 1, the constant last, times
  /// `scale`, by which the absolute values of the coefficients are at most 1; approximately.
  let scaled: [Double]
  let scale: Double

  /// The inequality that a form is positive, or negative.
  init(_ index: Int, in forms: LinearForms, isPositive: Bool, label: Int, box: Box) {
    self.forms = forms
    self.index = index
    self.isPositive = isPositive
    self.label = label
    let positions = stride(from: index, to: forms.coefficients.count, by: max(forms.count, 1))
    let sign = isPositive ? 1.0 : -1.0
    let coefficients = positions.map { sign * forms.coefficients[$0] }
    self.coefficients = coefficients
    errors = positions.map { forms.errors[$0] }
    slack = forms.slacks[index]
    (scaled, scale) = Self.scaled(coefficients, box: box)
  }

  private init(_ row: BoxedRow, isPositive: Bool) {
    forms = row.forms
    index = row.index
    self.isPositive = isPositive
    label = row.label
    coefficients = row.coefficients.map { -$0 }
    errors = row.errors
    slack = row.slack
    scaled = row.scaled.map { -$0 }
    scale = row.scale
  }

  /// The inequality of the other side, `-f > 0`.
  var opposite: BoxedRow { BoxedRow(self, isPositive: !isPositive) }

  private static func scaled(
    _ coefficients: [Double], box: Box
  ) -> (row: [Double], scale: Double) {
    var row = coefficients
    for axis in 0..<box.dimension {
      row[axis] *= box.radius[axis]
      row[box.dimension] += coefficients[axis] * box.middle[axis]
    }
    let size = row.lazy.map(\.magnitude).max() ?? 0
    guard size > 0, size.isFinite else { return (row.map { $0.isFinite ? $0 : 0 }, 1) }
    return (row.map { $0 / size }, 1 / size)
  }

  /// The value of `scaled` at a point of the space of the box.
  func scaledValue(at point: [Double], in box: Box) -> Double {
    var value = scaled[box.dimension]
    for axis in point.indices where box.radius[axis] > 0 {
      value += scaled[axis] * (point[axis] - box.middle[axis]) / box.radius[axis]
    }
    return value
  }

  /// The exact form, primitive.
  var exactForm: IntegerVector { isPositive ? forms.exact(index) : -forms.exact(index) }

  /// The inequality as a facet.
  var facet: CellFacet { CellFacet(index, in: forms, isPositive: isPositive, label: label) }

  /// The sign at a vector of homogeneous coordinates, exactly.
  func sign(at point: CellGenerator) -> Int {
    let sign = forms.sign(of: index, at: point)
    return isPositive ? sign : -sign
  }

  /// Whether the form is positive beyond doubt at all vectors near one: each coordinate may differ
  /// by `2^-52` of its absolute value, or by `2^-1000` where it is smaller than that.
  func isCertainlyPositive(near vector: [Double]) -> Bool {
    var (value, error) = (0.0, slack)
    for coordinate in vector.indices {
      value += coefficients[coordinate] * vector[coordinate]
      error += errors[coordinate] * vector[coordinate].magnitude
    }
    return value.certainSign(error: error) == 1
  }
}
