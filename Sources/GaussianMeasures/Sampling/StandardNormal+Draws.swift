package import ExactAlgebra

/// Independent standard Gaussian numbers, rounded.
///
/// Each is the quantile of a uniform real number, of which 63 binary digits and a sign are drawn. So each
/// drawn number stands beside a number with exactly the Gaussian law, and how far the two are apart is
/// known.
package struct GaussianDraws: Sendable {
  private var generator: SeededGenerator

  /// Numbers that follow from a generator.
  package init(_ generator: SeededGenerator) { self.generator = generator }

  /// Fills a buffer.
  ///
  /// - Returns: the largest absolute value, and a bound for the distance of each number from the exact
  ///   one; infinite where a number was drawn of which too few digits are known.
  package mutating func fill(
    _ numbers: UnsafeMutableBufferPointer<Double>
  ) -> (largest: Double, error: Double) {
    var least: UInt64 = .max
    for index in numbers.indices {
      let bits = generator.next()
      let digits = bits >> 1
      least = min(least, digits)
      let number = StandardNormal.quantile(ofTail: (Double(digits) + 0.5) * 0x1p-64)
      numbers[index] = bits & 1 == 0 ? number : -number
    }
    guard !numbers.isEmpty else { return (0, 0) }
    // The density at a number is at least 0.79 times the probability beyond it, so half a unit of the last
    // digit moves it by less than a unit relative to that probability.
    guard least > 0 else { return (.infinity, .infinity) }
    let tail = (Double(least) + 0.5) * 0x1p-64
    let largest = StandardNormal.quantile(ofTail: tail).magnitude + 1e-12
    return (largest, StandardNormal.quantileError * max(1, largest) + 0x1p-64 / tail)
  }

  /// A uniform number of 64 binary digits.
  package mutating func digits() -> UInt64 { generator.next() }
}
