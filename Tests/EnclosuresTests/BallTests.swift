import Enclosures
import ExactAlgebra
import Testing

@Suite struct BallTests {
  /// A number that is known to 40 digits lies in the ball, which is not wide.
  private static func expect(
    _ ball: Ball, _ text: String, bits: Int = 100, _ location: SourceLocation = #_sourceLocation
  ) throws {
    let value = try Rational(parsing: text)
    let last = Rational(10).power(1 - text.drop { $0 != "." }.count)
    #expect(
      ball.overlaps(Ball(from: value - last, to: value + last, precision: 256)),
      sourceLocation: location)
    #expect(ball.accurateBits >= bits, sourceLocation: location)
  }

  @Test func functions() throws {
    let half = Ball(Rational(1, 2), precision: 128)
    try Self.expect(.pi(precision: 128), "3.141592653589793238462643383279502884197")
    try Self.expect(half.exponential(), "1.648721270700128146848650787814163571654")
    try Self.expect(half.logarithm(), "-0.693147180559945309417232121458176568075")
    try Self.expect(half.squareRoot(), "0.707106781186547524400844362104849039285")
    try Self.expect(half.arctangent(), "0.463647609000806116214256231461214402029")
    try Self.expect(half.arcsine() * 6, "3.141592653589793238462643383279502884197")
    try Self.expect(half.normalCDF(), "0.691462461274013103637704610608337739883")
    try Self.expect(half.normalDensity(), "0.352065326764299477774680441596517653110")
  }

  /// The logarithm of a probability far below what double precision holds.
  @Test(arguments: [(40, "-804.60844201375378817"), (50, "-1254.8313611394199013")])
  func farTails(point: Int, logarithm: String) throws {
    let tail = Ball(-point, precision: 128).normalCDF()
    #expect(tail.isPositive)
    try Self.expect(tail.logarithm(), logarithm)
  }

  @Test func boundsAreExact() {
    let third = Ball(Rational(1, 3), precision: 64)
    #expect(third.contains(Rational(1, 3)))
    #expect(third.lower < Rational(1, 3) && Rational(1, 3) < third.upper)
    #expect(third.upper - third.lower < Rational(2).power(-60))
    #expect(third.lowerDouble <= 1.0 / 3 && third.upperDouble >= 1.0 / 3)
    #expect((third - third).contains(0) && !(third - third).excludesZero)
    #expect(Ball(2, precision: 64).lower == 2)
  }

  @Test func integrals() throws {
    let one = Ball(1, precision: 128)
    let integral = Ball.integral(
      from: Ball(0, precision: 128), to: one, absoluteBits: 100, precision: 128
    ) { x, _ in x.squared().halved().exponential() }
    // The square root of pi/2 times erfi(1/sqrt 2).
    try Self.expect(integral, "1.194957661910227628162735387204707119992", bits: 90)
    let root = Ball.integral(
      from: Ball(0, precision: 128), to: one, absoluteBits: 60, precision: 128
    ) { x, isAnalytic in x.squareRoot(isAnalytic: isAnalytic) }
    #expect(root.contains(Rational(2, 3)) && root.accurateBits > 40)
  }

  @Test(arguments: [
    ("1/3", "0.33333", "0.33334"),
    ("-1/3", "-0.33334", "-0.33333"),
    ("99999.96", "99999", "100000"),
    ("0", "0", "0"), ("1/80000000", "1.25e-8", "1.25e-8"), ("123456789", "123450000", "123460000"),
    ("0.0001234567", "0.00012345", "0.00012346"),
  ])
  func decimalsAreRoundedOutwards(number: String, lower: String, upper: String) throws {
    let number = try Rational(parsing: number)
    #expect(number.decimal(digits: 5, rounding: .down) == lower)
    #expect(number.decimal(digits: 5, rounding: .up) == upper)
  }

  @Test func weakestCaseIsKept() throws {
    let exact = ReportedNumber.exact(Rational(1, 2))
    let enclosed = ReportedNumber.enclosed(Ball(1, precision: 64).normalTail())
    let confident = ReportedNumber.confident(
      Ball(from: 0, to: 1, precision: 64), level: Rational(99, 100))
    let estimated = ReportedNumber.estimated(value: 2, standardError: 0.5)
    #expect((exact + exact).status == "exact" && (exact * exact).status == "exact")
    #expect((exact - enclosed).status == "enclosed" && exact.logarithm().status == "enclosed")
    #expect((confident + enclosed).status == "confident")
    #expect((confident + confident).level == Rational(98, 100))
    #expect((estimated * confident).status == "estimated")
    guard case .estimated(let value, let error) = estimated / exact else {
      Issue.record("another case")
      return
    }
    #expect(value == 4 && error == 1)
  }
}
