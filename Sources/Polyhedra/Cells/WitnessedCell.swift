public import ExactAlgebra

/// An open polyhedron with its inequalities and some points inside.
///
/// Two points on different sides of a hyperplane show that it cuts the cell; otherwise one linear
/// program asks for a point on the other side, and its exact certificate says that there is none.
/// The work grows slowly with the dimension, in contrast to `GeneratedCell`.
public struct WitnessedCell: PolyhedralCell {
  private var system: InequalitySystem
  /// The inequalities with their labels, in the order of the system.
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
    let kept = inequalities.map { (halfSpace: HalfSpace(form: $0.form), label: $0.label) }
      .filter { forms.insert($0.halfSpace.form).inserted }
    system = InequalitySystem(dimension: dimension, kept.map(\.halfSpace))
    precondition(system.contains(point), "a point outside of the cell")
    self.inequalities = kept.map { CellFacet(form: $0.halfSpace.form, label: $0.label) }
    witnesses = Witnesses(CellGenerator(point: point))
  }

  // MARK: sides

  public mutating func side(of index: Int, in forms: LinearForms) throws -> Side {
    switch witnesses.verdict(on: index, in: forms) {
    case .decided(let side): return side
    case .onOneSide(let isPositive):
      let form = forms.exact(index)
      guard let point = try point(where: isPositive ? -form : form) else {
        return isPositive ? .positive : .negative
      }
      witnesses.insert(point)
      return .both
    }
  }

  /// A point of the cell where a form is positive.
  private func point(where form: IntegerVector) throws -> CellGenerator? {
    var part = system
    part.append(HalfSpace(form: form))
    return try part.feasibilityInTime().point.map { CellGenerator(point: $0) }
  }

  // MARK: cuts

  public func cut(
    by index: Int, in forms: LinearForms, label: Int
  ) throws -> (negative: WitnessedCell, positive: WitnessedCell) {
    let form = forms.exact(index)
    let known = witnesses.parts(by: index, in: forms)
    func part(_ form: IntegerVector, _ known: Witnesses?) throws -> WitnessedCell {
      guard let witnesses = try known ?? point(where: form).map({ Witnesses($0) }) else {
        preconditionFailure("a form that does not cut the cell")
      }
      var part = self
      part.system.append(HalfSpace(form: form))
      part.inequalities.append(CellFacet(form: form, label: label))
      part.witnesses = witnesses
      return part
    }
    return (try part(-form, known.negative), try part(form, known.positive))
  }

  /// Where many inequalities have gathered; each takes a linear program.
  public mutating func simplify() throws {
    guard inequalities.count > 3 * (system.dimension + 1) else { return }
    keep(try system.irredundantRowsInTime())
  }

  private mutating func keep(_ rows: [Int]) {
    system = InequalitySystem(
      dimension: system.dimension, rows.map { system.halfSpaces[$0] })
    inequalities = rows.map { inequalities[$0] }
  }

  // MARK: properties

  public var interiorPoint: [Rational] { witnesses.first.point }

  public var facets: [CellFacet] { system.irredundantRows.map { inequalities[$0] } }

  public func facetsInTime() throws -> [CellFacet] {
    try system.irredundantRowsInTime().map { inequalities[$0] }
  }

  /// Between a point of the cell and one beyond the facet.
  public func point(on facet: CellFacet) -> [Rational] {
    guard let row = inequalities.firstIndex(where: { $0 === facet }),
      let beyond = system.pointBeyond(row)
    else { preconditionFailure("a facet of another cell") }
    return system.halfSpaces[row].crossing(from: interiorPoint, to: beyond)
  }

  public var isBounded: Bool { system.isBounded }
}
