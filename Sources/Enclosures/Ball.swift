internal import CArbShims
public import ExactAlgebra

/// A real number that is proved to lie in an interval, the ball around a midpoint.
///
///     let x = Ball(Rational(1, 3), precision: 64)
///     (x * x + 1).squareRoot()          // contains the square root of 10/9
///
/// Every operation gives a ball that contains its value at each point of its arguments. Balls are not
/// numbers: they have no order and no equality, and a comparison that they do not decide is neither
/// true nor false; see `isPositive` and `overlaps`. Midpoints have `precision` binary digits; an
/// operation takes those of the argument with more. Source of the arithmetic: F. Johansson, *Arb:
/// efficient arbitrary-precision midpoint-radius interval arithmetic*, 2017.
public struct Ball: Sendable {
  var storage: BallStorage
  /// The number of binary digits with which it is computed.
  public let precision: Int

  init(precision: Int) {
    precondition(precision >= 2, "a precision of less than two digits")
    storage = BallStorage()
    self.precision = precision
  }

  /// The number, rounded; exact where it has so few digits.
  public init(_ number: Rational, precision: Int) {
    self.init(precision: precision)
    number.withPointer { arb_set_fmpq(storage.pointer, $0, precision) }
  }

  /// All numbers that differ from a floating-point number by at most another one; its ends are the exact ones,
  /// rounded outwards.
  ///
  /// - Precondition: both are finite, and the radius is not negative.
  public init(_ middle: Double, radius: Double, precision: Int = 64) {
    precondition(middle.isFinite && radius.isFinite && radius >= 0, "no middle or no radius")
    self.init(precision: precision)
    shim_arb_set_double(storage.pointer, middle, radius)
  }

  /// The integer, exactly.
  public init(_ integer: Int, precision: Int) {
    self.init(precision: precision)
    arb_set_si(storage.pointer, integer)
  }

  /// The smallest ball that contains an interval, up to rounding.
  ///
  /// - Precondition: the lower end is not above the upper one.
  public init(from lower: Rational, to upper: Rational, precision: Int) {
    precondition(lower <= upper, "an interval whose ends are in the wrong order")
    self.init(precision: precision)
    lower.withPointer { lower in
      upper.withPointer { shim_arb_set_interval(storage.pointer, lower, $0, precision) }
    }
  }

  /// The whole real line: nothing is known.
  public static func everything(precision: Int) -> Ball {
    let ball = Ball(precision: precision)
    arb_zero_pm_inf(ball.storage.pointer)
    return ball
  }

  /// The ball with another precision; what it contains is contained.
  public func rounded(to precision: Int) -> Ball {
    let ball = Ball(precision: precision)
    arb_set_round(ball.storage.pointer, storage.pointer, precision)
    return ball
  }
}

extension Ball {
  /// Whether it is bounded.
  public var isFinite: Bool { arb_is_finite(storage.pointer) != 0 }

  /// Whether all of its points are positive; false decides nothing.
  public var isPositive: Bool { arb_is_positive(storage.pointer) != 0 }

  /// Whether all of its points are negative; false decides nothing.
  public var isNegative: Bool { arb_is_negative(storage.pointer) != 0 }

  /// Whether none of its points is zero.
  public var excludesZero: Bool { arb_contains_zero(storage.pointer) == 0 }

  /// Whether it contains a number.
  public func contains(_ number: Rational) -> Bool {
    number.withPointer { arb_contains_fmpq(storage.pointer, $0) != 0 }
  }

  /// Whether the two have a point in common.
  public func overlaps(_ other: Ball) -> Bool {
    arb_overlaps(storage.pointer, other.storage.pointer) != 0
  }

  /// The smallest of its points: exactly, or a number below it where that would have thousands of digits more than
  /// the middle, or begin after a million zeros.
  ///
  /// - Precondition: it is finite.
  public var lower: Rational {
    precondition(isFinite, "bounds of an unbounded ball")
    return Rational(writtenBy: { shim_arb_get_lower($0, storage.pointer) })
  }

  /// The largest of its points, in the same way exactly or a number above it.
  ///
  /// - Precondition: it is finite.
  public var upper: Rational {
    precondition(isFinite, "bounds of an unbounded ball")
    return Rational(writtenBy: { shim_arb_get_upper($0, storage.pointer) })
  }

  /// A number that is not above any of its points, near the smallest of them.
  public var lowerDouble: Double { shim_arb_lower_double(storage.pointer) }

  /// A number that is not below any of its points, near the largest of them.
  public var upperDouble: Double { shim_arb_upper_double(storage.pointer) }

  /// A number `e` such that the absolute values of all of its points are below `2^e`, and not much less
  /// at the largest of them; `Int.min` for zero, `Int.max` where it is unbounded.
  public var exponent: Int { shim_arb_exponent(storage.pointer) }

  /// The exponent of half of its length: its points differ from the middle one by less than `2^e`;
  /// `Int.min` where there is one point, `Int.max` where it is unbounded.
  public var radiusExponent: Int { shim_arb_radius_exponent(storage.pointer) }

  /// The number of binary digits in which its points agree, relative to `2^exponent`; not positive where
  /// they differ by as much.
  public func accurateBits(relativeTo exponent: Int) -> Int {
    let radius = radiusExponent
    if radius == Int.min { return Int.max }
    if radius == Int.max { return 0 }
    return max(exponent, Int.min / 4) - radius
  }

  /// Whether zero is its only point.
  public var isZero: Bool { arb_is_zero(storage.pointer) != 0 }

  /// The number of binary digits in which its points agree, relative to their size; not positive
  /// where zero may be among them.
  public var accurateBits: Int { arb_rel_accuracy_bits(storage.pointer) }

  /// Whether all of its points differ by less than twice `2^-bits`.
  public func isWithin(absoluteBits bits: Int) -> Bool {
    isFinite && upper - lower <= Rational(2).power(1 - bits)
  }

  /// The points of both; `nil` where there are none, which no two balls of one number have.
  public func intersection(_ other: Ball) -> Ball? {
    let ball = Ball(precision: max(precision, other.precision))
    let isThere = arb_intersection(
      ball.storage.pointer, storage.pointer, other.storage.pointer, ball.precision)
    return isThere != 0 ? ball : nil
  }

  /// The smallest ball around both.
  public func union(_ other: Ball) -> Ball {
    binary(other) { arb_union($0, $1, $2, $3) }
  }
}

/// The owner of an `arb_struct`.
final class BallStorage: @unchecked Sendable {
  let pointer: UnsafeMutablePointer<arb_struct>

  init() {
    pointer = .allocate(capacity: 1)
    arb_init(pointer)
  }

  deinit {
    arb_clear(pointer)
    pointer.deallocate()
  }
}
