public import ExactAlgebra

/// An open polyhedron with its inequalities and some points inside.
///
/// Two points on different sides of a hyperplane show that it cuts the cell; otherwise one linear
/// program asks for a point on the other side, and its exact certificate says that there is none.
/// The work grows slowly with the dimension, in contrast to `GeneratedCell`.
public struct WitnessedCell: PolyhedralCell {
  /// How many points are kept.
  private static let capacity = 16

  private var system: InequalitySystem
  /// The inequalities with their labels, in the order of the system.
  private var inequalities: [CellFacet]
  /// Points inside, in homogeneous coordinates.
  private var witnesses: [Generator]

  public init?(dimension: Int, _ halfSpaces: [HalfSpace]) {
    let opened = halfSpaces.map(\.interior)
    system = InequalitySystem(dimension: dimension, opened)
    inequalities = []
    witnesses = []
    guard let point = system.feasibility().point else { return nil }
    witnesses = [Self.generator(point)]
    // Of repeated inequalities the first is kept: beyond a facet only one may be violated.
    var forms: Set<IntegerVector> = []
    let kept = opened.indices.filter { forms.insert(opened[$0].form).inserted }
    system = InequalitySystem(dimension: dimension, kept.map { opened[$0] })
    inequalities = kept.map { CellFacet(form: opened[$0].form, label: -1 - $0) }
  }

  /// The cell of the points at which all of some forms, the constant last, are positive.
  ///
  /// - Parameters:
  ///   - inequalities: each form with the number that its caller knows it by; some may follow
  ///     from others.
  ///   - point: one of the points.
  public init(
    dimension: Int, _ inequalities: [(form: IntegerVector, label: Int)], around point: [Rational]
  ) {
    // Of repeated inequalities the first is kept, as in the other beginning.
    var forms: Set<IntegerVector> = []
    let kept = inequalities.map { (halfSpace: HalfSpace(form: $0.form), label: $0.label) }
      .filter { forms.insert($0.halfSpace.form).inserted }
    system = InequalitySystem(dimension: dimension, kept.map(\.halfSpace))
    precondition(system.contains(point), "a point outside of the cell")
    self.inequalities = kept.map { CellFacet(form: $0.halfSpace.form, label: $0.label) }
    witnesses = [Self.generator(point)]
  }

  private static func generator(_ point: [Rational]) -> Generator {
    Generator(IntegerVector(direction: point + [1]))
  }

  // MARK: sides

  public func sidesAtOnce(of forms: LinearForms) -> [Side]? { nil }

  public mutating func side(of index: Int, in forms: LinearForms) -> Side {
    let signs = witnesses.map { forms.sign(of: index, at: $0) }
    if signs.contains(1) && signs.contains(-1) { return .both }
    if signs.contains(0) { return forms.exact(index).isZero ? .neither : .both }
    let isPositive = signs[0] > 0
    let form = forms.exact(index)
    guard let point = point(where: isPositive ? -form : form) else {
      return isPositive ? .positive : .negative
    }
    if witnesses.count >= Self.capacity { witnesses.remove(at: 1) }
    witnesses.append(Self.generator(point))
    return .both
  }

  /// A point of the cell where a form is positive.
  private func point(where form: IntegerVector) -> [Rational]? {
    var part = system
    part.append(HalfSpace(form: form))
    return part.feasibility().point
  }

  // MARK: cuts

  public func cut(
    by index: Int, in forms: LinearForms, label: Int
  ) -> (negative: WitnessedCell, positive: WitnessedCell) {
    let form = forms.exact(index)
    let signs = witnesses.map { forms.sign(of: index, at: $0) }
    func part(_ form: IntegerVector, sign: Int) -> WitnessedCell {
      var part = self
      part.system.append(HalfSpace(form: form))
      part.inequalities.append(CellFacet(form: form, label: label))
      part.witnesses = zip(witnesses, signs).filter { $0.1 == sign }.map(\.0)
      if part.witnesses.isEmpty {
        guard let point = part.system.feasibility().point else {
          preconditionFailure("a form that does not cut the cell")
        }
        part.witnesses = [Self.generator(point)]
      }
      return part
    }
    return (part(-form, sign: -1), part(form, sign: 1))
  }

  /// Where many inequalities have gathered; each takes a linear program.
  public mutating func simplify() {
    guard inequalities.count > 3 * (system.dimension + 1) else { return }
    keep(system.irredundantRows)
  }

  private mutating func keep(_ rows: [Int]) {
    system = InequalitySystem(
      dimension: system.dimension, rows.map { system.halfSpaces[$0] })
    inequalities = rows.map { inequalities[$0] }
  }

  // MARK: properties

  public var interiorPoint: [Rational] {
    let entries = witnesses[0].vector.entries
    return entries.dropLast().map { Rational($0, entries[entries.count - 1]) }
  }

  public var facets: [CellFacet] { system.irredundantRows.map { inequalities[$0] } }

  /// Between a point of the cell and one beyond the facet.
  public func point(on facet: CellFacet) -> [Rational] {
    guard let row = inequalities.firstIndex(where: { $0 === facet }),
      let beyond = system.pointBeyond(row)
    else { preconditionFailure("a facet of another cell") }
    return system.halfSpaces[row].crossing(from: interiorPoint, to: beyond)
  }

  public var isBounded: Bool { system.isBounded }
}
