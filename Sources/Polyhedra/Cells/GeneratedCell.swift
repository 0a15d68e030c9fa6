public import ExactAlgebra

/// An open polyhedron with its vertices, its extreme rays and its lines.
///
/// The closed cone over the polyhedron in homogeneous coordinates is kept in both of its
/// descriptions: inequalities, one of them `s >= 0`, and generators, with the inequalities that
/// are equations on each. Where a cell lies is decided by signs at the generators, in floating
/// point as far as these are certain, otherwise exactly. Source: T. S. Motzkin, H. Raiffa,
/// G. L. Thompson and R. M. Thrall, *The double description method*, 1953.
public struct GeneratedCell: PolyhedralCell {
  /// The number of homogeneous coordinates.
  let coordinateCount: Int
  /// A basis of the largest linear space in the cone; everything else is modulo it.
  var lines: [CellGenerator]
  /// The extreme rays of the cone, one for each.
  var rays: [CellGenerator]
  /// For each ray the slots of the inequalities that vanish on it.
  var incidences: [SlotSet]
  /// The inequalities; `s >= 0` first.
  var slots: [CellFacet]

  /// The label of `s >= 0`.
  static let labelAtInfinity = Int.min

  /// The whole space.
  public init(dimension: Int) {
    precondition(dimension >= 0, "a negative dimension")
    coordinateCount = dimension + 1
    func unit(_ coordinate: Int) -> IntegerVector {
      IntegerVector((0...dimension).map { $0 == coordinate ? 1 : 0 })
    }
    lines = (0..<dimension).map { CellGenerator(unit($0)) }
    rays = [CellGenerator(unit(dimension))]
    incidences = [SlotSet()]
    slots = [CellFacet(form: unit(dimension), label: Self.labelAtInfinity)]
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

  public func sidesAtOnce(of forms: LinearForms) -> [Side]? {
    let count = forms.count
    guard count > 0 else { return [] }
    guard lines.isEmpty else { return (0..<count).map { side(of: $0, in: forms) } }
    var hasPositive = [Bool](repeating: false, count: count)
    var hasNegative = hasPositive
    var isUncertain = hasPositive
    for ray in rays {
      let (values, errors) = forms.values(at: ray.approximations)
      for index in 0..<count {
        guard let sign = values[index].certainSign(error: errors[index]) else {
          isUncertain[index] = true
          continue
        }
        if sign > 0 { hasPositive[index] = true } else { hasNegative[index] = true }
      }
    }
    return (0..<count).map { index in
      if hasPositive[index] && hasNegative[index] { return .both }
      if isUncertain[index] { return side(of: index, in: forms) }
      return hasPositive[index] ? .positive : .negative
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

  public var facets: [CellFacet] { facetSlots.map { slots[$0] } }

  public var inequalities: [CellFacet] { Array(slots.dropFirst()) }

  public mutating func simplify() { keep(slots: [0] + facetSlots) }

  public var interiorPoint: [Rational] {
    let direction = interiorDirection
    if let rounded = roundedDirection(near: direction) {
      return rounded.dropLast().map { Rational(Integer($0), Integer(rounded.last!)) }
    }
    return exactInteriorPoint
  }
}
