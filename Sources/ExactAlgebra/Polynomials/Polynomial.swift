internal import CFLINTShims

/// A polynomial over the rationals in the variables of a `PolynomialRing`.
///
///     let ring = PolynomialRing(["x", "y"])
///     let (x, y) = (ring.variable(0), ring.variable(1))
///     (x + y) * (x - y) == x * x - y * y   // true
///
/// A value over one FLINT `fmpq_mpoly` (a rational content times a primitive integer
/// polynomial); copies share it until one of them is changed.
public struct Polynomial: Sendable {
  fileprivate(set) var storage: PolynomialStorage

  init(storage: PolynomialStorage) { self.storage = storage }

  /// The ring that the polynomial belongs to.
  public var ring: PolynomialRing { storage.ring }

  /// Whether the polynomial is zero.
  public var isZero: Bool { fmpq_mpoly_is_zero(storage.pointer, ring.context) != 0 }

  /// Whether the polynomial is a constant, zero included.
  public var isConstant: Bool { fmpq_mpoly_is_fmpq(storage.pointer, ring.context) != 0 }

  /// The number of terms.
  public var termCount: Int { fmpq_mpoly_length(storage.pointer, ring.context) }

  /// The total degree; -1 for the zero polynomial.
  public var totalDegree: Int {
    isZero ? -1 : fmpq_mpoly_total_degree_si(storage.pointer, ring.context)
  }

  /// The polynomial raised to a power that is not negative.
  ///
  /// - Precondition: exponents of the result stay below 2^31.
  public func power(_ exponent: Int) -> Polynomial {
    precondition(exponent >= 0, "negative power of a polynomial")
    precondition(
      exponent < 1 << 31 && (exponent == 0 || totalDegree <= ((1 << 31) - 1) / exponent),
      "an exponent overflows")
    let result = PolynomialStorage(in: ring)
    let status = fmpq_mpoly_pow_ui(result.pointer, storage.pointer, UInt(exponent), ring.context)
    precondition(status != 0, "a power is too large")
    return Polynomial(storage: result)
  }

  /// The quotient of a division that leaves no remainder, or `nil` where there is one.
  ///
  /// - Precondition: the divisor is not zero.
  public func divided(by divisor: Polynomial) -> Polynomial? {
    precondition(ring === divisor.ring, "polynomials from different rings")
    precondition(!divisor.isZero, "division by zero")
    let result = PolynomialStorage(in: ring)
    let exact = fmpq_mpoly_divides(
      result.pointer, storage.pointer, divisor.storage.pointer, ring.context)
    return exact != 0 ? Polynomial(storage: result) : nil
  }

  /// The rational multiple whose coefficients are coprime integers, the leading one positive;
  /// zero for zero.
  ///
  /// Two polynomials of one ring are proportional exactly where these are equal: it is the
  /// canonical form for comparing and printing.
  public var primitivePart: Polynomial {
    guard !isZero else { return self }
    let result = storage.copy()
    fmpq_one(shim_fmpq_mpoly_content(result.pointer))
    return Polynomial(storage: result)
  }

  /// The rational, possibly negative, whose product with `primitivePart` is the polynomial; zero
  /// for zero.
  public var content: Rational {
    let result = RationalStorage()
    fmpq_set(result.pointer, shim_fmpq_mpoly_content(storage.pointer))
    return Rational(storage: result)
  }
}

extension Polynomial: Hashable {
  /// Whether both are the same polynomial of the same ring.
  public static func == (a: Polynomial, b: Polynomial) -> Bool {
    a.ring === b.ring
      && fmpq_mpoly_equal(a.storage.pointer, b.storage.pointer, a.ring.context) != 0
  }

  /// Feeds the number of terms and the content.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(termCount)
    hasher.combine(content)
  }
}

extension Polynomial {
  /// The sum of two polynomials of one ring.
  public static func + (a: Polynomial, b: Polynomial) -> Polynomial {
    combine(a, b, with: fmpq_mpoly_add)
  }

