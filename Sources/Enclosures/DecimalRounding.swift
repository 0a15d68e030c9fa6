public import ExactAlgebra

/// On which side of a number its decimal form may lie.
public enum DecimalRounding: Sendable {
  /// Not above.
  case down
  /// Not below.
  case up
  /// On the nearer side; where both are as near, up.
  case nearest
}

extension Rational {
  /// The number with so many significant decimal digits, such as `0.001077`, `1.25e-153`; trailing
  /// zeros are left out.
  ///
  /// - Precondition: at least one digit.
  public func decimal(digits: Int, rounding: DecimalRounding) -> String {
    precondition(digits > 0, "a number without digits")
    guard !isZero else { return "0" }
    var exponent = decimalExponent
    var significand = scaled(by: digits - 1 - exponent, rounding)
    if significand.magnitude >= Integer(10).power(digits) {
      exponent += 1
      significand = scaled(by: digits - 1 - exponent, rounding)
    }
    guard !significand.isZero else { return "0" }
    let text = "\(significand.magnitude)"
    let sign = significand.signum() < 0 ? "-" : ""
    return sign + Self.placed(text, exponent: exponent + text.count - digits)
  }

  /// The largest `k` with `10^k` not above the absolute value.
  var decimalExponent: Int {
    let bits = numerator.bitWidth - denominator.bitWidth
    // log10(2), as far as it matters; the guess is wrong by one or two.
    var exponent = Int((Double(bits) * 0.30103).rounded(.down)) - 2
    while Rational(10).power(exponent + 1) <= magnitude { exponent += 1 }
    return exponent
  }

  /// The number times a power of ten as an integer.
  private func scaled(by exponent: Int, _ rounding: DecimalRounding) -> Integer {
    let product = self * Rational(10).power(exponent)
    switch rounding {
    case .down: return product.floor
    case .up: return -(-product).floor
    case .nearest: return (product + Rational(1, 2)).floor
    }
  }

  /// Digits with the point behind the first of them times a power of ten, in the usual form.
  private static func placed(_ digits: String, exponent: Int) -> String {
    var digits = digits
    while digits.count > 1, digits.last == "0" { digits.removeLast() }
    let first = String(digits.prefix(1))
    let rest = String(digits.dropFirst())
    switch exponent {
    case 0..<17:
      let whole = digits.prefix(exponent + 1)
      let zeros = String(repeating: "0", count: exponent + 1 - whole.count)
      let part = digits.dropFirst(exponent + 1)
      return whole + zeros + (part.isEmpty ? "" : "." + part)
    case -5..<0:
      return "0." + String(repeating: "0", count: -exponent - 1) + digits
    default:
      return first + (rest.isEmpty ? "" : "." + rest) + "e\(exponent)"
    }
  }
}
