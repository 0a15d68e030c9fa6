internal import CArbShims
public import ExactAlgebra

extension Ball {
  typealias Pointer = UnsafeMutablePointer<arb_struct>

  /// A function of one ball.
  func unary(_ function: (Pointer, Pointer, Int) -> Void) -> Ball {
    let result = Ball(precision: precision)
    function(result.storage.pointer, storage.pointer, precision)
    return result
  }

  /// A function of two.
  func binary(_ other: Ball, _ function: (Pointer, Pointer, Pointer, Int) -> Void) -> Ball {
    let result = Ball(precision: max(precision, other.precision))
    function(
      result.storage.pointer, storage.pointer, other.storage.pointer, result.precision)
    return result
  }

  public static func + (a: Ball, b: Ball) -> Ball { a.binary(b) { arb_add($0, $1, $2, $3) } }
  public static func - (a: Ball, b: Ball) -> Ball { a.binary(b) { arb_sub($0, $1, $2, $3) } }
  public static func * (a: Ball, b: Ball) -> Ball { a.binary(b) { arb_mul($0, $1, $2, $3) } }
  /// The quotient; everything where the divisor may be zero.
  public static func / (a: Ball, b: Ball) -> Ball { a.binary(b) { arb_div($0, $1, $2, $3) } }

  public static func + (a: Ball, b: Int) -> Ball { a.unary { arb_add_si($0, $1, b, $2) } }
  public static func - (a: Ball, b: Int) -> Ball { a.unary { arb_sub_si($0, $1, b, $2) } }
  public static func * (a: Ball, b: Int) -> Ball { a.unary { arb_mul_si($0, $1, b, $2) } }
  public static func / (a: Ball, b: Int) -> Ball { a.unary { arb_div_si($0, $1, b, $2) } }
  public static func - (a: Int, b: Ball) -> Ball { -(b - a) }
  public static func * (a: Int, b: Ball) -> Ball { b * a }
  public static func / (a: Int, b: Ball) -> Ball { Ball(a, precision: b.precision) / b }

  public static func + (a: Ball, b: Rational) -> Ball { a + Ball(b, precision: a.precision) }
  public static func - (a: Ball, b: Rational) -> Ball { a - Ball(b, precision: a.precision) }
  public static func * (a: Ball, b: Rational) -> Ball { a * Ball(b, precision: a.precision) }
  public static func / (a: Ball, b: Rational) -> Ball { a / Ball(b, precision: a.precision) }

  public static prefix func - (a: Ball) -> Ball { a.unary { x, y, _ in arb_neg(x, y) } }

  public static func += (a: inout Ball, b: Ball) { a = a + b }
  public static func -= (a: inout Ball, b: Ball) { a = a - b }
  public static func *= (a: inout Ball, b: Ball) { a = a * b }

  /// The absolute value.
  public var magnitude: Ball { unary { x, y, _ in arb_abs(x, y) } }

  /// The square; never negative, also where the ball contains zero.
  public func squared() -> Ball { unary { arb_sqr($0, $1, $2) } }

  /// Twice its points, so many times.
  public func shifted(by exponent: Int) -> Ball {
    unary { x, y, _ in arb_mul_2exp_si(x, y, exponent) }
  }
}
