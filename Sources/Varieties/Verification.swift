import ExactAlgebra

/// Decides whether a polynomial vanishes on the image of a polynomial map.
struct Verification: Sendable {
  let map: PolynomialMap
  let seed: UInt64

  /// The number of terms up to which a pull-back is expanded.
  static let largestExpansion = 40_000_000.0
  /// The number of random points of each prime where expansion is too large.
  static let pointsPerPrime = 2

  /// What is known of `polynomial` vanishing, or `nil` where it does not vanish.
  func status(of polynomial: Polynomial) -> ProofStatus? {
    if expansionSize(of: polynomial) <= Self.largestExpansion {
      return map.pullback(of: polynomial).isZero ? .proved : nil
    }
    return evaluatedStatus(of: polynomial)
  }

  /// A bound for the number of terms of the pull-back before they are collected.
  private func expansionSize(of polynomial: Polynomial) -> Double {
    let sizes = map.images.map { Double($0.termCount) }
    return polynomial.terms.reduce(0) { sum, term in
      sum + term.variables.reduce(1) { $0 * sizes[$1] }
    }
  }

  /// Evaluates modulo so many primes that the pull-back, were it not zero, would be nonzero
  /// modulo one of them; a random point then misses it with probability `degree / prime`.
  private func evaluatedStatus(of polynomial: Polynomial) -> ProofStatus? {
    var generator = SeededGenerator(seed: seed, stream: RandomStream.verification)
    var bits = coefficientBits(of: polynomial)
    var smallest = UInt.max
    for field in PrimeField.primes(bits: 61) where map.isDefined(over: field) {
      guard let reduced = ModularPolynomial(polynomial, over: field) else { continue }
      for _ in 0..<Self.pointsPerPrime {
        let point = map.randomPoint(over: field, using: &generator)
        guard reduced(at: point) == 0 else { return nil }
      }
      smallest = field.modulus
      bits -= 60
      if bits <= 0 { break }
    }
    let degree = polynomial.totalDegree * (map.images.map(\.totalDegree).max() ?? 1)
    let miss = Double(degree) / Double(smallest)
    let attempt = (0..<Self.pointsPerPrime).reduce(1.0) { bound, _ in bound * miss }
    return .probable(errorBound: attempt * Double(WeightSpaceProblem.maximumPrimes))
  }

  /// A bound for the bits of a coefficient of the pull-back of a primitive polynomial times the
  /// product of the images' denominators, each to its largest exponent in the polynomial.
  private func coefficientBits(of polynomial: Polynomial) -> Double {
    let sizes = map.images.map(Self.bits)
    let terms = polynomial.terms
    var exponents = [Int](repeating: 0, count: map.images.count)
    for factor in terms.flatMap(\.factors) {
      exponents[factor.variable] = max(exponents[factor.variable], factor.exponent)
    }
    let cleared = zip(exponents, sizes).reduce(0) { $0 + Double($1.0) * $1.1.denominator }
    let largest =
      terms.map { term in
        Double(term.coefficient.numerator.bitWidth)
          + term.variables.reduce(0) { $0 + sizes[$1].numerator }
      }.max() ?? 0
    return cleared + largest + Double(terms.count).exponentBits
  }

  /// Bits of a common denominator of an image, and of the sum of the absolute coefficients that
  /// remain when the image is multiplied by it.
  private static func bits(of image: Polynomial) -> (numerator: Double, denominator: Double) {
    let coefficients = image.terms.map(\.coefficient)
    let above = coefficients.map(\.numerator.bitWidth).max() ?? 0
    let denominator = coefficients.reduce(Integer(1)) {
      leastCommonMultiple($0, $1.denominator)
    }
    let below = denominator.isOne ? 0 : denominator.bitWidth
    return (Double(above + below) + Double(image.termCount).exponentBits, Double(below))
  }
}

extension Double {
  fileprivate var exponentBits: Double { self > 0 ? Double(self.exponent) + 1 : 0 }
}
