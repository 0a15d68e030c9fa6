import ExactAlgebra

/// A polynomial of degree 2 whose homogeneous version is, up to sign, a sum of squares of linear
/// polynomials with positive coefficients.
///
/// Its real zeros are the common zeros of these linear polynomials.
struct SemidefiniteQuadric {
  /// Linear polynomials, or constants, with the same real zeros.
  let linearParts: [Polynomial]

  /// The linear parts, unless the polynomial takes both signs or has another degree.
  ///
  /// Completing squares one variable after the other; where a variable occurs without its square,
  /// the polynomial takes both signs.
  init?(_ polynomial: Polynomial) {
    guard polynomial.totalDegree == 2 else { return nil }
    let ring = polynomial.ring
    var rest = polynomial
    var parts: [Polynomial] = []
    var sign = 0
    while !rest.isConstant {
      let variable = rest.occurringVariables[0]
      let x = ring.variable(variable)
      let terms = rest.terms
      let square = terms.first { $0.variables == [variable, variable] }
      guard let coefficient = square?.coefficient else { return nil }
      guard sign == 0 || coefficient.signum() == sign else { return nil }
      sign = coefficient.signum()
      // a x^2 + x b + c = a (x + b / 2a)^2 + c - b^2 / 4a.
      let others = Polynomial(
        terms.filter { $0.variables != [variable, variable] && $0.variables.contains(variable) }
          .map { term in
            (coefficient: term.coefficient, variables: term.variables.filter { $0 != variable })
          }, in: ring)
      let part = x + (2 * coefficient).inverse! * others
      parts.append(part)
      rest = rest - coefficient * (part * part)
    }
    if !rest.isZero {
      guard rest.leadingCoefficient.signum() == sign else { return nil }
      parts.append(ring.one)
    }
    linearParts = parts
  }
}
