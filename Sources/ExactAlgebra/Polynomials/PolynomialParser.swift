extension Polynomial {
  /// Reads a polynomial: sums, products, powers and parentheses over integers, fractions and
  /// the variables of the ring, such as `3/2*x^2*(y - 1)`.
  ///
  /// Products are written with `*`, a divisor is a constant, an exponent a number of digits.
  ///
  /// - Throws: `ParsingError` with the place of the first offence. Refused before it is expanded
  ///   is text with parentheses nested deeper than 200, a degree above 10,000, a product that may
  ///   have more than 200,000 terms, or coefficients that may have more than `2^20` bits.
  public init(parsing text: String, in ring: PolynomialRing) throws(ParsingError) {
    var parser = PolynomialParser(text, in: ring)
    self = try parser.parse()
  }
}

/// A recursive descent parser for polynomials.
///
///     sum     = ["+" | "-"] product { ("+" | "-") product }
///     product = power { "*" power | "/" power }        (divisors are constants)
///     power   = atom [ "^" digits ]
///     atom    = digits | name | "(" sum ")"
struct PolynomialParser {
  /// Limits that keep every input affordable.
  static let maximumDepth = 200
  static let maximumDegree = 10_000
  static let maximumTerms = 200_000
  static let maximumCoefficientBits = 1 << 20
  /// Terms times bits of a coefficient.
  static let maximumTotalBits = 1 << 28

  private let ring: PolynomialRing
  private let bytes: [UInt8]
  private var position = 0
  private var depth = 0

  init(_ text: String, in ring: PolynomialRing) {
    self.ring = ring
    bytes = Array(text.utf8)
  }

  mutating func parse() throws(ParsingError) -> Polynomial {
    do throws(ParsingError) {
      let result = try sum()
      guard peek() == nil else { throw unexpected("an operator or the end") }
      return result
    } catch {
      let before = String(decoding: bytes.prefix(error.offset), as: UTF8.self)
      throw ParsingError(error.message, at: before.count)
    }
  }

  private mutating func sum() throws(ParsingError) -> Polynomial {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.maximumDepth else {
      throw ParsingError("parentheses nested deeper than \(Self.maximumDepth)", at: position)
    }
    let isNegative = consume("-")
    if !isNegative { _ = consume("+") }
    var result = try product()
    if isNegative { result = -result }
    while true {
      let start = position
      if consume("+") {
        let term = try product()
        try checkSum(result, term, at: start)
        result += term
      } else if consume("-") {
        let term = try product()
        try checkSum(result, term, at: start)
        result -= term
      } else {
        return result
      }
    }
  }

  private mutating func product() throws(ParsingError) -> Polynomial {
    var result = try power()
    while true {
      let start = position
      if consume("*") {
        result = try multiply(result, power(), at: start)
      } else if consume("/") {
        let divisor = try power()
        guard divisor.isConstant, !divisor.isZero else {
          throw ParsingError("a divisor must be a constant other than zero", at: start)
        }
        try checkBits(result.coefficientBits + divisor.coefficientBits, at: start)
        result = divisor.leadingCoefficient.inverse! * result
      } else {
        return result
      }
    }
  }

  private mutating func power() throws(ParsingError) -> Polynomial {
    let base = try atom()
    let start = position
    guard consume("^") else { return base }
    let digits = try digits()
    guard let exponent = Int(digits), exponent <= Self.maximumDegree else {
      throw ParsingError("an exponent above \(Self.maximumDegree)", at: start)
    }
    guard exponent > 0 else { return ring.one }
    // Binary powers, so that every product passes the limits.
    var (result, square, rest) = (ring.one, base, exponent)
    while true {
      if rest & 1 == 1 { result = try multiply(result, square, at: start) }
      rest >>= 1
      guard rest > 0 else { return result }
      square = try multiply(square, square, at: start)
    }
  }

  private mutating func atom() throws(ParsingError) -> Polynomial {
    guard let byte = peek() else { throw unexpected("a number, a variable or '('") }
    if consume("(") {
      let inner = try sum()
      guard consume(")") else { throw unexpected("')'") }
      return inner
    }
    if (48...57).contains(byte) {
      let start = position
      let digits = try digits()
      try checkBits(digits.utf8.count * 3, at: start)
      let number = Integer(digits)!
      try checkBits(number.bitWidth, at: start)
      return ring.constant(Rational(number))
    }
    let start = position
    while position < bytes.count, isNamePart(bytes[position]) { position += 1 }
    let name = String(decoding: bytes[start..<position], as: UTF8.self)
    guard !name.isEmpty else { throw unexpected("a number, a variable or '('") }
    guard let index = ring.index(of: name) else {
      throw ParsingError("'\(name.excerpt)' is not a variable of the ring", at: start)
    }
    return ring.variable(index)
  }

  private mutating func digits() throws(ParsingError) -> String {
    _ = peek()
    let start = position
    while position < bytes.count, (48...57).contains(bytes[position]) { position += 1 }
    guard position > start else { throw unexpected("digits") }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  private func multiply(
    _ a: Polynomial, _ b: Polynomial, at offset: Int
  ) throws(ParsingError) -> Polynomial {
    guard a.totalDegree + b.totalDegree <= Self.maximumDegree else {
      throw ParsingError("the degree exceeds \(Self.maximumDegree)", at: offset)
    }
    guard a.termCount * b.termCount <= Self.maximumTerms else {
      throw ParsingError("a product may have more than \(Self.maximumTerms) terms", at: offset)
    }
    let bits = a.coefficientBits + b.coefficientBits
    try checkBits(bits, terms: a.termCount * b.termCount, at: offset)
    return a * b
  }

  private func checkSum(
    _ a: Polynomial, _ b: Polynomial, at offset: Int
  ) throws(ParsingError) {
    // Denominators multiply in a sum.
    let bits = a.coefficientBits + b.coefficientBits
    try checkBits(bits, terms: a.termCount + b.termCount, at: offset)
  }

  private func checkBits(
    _ bits: Int, terms: Int = 1, at offset: Int
  ) throws(ParsingError) {
    guard bits * terms <= Self.maximumTotalBits else {
      throw ParsingError("the polynomial may grow too large", at: offset)
    }
    guard bits <= Self.maximumCoefficientBits else {
      throw ParsingError(
        "a coefficient may have more than \(Self.maximumCoefficientBits) bits", at: offset)
    }
  }

  /// The next byte that is not a blank, without consuming it.
  private mutating func peek() -> UInt8? {
    while position < bytes.count, [9, 10, 13, 32].contains(bytes[position]) { position += 1 }
    return position < bytes.count ? bytes[position] : nil
  }

  private mutating func consume(_ character: Unicode.Scalar) -> Bool {
    guard peek() == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  private func isNamePart(_ byte: UInt8) -> Bool {
    (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
      || byte == 95
  }

  private func unexpected(_ expectation: String) -> ParsingError {
    guard position < bytes.count else {
      return ParsingError("the text ends where \(expectation) is expected", at: position)
    }
    let byte = bytes[position]
    let shown = (33...126).contains(byte) ? "'\(UnicodeScalar(byte))'" : "byte \(byte)"
    return ParsingError("\(shown) where \(expectation) is expected", at: position)
  }
}
