public import ExactAlgebra
import LongWork

/// An open polyhedron in a box, with its inequalities and some points inside.
///
/// As in `WitnessedCell`, two points on different sides of a hyperplane show that it cuts the cell,
/// and otherwise a linear program asks for a point on the other side. Here the box is no part of
/// the program's rows, and neither answer needs exact arithmetic most of the time: a point is
/// tested in floating point with a bound for the error, and that there is none is shown by a bound
/// for a combination of the inequalities on the box (`BoxBound`). Where floating point leaves a
/// doubt, exact arithmetic decides.
public struct BoxedCell: PolyhedralCell {
  /// The number of inequalities after which redundant ones are left out.
  private static let crowd = 12

  let box: Box
  /// The inequalities besides those of the box, in the order in which they were added.
  var rows: [BoxedRow]
  /// Points inside.
  var witnesses: Witnesses
  /// The number of rows when redundant ones were left out last.
  private var simplifiedCount = 0

  /// Whether half-spaces bound every coordinate on both sides, or exclude every point, each by
  /// itself.
  public static func suits(dimension: Int, _ halfSpaces: [HalfSpace]) -> Bool {
    if case .unbounded = Box.reading(dimension: dimension, halfSpaces) { false } else { true }
  }

  /// The cell of the points that satisfy the given inequalities strictly; `nil` where there is
  /// none.
  ///
  /// - Precondition: `suits(dimension:_:)`.
  public init?(dimension: Int, _ halfSpaces: [HalfSpace]) throws {
    switch Box.reading(dimension: dimension, halfSpaces) {
    case .unbounded: preconditionFailure("half-spaces that are not in a box")
    case .empty: return nil
    case .box(let box, let others):
      self.box = box
      let forms = LinearForms(others.map { halfSpaces[$0].form })
      rows = []
      witnesses = Witnesses(box.center)
      for number in others.indices {
        let row = BoxedRow(
          number, in: forms, isPositive: true, label: -1 - others[number], box: box)
        if row.sign(at: witnesses.first) <= 0 {
          guard let point = try point(where: row) else { return nil }
          witnesses = Witnesses(point)
        }
        rows.append(row)
      }
      try keepIrredundantRows(solving: BoxProblem.inTime)
    }
  }

  // MARK: sides

  public mutating func sides(
    of candidates: SlotSet, in forms: LinearForms
  ) throws -> (both: SlotSet, positive: SlotSet) {
    try witnesses.sides(
      of: candidates, in: forms, pointBeyond: Self.pointBeyond(in: forms, box, rows, inside))
  }

  public mutating func side(of index: Int, in forms: LinearForms) throws -> Side {
    try witnesses.side(
      of: index, in: forms, pointBeyond: Self.pointBeyond(in: forms, box, rows, inside))
  }

  /// A point of the cell, approximately.
  private var inside: [Double] { witnesses.first.approximatePoint }

  /// Finds points of a cell where a form is positive, or negative.
  private static func pointBeyond(
    in forms: LinearForms, _ box: Box, _ rows: [BoxedRow], _ inside: [Double]
  ) -> (_ index: Int, _ isPositive: Bool) throws -> CellGenerator? {
    { index, isPositive in
      try Interruption.check()
      let row = BoxedRow(index, in: forms, isPositive: isPositive, label: 0, box: box)
      return try BoxProblem(box: box, rows: rows, row: row)
        .point(from: inside, solving: BoxProblem.inTime)
    }
  }

  /// A point of the cell where one more inequality holds.
  private func point(where row: BoxedRow) throws -> CellGenerator? {
    try BoxProblem(box: box, rows: rows, row: row)
      .point(from: inside, solving: BoxProblem.inTime)
  }

  // MARK: cuts

  public func cut(
    by index: Int, in forms: LinearForms, label: Int
  ) throws -> (negative: BoxedCell, positive: BoxedCell) {
    let row = BoxedRow(index, in: forms, isPositive: true, label: label, box: box)
    let known = witnesses.parts(by: index, in: forms)
    func part(_ row: BoxedRow, _ known: Witnesses?) throws -> BoxedCell {
      guard let witnesses = try known ?? point(where: row).map({ Witnesses($0) }) else {
        preconditionFailure("a form that does not cut the cell")
      }
      var part = self
      part.rows.append(row)
      part.witnesses = witnesses
      return part
    }
    return (try part(row.opposite, known.negative), try part(row, known.positive))
  }

  /// Where inequalities have gathered; each takes a linear program.
  public mutating func simplify() throws {
    guard rows.count > simplifiedCount + Self.crowd else { return }
    try keepIrredundantRows(solving: BoxProblem.inTime)
    simplifiedCount = rows.count
  }

  // MARK: properties

  public var interiorPoint: [Rational] { witnesses.first.point }

  public var isBounded: Bool { true }
}
