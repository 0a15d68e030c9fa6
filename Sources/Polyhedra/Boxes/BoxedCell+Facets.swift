public import ExactAlgebra

extension BoxedCell {
  public var facets: [CellFacet] {
    var cell = self
    cell.keepIrredundantRows()
    let sides = box.sides.filter { cell.pointBeyond($0) != nil }.map { box.limit($0).facet }
    let all = sides + cell.rows.map(\.facet)
    // The inequalities of the domain, then the cuts, in the order in which they came.
    let domain = all.filter { $0.label < 0 }.sorted { $0.label > $1.label }
    return domain + all.filter { $0.label >= 0 }
  }

  /// Leaves out rows that follow from the others; of several that follow from one another the first
  /// is kept.
  mutating func keepIrredundantRows() {
    for number in rows.indices.reversed() where pointBeyond(row: number) == nil {
      rows.remove(at: number)
    }
  }

  /// A point that violates one row and satisfies everything else; `nil` where the row follows from
  /// the others.
  private func pointBeyond(row number: Int) -> CellGenerator? {
    var others = rows
    let row = others.remove(at: number)
    return solution(of: BoxProblem(box: box, rows: others, row: row.opposite))
  }

  /// The same for a side of the box.
  private func pointBeyond(_ side: BoxSide) -> CellGenerator? {
    solution(of: BoxProblem(box: box, rows: rows, row: box.rowBeyond(side), openSide: side))
  }

  private func solution(of problem: BoxProblem) -> CellGenerator? {
    problem.pointNearby(witnesses) ?? problem.point(from: witnesses.first.approximatePoint)
  }

  public func point(on facet: CellFacet) -> [Rational] {
    let row = rows.firstIndex { $0.facet === facet }
    let side = box.sides.first { box.limit($0).facet === facet }
    guard let beyond = row.map({ pointBeyond(row: $0) }) ?? side.map({ pointBeyond($0) }) ?? nil
    else { preconditionFailure("a facet of another cell") }
    return HalfSpace(form: facet.form).crossing(from: interiorPoint, to: beyond.point)
  }
}
