internal import CFLINTShims

extension Polynomial {
  /// The remainder of the division by several polynomials: no term of it is a multiple of a leading
  /// monomial of a divisor, and it differs from the polynomial by an element of their ideal.
  ///
  /// - Precondition: all are from one ring, and no divisor is zero.
  public func remainder(modulo divisors: [Polynomial]) -> Polynomial {
    precondition(
      divisors.allSatisfy { $0.ring === ring }, "polynomials from different rings")
    precondition(divisors.allSatisfy { !$0.isZero }, "division by zero")
    guard !divisors.isEmpty, !isZero else { return self }
    let quotients = divisors.map { _ in PolynomialStorage(in: ring) }
    let result = PolynomialStorage(in: ring)
    var quotientPointers = quotients.map { Optional($0.pointer) }
    var divisorPointers = divisors.map { Optional($0.storage.pointer) }
    // Pointers do not keep what they point to.
    withExtendedLifetime((quotients, divisors)) {
      fmpq_mpoly_divrem_ideal(
        &quotientPointers, result.pointer, storage.pointer, &divisorPointers, divisors.count,
        ring.context)
    }
    return Polynomial(storage: result)
  }

  /// The exponents of the leading monomial, one for each variable.
  ///
  /// - Precondition: the polynomial is not zero.
  public var leadingExponents: [Int] {
    precondition(!isZero, "the leading monomial of zero")
    var exponents = [UInt](repeating: 0, count: ring.variableCount)
    fmpq_mpoly_get_term_exp_ui(&exponents, storage.pointer, 0, ring.context)
    return exponents.map { Int($0) }
  }

  /// The variables that occur, ascending, from 0.
  public var occurringVariables: [Int] {
    var occurs = [Bool](repeating: false, count: ring.variableCount)
    var exponents = [UInt](repeating: 0, count: ring.variableCount)
    for index in 0..<termCount {
      fmpq_mpoly_get_term_exp_ui(&exponents, storage.pointer, index, ring.context)
      for (variable, exponent) in exponents.enumerated() where exponent > 0 {
        occurs[variable] = true
      }
    }
    return occurs.indices.filter { occurs[$0] }
  }
}
