import ExactAlgebra
import LongWork

/// Decides whether a polynomial vanishes on the image of a polynomial map.
struct Verification: Sendable {
  let map: PolynomialMap
  let seed: UInt64

  /// The number of terms up to which a pull-back is expanded.
  static let largestExpansion = 40_000_000.0
  /// The number of random points of each prime where expansion is too large.
  static let pointsPerPrime = 2

  /// The number of terms that are expanded at a time, so that work can be interrupted.
  private static let expansionStep = 1_000_000.0

  /// What is known of `polynomial` vanishing, or `nil` where it does not vanish.
  ///
  /// - Throws: `CancellationError`, `Interruption.TimeIsOver`.
  func status(of polynomial: Polynomial) throws -> ProofStatus? {
    let sizes = expansionSizes(of: polynomial)
    guard sizes.reduce(0, +) <= Self.largestExpansion else {
      return evaluatedStatus(of: polynomial)
    }
    return try pullbackVanishes(of: polynomial, sizes: sizes) ? .proved : nil
  }

  /// Bounds for the numbers of terms of the pull-backs of the terms before they are collected.
  private func expansionSizes(of polynomial: Polynomial) -> [Double] {
    let sizes = map.images.map { Double($0.termCount) }
    return polynomial.terms.map { term in term.variables.reduce(1) { $0 * sizes[$1] } }
  }

  /// Expands the pull-back in steps and adds up.
  private func pullbackVanishes(of polynomial: Polynomial, sizes: [Double]) throws -> Bool {
    let terms = polynomial.terms
    var sum = map.parameterRing.zero
    var start = 0
    while start < terms.count {
      try Interruption.check()
      var (end, size) = (start, 0.0)
      repeat {
        size += sizes[end]
        end += 1
      } while end < terms.count && size + sizes[end] <= Self.expansionStep
      let part = Polynomial(
        terms[start..<end].map { ($0.coefficient, $0.variables) }, in: polynomial.ring)
      sum += map.pullback(of: part)
      start = end
    }
    return sum.isZero
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
