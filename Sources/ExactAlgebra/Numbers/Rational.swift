internal import CFLINTShims

/// A rational number in lowest terms with a positive denominator.
///
///     Rational(1, 3) + Rational(1, 6) == Rational(1, 2)   // true
///
/// A value over one FLINT `fmpq`; copies share it until one of them is changed.
public struct Rational: Sendable {
  fileprivate(set) var storage: RationalStorage

  init(storage: RationalStorage) { self.storage = storage }

  /// The quotient of two integers, brought to lowest terms.
  ///
  /// - Precondition: the denominator is not zero.
  public init(_ numerator: Integer, _ denominator: Integer) {
    precondition(!denominator.isZero, "a rational with denominator zero")
    storage = RationalStorage()
    fmpq_set_fmpz_frac(
      storage.pointer, numerator.storage.pointer, denominator.storage.pointer)
  }

  /// The integer as a rational.
  public init(_ integer: Integer) {
    storage = RationalStorage()
    fmpq_set_fmpz(storage.pointer, integer.storage.pointer)
  }

  /// The machine integer as a rational.
  public init(_ value: Int) {
    storage = RationalStorage()
    fmpq_set_si(storage.pointer, value, 1)
  }

  /// The quotient of machine integers, brought to lowest terms.
  ///
  /// - Precondition: the denominator is positive.
  init(_ numerator: Int, over denominator: Int) {
    precondition(denominator > 0, "a rational with a denominator that is not positive")
    storage = RationalStorage()
    fmpq_set_si(storage.pointer, numerator, UInt(denominator))
  }

  /// The value of a finite floating-point number, exactly; `nil` for infinities and NaN.
  public init?(exactly value: Double) {
    guard value.isFinite else { return nil }
    guard value != 0 else {
      self.init(0)
      return
    }
    // The significand has 53 bits, so scaling it to an integer is exact.
    let shift = Int(value.exponent) - Double.significandBitCount
    let scaled = Integer(Int(value.significand * 0x1p52) * (value < 0 ? -1 : 1))
    let power = Integer(2).power(abs(shift))
    self = shift >= 0 ? Rational(scaled * power) : Rational(scaled, power)
  }

  /// The numerator, with the sign of the number.
  public var numerator: Integer {
    let result = IntegerStorage()
    fmpz_set(result.pointer, shim_fmpq_numerator(storage.pointer))
    return Integer(storage: result)
  }

  /// The denominator, at least one.
  public var denominator: Integer {
    let result = IntegerStorage()
    fmpz_set(result.pointer, shim_fmpq_denominator(storage.pointer))
    return Integer(storage: result)
  }

  /// Whether the value is zero.
  public var isZero: Bool { fmpq_is_zero(storage.pointer) != 0 }

  /// Whether the denominator is one.
  public var isInteger: Bool { fmpz_is_one(shim_fmpq_denominator(storage.pointer)) != 0 }

  /// The largest integer that is not above the number.
  public var floor: Integer { numerator.dividedEuclideanly(by: denominator).quotient }

  /// The sign: -1, 0 or 1.
  public func signum() -> Int { Int(fmpq_sgn(storage.pointer)) }

  /// The multiplicative inverse, or `nil` for zero.
  public var inverse: Rational? {
    guard !isZero else { return nil }
    let result = RationalStorage()
    fmpq_inv(result.pointer, storage.pointer)
    return Rational(storage: result)
  }

  /// The value raised to a power, 1 for exponent 0.
  ///
  /// - Precondition: a negative power needs a value other than zero.
  public func power(_ exponent: Int) -> Rational {
    precondition(exponent >= 0 || !isZero, "negative power of zero")
    // Powers of 0, 1 and -1 are not bounded.
    if magnitude == 1 { return exponent.isMultiple(of: 2) ? 1 : self }
    if isZero { return exponent == 0 ? 1 : 0 }
    let size = max(numerator.bitWidth, denominator.bitWidth)
    precondition(
      exponent.magnitude <= UInt(Integer.maximumPowerBits / size), "a power is too large")
    let result = RationalStorage()
    fmpq_pow_si(result.pointer, storage.pointer, exponent)
    return Rational(storage: result)
  }

  /// The residue in a prime field, or `nil` where the prime divides the denominator.
  public func residue(in field: PrimeField) -> UInt? {
    let below = fmpz_fdiv_ui(shim_fmpq_denominator(storage.pointer), field.modulus)
    guard let inverse = field.inverse(of: below) else { return nil }
    let above = fmpz_fdiv_ui(shim_fmpq_numerator(storage.pointer), field.modulus)
    return field.multiply(above, inverse)
  }
}

