public import ExactAlgebra

/// A number in floating point with a bound of its error: a ball of two words.
///
/// Operations add what rounding does to the errors that there are (IEEE 754, to nearest, `u = 2^-53`). Bounds are
/// rounded as well; factors `1 + 2^-50` cover that. What vanishes below the smallest normal number is covered by
/// `2^-1000`. Where a value or a bound is infinite or not a number, nothing is known.
@frozen
public struct RoundedNumber: Sendable {
  /// The value.
  public var value: Double
  /// At most so far from the number; not negative, not a number where nothing is known.
  public var error: Double

  /// The largest relative error of one operation.
  public static let unit = 0x1p-53
  @usableFromInline static let unitError = 0x1p-53
  @usableFromInline static let room = 1 + 0x1p-50
  @usableFromInline static let vanishing = 0x1p-1000

  /// A value and a bound of its error.
  @inlinable
  @inline(__always)
  public init(value: Double, error: Double) {
    self.value = value
    self.error = error
  }

  /// The floating-point number itself.
  @inlinable
  @inline(__always)
  public init(exactly value: Double) { self.init(value: value, error: 0) }

  /// A number near a rational one.
  public init(_ number: Rational) {
    let value = Double(approximating: number)
    guard value.isFinite else {
      self.init(value: 0, error: .infinity)
      return
    }
    let isExact = Rational(exactly: value) == number
    self.init(value: value, error: isExact ? 0 : value.magnitude * 0x1p-52 + Self.vanishing)
  }

  /// A bound for the relative error of a product or quotient, from the sum of those of its factors and roundings.
  ///
  /// For a sum `s <= 1/10` it is at most `exp(s) - 1 <= s + s^2` of the right number, so at most
  /// `(s + s^2) / (1 - s - s^2) <= s (1 + 3 s)` of the computed one. Nothing is known where the sum is larger.
  package static func compounded(_ sum: Double) -> Double {
    sum <= 0.1 ? sum * (1 + 3 * sum) * room : .infinity
  }

  /// Whether something is known.
  public var isFinite: Bool { value.isFinite && error.isFinite }

  /// A number that the size does not exceed.
  @inlinable
  @inline(__always)
  public var largestMagnitude: Double { (value.magnitude + error) * Self.room }

  /// The ball; everything where nothing is known.
  public func ball(precision: Int = 64) -> Ball {
    isFinite ? Ball(value, radius: error, precision: precision) : .everything(precision: precision)
  }

  /// The sum.
  @inlinable
  @inline(__always)
  public static func + (a: Self, b: Self) -> Self {
    let value = a.value + b.value
    return Self(
      value: value, error: (a.error + b.error + value.magnitude * unitError) * room)
  }

  /// The difference.
  @inlinable
  @inline(__always)
  public static func - (a: Self, b: Self) -> Self {
    let value = a.value - b.value
    return Self(
      value: value, error: (a.error + b.error + value.magnitude * unitError) * room)
  }

  /// The number with the other sign.
  @inlinable
  @inline(__always)
  public static prefix func - (a: Self) -> Self { Self(value: -a.value, error: a.error) }

  /// The product.
  @inlinable
  @inline(__always)
  public static func * (a: Self, b: Self) -> Self {
    let value = a.value * b.value
    let spread = a.value.magnitude * b.error + b.value.magnitude * a.error + a.error * b.error
    return Self(
      value: value, error: (spread + value.magnitude * unitError + vanishing) * room)
  }

  /// Adds a number.
  @inlinable
  @inline(__always)
  public static func += (a: inout Self, b: Self) { a = a + b }
}
