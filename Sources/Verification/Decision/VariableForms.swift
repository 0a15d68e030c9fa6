import ExactAlgebra
import Polyhedra
import Properties

/// Variables as affine forms of coordinates.
struct VariableForms {
  /// The number of coordinates.
  let dimension: Int
  /// A row for each variable: coefficients of the coordinates, the constant last.
  private let rows: [[Rational]]

  /// The coordinates themselves.
  init(dimension: Int) {
    self.dimension = dimension
    rows = RationalMatrix.identity(dimension).rows.map { $0 + [0] }
  }

  /// Inputs on a slice, and outputs that are affine there.
  ///
  /// - Parameters:
  ///   - origin: the input at coordinates zero.
  ///   - directions: how inputs move with each coordinate.
  ///   - outputs: a row for each output, the constant last.
  init(origin: [Rational], directions: [[Rational]], outputs: [[Rational]]) {
    dimension = directions.count
    rows = origin.indices.map { input in directions.map { $0[input] } + [origin[input]] } + outputs
  }

  /// A linear expression in the variables as a form of the coordinates, the constant last.
  func form(of expression: LinearExpression) -> [Rational] {
    var form = [Rational](repeating: 0, count: dimension + 1)
    form[dimension] = expression.constant
    for term in expression.terms {
      for (index, entry) in rows[term.variable].enumerated() where !entry.isZero {
        form[index] += term.coefficient * entry
      }
    }
    return form
  }
}

extension LinearCondition {
  /// The half-spaces of coordinates whose intersection the condition is.
  ///
  /// - Precondition: the condition is not `notEqual`.
  func halfSpaces(in coordinates: VariableForms) -> [HalfSpace] {
    precondition(relation != .notEqual, "a condition that is not convex")
    let form = coordinates.form(of: expression)
    let below = HalfSpace(
      normal: form.dropLast().map { -$0 }, offset: -form[form.count - 1], isOpen: relation == .less)
    guard relation == .equal else { return [below] }
    return [
      below, HalfSpace(normal: Array(form.dropLast()), offset: form[form.count - 1], isOpen: false),
    ]
  }
}
