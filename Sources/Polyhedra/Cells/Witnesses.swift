/// Some points of an open polyhedron, one at least: two of them on different sides of a hyperplane
/// show that it cuts the polyhedron.
///
/// The signs of some forms at the points are kept, and handed on to the parts of the polyhedron. The
/// layout: for each point a row of words, first the forms that are positive at it, then the forms that
/// are negative; a form that was asked for and is neither is zero there, exactly.
struct Witnesses: Sendable {
  /// How many points are kept.
  private static let capacity = 16

  private(set) var points: [CellGenerator]
  /// The forms whose signs are known.
  private var forms: LinearForms?
  /// Those of the forms that were asked for.
  private var asked = SlotSet()
  private var signs: [UInt64] = []
  private var wordCount = 0

  init(_ point: CellGenerator) { points = [point] }

  /// The point that is kept longest.
  var first: CellGenerator { points[0] }

  // MARK: sides

  /// On which sides of some forms the polyhedron lies.
  ///
  /// - Parameters:
  ///   - candidates: the forms that are asked for.
  ///   - pointBeyond: a point of the polyhedron where a form is positive, or negative, if there is one; all
  ///     points that are known are on the other side.
  mutating func sides(
    of candidates: SlotSet, in forms: LinearForms,
    pointBeyond: (_ index: Int, _ isPositive: Bool) throws -> CellGenerator?
  ) rethrows -> (both: SlotSet, positive: SlotSet) {
    learnSigns(of: candidates, in: forms)
    var (both, positive) = (SlotSet(), SlotSet())
    try candidates.visit { index in
      switch try side(of: index, pointBeyond: pointBeyond) {
      case .both: both.insert(index)
      case .positive: positive.insert(index)
      case .negative, .neither: break
      }
    }
    return (both, positive)
  }

  /// On which sides of one form the polyhedron lies.
  mutating func side(
    of index: Int, in forms: LinearForms,
    pointBeyond: (_ index: Int, _ isPositive: Bool) throws -> CellGenerator?
  ) rethrows -> Side {
    if self.forms !== forms || !asked.contains(index) {
      learnSigns(of: SlotSet(CollectionOfOne(index)), in: forms)
    }
    return try side(of: index, pointBeyond: pointBeyond)
  }

  /// The same for a form whose signs are known.
  private mutating func side(
    of index: Int, pointBeyond: (_ index: Int, _ isPositive: Bool) throws -> CellGenerator?
  ) rethrows -> Side {
    var (isPositive, isNegative, isZero) = (false, false, false)
    for row in points.indices {
      switch sign(of: index, row: row) {
      case 0: isZero = true
      case let sign: if sign > 0 { isPositive = true } else { isNegative = true }
      }
    }
    if isPositive && isNegative { return .both }
    if isZero { return forms!.exact(index).isZero ? .neither : .both }
    guard let point = try pointBeyond(index, !isPositive) else {
      return isPositive ? .positive : .negative
    }
    insert(point)
    return .both
  }

  /// Takes one more point, in place of the oldest but the first where there are too many.
  private mutating func insert(_ point: CellGenerator) {
    if points.count >= Self.capacity {
      points.remove(at: 1)
      signs.removeSubrange(2 * wordCount..<4 * wordCount)
    }
    points.append(point)
    appendSigns(at: point)
  }

  // MARK: signs

  /// Finds the signs of some forms at all points, unless they are known.
  private mutating func learnSigns(of candidates: SlotSet, in forms: LinearForms) {
    let isKnown = self.forms === forms && candidates.isSubset(of: asked)
    asked = candidates
    guard !isKnown else { return }
    self.forms = forms
    wordCount = (forms.count + 63) / 64
    signs.removeAll(keepingCapacity: true)
    signs.reserveCapacity(2 * wordCount * (points.count + 2))
    for point in points { appendSigns(at: point) }
  }

  private mutating func appendSigns(at point: CellGenerator) {
    let start = signs.count
    for _ in 0..<2 * wordCount { signs.append(0) }
    forms?.visitSigns(of: asked, at: point) { index, sign in
      if sign != 0 {
        signs[start + index >> 6 + (sign > 0 ? 0 : wordCount)] |= 1 << UInt64(index & 63)
      }
    }
  }

  @inline(__always)
  private func sign(of index: Int, row: Int) -> Int {
    let (word, bit) = (2 * row * wordCount + index >> 6, UInt64(index & 63))
    return Int(signs[word] >> bit & 1) - Int(signs[word + wordCount] >> bit & 1)
  }

  // MARK: parts

  /// The points on either side of a form; `nil` where there are none.
  func parts(
    by index: Int, in forms: LinearForms
  ) -> (negative: Witnesses?, positive: Witnesses?) {
    let isKnown = self.forms === forms && asked.contains(index)
    let signs = points.enumerated().map { row, point in
      isKnown ? sign(of: index, row: row) : forms.sign(of: index, at: point)
    }
    return (part(-1, signs), part(1, signs))
  }

  private func part(_ side: Int, _ signs: [Int]) -> Witnesses? {
    guard signs.contains(side) else { return nil }
    var part = self
    part.points.removeAll(keepingCapacity: true)
    part.signs.removeAll(keepingCapacity: true)
    for row in points.indices where signs[row] == side {
      part.points.append(points[row])
      part.signs += self.signs[2 * row * wordCount..<2 * (row + 1) * wordCount]
    }
    return part
  }
}
