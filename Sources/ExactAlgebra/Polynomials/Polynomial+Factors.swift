internal import CFLINTShims

extension Polynomial {
  /// The irreducible factors over the rationals with their exponents: primitive, distinct, none
  /// constant, by ascending degree and number of terms.
  ///
  /// Their product is a rational multiple of the polynomial.
  ///
  /// - Precondition: the polynomial is not zero.
  public var irreducibleFactors: [(polynomial: Polynomial, exponent: Int)] {
    precondition(!isZero, "factors of zero")
    var factorization = fmpq_mpoly_factor_struct()
    fmpq_mpoly_factor_init(&factorization, ring.context)
    defer { fmpq_mpoly_factor_clear(&factorization, ring.context) }
    let status = fmpq_mpoly_factor(&factorization, storage.pointer, ring.context)
    precondition(status != 0, "a polynomial that is too large to be factored")
    let factors = (0..<fmpq_mpoly_factor_length(&factorization, ring.context)).map { index in
      let factor = PolynomialStorage(in: ring)
      fmpq_mpoly_factor_get_base(factor.pointer, &factorization, index, ring.context)
      let exponent = fmpq_mpoly_factor_get_exp_si(&factorization, index, ring.context)
      return (polynomial: Polynomial(storage: factor).primitivePart, exponent: exponent)
    }
    // FLINT does not promise an order.
    return factors.sorted { a, b in
      (a.polynomial.totalDegree, a.polynomial.termCount, "\(a.polynomial)")
        < (b.polynomial.totalDegree, b.polynomial.termCount, "\(b.polynomial)")
    }
  }
}
