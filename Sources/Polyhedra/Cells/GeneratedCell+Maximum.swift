public import ExactAlgebra

extension GeneratedCell {
  /// The largest value of an affine form on the closure, exactly, from its vertices, rays and lines; of several
  /// vertices with that value the first in lexicographic order.
  ///
  /// - Parameter form: the coefficients of the coordinates, the constant last.
  /// - Precondition: the form has a coefficient for each coordinate.
  public func maximum(of form: [Rational]) -> LinearMaximum {
    precondition(form.count == coordinateCount, "a form of other coordinates")
    let vector = IntegerVector(direction: form)
    let vertices = rays.filter { !$0.isAtInfinity }
    if let line = lines.first(where: { vector.dot($0.vector).signum() != 0 }) {
      let sign = vector.dot(line.vector).signum()
      return .unbounded(
        from: vertices[0].point, along: line.direction.map { sign > 0 ? $0 : -$0 })
    }
    if let ray = rays.first(where: { $0.isAtInfinity && vector.dot($0.vector).signum() > 0 }) {
      return .unbounded(from: vertices[0].point, along: ray.direction)
    }
    let half = HalfSpace(normal: Array(form.dropLast()), offset: form[form.count - 1])
    var best: (value: Rational, point: [Rational])?
    for vertex in vertices {
      let point = vertex.point
      let value = half.value(at: point)
      guard let known = best else {
        best = (value, point)
        continue
      }
      if known.value < value
        || known.value == value && point.lexicographicallyPrecedes(known.point)
      {
        best = (value, point)
      }
    }
    return .attained(best!.value, at: best!.point)
  }
}

extension CellGenerator {
  /// The direction of a ray or a line.
  var direction: [Rational] { vector.entries.dropLast().map { Rational($0) } }
}
