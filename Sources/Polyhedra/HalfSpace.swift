public import ExactAlgebra

/// A half-space: the points `x` with `a . x + b > 0` (open) or `a . x + b >= 0` (closed).
///
///     let right = HalfSpace(normal: [1, 0], offset: -2)   // x_1 > 2
///     right.contains([3, 5])                              // true
///
/// The normal vector `a` may be zero; then the half-space is everything or nothing.
public struct HalfSpace: Hashable, Sendable {
  /// `a`: one coefficient for each coordinate.
  public let normal: [Rational]
  /// `b`.
  public let offset: Rational
  /// Whether the inequality is strict.
  public let isOpen: Bool
  /// The same inequality over the integers.
  let row: IntegerRow

  /// The half-space `normal . x + offset > 0`, or `>= 0` where it is not open.
  public init(normal: [Rational], offset: Rational = 0, isOpen: Bool = true) {
    self.normal = normal
    self.offset = offset
    self.isOpen = isOpen
    row = IntegerRow(normal + [offset])
  }

  /// The half-space where a form of homogeneous coordinates, the constant last, is positive.
  public init(form: IntegerVector, isOpen: Bool = true) {
    let primitive = form.primitive
    let entries = primitive.entries.map { Rational($0) }
    normal = Array(entries.dropLast())
    offset = entries[entries.count - 1]
    self.isOpen = isOpen
    row = IntegerRow(primitive: primitive)
  }

  /// The primitive form of homogeneous coordinates, the constant last, that is positive inside.
  public var form: IntegerVector { row.vector }

  /// The number of coordinates.
  public var dimension: Int { normal.count }

  /// The open half-space on the other side: `-a . x - b > 0`.
  ///
  /// Half-space and opposite leave out the hyperplane `a . x + b = 0` between them.
  public var opposite: HalfSpace { HalfSpace(normal: normal.map { -$0 }, offset: -offset) }

  /// The points outside: `-a . x - b >= 0` where the half-space is open, `> 0` where it is closed.
  public var complement: HalfSpace {
    HalfSpace(normal: normal.map { -$0 }, offset: -offset, isOpen: !isOpen)
  }

  /// The inner points: the same inequality, strict.
  public var interior: HalfSpace {
    isOpen ? self : HalfSpace(normal: normal, offset: offset)
  }

  /// The same half-space with the largest coefficient, by its absolute value, 1 or -1.
  public var scaled: HalfSpace {
    let largest = normal.map(\.magnitude).max() ?? 0
    guard !largest.isZero else { return self }
    return HalfSpace(
      normal: normal.map { $0 / largest }, offset: offset / largest, isOpen: isOpen)
  }

  /// Where the way from one point to another crosses the boundary `a . x + b = 0`.
  ///
  /// - Precondition: the points are on different sides, and have as many coordinates as the normal
  ///   vector.
  public func crossing(from start: [Rational], to end: [Rational]) -> [Rational] {
    let (near, far) = (value(at: start), value(at: end))
    precondition(near.signum() * far.signum() <= 0 && near != far, "points on one side")
    let weight = near / (near - far)
    return zip(start, end).map { $0 + weight * ($1 - $0) }
  }

  /// `a . x + b`.
  ///
  /// - Precondition: the point has as many coordinates as the normal vector.
  public func value(at point: [Rational]) -> Rational {
    precondition(point.count == dimension, "a point of another dimension")
    return zip(normal, point).reduce(offset) { $0 + $1.0 * $1.1 }
  }

  /// Whether the point satisfies the inequality.
  ///
  /// - Precondition: the point has as many coordinates as the normal vector.
  public func contains(_ point: [Rational]) -> Bool {
    accepts(sign: value(at: point).signum())
  }

  /// Whether a value of that sign satisfies the inequality.
  func accepts(sign: Int) -> Bool { isOpen ? sign > 0 : sign >= 0 }

  /// Whether coefficients and kind agree; multiples are other values.
  public static func == (a: HalfSpace, b: HalfSpace) -> Bool {
    a.isOpen == b.isOpen && a.normal == b.normal && a.offset == b.offset
  }

  /// Feeds the coefficients.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(normal)
    hasher.combine(offset)
    hasher.combine(isOpen)
  }
}

extension HalfSpace: CustomStringConvertible {
  /// `(1, -1/2) . x + 3 > 0`.
  public var description: String {
    "(\(normal.map(\.description).joined(separator: ", "))) . x + \(offset) "
      + (isOpen ? "> 0" : ">= 0")
  }
}
