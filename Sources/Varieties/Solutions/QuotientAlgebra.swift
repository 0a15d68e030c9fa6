import ExactAlgebra
import LongWork

/// Polynomials modulo an ideal with finitely many complex zeros, as a vector space.
struct QuotientAlgebra {
  let basis: GroebnerBasis
  /// The monomials that no leading monomial divides, by their exponents.
  private let positions: [[Int]: Int]

  /// The algebra; `nil` where there are infinitely many zeros.
  init?(modulo basis: GroebnerBasis) throws {
    let leading = basis.leadingExponents
    let count = basis.ring.variableCount
    for variable in 0..<count {
      let isBounded = leading.contains { exponents in
        exponents.indices.allSatisfy { $0 == variable || exponents[$0] == 0 }
      }
      guard isBounded else { return nil }
    }
    var positions: [[Int]: Int] = [:]
    func visit(_ exponents: [Int], from variable: Int) throws {
      try Interruption.check()
      let isReducible = leading.contains { zip($0, exponents).allSatisfy { $0 <= $1 } }
      guard !isReducible else { return }
      positions[exponents] = positions.count
      for next in variable..<count {
        var larger = exponents
        larger[next] += 1
        try visit(larger, from: next)
      }
    }
    if count == 0 {
      if !basis.isUnit { positions[[]] = 0 }
    } else {
      try visit([Int](repeating: 0, count: count), from: 0)
    }
    self.basis = basis
    self.positions = positions
  }

  /// The dimension: the number of complex zeros, with multiplicities.
  var dimension: Int { positions.count }

  /// The class of a polynomial as a vector.
  func vector(of polynomial: Polynomial) -> [Rational] {
    var vector = [Rational](repeating: 0, count: dimension)
    for term in basis.remainder(of: polynomial).terms {
      var exponents = [Int](repeating: 0, count: basis.ring.variableCount)
      for factor in term.factors { exponents[factor.variable] = factor.exponent }
      vector[positions[exponents]!] = term.coefficient
    }
    return vector
  }

  /// The vectors of the powers `1, f, f^2, ...` as long as they are independent, and how the next
  /// one combines from them.
  func powers(of polynomial: Polynomial) throws -> (
    vectors: [[Rational]], next: [Rational]
  ) {
    var span = RationalSubspace(ofDimension: dimension)
    var vectors: [[Rational]] = []
    var power = basis.ring.one
    while true {
      try Interruption.check()
      let vector = vector(of: power)
      guard span.insert(vector) else {
        let columns = RationalMatrix(vectors, columnCount: dimension).transpose
        let next = columns.coordinates(of: RationalMatrix([vector]).transpose)
        return (vectors, (0..<vectors.count).map { next[$0, 0] })
      }
      vectors.append(vector)
      power = basis.remainder(of: power * polynomial)
    }
  }

  /// The coefficients of the monic polynomial of least degree that the class of a polynomial
  /// satisfies, the constant first.
  func minimalPolynomial(of polynomial: Polynomial) throws -> [Rational] {
    try powers(of: polynomial).next.map { -$0 } + [1]
  }
}

extension QuotientAlgebra {
  /// The real zeros, for a radical ideal: for each variable a root of its minimal polynomial.
  ///
  /// A linear form `t` with different values at all complex zeros generates the algebra; the real
  /// zeros are the images of the real roots of its minimal polynomial. Source: Rouillier, *Solving
  /// zero-dimensional systems through the rational univariate representation*, 1999.
  ///
  /// - Parameter roots: for each variable the real roots of its minimal polynomial, which is
  ///   irreducible.
  func realPoints(amongRoots roots: [[RealRoot]]) throws -> [[RealRoot]] {
    let ring = basis.ring
    if dimension == 1 { return [roots.map { $0[0] }] }
    let (vectors, next) = try separatingPowers()
    let columns = RationalMatrix(vectors, columnCount: dimension).transpose
    let images = (0..<ring.variableCount).map { variable in
      let vector = RationalMatrix([self.vector(of: ring.variable(variable))]).transpose
      let coordinates = columns.coordinates(of: vector)
      return (0..<dimension).map { coordinates[$0, 0] }
    }
    let line = PolynomialRing(["t"])
    let minimal = Polynomial(
      (next.map { -$0 } + [1]).enumerated().map {
        (coefficient: $1, variables: Array(repeating: 0, count: $0))
      }, in: line)
    return try minimal.irreducibleFactors.flatMap { factor, _ in
      try RealRoot.all(of: factor.univariateCoefficients).map { root in
        try zip(images, roots).map { try Self.value(of: $0, at: root, among: $1) }
      }
    }
  }

  private func separatingPowers() throws -> (vectors: [[Rational]], next: [Rational]) {
    let ring = basis.ring
    for base in 1... {
      // For all but finitely many numbers the form with their powers as coefficients separates.
      var form = ring.zero
      var factor: Rational = 1
      for variable in ring.variables {
        form += factor * variable
        factor *= Rational(base)
      }
      let powers = try powers(of: form)
      if powers.vectors.count == dimension { return powers }
    }
    preconditionFailure("no linear form separates the zeros of a radical ideal")
  }

  /// Which of some numbers a polynomial takes at a root.
  private static func value(
    of polynomial: [Rational], at root: RealRoot, among candidates: [RealRoot]
  ) throws -> RealRoot {
    if candidates.count == 1 { return candidates[0] }
    var (root, refined) = (root, candidates)
    var length = root.upper - root.lower
    while true {
      try Interruption.check()
      let image = Interval(of: polynomial, on: Interval(lower: root.lower, upper: root.upper))
      let possible = refined.indices.filter {
        image.lower <= refined[$0].upper && refined[$0].lower <= image.upper
      }
      if possible.count == 1 { return candidates[possible[0]] }
      length = length.isZero ? 1 : length / 16
      root = root.refined(to: length)
      refined = refined.map { $0.refined(to: length) }
    }
  }
}

/// A closed interval with rational ends.
private struct Interval {
  let lower: Rational
  let upper: Rational

  init(lower: Rational, upper: Rational) {
    (self.lower, self.upper) = (lower, upper)
  }

  /// An interval around the values of a polynomial, by Horner's scheme.
  init(of polynomial: [Rational], on argument: Interval) {
    self = polynomial.reversed().reduce(Interval(lower: 0, upper: 0)) { sum, coefficient in
      let products = [
        sum.lower * argument.lower, sum.lower * argument.upper, sum.upper * argument.lower,
        sum.upper * argument.upper,
      ]
      return Interval(
        lower: products.min()! + coefficient, upper: products.max()! + coefficient)
    }
  }
}

extension Polynomial {
  /// The coefficients of a polynomial in which at most one variable occurs, the constant first.
  var univariateCoefficients: [Rational] {
    var coefficients = [Rational](repeating: 0, count: max(totalDegree, 0) + 1)
    for term in terms { coefficients[term.degree] = term.coefficient }
    return coefficients
  }

  /// A polynomial in one variable of a ring from its coefficients, the constant first.
  init(_ coefficients: [Rational], of variable: Int, in ring: PolynomialRing) {
    self.init(
      coefficients.enumerated().filter { !$1.isZero }.map {
        (coefficient: $1, variables: Array(repeating: variable, count: $0))
      }, in: ring)
  }
}
