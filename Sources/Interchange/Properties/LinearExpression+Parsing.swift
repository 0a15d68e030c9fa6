public import ExactAlgebra
public import Properties

extension LinearExpression {
  /// Reads a linear combination of the inputs and outputs of a network: `Y_0 - 2 Y_1 + 1/2*X_0 + 3` in the names of
  /// VNN-LIB, or a row of numbers, one for each output, such as `1,-2`.
  ///
  /// - Parameters:
  ///   - text: the text.
  ///   - inputCount: the number of inputs.
  ///   - outputCount: the number of outputs.
  /// - Throws: `ParsingError` with the place of the first offence.
  public init(
    parsing text: String, inputCount: Int, outputCount: Int
  ) throws(ParsingError) {
    if text.contains(",") || (try? Rational(parsing: text)) != nil {
      self = try Self.row(text, inputCount: inputCount, outputCount: outputCount)
    } else {
      var parser = LinearExpressionParser(
        text, inputCount: inputCount, outputCount: outputCount)
      self = try parser.sum()
    }
  }

  private static func row(
    _ text: String, inputCount: Int, outputCount: Int
  ) throws(ParsingError) -> LinearExpression {
    let entries = text.split(separator: ",", omittingEmptySubsequences: false)
    guard entries.count == outputCount else {
      throw ParsingError(
        "\(entries.count) number\(entries.count == 1 ? "" : "s"), expected \(outputCount), one for "
          + "each output")
    }
    var sum = LinearExpression(0)
    for (output, entry) in entries.enumerated() {
      let coefficient = try Rational(parsing: String(entry))
      sum = sum + coefficient * LinearExpression(variable: inputCount + output)
    }
    return sum
  }
}

/// Reads a sum of terms.
///
///     sum  = ["+" | "-"] term { ("+" | "-") term }
///     term = number [["*"] name] | name
private struct LinearExpressionParser {
  private let bytes: [UInt8]
  private let inputCount: Int
  private let outputCount: Int
  private var position = 0

  init(_ text: String, inputCount: Int, outputCount: Int) {
    bytes = Array(text.utf8)
    (self.inputCount, self.outputCount) = (inputCount, outputCount)
  }

  mutating func sum() throws(ParsingError) -> LinearExpression {
    var sum = LinearExpression(0)
    var sign: Rational = 1
    if let first = consume(oneOf: "+-") { sign = first == UInt8(ascii: "-") ? -1 : 1 }
    while true {
      sum = sum + sign * (try term())
      guard let next = consume(oneOf: "+-") else { break }
      sign = next == UInt8(ascii: "-") ? -1 : 1
    }
    guard peek == nil else { throw unexpected("a sign or the end") }
    return sum
  }

  private mutating func term() throws(ParsingError) -> LinearExpression {
    guard let first = peek else { throw unexpected("a number or a variable") }
    guard Self.isDigit(first) || first == UInt8(ascii: ".") else { return try variable() }
    let coefficient = try number()
    let isProduct = consume(oneOf: "*") != nil
    guard isProduct || peek.map(Self.isLetter) == true else {
      return LinearExpression(coefficient)
    }
    return coefficient * (try variable())
  }

  private mutating func number() throws(ParsingError) -> Rational {
    let start = position
    while position < bytes.count {
      let byte = bytes[position]
      let isExponentSign =
        (byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+"))
        && [UInt8(ascii: "e"), UInt8(ascii: "E")].contains(bytes[position - 1])
      guard Self.isDigit(byte) || "./eE".utf8.contains(byte) || isExponentSign else { break }
      position += 1
    }
    do throws(ParsingError) {
      return try Rational(parsing: String(decoding: bytes[start..<position], as: UTF8.self))
    } catch {
      throw ParsingError(error.message, at: start)
    }
  }

  private mutating func variable() throws(ParsingError) -> LinearExpression {
    guard let first = peek, Self.isLetter(first) else { throw unexpected("X_ or Y_ and a number") }
    let start = position
    while position < bytes.count, Self.isLetter(bytes[position]) || Self.isDigit(bytes[position]) {
      position += 1
    }
    let name = String(decoding: bytes[start..<position], as: UTF8.self)
    let isInput = name.hasPrefix("X_")
    guard isInput || name.hasPrefix("Y_"), let number = Int(name.dropFirst(2)) else {
      throw ParsingError(
        "'\(name.excerpt)' is no variable, expected X_ or Y_ and a number", at: start)
    }
    let count = isInput ? inputCount : outputCount
    guard number < count else {
      throw ParsingError(
        "\(name.excerpt), but the network has \(count) \(isInput ? "input" : "output")"
          + (count == 1 ? "" : "s") + ", expected at most \(isInput ? "X" : "Y")_\(count - 1)",
        at: start)
    }
    return LinearExpression(variable: isInput ? number : inputCount + number)
  }

  private var peek: UInt8? {
    mutating get {
      while position < bytes.count, " \t\n\r".utf8.contains(bytes[position]) { position += 1 }
      return position < bytes.count ? bytes[position] : nil
    }
  }

  private mutating func consume(oneOf characters: String) -> UInt8? {
    guard let byte = peek, characters.utf8.contains(byte) else { return nil }
    position += 1
    return byte
  }

  private mutating func unexpected(_ expectation: String) -> ParsingError {
    guard peek != nil else { return ParsingError("the end, expected \(expectation)", at: position) }
    let rest = String(decoding: bytes[position...], as: UTF8.self)
    return ParsingError("'\(rest.excerpt)', expected \(expectation)", at: position)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (65...90).contains(byte) || (97...122).contains(byte) || byte == UInt8(ascii: "_")
  }
}
