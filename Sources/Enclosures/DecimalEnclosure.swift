public import ExactAlgebra

/// Two numbers and one between them in decimals, rounded outwards and with no digit that is not known.
///
///     let third = DecimalEnclosure(from: Rational(3333, 10_000), to: Rational(3334, 10_000))
///     third.lower, third.value, third.upper       // 0.3333, 0.333, 0.3334
///
/// Bounds are rounded away from each other, by at most a fifth of their distance together. The value
/// between them has its last digit where the bounds begin to differ.
public struct DecimalEnclosure: Hashable, Sendable {
  /// A number between the bounds; "0" where zero is between them.
  public let value: String
  /// A number that is not above the lower bound.
  public let lower: String
  /// A number that is not below the upper bound.
  public let upper: String

  /// The significant digits of a number that is known exactly.
  static let exactDigits = 17

  /// The decimals of the numbers between two bounds.
  ///
  /// - Precondition: the lower bound is not above the upper one.
  public init(from lower: Rational, to upper: Rational) {
    precondition(lower <= upper, "bounds in the wrong order")
    guard lower < upper else {
      value = lower.decimal(digits: Self.exactDigits, rounding: .nearest)
      self.lower = lower.decimal(digits: Self.exactDigits, rounding: .down)
      self.upper = lower.decimal(digits: Self.exactDigits, rounding: .up)
      return
    }
    let place = (upper - lower).decimalExponent
    self.lower = lower.rounded(toPlace: place - 1, .down).decimal(toPlace: place - 1)
    self.upper = upper.rounded(toPlace: place - 1, .up).decimal(toPlace: place - 1)
    guard lower.signum() * upper.signum() > 0 else {
      value = "0"
      return
    }
    let middle = (lower + upper) / 2
    // Rounded at the place of the first digit of their distance it is between the bounds in any case.
    let known = [place + 1, place].first { place in
      let rounded = middle.rounded(toPlace: place, .nearest)
      return lower <= rounded && rounded <= upper
    }!
    value = middle.rounded(toPlace: known, .nearest).decimal(toPlace: known)
  }
}

extension Rational {
  /// The number with its last decimal digit at `10^place`.
  func rounded(toPlace place: Int, _ rounding: DecimalRounding) -> Rational {
    let unit = Rational(10).power(place)
    let quotient = self / unit
    switch rounding {
    case .down: return Rational(quotient.floor) * unit
    case .up: return -Rational((-quotient).floor) * unit
    case .nearest: return Rational((quotient + Rational(1, 2)).floor) * unit
    }
  }

  /// A number that was rounded to a place, in decimals.
  func decimal(toPlace place: Int) -> String {
    guard !isZero else { return "0" }
    return decimal(digits: max(1, decimalExponent - place + 1), rounding: .nearest)
  }

  /// The number in decimals with as many digits as matter beside an error: two of those of the error.
  func decimal(besideError error: Rational) -> String {
    guard !error.isZero else {
      return decimal(digits: DecimalEnclosure.exactDigits, rounding: .nearest)
    }
    let place = error.decimalExponent - 1
    return rounded(toPlace: place, .nearest).decimal(toPlace: place)
  }
}
