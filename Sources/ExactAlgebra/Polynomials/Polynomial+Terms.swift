internal import CFLINTShims

/// One term of a polynomial: a coefficient and the variables with their powers.
public struct Term: Hashable, Sendable {
  /// The coefficient, not zero.
  public let coefficient: Rational
  /// The variables that occur, ascending, with positive exponents.
  public let factors: [(variable: Int, exponent: Int)]

  /// The positions of the variables, each as often as its exponent says, ascending.
  public var variables: [Int] {
    factors.flatMap { Array(repeating: $0.variable, count: $0.exponent) }
  }

  /// The sum of the exponents.
  public var degree: Int { factors.reduce(0) { $0 + $1.exponent } }

  /// Whether coefficient and monomial agree.
  public static func == (a: Term, b: Term) -> Bool {
    a.coefficient == b.coefficient && a.factors.elementsEqual(b.factors, by: ==)
  }

  /// Feeds coefficient and monomial.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(coefficient)
    for factor in factors {
      hasher.combine(factor.variable)
      hasher.combine(factor.exponent)
    }
  }
}

extension Polynomial {
  /// The terms, the leading one first.
  public var terms: [Term] {
    var exponents = [UInt](repeating: 0, count: ring.variableCount)
    var factors: [(variable: Int, exponent: Int)] = []
    return (0..<termCount).map { index in
      let coefficient = RationalStorage()
      fmpq_mpoly_get_term_coeff_fmpq(
        coefficient.pointer, storage.pointer, index, ring.context)
      fmpq_mpoly_get_term_exp_ui(&exponents, storage.pointer, index, ring.context)
      factors.removeAll(keepingCapacity: true)
      exponents.withUnsafeBufferPointer { exponents in
        for (variable, exponent) in exponents.enumerated() where exponent > 0 {
          factors.append((variable, Int(exponent)))
        }
      }
      return Term(coefficient: Rational(storage: coefficient), factors: factors)
    }
  }

  /// The sum of monomials with coefficients; equal monomials are combined.
  ///
  /// - Parameters:
  ///   - terms: for each term its coefficient and the positions of its variables, each as often
  ///     as its exponent says.
  ///   - ring: the ring whose variables are meant.
  public init(
    _ terms: some Sequence<(coefficient: Rational, variables: [Int])>, in ring: PolynomialRing
  ) {
    let result = PolynomialStorage(in: ring)
    var exponents = [UInt](repeating: 0, count: ring.variableCount)
    for (coefficient, variables) in terms {
      for variable in variables { exponents[variable] += 1 }
      fmpq_mpoly_push_term_fmpq_ui(
        result.pointer, coefficient.storage.pointer, exponents, ring.context)
      for variable in variables { exponents[variable] = 0 }
    }
    fmpq_mpoly_sort_terms(result.pointer, ring.context)
    fmpq_mpoly_combine_like_terms(result.pointer, ring.context)
    self.init(storage: result)
  }

  /// The leading coefficient; zero for the zero polynomial.
  public var leadingCoefficient: Rational {
    guard !isZero else { return 0 }
    let coefficient = RationalStorage()
    fmpq_mpoly_get_term_coeff_fmpq(coefficient.pointer, storage.pointer, 0, ring.context)
    return Rational(storage: coefficient)
  }

  /// Whether all terms have one total degree; true for zero and for constants.
  public var isHomogeneous: Bool {
    let degrees = Set(terms.map(\.degree))
    return degrees.count <= 1
  }
}
