import ExactAlgebra
public import Polyhedra

/// Whether a system has a solution, by eliminating one coordinate after the other: slow, and
/// without any linear program.
public func isFeasibleByElimination(_ system: InequalitySystem) -> Bool {
  var halfSpaces = Set(system.halfSpaces)
  for coordinate in 0..<system.dimension {
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
    halfSpaces = next
  }
  return halfSpaces.allSatisfy { $0.contains([Rational](repeating: 0, count: system.dimension)) }
}

/// Multiples of an inequality are made one, so that there are not too many.
private func primitive(_ numbers: [Rational], isOpen: Bool) -> HalfSpace {
  let leading = numbers.first { !$0.isZero }?.magnitude ?? 1
  let scaled = numbers.map { $0 / leading }
  return HalfSpace(
    normal: Array(scaled.dropLast()), offset: scaled[scaled.count - 1], isOpen: isOpen)
}