  /// The difference of two polynomials of one ring.
  public static func - (a: Polynomial, b: Polynomial) -> Polynomial {
    combine(a, b, with: fmpq_mpoly_sub)
  }

  /// The product of two polynomials of one ring.
  ///
  /// - Precondition: the degree of the product stays below 2^31.
  public static func * (a: Polynomial, b: Polynomial) -> Polynomial {
    precondition(a.totalDegree + b.totalDegree < 1 << 31, "an exponent overflows")
    return combine(a, b, with: fmpq_mpoly_mul)
  }

  /// The product with a rational.
  public static func * (a: Rational, b: Polynomial) -> Polynomial {
    let result = PolynomialStorage(in: b.ring)
    fmpq_mpoly_scalar_mul_fmpq(
      result.pointer, b.storage.pointer, a.storage.pointer, b.ring.context)
    return Polynomial(storage: result)
  }

  /// The negative.
  public static prefix func - (a: Polynomial) -> Polynomial {
    let result = PolynomialStorage(in: a.ring)
    fmpq_mpoly_neg(result.pointer, a.storage.pointer, a.ring.context)
    return Polynomial(storage: result)
  }

  /// Adds in place where the storage is not shared.
  public static func += (a: inout Polynomial, b: Polynomial) {
    precondition(a.ring === b.ring, "polynomials from different rings")
    a.makeUnique()
    fmpq_mpoly_add(a.storage.pointer, a.storage.pointer, b.storage.pointer, a.ring.context)
  }

  /// Subtracts in place where the storage is not shared.
  public static func -= (a: inout Polynomial, b: Polynomial) {
    precondition(a.ring === b.ring, "polynomials from different rings")
    a.makeUnique()
    fmpq_mpoly_sub(a.storage.pointer, a.storage.pointer, b.storage.pointer, a.ring.context)
  }

  /// Multiplies in place where the storage is not shared.
  public static func *= (a: inout Polynomial, b: Polynomial) {
    precondition(a.ring === b.ring, "polynomials from different rings")
    precondition(a.totalDegree + b.totalDegree < 1 << 31, "an exponent overflows")
    a.makeUnique()
    fmpq_mpoly_mul(a.storage.pointer, a.storage.pointer, b.storage.pointer, a.ring.context)
  }

  private mutating func makeUnique() {
    if !isKnownUniquelyReferenced(&storage) { storage = storage.copy() }
  }

  private typealias Operand = UnsafePointer<fmpq_mpoly_struct>
  private typealias Context = UnsafePointer<fmpq_mpoly_ctx_struct>

  private static func combine(
    _ a: Polynomial, _ b: Polynomial,
    with operation: (UnsafeMutablePointer<fmpq_mpoly_struct>?, Operand?, Operand?, Context?) -> Void
  ) -> Polynomial {
    precondition(a.ring === b.ring, "polynomials from different rings")
    let result = PolynomialStorage(in: a.ring)
    operation(result.pointer, a.storage.pointer, b.storage.pointer, a.ring.context)
    return Polynomial(storage: result)
  }
}

/// The owner of one `fmpq_mpoly`, which keeps its ring alive.
// Unchecked: the polynomial is changed only through a uniquely referenced `Polynomial`.
final class PolynomialStorage: @unchecked Sendable {
  let ring: PolynomialRing
  let pointer: UnsafeMutablePointer<fmpq_mpoly_struct>

  init(in ring: PolynomialRing) {
    self.ring = ring
    pointer = .allocate(capacity: 1)
    fmpq_mpoly_init(pointer, ring.context)
    StorageCensus.acquire()
  }

  deinit {
    fmpq_mpoly_clear(pointer, ring.context)
    pointer.deallocate()
    StorageCensus.release()
  }

  func copy() -> PolynomialStorage {
    let copy = PolynomialStorage(in: ring)
    fmpq_mpoly_set(copy.pointer, pointer, ring.context)
    return copy
  }
}
