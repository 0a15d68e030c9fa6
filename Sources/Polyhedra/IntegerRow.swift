import ExactAlgebra

/// The coefficients `(a, b)` of an inequality, multiplied by a positive number that makes them
/// coprime integers, with what the solvers need of them at hand.
final class IntegerRow: Sendable {
  /// The integers.
  let vector: IntegerVector
  /// The integers again, where all of them fit.
  let words: [Int]?
  /// Floating-point numbers near the integers divided by the largest absolute value: each is wrong by
  /// less than `2^-50` of its absolute value, or by `2^-1000` where it is smaller than that.
  let approximations: [Double]
  /// What the given numbers were multiplied by.
  let scale: Rational

  /// The row of some rational numbers.
  init(_ numbers: [Rational]) {
    let denominator = numbers.commonDenominator
    let integers = numbers.map { $0.numerator * denominator.dividedExactly(by: $0.denominator) }
    let content = integers.reduce(Integer(0)) { greatestCommonDivisor($0, $1) }
    let divisor = content.isZero ? 1 : content
    vector = IntegerVector(integers.map { $0.dividedExactly(by: divisor) })
    scale = Rational(denominator, divisor)
    words = vector.words
    approximations = Self.approximations(vector, words: words)
  }

  /// The row of a primitive vector.
  init(primitive vector: IntegerVector) {
    self.vector = vector
    scale = 1
    words = vector.words
    approximations = Self.approximations(vector, words: words)
  }

  /// The row with opposite signs.
  var opposite: IntegerRow { IntegerRow(primitive: -vector) }

  private static func approximations(_ vector: IntegerVector, words: [Int]?) -> [Double] {
    if let words {
      let largest = words.lazy.map(\.magnitude).max() ?? 0
      return words.map { largest == 0 ? 0 : Double($0) / Double(largest) }
    }
    let entries = vector.entries
    let largest = entries.lazy.map(\.magnitude).max() ?? 1
    return entries.map { Double(approximating: Rational($0, largest)) }
  }

  /// The sign of the product with a vector; entries that it lacks at its end are zero.
  func sign(at vector: [Integer]) -> Int {
    let zeros = [Integer](repeating: 0, count: self.vector.count - vector.count)
    return self.vector.dot(IntegerVector(vector + zeros)).signum()
  }

  /// The same for a vector whose entries are below `2^52`, where no overflow is possible: the
  /// products are below `2^115`, and there are less than `2^12` of them.
  func sign(at vector: [Int]) -> Int {
    if let sign = certainSign(at: vector) { return sign }
    guard let words, vector.count < 1 << 12 else {
      return sign(at: vector.map { Integer($0) })
    }
    var sum: Int128 = 0
    for (a, x) in zip(words, vector) { sum += Int128(a) * Int128(x) }
    return Int(sum.signum())
  }

  /// The sign of the product with such a vector, if floating point leaves no doubt.
  ///
  /// Products and sums are wrong by at most `(n + 8) * 2^-50` times the sum of the absolute values, errors of
  /// the approximations included, and by `2^-1000` times the sum of the entries of the vector, which is below
  /// `2^64`.
  private func certainSign(at vector: [Int]) -> Int? {
    guard vector.count < 1 << 12 else { return nil }
    var (value, size) = (0.0, 0.0)
    for index in vector.indices {
      let product = approximations[index] * Double(vector[index])
      value += product
      size += product.magnitude
    }
    return value.certainSign(error: size * Double(vector.count + 8) * 0x1p-50 + 0x1p-900)
  }
}
