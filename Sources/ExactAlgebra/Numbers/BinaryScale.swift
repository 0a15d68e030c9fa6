/// A power of two that brings the largest of some exact numbers near 1, so that floating-point
/// numbers near all of them times it neither overflow nor lose the large ones by underflow.
///
/// What is relative to the size of the numbers does not depend on it.
package struct BinaryScale {
  /// The power of two; 1 where all numbers are zero.
  package let factor: Rational
  /// Its exponent.
  package let exponent: Int
  /// Whether the largest number is zero, or a normal number of double precision is near it.
  package let isInRange: Bool

  package init(of numbers: some Sequence<Rational>) {
    let largest = numbers.lazy.map(\.magnitude).max() ?? 0
    guard !largest.isZero else {
      (factor, exponent, isInRange) = (1, 0, true)
      return
    }
    // The largest number times the power lies between 1/2 and 2.
    exponent = largest.denominator.bitWidth - largest.numerator.bitWidth
    factor = Rational(2).power(exponent)
    isInRange = Double(approximating: largest).isNormal
  }

  /// A number near the exact one times the power, wrong by less than `2^-52` of it or by `2^-1074`.
  package func callAsFunction(_ number: Rational) -> Double {
    Double(approximating: number * factor)
  }
}
