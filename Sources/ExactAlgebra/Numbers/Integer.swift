internal import CFLINTShims

/// An integer of any size.
///
///     let n = Integer("123456789012345678901234567890")!
///     (n * n - 1).isDivisible(by: n + 1)   // true
///
/// A value over one FLINT `fmpz`; copies share it until one of them is changed.
public struct Integer: Sendable {
  fileprivate(set) var storage: IntegerStorage

  init(storage: IntegerStorage) { self.storage = storage }

  /// The integer with the given value.
  public init(_ value: Int) {
    storage = IntegerStorage()
    fmpz_set_si(storage.pointer, value)
  }

  /// The integer with the given value.
  public init(_ value: UInt) {
    storage = IntegerStorage()
    fmpz_set_ui(storage.pointer, value)
  }

  /// Reads decimal digits with an optional sign; `nil` for any other text.
  public init?(_ text: some StringProtocol) {
    let digits = text.first == "-" || text.first == "+" ? text.dropFirst() : text[...]
    guard !digits.isEmpty, digits.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
    storage = IntegerStorage()
    let status = String(digits).withCString { fmpz_set_str(storage.pointer, $0, 10) }
    guard status == 0 else { return nil }
    if text.first == "-" { fmpz_neg(storage.pointer, storage.pointer) }
  }

  /// Whether the value is zero.
  public var isZero: Bool { fmpz_is_zero(storage.pointer) != 0 }

  /// Whether the value is one.
  public var isOne: Bool { fmpz_is_one(storage.pointer) != 0 }

  /// The sign: -1, 0 or 1.
  public func signum() -> Int { Int(fmpz_sgn(storage.pointer)) }

  /// The number of binary digits of the absolute value; 0 for zero.
  public var bitWidth: Int { Int(fmpz_bits(storage.pointer)) }

  /// The largest number of bits, about, that a power may have.
  static let maximumPowerBits = 1 << 33

  /// The value raised to a power that is not negative.
  public func power(_ exponent: Int) -> Integer {
    precondition(exponent >= 0, "negative power of an integer")
    let (bits, overflow) = bitWidth.multipliedReportingOverflow(by: exponent)
    precondition(
      !overflow && bits <= Integer.maximumPowerBits || bitWidth <= 1, "a power is too large")
    let result = IntegerStorage()
    fmpz_pow_ui(result.pointer, storage.pointer, UInt(exponent))
    return Integer(storage: result)
  }

  /// Quotient and remainder with `0 <= remainder < |divisor|`; the divisor is not zero.
  public func dividedEuclideanly(by divisor: Integer) -> (quotient: Integer, remainder: Integer) {
    precondition(!divisor.isZero, "division by zero")
    let (quotient, remainder) = (IntegerStorage(), IntegerStorage())
    fmpz_fdiv_qr(
      quotient.pointer, remainder.pointer, storage.pointer, divisor.storage.pointer)
    if fmpz_sgn(remainder.pointer) < 0 {
      fmpz_sub(remainder.pointer, remainder.pointer, divisor.storage.pointer)
      fmpz_add_si(quotient.pointer, quotient.pointer, 1)
    }
    return (Integer(storage: quotient), Integer(storage: remainder))
  }

  /// Whether `divisor` divides the value; zero divides only zero.
  public func isDivisible(by divisor: Integer) -> Bool {
    if divisor.isZero { return isZero }
    return fmpz_divisible(storage.pointer, divisor.storage.pointer) != 0
  }

  /// The quotient of a division that leaves no remainder.
  public func dividedExactly(by divisor: Integer) -> Integer {
    precondition(!divisor.isZero && isDivisible(by: divisor), "the division is not exact")
    let result = IntegerStorage()
    fmpz_divexact(result.pointer, storage.pointer, divisor.storage.pointer)
    return Integer(storage: result)
  }

  /// The residue modulo a prime field's modulus, in `0 ..< modulus`.
  public func residue(in field: PrimeField) -> UInt {
    fmpz_fdiv_ui(storage.pointer, field.modulus)
  }
}

/// The binomial coefficient `n` over `k`; zero unless `0 <= k <= n`.
public func binomial(_ n: Int, _ k: Int) -> Integer {
  guard k >= 0, k <= n else { return 0 }
  let result = IntegerStorage()
  fmpz_bin_uiui(result.pointer, UInt(n), UInt(k))
  return Integer(storage: result)
}

