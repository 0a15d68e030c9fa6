internal import ExactAlgebra

/// Round numbers of an interval: all multiples of 1, 2 or 5 times a power of ten, exact.
struct Ticks: Hashable, Sendable {
  /// The numbers, ascending.
  let positions: [Rational]
  /// The numbers as text, divided by `10^exponent`, all with the same number of decimals.
  let labels: [String]
  /// The power of ten that the labels leave out; 0 unless numbers are very large or small.
  let exponent: Int

  /// The multiples of the smallest such step of which the interval has at most `count`.
  ///
  /// - Precondition: the interval has a positive length, and `count` is positive.
  init(in interval: ClosedRange<Rational>, atMost count: Int) {
    let (lower, upper) = (interval.lowerBound, interval.upperBound)
    precondition(lower < upper && count > 0, "ticks of an empty interval")
    // A step below the right one to begin with.
    var power = Self.decimalExponent(of: (upper - lower) / Rational(count)) - 1
    var factor = 1
    var step: Rational { Rational(factor) * Rational(10).power(power) }
    func multiples() -> (first: Integer, last: Integer) {
      (-(-(lower / step)).floor, (upper / step).floor)
    }
    while case (let first, let last) = multiples(), last - first >= Integer(count) {
      (factor, power) = factor == 1 ? (2, power) : factor == 2 ? (5, power) : (1, power + 1)
    }
    let (first, last) = multiples()
    var multiple = first
    var numbers: [Integer] = []
    while multiple <= last {
      numbers.append(multiple * Integer(factor))
      multiple = multiple + 1
    }
    positions = numbers.map { Rational($0) * Rational(10).power(power) }
    let largest = max(lower.magnitude, upper.magnitude)
    let size = Self.decimalExponent(of: largest)
    exponent = size >= 5 || size < -3 ? size : 0
    let shift = power - exponent
    labels = numbers.map { Self.decimal($0, timesTenTo: shift) }
  }

  private init(positions: [Rational], labels: [String]) {
    self.positions = positions
    self.labels = labels
    exponent = 0
  }

  /// The same ticks at whole numbers, named by the powers of ten of which they are the logarithms.
  var ofPowers: Ticks {
    let whole = positions.filter(\.isInteger)
    return Ticks(
      positions: whole,
      labels: whole.map { position in
        let power = Int(exactly: position.numerator) ?? 0
        return (-4...4).contains(power)
          ? Self.decimal(1, timesTenTo: power)
          : "1e" + Self.decimal(Integer(power), timesTenTo: 0)
      })
  }

  /// The `e` with `10^e <= value < 10^(e + 1)`.
  private static func decimalExponent(of value: Rational) -> Int {
    // Digits tell it up to one.
    var exponent =
      value.numerator.description.count - value.denominator.description.count - 1
    while Rational(10).power(exponent + 1) <= value { exponent += 1 }
    return exponent
  }

  /// An integer times a power of ten as decimal text, with a typographic minus.
  private static func decimal(_ number: Integer, timesTenTo power: Int) -> String {
    var digits = number.magnitude.description
    if power > 0, !number.isZero { digits += String(repeating: "0", count: power) }
    if power < 0 {
      let missing = max(0, 1 - power - digits.count)
      digits = String(repeating: "0", count: missing) + digits
      digits.insert(".", at: digits.index(digits.endIndex, offsetBy: power))
    }
    return number.signum() < 0 ? "\u{2212}" + digits : digits
  }
}
