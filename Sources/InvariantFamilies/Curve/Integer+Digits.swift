import ExactAlgebra

extension Integer {
  /// The number with the given binary digits, the highest one first.
  init(binaryDigits digits: some RandomAccessCollection<Bool>) {
    guard digits.count > 60 else {
      self.init(digits.reduce(0) { 2 * $0 + ($1 ? 1 : 0) })
      return
    }
    // Halves, so that large numbers are multiplied rarely.
    let half = digits.count / 2
    let lower = Integer(binaryDigits: digits.suffix(half))
    self = Integer(binaryDigits: digits.dropLast(half)) * Integer(2).power(half) + lower
  }

  /// So many binary digits, the highest one first.
  ///
  /// - Precondition: the number is not negative and has no more digits.
  func binaryDigits(count: Int) -> [Bool] {
    precondition(signum() >= 0 && bitWidth <= count, "a number with more digits")
    guard count > 60 else {
      let value = Int(exactly: self)!
      return (0..<count).reversed().map { value >> $0 & 1 == 1 }
    }
    let half = count / 2
    let (upper, lower) = dividedEuclideanly(by: Integer(2).power(half))
    return upper.binaryDigits(count: count - half) + lower.binaryDigits(count: half)
  }
}

extension Rational {
  /// The exponent `e` where the denominator is `2^e`; `nil` for other denominators.
  var dyadicExponent: Int? {
    let exponent = denominator.bitWidth - 1
    return denominator == Integer(2).power(exponent) ? exponent : nil
  }
}
