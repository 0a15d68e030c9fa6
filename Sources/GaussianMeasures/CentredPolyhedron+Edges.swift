import ExactAlgebra

/// An edge of a polygon.
struct PlanarEdge {
  /// The line: which inequality it belongs to.
  let number: Int
  /// Where it is on this line, counted from the foot point of the origin; `scale` says in which unit.
  let interval: Interval
  /// One length of the distance of the line is `scale * unit` in `interval`, where `unit^2` is the product of the
  /// variances: the absolute value of the offset.
  let scale: Rational
  /// The square of the distance of the line from the origin.
  let squareOfDistance: Rational
}

/// An open interval; an end that is missing is infinite.
struct Interval {
  var lower: Rational?
  var upper: Rational?

  /// Whether there is nothing between its ends.
  var isEmpty: Bool {
    guard let lower, let upper else { return false }
    return lower >= upper
  }

  /// Takes what is above a number, or below it.
  mutating func cut(at end: Rational, isLower: Bool) {
    if isLower {
      lower = lower.map { max($0, end) } ?? end
    } else {
      upper = upper.map { min($0, end) } ?? end
    }
  }
}

extension CentredPolyhedron {
  /// The edges of a polygon.
  ///
  /// With the form `b_i + n_i . y` of a line and `q_ij` for the products of normals, the form of another line at the
  /// foot point of the origin is `(b_j q_ii - b_i q_ij) / q_ii`. Along the line, in the direction in which
  /// the cross product of `n_i` and `n_j` is positive, it grows by `cross sqrt(v_1 v_2 / q_ii)` for each unit of
  /// length; the distance of the line is `|b_i| / sqrt(q_ii)`. So in multiples of the distance the two lines meet at
  /// `-(b_j q_ii - b_i q_ij) / (cross |b_i| sqrt(v_1 v_2))`.
  ///
  /// - Precondition: the dimension is 2.
  var planarEdges: [PlanarEdge] { inequalities.indices.compactMap { planarEdge($0) } }

  /// The edge of an inequality; `nil` where the others exclude it.
  func planarEdge(_ number: Int) -> PlanarEdge? {
    precondition(dimension == 2, "edges of a polyhedron that is no polygon")
    let (normal, offset) = (inequalities[number].normal, inequalities[number].offset)
    let square = product(normal, normal)
    var interval = Interval()
    for (other, inequality) in inequalities.enumerated() where other != number {
      let cross = normal[0] * inequality.normal[1] - normal[1] * inequality.normal[0]
      let value = inequality.offset * square - offset * product(normal, inequality.normal)
      guard !cross.isZero else {
        // A parallel line; inequalities that say the same were put together.
        if value.signum() <= 0 { return nil }
        continue
      }
      interval.cut(at: -value / cross, isLower: cross.signum() > 0)
      if interval.isEmpty { return nil }
    }
    return PlanarEdge(
      number: number, interval: interval, scale: offset.magnitude,
      squareOfDistance: offset * offset / square)
  }
}
