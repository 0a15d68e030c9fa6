internal import CFLINTShims

extension Polynomial {
  /// The greatest common divisor of two polynomials of one ring, with leading coefficient 1; zero
  /// where both are zero.
  public func greatestCommonDivisor(with other: Polynomial) -> Polynomial {
    precondition(ring === other.ring, "polynomials from different rings")
    let result = PolynomialStorage(in: ring)
    let status = fmpq_mpoly_gcd(
      result.pointer, storage.pointer, other.storage.pointer, ring.context)
    precondition(status != 0, "polynomials too large for a common divisor")
    return Polynomial(storage: result)
  }
}
