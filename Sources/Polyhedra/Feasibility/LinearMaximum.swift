public import ExactAlgebra
import LongWork

/// The largest value of an affine form on a closed polyhedron that is not empty.
public enum LinearMaximum: Hashable, Sendable {
  /// The largest value, with a point where the form has it.
  case attained(Rational, at: [Rational])
  /// There is none: from a point of the polyhedron on, along a direction, the form grows without end.
  case unbounded(from: [Rational], along: [Rational])
}

extension InequalitySystem {
  /// The largest value of an affine form on the solutions, exactly; `nil` where there are none.
  ///
  /// The form is bounded unless it grows along a direction in which no inequality falls. A value above the
  /// largest one is refuted by multipliers, and these prove a bound: from `sum m_i (a_i . x + b_i) + m (f - t) = c`
  /// follows `f <= t + c / m`. The bound is asked for next. Either it is attained, and so the maximum,
  /// or it is refuted by other multipliers with a smaller bound. Multipliers are those of a basis,
  /// and there are finitely many of these.
  ///
  /// - Parameter form: the coefficients of the coordinates, the constant last.
  /// - Throws: as `Interruption.check`.
  /// - Precondition: no inequality is strict, and the form has a coefficient for each coordinate.
  public func maximumInTime(of form: [Rational]) throws -> LinearMaximum? {
    precondition(form.count == dimension + 1, "a form of other coordinates")
    precondition(!halfSpaces.contains(where: \.isOpen), "a strict inequality")
    guard let start = try feasibilityInTime().point else { return nil }
    if let direction = try directionOfGrowth(of: form) {
      return .unbounded(from: start, along: direction)
    }
    var bound = try upperBound(of: form, from: start)
    while true {
      try Interruption.check()
      switch try asking(for: form, atLeast: bound, isStrict: false).feasibilityInTime() {
      case .feasible(let point): return .attained(bound, at: point)
      case .infeasible(let certificate): bound = improved(bound, of: form, by: certificate)
      }
    }
  }

  /// A direction in which no inequality falls and the form grows.
  private func directionOfGrowth(of form: [Rational]) throws -> [Rational]? {
    let homogeneous = halfSpaces.map { HalfSpace(normal: $0.normal, isOpen: false) }
    let growth = HalfSpace(normal: Array(form.dropLast()))
    return try InequalitySystem(dimension: dimension, homogeneous + [growth])
      .feasibilityInTime().point
  }

  /// Some upper bound of a form that is bounded: higher and higher values are asked for.
  private func upperBound(of form: [Rational], from start: [Rational]) throws -> Rational {
    var (point, step) = (start, Rational(2))
    while true {
      try Interruption.check()
      let value =
        HalfSpace(normal: Array(form.dropLast()), offset: form[dimension])
        .value(at: point) + step
      switch try asking(for: form, atLeast: value, isStrict: true).feasibilityInTime() {
      case .feasible(let higher): (point, step) = (higher, step * step)
      case .infeasible(let certificate): return improved(value, of: form, by: certificate)
      }
    }
  }

  /// The system with one more inequality, the last: the form has at least a value, or more.
  private func asking(
    for form: [Rational], atLeast value: Rational, isStrict: Bool
  ) -> InequalitySystem {
    var system = self
    system.append(
      HalfSpace(
        normal: Array(form.dropLast()), offset: form[dimension] - value, isOpen: isStrict))
    return system
  }

  /// The bound that multipliers prove which refute that the form has a value.
  private func improved(
    _ value: Rational, of form: [Rational], by certificate: InfeasibilityCertificate
  ) -> Rational {
    var (constant, own) = (Rational(0), Rational(0))
    for term in certificate.terms {
      let multiplier = Rational(term.multiplier)
      guard term.row < halfSpaces.count else {
        own = multiplier
        constant += multiplier * (form[dimension] - value)
        continue
      }
      constant += multiplier * halfSpaces[term.row].offset
    }
    precondition(own.signum() > 0, "multipliers that refute a system with solutions")
    return value + constant / own
  }
}
