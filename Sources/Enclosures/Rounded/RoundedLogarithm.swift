/// Logarithms in floating point, four numbers at a time, with a proved bound of their errors.
///
/// All are twice the inverse hyperbolic tangent of a quotient `s`, `ln ((1 + s) / (1 - s))`, by its series up to `s^35` for
/// `|s| <= 1/3`. What is left out is below `9^-18 / 37 * 9/8 < 3e-19` relative to the first term `2 s`. By Horner's
/// scheme in `s^2 <= 1/9` (IEEE 754, to nearest, `u = 2^-53`) all terms have the same sign: each
/// step multiplies by at most `1/9 (1 + 2 u)`, so errors do not add up to more than `2.5 u`, those of the coefficients
/// included, and `2 s` times the sum has one more rounding.
public enum RoundedLogarithm {
  /// The relative error is at most so many times `2^-53`, beside what the argument brings.
  public static let error = 12.0

  /// `ln (1 + t)` for numbers from 0 to 1: `s = t / (2 + t)` has two roundings.
  @inlinable
  @inline(__always)
  public static func ofOnePlus(_ t: SIMD4<Double>) -> SIMD4<Double> {
    twiceArtanh(t / (t + 2))
  }

  /// `ln p` for normal numbers from the smallest one to 1.
  ///
  /// With `p = 2^k m` and `m` from `1/sqrt 2` to `sqrt 2` it is `k ln 2 + 2 artanh((m - 1) / (m + 1))`; `m - 1` is exact. For
  /// `k = 0` there is one summand. For `k < 0` the first one is at most `-0.693` and wrong by at most `1.4 u` of itself,
  /// the second one at most `0.347` and wrong by at most `5.5 u` of itself, so the sum is at most `-0.346`, and wrong by at
  /// most `(0.97 + 1.91) u / 0.346`, below `8.5 u` of it, before its own rounding; larger `-k` are better.
  @inlinable
  @inline(__always)
  public static func ofFraction(_ p: SIMD4<Double>) -> SIMD4<Double> {
    let bits = unsafeBitCast(p, to: SIMD4<UInt64>.self)
    let fraction = bits & SIMD4(repeating: 0xF_FFFF_FFFF_FFFF)
    // From `sqrt 2` on half of it is taken, and the exponent is one larger.
    let isLarge = fraction .>= SIMD4(repeating: 0x6_A09E_667F_3BCD)
    let small = unsafeBitCast(
      fraction | SIMD4(repeating: 0x3FF0_0000_0000_0000), to: SIMD4<Double>.self)
    let m = small.replacing(with: small * 0.5, where: isLarge)
    let exponents = SIMD4<Int64>(truncatingIfNeeded: bits &>> SIMD4(repeating: 52))
    let shifted = exponents.replacing(with: exponents &+ 1, where: isLarge)
    let k = SIMD4<Double>(shifted &- 1023)
    return k * naturalLogarithmOfTwo + twiceArtanh((m - 1) / (m + 1))
  }

  @usableFromInline static let naturalLogarithmOfTwo = 0.693_147_180_559_945_3

  @inlinable
  @inline(__always)
  static func twiceArtanh(_ s: SIMD4<Double>) -> SIMD4<Double> {
    let x = s * s
    var sum = SIMD4<Double>(repeating: 1.0 / 35)
    sum = sum * x + 1.0 / 33
    sum = sum * x + 1.0 / 31
    sum = sum * x + 1.0 / 29
    sum = sum * x + 1.0 / 27
    sum = sum * x + 1.0 / 25
    sum = sum * x + 1.0 / 23
    sum = sum * x + 1.0 / 21
    sum = sum * x + 1.0 / 19
    sum = sum * x + 1.0 / 17
    sum = sum * x + 1.0 / 15
    sum = sum * x + 1.0 / 13
    sum = sum * x + 1.0 / 11
    sum = sum * x + 1.0 / 9
    sum = sum * x + 1.0 / 7
    sum = sum * x + 1.0 / 5
    sum = sum * x + 1.0 / 3
    sum = sum * x + 1
    return s * 2 * sum
  }
}
