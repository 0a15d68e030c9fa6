internal import CFLINTShims

/// The field with a prime number of elements that fits a machine word.
///
/// Elements are residues in `0 ..< modulus`. Products are reduced with a precomputed inverse:
/// Moeller and Granlund, *Improved division by invariant integers*, 2011.
@frozen
public struct PrimeField: Hashable, Sendable {
  /// The prime.
  public let modulus: UInt
  @usableFromInline let shift: UInt
  @usableFromInline let normalized: UInt
  @usableFromInline let reciprocal: UInt

  /// The field modulo a prime below 2^63.
  ///
  /// - Precondition: the number is a prime, which is tested, not guessed.
  public init(prime: UInt) {
    precondition(prime < 1 << 63, "the prime must lie below 2^63")
    precondition(n_is_prime(prime) != 0, "\(prime) is not a prime")
    modulus = prime
    shift = UInt(prime.leadingZeroBitCount)
    normalized = prime << shift
    // floor((2^128 - 1) / normalized) - 2^64
    reciprocal = normalized.dividingFullWidth((~normalized, .max)).quotient
  }

  /// The odd primes below `2^bits`, from the largest down.
  ///
  /// The first ones have `bits` bits; after the last of these, which for 30 bits and more no
  /// computation reaches, smaller ones follow.
  ///
  /// - Precondition: between 3 and 63 bits.
  public static func primes(bits: Int) -> some Sequence<PrimeField> & Sendable {
    precondition((3...63).contains(bits), "primes have between 3 and 63 bits")
    return DescendingPrimes(candidate: (1 << UInt(bits)) - 1, bound: 1 << UInt(bits - 1))
  }

  /// The sum of two residues; as in all operations here, arguments lie in `0 ..< modulus`,
  /// which is not checked.
  @inlinable
  public func add(_ a: UInt, _ b: UInt) -> UInt {
    let sum = a &+ b
    return sum >= modulus ? sum &- modulus : sum
  }

  /// The difference of two residues.
  @inlinable
  public func subtract(_ a: UInt, _ b: UInt) -> UInt {
    a >= b ? a &- b : a &+ (modulus &- b)
  }

  /// The negative of a residue.
  @inlinable
  public func negate(_ a: UInt) -> UInt { a == 0 ? 0 : modulus &- a }

  /// The product of two residues.
  @inlinable
  public func multiply(_ a: UInt, _ b: UInt) -> UInt {
    let (u1, u0) = (a << shift).multipliedFullWidth(by: b)
    var (q1, q0) = reciprocal.multipliedFullWidth(by: u1)
    let (low, carry) = q0.addingReportingOverflow(u0)
    q0 = low
    q1 = q1 &+ u1 &+ 1 &+ (carry ? 1 : 0)
    var r = u0 &- q1 &* normalized
    if r > q0 { r = r &+ normalized }
    if r >= normalized { r = r &- normalized }
    return r >> shift
  }

  /// The power of a residue; 1 for exponent 0.
  public func power(_ base: UInt, _ exponent: UInt) -> UInt {
    var (result, square, rest) = (1 % modulus, base, exponent)
    while rest > 0 {
      if rest & 1 == 1 { result = multiply(result, square) }
      square = multiply(square, square)
      rest >>= 1
    }
    return result
  }

  /// The multiplicative inverse of a number's residue, or `nil` where that is zero.
  public func inverse(of a: UInt) -> UInt? {
    guard a % modulus != 0 else { return nil }
    return n_invmod(a % modulus, modulus)
  }

  /// The residue of a machine integer of either sign.
  public func residue(of value: Int) -> UInt {
    let rest = value.magnitude % modulus
    return value < 0 ? negate(rest) : rest
  }

  /// A residue drawn uniformly.
  @inlinable
  public func randomElement(using generator: inout some RandomNumberGenerator) -> UInt {
    UInt.random(in: 0..<modulus, using: &generator)
  }

  /// Residues drawn uniformly and independently.
  @inlinable
  public func randomElements(
    _ count: Int, using generator: inout some RandomNumberGenerator
  ) -> [UInt] {
    (0..<count).map { _ in randomElement(using: &generator) }
  }
}

/// The primes at or below a bound, descending.
private struct DescendingPrimes: Sequence, IteratorProtocol {
  var candidate: UInt
  let bound: UInt

  mutating func next() -> PrimeField? {
    while candidate >= bound, n_is_prime(candidate) == 0 { candidate -= 1 }
    guard candidate >= bound else { return nil }
    defer { candidate -= 1 }
    return PrimeField(prime: candidate)
  }
}
