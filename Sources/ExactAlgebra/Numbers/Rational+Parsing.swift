extension Rational {
  /// The longest text that is read as a number, in UTF-8 bytes.
  public static let maximumTextLength = 10_000
  /// The largest decimal exponent that is read, as an absolute value.
  public static let maximumDecimalExponent = 5_000

  /// Reads an exact number: `7`, `-1/3`, `0.25`, `1.5e-3`; blanks around it are ignored.
  ///
  /// A decimal fraction stands for the rational it names, not for a floating-point number.
  ///
  /// - Throws: `ParsingError` for any other text, a zero denominator, or a number beyond
  ///   `maximumTextLength` or `maximumDecimalExponent`.
  public init(parsing text: String) throws(ParsingError) {
    if let short = text.utf8.withContiguousStorageIfAvailable(Rational.init(ofMachineSize:)) ?? nil
    {
      self = short
      return
    }
    guard text.utf8.count <= Rational.maximumTextLength else {
      throw ParsingError("a number has more than \(Rational.maximumTextLength) characters")
    }
    let trimmed = text.drop(while: \.isWhitespace).trimmingSuffix(while: \.isWhitespace)
    let parts = trimmed.split(separator: "/", omittingEmptySubsequences: false)
    if parts.count == 2 {
      self = try Rational.fraction(numerator: parts[0], denominator: parts[1])
    } else {
      self = try Rational.decimal(trimmed)
    }
  }

  /// The number in a text of machine size, which most are; `nil` where the text is not a number
  /// or has blanks, more than 18 digits or a larger power of ten.
  package init?(ofMachineSize text: UnsafeBufferPointer<UInt8>) {
    var rest = text[...]
    let isNegative = rest.first == UInt8(ascii: "-")
    if isNegative || rest.first == UInt8(ascii: "+") { rest.removeFirst() }
    var (mantissa, digitCount) = (0, 0)
    Self.takeDigits(from: &rest, into: &mantissa, count: &digitCount)
    let wholeCount = digitCount
    if rest.first == UInt8(ascii: ".") {
      rest.removeFirst()
      Self.takeDigits(from: &rest, into: &mantissa, count: &digitCount)
    } else if rest.first == UInt8(ascii: "/"), digitCount > 0 {
      rest.removeFirst()
      var (denominator, count) = (0, 0)
      Self.takeDigits(from: &rest, into: &denominator, count: &count)
      guard rest.isEmpty, denominator != 0 else { return nil }
      self.init(isNegative ? -mantissa : mantissa, over: denominator)
      return
    }
    guard digitCount > 0, let exponent = Self.exponent(in: rest) else { return nil }
    if isNegative { mantissa = -mantissa }
    let shift = exponent - (digitCount - wholeCount)
    guard shift.magnitude < Self.powersOfTen.count else { return nil }
    let power = Self.powersOfTen[Int(shift.magnitude)]
    guard shift > 0 else {
      self.init(mantissa, over: power)
      return
    }
    let (product, overflow) = mantissa.multipliedReportingOverflow(by: power)
    if overflow { return nil }
    self.init(product)
  }

  private static let powersOfTen: [Int] = (0...18).map { exponent in
    (0..<exponent).reduce(1) { power, _ in power * 10 }
  }

  /// Reads digits, as long as there are at most 18 in all.
  private static func takeDigits(
    from text: inout Slice<UnsafeBufferPointer<UInt8>>, into value: inout Int, count: inout Int
  ) {
    while let byte = text.first, (48...57).contains(byte), count < 18 {
      value = value * 10 + Int(byte - 48)
      count += 1
      text.removeFirst()
    }
  }

  /// The number after `e`, 0 for the empty text; `nil` for other texts.
  private static func exponent(in text: Slice<UnsafeBufferPointer<UInt8>>) -> Int? {
    guard let letter = text.first else { return 0 }
    guard letter == UInt8(ascii: "e") || letter == UInt8(ascii: "E") else { return nil }
    var rest = text.dropFirst()
    let isNegative = rest.first == UInt8(ascii: "-")
    if isNegative || rest.first == UInt8(ascii: "+") { rest.removeFirst() }
    var (value, count) = (0, 0)
    takeDigits(from: &rest, into: &value, count: &count)
    guard rest.isEmpty, count > 0 else { return nil }
    return isNegative ? -value : value
  }

  private static func fraction(
    numerator: Substring, denominator: Substring
  ) throws(ParsingError) -> Rational {
    guard let above = Integer(numerator), let below = Integer(denominator) else {
      throw notANumber("\(numerator)/\(denominator)")
    }
    guard !below.isZero else { throw ParsingError("the denominator is zero") }
    return Rational(above, below)
  }

  private static func decimal(_ text: Substring) throws(ParsingError) -> Rational {
    let pieces = text.split(
      maxSplits: 1, omittingEmptySubsequences: false, whereSeparator: { $0 == "e" || $0 == "E" })
    var exponent = 0
    if pieces.count == 2 {
      guard let value = Integer(pieces[1]) else { throw notANumber(text) }
      guard let small = Int(exactly: value),
        (-maximumDecimalExponent...maximumDecimalExponent).contains(small)
      else {
        throw ParsingError("a decimal exponent exceeds \(maximumDecimalExponent)")
      }
      exponent = small
    }
    let halves = (pieces.first ?? "").split(
      separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    let whole = halves.first ?? ""
    let fraction = halves.count == 2 ? halves[1] : ""
    let sign = whole.first == "-" || whole.first == "+" ? whole.prefix(1) : ""
    let digits = String(whole.dropFirst(sign.count)) + fraction
    // A sign is allowed before the digits only, not after the point.
    guard digits.utf8.allSatisfy({ (48...57).contains($0) }),
      let mantissa = Integer(String(sign) + digits)
    else { throw notANumber(text) }
    exponent -= fraction.count
    let power = Integer(10).power(abs(exponent))
    return exponent >= 0 ? Rational(mantissa * power) : Rational(mantissa, power)
  }

  private static func notANumber(_ text: some StringProtocol) -> ParsingError {
    return ParsingError("'\(text.excerpt)' is not a number such as 2, -1/3 or 0.25")
  }
}

extension Substring {
  fileprivate func trimmingSuffix(while predicate: (Character) -> Bool) -> Substring {
    var result = self
    while let last = result.last, predicate(last) { result.removeLast() }
    return result
  }
}
