public import ExactAlgebra
import LongWork

/// An open polyhedron with its inequalities and some points inside.
///
/// Two points on different sides of a hyperplane show that it cuts the cell; otherwise one linear
/// program asks for a point on the other side, and its exact certificate says that there is none.
/// The work grows slowly with the dimension, in contrast to `GeneratedCell`.
public struct WitnessedCell: PolyhedralCell {
  private let dimension: Int
  /// The inequalities, strict, in the order in which they were added.
  private var rows: [AlternativeProgram.Row]
  /// The same inequalities with their labels.
  public private(set) var inequalities: [CellFacet]
  /// Points inside, in homogeneous coordinates.
  private var witnesses: Witnesses

  public init?(dimension: Int, _ halfSpaces: [HalfSpace]) throws {
    let opened = halfSpaces.map(\.interior)
    let system = InequalitySystem(dimension: dimension, opened)
    guard let point = try system.feasibilityInTime().point else { return nil }
    self.init(
      dimension: dimension, opened.enumerated().map { ($1.form, -1 - $0) }, around: point)
  }

  /// The cell of the points at which all of some forms, the constant last, are positive.
  ///
  /// - Parameters:
  ///   - dimension: the number of coordinates.
  ///   - inequalities: each form with the number that its caller knows it by; some may follow
  ///     from others.
  ///   - point: one of the points.
  public init(
    dimension: Int, _ inequalities: [(form: IntegerVector, label: Int)], around point: [Rational]
  ) {
    // The first of repeated inequalities is kept: beyond a facet only one may be violated.
    var forms: Set<IntegerVector> = []
    let kept = inequalities.map { (form: $0.form.primitive, label: $0.label) }
      .filter { forms.insert($0.form).inserted }
    self.dimension = dimension
    rows = kept.map { AlternativeProgram.Row(row: IntegerRow(primitive: $0.form), isOpen: true) }
    self.inequalities = kept.map { CellFacet(form: $0.form, label: $0.label) }
    witnesses = Witnesses(CellGenerator(point: point))
    precondition(system.contains(point), "a point outside of the cell")
  }

  /// The inequalities as a system.
  private var system: InequalitySystem {
    AlternativeProgram(dimension: dimension, rows).system
  }

  // MARK: sides

  public mutating func sides(
    of candidates: SlotSet, in forms: LinearForms
  ) throws -> (both: SlotSet, positive: SlotSet) {
    try witnesses.sides(of: candidates, in: forms) { [dimension, rows] in
      try Self.point(of: rows, dimension: dimension, where: $0, in: forms, isPositive: $1)
    }
  }

  public mutating func side(of index: Int, in forms: LinearForms) throws -> Side {
    try witnesses.side(of: index, in: forms) { [dimension, rows] in
      try Self.point(of: rows, dimension: dimension, where: $0, in: forms, isPositive: $1)
    }
  }

  /// A point that satisfies some rows and where a form is positive, or negative.
  private static func point(
    of rows: [AlternativeProgram.Row], dimension: Int, where index: Int, in forms: LinearForms,
    isPositive: Bool
  ) throws -> CellGenerator? {
    try Interruption.check()
    let row = forms.row(index, isPositive: isPositive)
    return try AlternativeProgram(dimension: dimension, rows + [.init(row: row, isOpen: true)])
      .pointInTime()
  }

  // MARK: cuts

  public func cut(
    by index: Int, in forms: LinearForms, label: Int
  ) throws -> (negative: WitnessedCell, positive: WitnessedCell) {
    let known = witnesses.parts(by: index, in: forms)
    func part(_ isPositive: Bool, _ known: Witnesses?) throws -> WitnessedCell {
      guard
        let witnesses = try known
          ?? Self.point(
            of: rows, dimension: dimension, where: index, in: forms, isPositive: isPositive
          ).map({ Witnesses($0) })
      else {
        preconditionFailure("a form that does not cut the cell")
      }
      var part = self
      part.rows.append(.init(row: forms.row(index, isPositive: isPositive), isOpen: true))
      part.inequalities.append(
        CellFacet(index, in: forms, isPositive: isPositive, label: label))
      part.witnesses = witnesses
      return part
    }
    return (try part(false, known.negative), try part(true, known.positive))
  }

  /// Where many inequalities have gathered; each takes a linear program.
  public mutating func simplify() throws {
    guard rows.count > 3 * (dimension + 1) else { return }
    let kept = try irredundantRows()
    rows = kept.map { rows[$0] }
    inequalities = kept.map { inequalities[$0] }
  }

  /// The numbers of the rows that cannot be left out; see `InequalitySystem.irredundantRows`.
  private func irredundantRows() throws -> [Int] {
    var kept = Array(rows.indices)
    for number in rows.indices.reversed() {
      try Interruption.check()
      let beyond = AlternativeProgram.Row(row: rows[number].row.opposite, isOpen: false)
      let others = kept.lazy.filter { $0 != number }.map { rows[$0] }
      let program = AlternativeProgram(dimension: dimension, others + [beyond])
      if try program.pointInTime() == nil { kept.removeAll { $0 == number } }
    }
    return kept
  }

  // MARK: properties

  public var interiorPoint: [Rational] { witnesses.first.point }

  public var facets: [CellFacet] { system.irredundantRows.map { inequalities[$0] } }

  public func facetsInTime() throws -> [CellFacet] {
    try irredundantRows().map { inequalities[$0] }
  }

  /// Between a point of the cell and one beyond the facet.
  public func point(on facet: CellFacet) -> [Rational] {
    let system = system
    guard let row = inequalities.firstIndex(where: { $0.isSame(as: facet) }),
      let beyond = system.pointBeyond(row)
    else { preconditionFailure("a facet of another cell") }
    return system.halfSpaces[row].crossing(from: interiorPoint, to: beyond)
  }

  public var isBounded: Bool { system.isBounded }
}