extension Double {
  /// A floating-point number near the rational: the correctly rounded one or a neighbour.
  public init(approximating rational: Rational) {
    if let quotient = Self.quotientOfSmallIntegers(rational) {
      self = quotient
      return
    }
    let (numerator, denominator) = (rational.numerator, rational.denominator)
    // Scale to a quotient of 62 or 63 bits, then undo the scaling in floating point.
    let shift = numerator.bitWidth - denominator.bitWidth - 62
    let power = Integer(2).power(abs(shift))
    let scaled =
      shift >= 0
      ? numerator.dividedEuclideanly(by: denominator * power).quotient
      : (numerator * power).dividedEuclideanly(by: denominator).quotient
    self = Double(
      sign: .plus, exponent: shift.clamped(to: -2_000...2_000),
      significand: Double(Int(exactly: scaled)!))
  }

  /// The correctly rounded number where numerator and denominator are floating-point numbers themselves.
  private static func quotientOfSmallIntegers(_ rational: Rational) -> Double? {
    // A small `fmpz` is the integer; a large one has its second highest bit set.
    let numerator = shim_fmpq_numerator(rational.storage.pointer).pointee
    let denominator = shim_fmpq_denominator(rational.storage.pointer).pointee
    guard max(numerator.magnitude, denominator.magnitude) <= 1 << 53 else { return nil }
    return Double(numerator) / Double(denominator)
  }
}

extension Int {
  fileprivate func clamped(to range: ClosedRange<Int>) -> Int {
    Swift.min(Swift.max(self, range.lowerBound), range.upperBound)
  }
}

extension Rational: ExpressibleByIntegerLiteral {
  /// The integer that the literal names.
  public init(integerLiteral value: Int) { self.init(value) }
}

extension Rational: Comparable, Hashable {
  /// Whether both are the same number.
  public static func == (a: Rational, b: Rational) -> Bool {
    fmpq_equal(a.storage.pointer, b.storage.pointer) != 0
  }

  /// The order of the rationals.
  public static func < (a: Rational, b: Rational) -> Bool {
    fmpq_cmp(a.storage.pointer, b.storage.pointer) < 0
  }

  /// Feeds numerator and denominator.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(numerator)
    hasher.combine(denominator)
  }
}

extension Rational: SignedNumeric {
  /// The absolute value.
  public var magnitude: Rational {
    let result = RationalStorage()
    fmpq_abs(result.pointer, storage.pointer)
    return Rational(storage: result)
  }

  /// The integer of any width as a rational.
  public init?(exactly source: some BinaryInteger) {
    guard let integer = Integer(exactly: source) else { return nil }
    self.init(integer)
  }

  /// The sum.
  public static func + (a: Rational, b: Rational) -> Rational {
    let result = RationalStorage()
    fmpq_add(result.pointer, a.storage.pointer, b.storage.pointer)
    return Rational(storage: result)
  }

  /// The difference.
  public static func - (a: Rational, b: Rational) -> Rational {
    let result = RationalStorage()
    fmpq_sub(result.pointer, a.storage.pointer, b.storage.pointer)
    return Rational(storage: result)
  }

  /// The product.
  public static func * (a: Rational, b: Rational) -> Rational {
    let result = RationalStorage()
    fmpq_mul(result.pointer, a.storage.pointer, b.storage.pointer)
    return Rational(storage: result)
  }

  /// Multiplies in place where the storage is not shared.
  public static func *= (a: inout Rational, b: Rational) {
    if !isKnownUniquelyReferenced(&a.storage) { a.storage = a.storage.copy() }
    fmpq_mul(a.storage.pointer, a.storage.pointer, b.storage.pointer)
  }

  /// Adds in place where the storage is not shared.
  public static func += (a: inout Rational, b: Rational) {
    if !isKnownUniquelyReferenced(&a.storage) { a.storage = a.storage.copy() }
    fmpq_add(a.storage.pointer, a.storage.pointer, b.storage.pointer)
  }

  /// The quotient.
  ///
  /// - Precondition: the divisor is not zero.
  public static func / (a: Rational, b: Rational) -> Rational {
    precondition(!b.isZero, "division by zero")
    let result = RationalStorage()
    fmpq_div(result.pointer, a.storage.pointer, b.storage.pointer)
    return Rational(storage: result)
  }
}

extension Rational: CustomStringConvertible {
  /// `p/q`, or `p` alone for an integer.
  public var description: String {
    isInteger ? numerator.description : "\(numerator)/\(denominator)"
  }
}

/// The owner of one `fmpq`.
// Unchecked: the number is changed only through a uniquely referenced `Rational`.
final class RationalStorage: @unchecked Sendable {
  let pointer: UnsafeMutablePointer<fmpq>

  init() {
    pointer = .allocate(capacity: 1)
    fmpq_init(pointer)
    StorageCensus.acquire()
  }

  deinit {
    fmpq_clear(pointer)
    pointer.deallocate()
    StorageCensus.release()
  }

  func copy() -> RationalStorage {
    let copy = RationalStorage()
    fmpq_set(copy.pointer, pointer)
    return copy
  }
}
