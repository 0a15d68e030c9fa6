import ExactAlgebra

extension ReportedNumber {
  /// The number in decimals, as reports show it: bounds rounded outwards, and no digit that is not known.
  public struct Decimals: Hashable, Sendable {
    /// A number within the bounds; `nil` where nothing is known.
    public var value: String?
    /// The bounds; `nil` for estimates. `-infinity` and `infinity` where there are none.
    public var bounds: Bounds?
    /// The natural logarithm of a positive number below `1e-300`, which is out of the range of
    /// floating-point numbers or nearly so; its value is `nil` where zero is not excluded.
    public var logarithm: Logarithm?
    /// The number itself, where it is exact.
    public var fraction: String?
    /// The probability with which the bounds are right, where that is not proved.
    public var level: String?
    /// The standard error of an estimate.
    public var standardError: String?

    /// Two numbers in decimals.
    public struct Bounds: Hashable, Sendable {
      /// Not above the number.
      public let lower: String
      /// Not below the number.
      public let upper: String
    }

    /// A logarithm in decimals.
    public struct Logarithm: Hashable, Sendable {
      /// A number within the bounds.
      public let value: String?
      /// Not above the logarithm.
      public let lower: String?
      /// Not below the logarithm.
      public let upper: String
    }
  }

  /// Numbers below `10^-300` have their logarithm beside them.
  private static let smallest = Rational(10).power(-300)

  /// The number in decimals.
  public var decimals: Decimals {
    var decimals = Decimals()
    switch self {
    case .exact(let number):
      decimals.set(from: number, to: number)
      decimals.fraction = number.description
      if number.signum() > 0, number < Self.smallest {
        decimals.logarithm = Self.logarithm(of: Ball(number, precision: Self.defaultPrecision))
      }
    case .enclosed(let ball): decimals.set(ball, smallest: Self.smallest)
    case .confident(let ball, let level):
      decimals.set(ball, smallest: Self.smallest)
      decimals.level = level.decimal(digits: DecimalEnclosure.exactDigits, rounding: .down)
    case .estimated(let value, let error):
      guard let number = Rational(exactly: value), let error = Rational(exactly: error) else {
        decimals.standardError = "infinity"
        break
      }
      decimals.value = number.decimal(besideError: error)
      decimals.standardError = error.decimal(digits: 2, rounding: .up)
    }
    return decimals
  }

  fileprivate static func logarithm(of ball: Ball) -> Decimals.Logarithm? {
    let logarithm = ball.logarithm()
    guard logarithm.isFinite else { return nil }
    let enclosure = DecimalEnclosure(from: logarithm.lower, to: logarithm.upper)
    return Decimals.Logarithm(
      value: enclosure.value, lower: enclosure.lower, upper: enclosure.upper)
  }
}

extension ReportedNumber.Decimals {
  /// Below two to this power a number is not written out to find its decimals.
  private static let smallestExponent = -20_000

  /// The decimals of a number that is not zero and so small that only its logarithm can be handled: the
  /// significand is the exponential function of what the logarithm leaves beside that of a power of ten.
  private mutating func setTiny(_ ball: Ball) {
    let precision = ball.precision + 64
    let size = ball.magnitude.rounded(to: precision)
    let (log, ten) = (size.logarithm(), Ball(10, precision: precision).logarithm())
    let exponent = (log / ten).lower.floor
    let significand = (log - ten * Rational(exponent)).exponential()
    let decimals = DecimalEnclosure(from: significand.lower, to: significand.upper)
    func placed(_ text: String) -> String {
      (ball.isNegative ? "-" : "") + text + "e\(exponent)"
    }
    value = placed(decimals.value)
    let ends = [placed(decimals.lower), placed(decimals.upper)]
    bounds = Bounds(
      lower: ball.isNegative ? ends[1] : ends[0], upper: ball.isNegative ? ends[0] : ends[1])
    if ball.isPositive { logarithm = ReportedNumber.logarithm(of: ball) }
  }

  fileprivate mutating func set(from lower: Rational, to upper: Rational) {
    let enclosure = DecimalEnclosure(from: lower, to: upper)
    value = enclosure.value
    bounds = Bounds(lower: enclosure.lower, upper: enclosure.upper)
  }

  fileprivate mutating func set(_ ball: Ball, smallest: Rational) {
    guard ball.isFinite else {
      bounds = Bounds(lower: "-infinity", upper: "infinity")
      return
    }
    if ball.exponent < Self.smallestExponent, ball.isPositive || ball.isNegative {
      setTiny(ball)
      return
    }
    let (lower, upper) = (ball.lower, ball.upper)
    set(from: lower, to: upper)
    guard upper.signum() > 0, upper < smallest else { return }
    if lower.signum() > 0 {
      logarithm = ReportedNumber.logarithm(of: ball)
    } else if let end = ReportedNumber.logarithm(of: Ball(upper, precision: ball.precision)) {
      logarithm = Logarithm(value: nil, lower: nil, upper: end.upper)
    }
  }
}
