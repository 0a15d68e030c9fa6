public import ExactAlgebra

extension BoxedCell {
  public var facets: [CellFacet] { facets { $0.feasibility() } }

  public func facetsInTime() throws -> [CellFacet] { try facets(solving: BoxProblem.inTime) }

  public var inequalities: [CellFacet] {
    box.sides.map { box.limit($0).facet } + rows.map(\.facet)
  }

  private func facets(solving solve: BoxProblem.Solver) rethrows -> [CellFacet] {
    var cell = self
    try cell.keepIrredundantRows(solving: solve)
    let sides = try box.sides.filter { try cell.pointBeyond($0, solving: solve) != nil }
      .map { box.limit($0).facet }
    let all = sides + cell.rows.map(\.facet)
    // The inequalities of the domain, then the cuts, in the order in which they came.
    let domain = all.filter { $0.label < 0 }.sorted { $0.label > $1.label }
    return domain + all.filter { $0.label >= 0 }
  }

  /// Leaves out rows that follow from the others; of several that follow from one another the first
  /// is kept.
  mutating func keepIrredundantRows(solving solve: BoxProblem.Solver) rethrows {
    for number in rows.indices.reversed()
    where try pointBeyond(row: number, solving: solve) == nil {
      rows.remove(at: number)
    }
  }

  /// A point that violates one row and satisfies everything else; `nil` where the row follows from
  /// the others.
  private func pointBeyond(
    row number: Int, solving solve: BoxProblem.Solver
  ) rethrows -> CellGenerator? {
    var others = rows
    let row = others.remove(at: number)
    return try solution(
      of: BoxProblem(box: box, rows: others, row: row.opposite), solving: solve)
  }

  /// The same for a side of the box.
  private func pointBeyond(
    _ side: BoxSide, solving solve: BoxProblem.Solver
  ) rethrows -> CellGenerator? {
    try solution(
      of: BoxProblem(box: box, rows: rows, row: box.rowBeyond(side), openSide: side),
      solving: solve)
  }

  private func solution(
    of problem: BoxProblem, solving solve: BoxProblem.Solver
  ) rethrows -> CellGenerator? {
    try problem.pointNearby(witnesses)
      ?? problem.point(from: witnesses.first.approximatePoint, solving: solve)
  }

  public func point(on facet: CellFacet) -> [Rational] {
    let row = rows.firstIndex { $0.facet.isSame(as: facet) }
    let side = box.sides.first { box.limit($0).facet.isSame(as: facet) }
    let solve: (InequalitySystem) -> Feasibility = { $0.feasibility() }
    guard
      let beyond = row.map({ pointBeyond(row: $0, solving: solve) })
        ?? side.map({ pointBeyond($0, solving: solve) }) ?? nil
    else { preconditionFailure("a facet of another cell") }
    return HalfSpace(form: facet.form).crossing(from: interiorPoint, to: beyond.point)
  }
}
