/// `exp(-y)` in floating point, four numbers at a time, with a proved bound of its error.
///
/// No function of a C library is used, so the bound rests on the rounding of sums, products and quotients
/// alone (IEEE 754, to nearest, `u = 2^-53`):
///
/// - `y = k ln 2 + r` with an integer `k` and `|r| <= 0.3466`. The number `ln 2` is the sum of a part with 33
///   binary digits, whose multiples by `k < 2^11` are exact, and a rest of size `2e-10`. So `r` has an absolute error
///   of at most `0.8 u`: two roundings of numbers up to `0.3466`, and less than `1e-6 u`.
/// - Taylor's polynomial of degree 13 for `exp(-r)` is wrong by at most `0.3466^14 / 14! < 5e-18`, which is
///   `0.06 u` relative to `exp(-r) >= 0.707`; its rounded coefficients add `0.02 u`.
/// - By Horner's scheme `p_i = 1/i! - r p_(i+1)` the error is at most `sum_i |r|^i u (|p_i| + |r p_(i+1)|)`, below
///   `2.41 u`, or `3.41 u` relative.
/// - The product with `2^-k` is exact, as the result is a normal number.
///
/// The sum is below `4.4 u`, and the next order is far below `0.1 u`.
public enum RoundedExponential {
  /// The relative error is at most so many times `2^-53`.
  public static let error = 5.0
  /// The largest argument; results are normal numbers up to it.
  public static let largestArgument = 708.0

  @usableFromInline static let perUnit = 1.442_695_040_888_963_4
  /// The leading 33 binary digits of `ln 2`, and the rest.
  @usableFromInline static let upperLogarithm = 0x1.62e4_2fee_0000_0p-1
  @usableFromInline static let lowerLogarithm = 0x1.a39e_f357_93c7_6p-33
  /// Added to a number below `2^51`, it rounds to an integer, which is then in the last bits.
  @usableFromInline static let shifter = 0x1.8p52

  /// The values at numbers from 0 to `largestArgument`.
  @inlinable
  @inline(__always)
  public static func ofNegative(_ y: SIMD4<Double>) -> SIMD4<Double> {
    let shifted = y * perUnit + shifter
    let multiple = shifted - shifter
    let rest = (y - multiple * upperLogarithm) - multiple * lowerLogarithm
    var value = SIMD4<Double>(repeating: c13)
    value = value * rest + c12
    value = value * rest + c11
    value = value * rest + c10
    value = value * rest + c9
    value = value * rest + c8
    value = value * rest + c7
    value = value * rest + c6
    value = value * rest + c5
    value = value * rest + c4
    value = value * rest + c3
    value = value * rest + 0.5
    value = value * rest - 1
    value = value * rest + 1
    let integers =
      unsafeBitCast(shifted, to: SIMD4<UInt64>.self)
      &- SIMD4(repeating: shifter.bitPattern)
    let scale = (SIMD4(repeating: 1023) &- integers) &<< SIMD4(repeating: 52)
    return value * unsafeBitCast(scale, to: SIMD4<Double>.self)
  }

  /// At least the value at a number from 0 on, and at most twice as much, up to `largestArgument`.
  @inlinable
  @inline(__always)
  public static func upperBound(ofNegative y: Double) -> Double {
    // The argument is rounded down to a multiple of ln 2.
    let multiple = UInt64(min(y, largestArgument) * 1.442_695)
    return Double(bitPattern: (1023 - multiple) << 52)
  }

  // `(-1)^i / i!`; factorials up to 13! are floating-point numbers.
  @usableFromInline static let c3 = -1.0 / 6
  @usableFromInline static let c4 = 1.0 / 24
  @usableFromInline static let c5 = -1.0 / 120
  @usableFromInline static let c6 = 1.0 / 720
  @usableFromInline static let c7 = -1.0 / 5_040
  @usableFromInline static let c8 = 1.0 / 40_320
  @usableFromInline static let c9 = -1.0 / 362_880
  @usableFromInline static let c10 = 1.0 / 3_628_800
  @usableFromInline static let c11 = -1.0 / 39_916_800
  @usableFromInline static let c12 = 1.0 / 479_001_600
  @usableFromInline static let c13 = -1.0 / 6_227_020_800
}
