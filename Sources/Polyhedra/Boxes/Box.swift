import ExactAlgebra

/// One side of a box.
struct BoxSide: Hashable, Sendable {
  /// The coordinate that is bounded.
  let axis: Int
  /// Whether its upper bound is meant.
  let isUpper: Bool
}

/// An open box: the points each of whose coordinates lies between two numbers.
///
/// Bounds are kept exactly, as the inequalities of which they come, and in floating point.
final class Box: Sendable {
  /// What bounds a coordinate: the inequality `x_i > l_i` or `x_i < u_i`.
  struct Limit: Sendable {
    /// The inequality as a facet, with the label of its half-space.
    let facet: CellFacet
    let bound: Rational
  }

  /// The sides with the lower bounds, one for each coordinate.
  let lowerLimits: [Limit]
  /// The sides with the upper bounds.
  let upperLimits: [Limit]
  /// The inequalities of all sides, first the lower ones.
  private let forms: LinearForms
  /// Floating-point numbers near the bounds; each is wrong by at most `2^-52` of its absolute
  /// value, or by `2^-1074` where it vanishes by underflow.
  let lower: [Double]
  let upper: [Double]
  /// The larger absolute value of both.
  let reach: [Double]
  /// The middle and half of the length, approximately; these only scale the numbers of a program.
  let middle: [Double]
  let radius: [Double]

  /// The number of coordinates.
  var dimension: Int { lower.count }

  private init(lowerLimits: [Limit], upperLimits: [Limit]) {
    self.lowerLimits = lowerLimits
    self.upperLimits = upperLimits
    forms = LinearForms((lowerLimits + upperLimits).map(\.facet.form))
    lower = lowerLimits.map { Double(approximating: $0.bound) }
    upper = upperLimits.map { Double(approximating: $0.bound) }
    reach = zip(lower, upper).map { max($0.magnitude, $1.magnitude) }
    middle = zip(lower, upper).map { $0 / 2 + $1 / 2 }
    radius = zip(lower, upper).map { $1 / 2 - $0 / 2 }
  }

  /// What half-spaces are, where they bound each coordinate on both sides.
  enum Reading {
    /// A box, and the numbers of the half-spaces that restrict it further.
    case box(Box, others: [Int])
    /// There is no point.
    case empty
    /// Some coordinate is not bounded by inequalities in it alone.
    case unbounded
  }

  /// Reads open half-spaces; of several bounds the strongest counts, the first of equal ones.
  static func reading(dimension: Int, _ halfSpaces: [HalfSpace]) -> Reading {
    var lower = [Limit?](repeating: nil, count: dimension)
    var upper = lower
    var others: [Int] = []
    for (number, halfSpace) in halfSpaces.enumerated() {
      let support = halfSpace.normal.indices.filter { !halfSpace.normal[$0].isZero }
      guard let axis = support.first else {
        if halfSpace.offset.signum() <= 0 { return .empty }
        continue
      }
      guard support.count == 1 else {
        others.append(number)
        continue
      }
      let limit = Limit(
        facet: CellFacet(form: halfSpace.form, label: -1 - number),
        bound: -halfSpace.offset / halfSpace.normal[axis])
      if halfSpace.normal[axis].signum() > 0 {
        if lower[axis].map({ $0.bound < limit.bound }) ?? true { lower[axis] = limit }
      } else if upper[axis].map({ limit.bound < $0.bound }) ?? true {
        upper[axis] = limit
      }
    }
    let (lowerLimits, upperLimits) = (lower.compactMap { $0 }, upper.compactMap { $0 })
    guard lowerLimits.count == dimension, upperLimits.count == dimension else { return .unbounded }
    guard zip(lowerLimits, upperLimits).allSatisfy({ $0.bound < $1.bound }) else { return .empty }
    return .box(Box(lowerLimits: lowerLimits, upperLimits: upperLimits), others: others)
  }

  /// What bounds the box at a side.
  func limit(_ side: BoxSide) -> Limit {
    side.isUpper ? upperLimits[side.axis] : lowerLimits[side.axis]
  }

  /// The inequality of the points beyond a side.
  func rowBeyond(_ side: BoxSide) -> BoxedRow {
    BoxedRow(
      side.axis + (side.isUpper ? dimension : 0), in: forms, isPositive: false,
      label: limit(side).facet.label, box: self)
  }

  /// Both sides of each coordinate, the lower one first.
  var sides: [BoxSide] {
    (0..<dimension).flatMap {
      [BoxSide(axis: $0, isUpper: false), BoxSide(axis: $0, isUpper: true)]
    }
  }

  /// Whether a number, taken exactly, certainly lies between the bounds of a coordinate.
  func certainlyContains(_ x: Double, axis: Int) -> Bool {
    x > lower[axis].nextUp.nextUp && x < upper[axis].nextDown.nextDown
  }

  /// The middle, exactly.
  var center: CellGenerator {
    CellGenerator(point: zip(lowerLimits, upperLimits).map { ($0.bound + $1.bound) / 2 })
  }
}
