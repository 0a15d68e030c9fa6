import ExactAlgebra

/// Whether a cell in a box has points at which one more inequality holds, decided exactly.
///
/// The cell is known to have points. Where `openSide` is given, one side of the box does not bound
/// it.
struct BoxProblem {
  let box: Box
  /// The inequalities of the cell besides those of the box.
  let rows: [BoxedRow]
  /// The further inequality.
  let row: BoxedRow
  var openSide: BoxSide?

  /// Decides systems of inequalities.
  typealias Solver = (InequalitySystem) throws -> Feasibility

  /// As long as `Interruption` lets it.
  static let inTime: @Sendable (InequalitySystem) throws -> Feasibility = {
    try $0.feasibilityInTime()
  }

  /// A solution; `nil` where there is none.
  ///
  /// - Parameters:
  ///   - inside: a point of the cell, approximately. The solution that the program finds is on the
  ///     boundary, and is moved towards this point.
  ///   - solve: the general method, which may take long.
  func point(from inside: [Double], solving solve: Solver) rethrows -> CellGenerator? {
    let bound = BoxBound(box: box, openSide: openSide)
    // Often the row alone shows that there is none.
    if bound.certainlyExcludes([row], multipliers: [1]) { return nil }
    let all = rows + [row]
    guard
      let outcome = BoxProgram.maximize(
        row.scaled, where: rows.map(\.scaled),
        bounds: .init(dimension: box.dimension, openSide: openSide))
    else { return try exactPoint(solve) }
    let multipliers = outcome.multipliers + [1]
    if outcome.value < 0, bound.certainlyExcludes(all, multipliers: multipliers) { return nil }
    if outcome.value > 0, let point = point(near: moved(outcome, towards: inside)) {
      return point
    }
    if let exact = bound.exactMultipliers(
      all, near: multipliers, freeCoordinates: outcome.freeCoordinates),
      bound.excludes(all, multipliers: exact)
    {
      return nil
    }
    return try exactPoint(solve)
  }

  /// The point of a program, moved towards a point of the cell, so far that half of the value is
  /// left.
  private func moved(_ outcome: BoxProgram.Outcome, towards inside: [Double]) -> [Double] {
    let least = min(row.scaledValue(at: inside, in: box), 0)
    let share = 0.5 * outcome.value / (outcome.value - least)
    return inside.indices.map { axis in
      let corner = box.middle[axis] + box.radius[axis] * outcome.point[axis]
      return corner + share * (inside[axis] - corner)
    }
  }

  /// A solution near one of some points of the cell, if floating point finds it at once.
  func pointNearby(_ witnesses: Witnesses) -> CellGenerator? {
    let square = row.scaled.dropLast().reduce(0) { $0 + $1 * $1 }
    guard square > 0 else { return nil }
    for witness in witnesses.points.prefix(4) {
      let start = witness.approximatePoint
      let step = 1.001 * row.scaledValue(at: start, in: box) / square
      let end = start.indices.map { start[$0] - step * row.scaled[$0] * box.radius[$0] }
      if isCertainlySolution(end), let point = CellGenerator(exactly: end) { return point }
    }
    return nil
  }

  // MARK: points

  /// A solution with few binary digits near a point, if floating point leaves no doubt of it or, at
  /// the point itself, exact arithmetic confirms it.
  private func point(near target: [Double]) -> CellGenerator? {
    guard target.allSatisfy(\.isFinite) else { return nil }
    for digits in [1, 3, 6, 10, 15, 20, 30] {
      let rounded = target.indices.map { axis in
        let size = box.radius[axis]
        let exponent = size.isNormal ? Int(size.exponent) : -1022
        let unit = Double(sign: .plus, exponent: exponent - digits, significand: 1)
        return unit > 0 ? (target[axis] / unit).rounded() * unit : target[axis]
      }
      if isCertainlySolution(rounded), let point = CellGenerator(exactly: rounded) { return point }
    }
    guard let point = CellGenerator(exactly: target), isSolution(point) else { return nil }
    return point
  }

  /// Whether a point, taken exactly, is in the box and satisfies all rows beyond doubt.
  private func isCertainlySolution(_ point: [Double]) -> Bool {
    for (axis, x) in point.enumerated() where !certainlyContains(x, axis: axis) { return false }
    let vector = point + [1]
    return row.isCertainlyPositive(near: vector)
      && rows.allSatisfy { $0.isCertainlyPositive(near: vector) }
  }

  /// Whether a number is between the bounds of a coordinate that count; where a side is open, the
  /// further row is the only bound there.
  private func certainlyContains(_ x: Double, axis: Int) -> Bool {
    guard let openSide, openSide.axis == axis else {
      return box.certainlyContains(x, axis: axis)
    }
    return openSide.isUpper
      ? x > box.lower[axis].nextUp.nextUp : x < box.upper[axis].nextDown.nextDown
  }

  /// Whether a point is a solution, exactly.
  private func isSolution(_ point: CellGenerator) -> Bool {
    (rows + [row]).allSatisfy { $0.sign(at: point) > 0 }
      && box.sides.allSatisfy { side in
        side == openSide || box.limit(side).facet.form.dot(point.vector).signum() > 0
      }
  }

  /// The answer by the general method.
  private func exactPoint(_ solve: Solver) rethrows -> CellGenerator? {
    let sides = box.sides.filter { $0 != openSide }.map(box.limit).map(\.facet.form)
    let system = InequalitySystem(
      dimension: box.dimension,
      (sides + (rows + [row]).map(\.exactForm)).map { HalfSpace(form: $0) })
    return try solve(system).point.map { CellGenerator(point: $0) }
  }
}
