import ExactAlgebra

/// The coefficients `(a, b)` of an inequality, multiplied by a positive number that makes them
/// coprime integers, with what the solvers need of them at hand.
final class IntegerRow: Sendable {
  /// The integers.
  let entries: [Integer]
  /// The integers again, where all of them fit.
  let words: [Int]?
  /// Floating-point numbers near the integers divided by the largest absolute value.
  let approximations: [Double]
  /// What the given numbers were multiplied by.
  let scale: Rational

  init(_ numbers: [Rational]) {
    let denominator = numbers.commonDenominator
    let integers = numbers.map { $0.numerator * denominator.dividedExactly(by: $0.denominator) }
    let content = integers.reduce(Integer(0)) { greatestCommonDivisor($0, $1) }
    let divisor = content.isZero ? 1 : content
    entries = integers.map { $0.dividedExactly(by: divisor) }
    scale = Rational(denominator, divisor)
    words = Self.words(entries)
    approximations = Self.approximations(entries, words: words)
  }

  /// The row of a primitive vector.
  init(primitive vector: IntegerVector) {
    entries = vector.entries
    scale = 1
    words = Self.words(entries)
    approximations = Self.approximations(entries, words: words)
  }

  private static func words(_ entries: [Integer]) -> [Int]? {
    // The smallest word has no absolute value.
    let words = entries.compactMap { Int(exactly: $0) }.filter { $0 != .min }
    return words.count == entries.count ? words : nil
  }

  private static func approximations(_ entries: [Integer], words: [Int]?) -> [Double] {
    if let words {
      let largest = words.lazy.map(\.magnitude).max() ?? 0
      return words.map { largest == 0 ? 0 : Double($0) / Double(largest) }
    }
    let largest = entries.lazy.map(\.magnitude).max() ?? 1
    return entries.map { Double(approximating: Rational($0, largest)) }
  }

  /// The sign of the product with a vector of the same length.
  func sign(at vector: [Integer]) -> Int {
    var sum: Integer = 0
    for (a, x) in zip(entries, vector) where !a.isZero { sum += a * x }
    return sum.signum()
  }

  /// The same for a vector whose entries are below `2^52`, where no overflow is possible: the
  /// products are below `2^115`, and there are less than `2^12` of them.
  func sign(at vector: [Int]) -> Int {
    guard let words, vector.count < 1 << 12 else { return sign(at: vector.map { Integer($0) }) }
    var sum: Int128 = 0
    for (a, x) in zip(words, vector) { sum += Int128(a) * Int128(x) }
    return Int(sum.signum())
  }
}
