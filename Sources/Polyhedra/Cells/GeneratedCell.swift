public import ExactAlgebra

/// An open polyhedron with its vertices, its extreme rays and its lines.
///
/// The closed cone over the polyhedron in homogeneous coordinates is kept in both of its
/// descriptions: inequalities, one of them `s >= 0`, and generators, with the inequalities that
/// are equations on each. Where a cell lies is decided by signs at the generators, in floating
/// point as far as these are certain, otherwise exactly. Source: T. S. Motzkin, H. Raiffa,
/// G. L. Thompson and R. M. Thrall, *The double description method*, 1953.
public struct GeneratedCell: PolyhedralCell {
  /// The extreme rays of the cone, one for each, with the slots of the inequalities that vanish on
  /// them, and the signs of `signedForms`.
  var table: RayTable
  /// The inequalities; `s >= 0` first.
  var slots: ContiguousArray<CellSlot>
  /// What is shared with other cells.
  var frame: CellFrame

  /// The number of homogeneous coordinates.
  var coordinateCount: Int { frame.coordinateCount }
  /// A basis of the largest linear space in the cone; everything else is modulo it.
  var lines: [CellGenerator] { frame.lines }
  /// The forms whose signs at the rays are in the table.
  var signedForms: LinearForms? { frame.signedForms }
  /// The extreme rays.
  var rays: ContiguousArray<CellRay> { table.rays }

  /// The label of `s >= 0`.
  static let labelAtInfinity = Int.min

  init(table: RayTable, slots: ContiguousArray<CellSlot>, frame: CellFrame) {
    self.table = table
    self.slots = slots
    self.frame = frame
  }

  /// The whole space.
  public init(dimension: Int) {
    precondition(dimension >= 0, "a negative dimension")
    func unit(_ coordinate: Int) -> IntegerVector {
      IntegerVector((0...dimension).map { $0 == coordinate ? 1 : 0 })
    }
    frame = CellFrame(
      coordinateCount: dimension + 1, lines: (0..<dimension).map { CellGenerator(unit($0)) },
      sources: SlotSources(LinearForms([unit(dimension)])))
    table = RayTable(slotWords: 1, formWords: 0)
    table.append(CellRay(CellGenerator(unit(dimension))))
    slots = [CellSlot(0, atLevel: 0, isPositive: true, label: Self.labelAtInfinity)]
  }

  public init?(dimension: Int, _ halfSpaces: [HalfSpace]) {
    self.init(dimension: dimension, halfSpaces.enumerated().map { ($1.form, -1 - $0) })
  }

  /// The cell of the points at which all of some forms, the constant last, are positive; `nil`
  /// where there is none.
  ///
  /// - Parameters:
  ///   - dimension: the number of coordinates.
  ///   - inequalities: each form with the number that its caller knows it by; some may follow from
  ///     others.
  public init?(dimension: Int, _ inequalities: [(form: IntegerVector, label: Int)]) {
    self.init(dimension: dimension)
    let forms = LinearForms(inequalities.map(\.form))
    for (index, inequality) in inequalities.enumerated() {
      switch side(of: index, in: forms) {
      case .positive: break
      case .negative, .neither: return nil
      case .both: self = cut(by: index, in: forms, label: inequality.label).positive
      }
    }
  }

  // MARK: sides

  public func side(of index: Int, in forms: LinearForms) -> Side {
    guard lines.allSatisfy({ forms.sign(of: index, at: $0) == 0 }) else { return .both }
    var (hasPositive, hasNegative) = (false, false)
    for ray in rays {
      let sign = forms.sign(of: index, at: ray)
      if sign > 0 { hasPositive = true }
      if sign < 0 { hasNegative = true }
      if hasPositive && hasNegative { return .both }
    }
    return hasPositive ? .positive : hasNegative ? .negative : .neither
  }

  public mutating func sides(
    of candidates: SlotSet, in forms: LinearForms
  ) -> (both: SlotSet, positive: SlotSet) {
    guard lines.isEmpty else {
      var (both, positive) = (SlotSet(), SlotSet())
      candidates.visit { index in
        switch side(of: index, in: forms) {
        case .both: both.insert(index)
        case .positive: positive.insert(index)
        case .negative, .neither: break
        }
      }
      return (both, positive)
    }
    if signedForms !== forms { learnSigns(of: forms) }
    return table.sides(of: candidates)
  }

  /// Finds the signs of all forms at all rays.
  private mutating func learnSigns(of forms: LinearForms) {
    let count = forms.count
    table = table.preparedForSigns(ofForms: count)
    frame = frame.knowingSigns(of: forms)
    withUnsafeTemporaryAllocation(of: Double.self, capacity: 2 * count) { numbers in
      guard let values = numbers.baseAddress else { return }
      let errors = values + count
      for row in rays.indices {
        forms.evaluate(at: rays[row], into: values, errors: errors)
        for index in 0..<count {
          let sign =
            values[index].certainSign(error: errors[index])
            ?? forms.sign(of: index, at: rays[row].generator)
          table.setSign(sign, of: index, row: row)
        }
      }
    }
  }

  // MARK: properties

  public var isBounded: Bool { lines.isEmpty && !rays.contains(where: \.isAtInfinity) }

  /// The vertices of the closure, in no particular order; `nil` where it contains a line.
  public var vertices: [[Rational]]? {
    guard lines.isEmpty else { return nil }
    return rays.filter { !$0.isAtInfinity }.map(\.point)
  }

  /// The extreme rays of the closure as directions, in no particular order; `nil` where it
  /// contains a line.
  public var extremeRays: [[Rational]]? {
    guard lines.isEmpty else { return nil }
    return rays.filter(\.isAtInfinity).map(\.direction)
  }

  public var facets: [CellFacet] { facetSlots.map { facet(inSlot: $0) } }

  public func facetLabelsInTime() -> [Int] { facetSlots.map { slots[$0].label } }

  public var inequalities: [CellFacet] { slots.indices.dropFirst().map { facet(inSlot: $0) } }

  /// The inequality in a slot.
  func facet(inSlot slot: Int) -> CellFacet { frame.sources.facet(slots[slot]) }

  public mutating func simplify() { keep(slots: [0] + facetSlots, keepsSigns: false) }

  public var interiorPoint: [Rational] {
    let direction = interiorDirection
    if let rounded = roundedDirection(near: direction) {
      return rounded.dropLast().map { Rational(Integer($0), Integer(rounded.last!)) }
    }
    return exactInteriorPoint
  }
}