/// The greatest common divisor, never negative.
public func greatestCommonDivisor(_ a: Integer, _ b: Integer) -> Integer {
  let result = IntegerStorage()
  fmpz_gcd(result.pointer, a.storage.pointer, b.storage.pointer)
  return Integer(storage: result)
}

/// The least common multiple, never negative.
public func leastCommonMultiple(_ a: Integer, _ b: Integer) -> Integer {
  let result = IntegerStorage()
  fmpz_lcm(result.pointer, a.storage.pointer, b.storage.pointer)
  return Integer(storage: result)
}

extension Int {
  /// The same value, or `nil` where it does not fit.
  public init?(exactly integer: Integer) {
    guard fmpz_fits_si(integer.storage.pointer) != 0 else { return nil }
    self = fmpz_get_si(integer.storage.pointer)
  }
}

extension Integer: ExpressibleByIntegerLiteral {
  /// The integer that the literal names.
  public init(integerLiteral value: Int) { self.init(value) }
}

extension Integer: Comparable, Hashable {
  /// Whether both are the same number.
  public static func == (a: Integer, b: Integer) -> Bool {
    fmpz_equal(a.storage.pointer, b.storage.pointer) != 0
  }

  /// The order of the integers.
  public static func < (a: Integer, b: Integer) -> Bool {
    fmpz_cmp(a.storage.pointer, b.storage.pointer) < 0
  }

  /// Feeds a residue and the sign, so that equal numbers hash alike.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(fmpz_fdiv_ui(storage.pointer, (1 << 61) - 1))
    hasher.combine(signum())
  }
}

extension Integer: SignedNumeric {
  /// The absolute value.
  public var magnitude: Integer {
    let result = IntegerStorage()
    fmpz_abs(result.pointer, storage.pointer)
    return Integer(storage: result)
  }

  /// The integer with the value of another type's integer, which may have any width.
  public init?(exactly source: some BinaryInteger) {
    if let value = Int(exactly: source) {
      self.init(value)
    } else {
      self.init(String(source))
    }
  }

  /// The sum.
  public static func + (a: Integer, b: Integer) -> Integer {
    let result = IntegerStorage()
    fmpz_add(result.pointer, a.storage.pointer, b.storage.pointer)
    return Integer(storage: result)
  }

  /// The difference.
  public static func - (a: Integer, b: Integer) -> Integer {
    let result = IntegerStorage()
    fmpz_sub(result.pointer, a.storage.pointer, b.storage.pointer)
    return Integer(storage: result)
  }

  /// The product.
  public static func * (a: Integer, b: Integer) -> Integer {
    let result = IntegerStorage()
    fmpz_mul(result.pointer, a.storage.pointer, b.storage.pointer)
    return Integer(storage: result)
  }

  /// Adds in place where the storage is not shared.
  public static func += (a: inout Integer, b: Integer) {
    a.makeUnique()
    fmpz_add(a.storage.pointer, a.storage.pointer, b.storage.pointer)
  }

  /// Subtracts in place where the storage is not shared.
  public static func -= (a: inout Integer, b: Integer) {
    a.makeUnique()
    fmpz_sub(a.storage.pointer, a.storage.pointer, b.storage.pointer)
  }

  /// Multiplies in place where the storage is not shared.
  public static func *= (a: inout Integer, b: Integer) {
    a.makeUnique()
    fmpz_mul(a.storage.pointer, a.storage.pointer, b.storage.pointer)
  }

  private mutating func makeUnique() {
    if !isKnownUniquelyReferenced(&storage) { storage = storage.copy() }
  }
}

extension Integer: CustomStringConvertible {
  /// Decimal digits with a leading minus sign for negative numbers.
  public var description: String {
    let text = fmpz_get_str(nil, 10, storage.pointer)!
    defer { flint_free(text) }
    return String(cString: text)
  }
}

/// The owner of one `fmpz`.
// Unchecked: the number is changed only through a uniquely referenced `Integer`.
final class IntegerStorage: @unchecked Sendable {
  let pointer: UnsafeMutablePointer<fmpz>

  init() {
    pointer = .allocate(capacity: 1)
    fmpz_init(pointer)
    StorageCensus.acquire()
  }

  deinit {
    fmpz_clear(pointer)
    pointer.deallocate()
    StorageCensus.release()
  }

  func copy() -> IntegerStorage {
    let copy = IntegerStorage()
    fmpz_set(copy.pointer, pointer)
    return copy
  }
}
