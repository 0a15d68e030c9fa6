internal import CArbShims
import ExactAlgebra

/// A complex number that is proved to lie in a rectangle: what integrands are evaluated at.
///
/// As `Ball`; the real and the imaginary part are balls.
public struct ComplexBall: Sendable {
  let storage: ComplexBallStorage
  /// The number of binary digits with which it is computed.
  public let precision: Int

  init(precision: Int) {
    storage = ComplexBallStorage()
    self.precision = precision
  }

  /// A real number.
  public init(_ real: Ball) {
    self.init(precision: real.precision)
    acb_set_arb(storage.pointer, real.storage.pointer)
  }

  /// A copy of what C handed over.
  init(copying other: UnsafePointer<acb_struct>, precision: Int) {
    self.init(precision: precision)
    acb_set(storage.pointer, other)
  }

  typealias Pointer = UnsafeMutablePointer<acb_struct>

  private func unary(_ function: (Pointer, Pointer, Int) -> Void) -> ComplexBall {
    let result = ComplexBall(precision: precision)
    function(result.storage.pointer, storage.pointer, precision)
    return result
  }

  private func binary(
    _ other: ComplexBall, _ function: (Pointer, Pointer, Pointer, Int) -> Void
  ) -> ComplexBall {
    let result = ComplexBall(precision: max(precision, other.precision))
    function(
      result.storage.pointer, storage.pointer, other.storage.pointer, result.precision)
    return result
  }

  public static func + (a: Self, b: Self) -> Self { a.binary(b) { acb_add($0, $1, $2, $3) } }
  public static func - (a: Self, b: Self) -> Self { a.binary(b) { acb_sub($0, $1, $2, $3) } }
  public static func * (a: Self, b: Self) -> Self { a.binary(b) { acb_mul($0, $1, $2, $3) } }
  /// The quotient; everything where the divisor may be zero.
  public static func / (a: Self, b: Self) -> Self { a.binary(b) { acb_div($0, $1, $2, $3) } }
  public static func + (a: Self, b: Int) -> Self { a + Ball(b, precision: a.precision) }
  public static func * (a: Self, b: Ball) -> Self {
    a.unary { acb_mul_arb($0, $1, b.storage.pointer, $2) }
  }
  public static func + (a: Self, b: Ball) -> Self {
    a.unary { acb_add_arb($0, $1, b.storage.pointer, $2) }
  }
  public static prefix func - (a: Self) -> Self { a.unary { x, y, _ in acb_neg(x, y) } }

  /// The square.
  public func squared() -> Self { unary { acb_sqr($0, $1, $2) } }

  /// Half of it.
  public func halved() -> Self { unary { x, y, _ in acb_mul_2exp_si(x, y, -1) } }

  /// The exponential function.
  public func exponential() -> Self { unary { acb_exp($0, $1, $2) } }

  /// The cosine.
  public func cosine() -> Self { unary { acb_cos($0, $1, $2) } }

  /// The principal square root; where it has to be analytic, everything on balls that meet the
  /// negative half of the real line.
  public func squareRoot(isAnalytic: Bool) -> Self {
    unary { acb_sqrt_analytic($0, $1, isAnalytic ? 1 : 0, $2) }
  }

  /// `1 - Phi`, continued to complex numbers; analytic everywhere.
  public func normalTail() -> Self {
    let root = Ball(2, precision: precision).squareRoot()
    return (self * (1 / root)).unary { acb_hypgeom_erfc($0, $1, $2) }.halved()
  }
}

/// The owner of an `acb_struct`.
final class ComplexBallStorage: @unchecked Sendable {
  let pointer: UnsafeMutablePointer<acb_struct>

  init() {
    pointer = .allocate(capacity: 1)
    acb_init(pointer)
  }

  deinit {
    acb_clear(pointer)
    pointer.deallocate()
  }
}
