public import ExactAlgebra
public import Polyhedra

/// Whether a system has a solution, by eliminating one coordinate after the other: slow, and
/// without any linear program.
public func isFeasibleByElimination(_ system: InequalitySystem) -> Bool {
  let rest = Set(system.halfSpaces).eliminating(0..<system.dimension)
  return rest.allSatisfy { $0.contains([Rational](repeating: 0, count: system.dimension)) }
}

/// The closed range of an affine form, its constant last, on the solutions of a system, by the same elimination;
/// `nil` for an end that is missing, and altogether where there are no solutions.
public func rangeByElimination(
  of form: [Rational], on system: InequalitySystem
) -> (lower: Rational?, upper: Rational?)? {
  let dimension = system.dimension
  // One more coordinate, which is the value of the form.
  let difference = Array(form.dropLast()) + [-1]
  let equation = [difference, difference.map { -$0 }].enumerated().map { number, normal in
    HalfSpace(
      normal: normal, offset: number == 0 ? form[dimension] : -form[dimension], isOpen: false)
  }
  let rows = system.halfSpaces.map {
    HalfSpace(normal: $0.normal + [0], offset: $0.offset, isOpen: $0.isOpen)
  }
  var (lower, upper) = ([Rational](), [Rational]())
  for row in Set(rows + equation).eliminating(0..<dimension) {
    let slope = row.normal[dimension]
    if slope.isZero {
      guard row.contains([Rational](repeating: 0, count: dimension + 1)) else { return nil }
    } else if slope.signum() > 0 {
      lower.append(-row.offset / slope)
    } else {
      upper.append(-row.offset / slope)
    }
  }
  if let low = lower.max(), let high = upper.min(), high < low { return nil }
  return (lower.max(), upper.min())
}

extension Set<HalfSpace> {
  /// The inequalities that follow for the other coordinates.
  fileprivate func eliminating(_ coordinates: Range<Int>) -> Set<HalfSpace> {
    coordinates.reduce(self) { $0.eliminating($1) }
  }

  private func eliminating(_ coordinate: Int) -> Set<HalfSpace> {
    let halfSpaces = self
    let lower = halfSpaces.filter { $0.normal[coordinate].signum() > 0 }
    let upper = halfSpaces.filter { $0.normal[coordinate].signum() < 0 }
    var next = halfSpaces.subtracting(lower).subtracting(upper)
    for a in lower {
      for b in upper {
        let (p, q) = (-b.normal[coordinate], a.normal[coordinate])
        let numbers = zip(a.normal + [a.offset], b.normal + [b.offset]).map { p * $0 + q * $1 }
        next.insert(primitive(numbers, isOpen: a.isOpen || b.isOpen))
      }
    }
    return next
  }
}

/// Multiples of an inequality are made one, so that there are not too many.
private func primitive(_ numbers: [Rational], isOpen: Bool) -> HalfSpace {
  let leading = numbers.first { !$0.isZero }?.magnitude ?? 1
  let scaled = numbers.map { $0 / leading }
  return HalfSpace(
    normal: Array(scaled.dropLast()), offset: scaled[scaled.count - 1], isOpen: isOpen)
}
