internal import CFLINTShims

/// What is known of an integer vector: its residues modulo a product of distinct primes.
///
/// Residues of further primes are joined by the Chinese remainder theorem, and rational
/// vectors are recovered by rational reconstruction (Wang, *A p-adic algorithm for univariate
/// partial fractions*, 1981).
public struct ResidueVector: Sendable {
  /// The product of the primes joined so far.
  public private(set) var modulus: Integer
  /// The residues, each in `0 ..< modulus`.
  public private(set) var residues: [Integer]

  /// The residues modulo the first prime, each below it.
  public init(_ residues: [UInt], in field: PrimeField) {
    modulus = Integer(field.modulus)
    self.residues = residues.map { Integer($0) }
  }

  /// Joins the residues of the same vector modulo a further prime.
  ///
  /// - Precondition: the prime does not divide the modulus, and the lengths agree.
  public mutating func join(_ further: [UInt], in field: PrimeField) {
    precondition(further.count == residues.count, "vectors of different lengths")
    precondition(modulus.residue(in: field) != 0, "a prime is used twice")
    for (index, value) in further.enumerated() {
      let joined = IntegerStorage()
      fmpz_CRT_ui(
        joined.pointer, residues[index].storage.pointer, modulus.storage.pointer,
        value, field.modulus, 0)
      residues[index] = Integer(storage: joined)
    }
    modulus *= Integer(field.modulus)
  }

  /// The integer vector with entries in `-modulus/2 ... modulus/2`.
  public var symmetricRepresentatives: [Integer] {
    residues.map { $0 + $0 > modulus ? $0 - modulus : $0 }
  }

  /// The rational vector with small numerators and denominators, if there is one.
  ///
  /// Numerators and denominators are at most `N`, the largest integer with `2 * N^2 < modulus`;
  /// such a vector is unique. `nil` where an entry has none: then more primes are needed. A
  /// vector that is found need not be the one that was looked for.
  public func rationalReconstruction() -> [Rational]? {
    var result: [Rational] = []
    result.reserveCapacity(residues.count)
    for residue in residues {
      guard let value = Rational(reconstructing: residue, modulo: modulus) else { return nil }
      result.append(value)
    }
    return result
  }
}

extension Rational {
  /// The rational `n/d` in lowest terms with `n = d * residue` modulo `modulus` and `|n|, d` at
  /// most `N`, the largest integer with `2 * N^2 < modulus`, or `nil` where there is none.
  ///
  /// - Precondition: the modulus is at least 2.
  public init?(reconstructing residue: Integer, modulo modulus: Integer) {
    precondition(modulus > 1, "a modulus below 2")
    let result = RationalStorage()
    let reduced = residue.dividedEuclideanly(by: modulus).remainder
    guard
      fmpq_reconstruct_fmpz(
        result.pointer, reduced.storage.pointer, modulus.storage.pointer) != 0
    else { return nil }
    self.init(storage: result)
  }
}
