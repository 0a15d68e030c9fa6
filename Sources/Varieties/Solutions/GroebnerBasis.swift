public import ExactAlgebra
import LongWork

/// The reduced Groebner basis of an ideal of polynomials over the rationals, in the order of the ring.
///
///     let basis = try GroebnerBasis(of: [x * y - ring.one, x - y], in: ring)
///     basis.isUnit                        // false
///     basis.remainder(of: x * x).isConstant   // true
///
/// It depends on the ideal alone. Found by Buchberger's algorithm with the criteria of Gebauer and
/// Moeller (*On an installation of Buchberger's algorithm*, 1988). Meant for small ideals.
public struct GroebnerBasis: Sendable {
  /// The ring.
  public let ring: PolynomialRing
  /// The elements: primitive, none has a term that the leading monomial of another one divides, by
  /// ascending leading monomials.
  public let polynomials: [Polynomial]

  /// The basis of the ideal of some polynomials.
  ///
  /// - Throws: as `Interruption.check`.
  public init(of generators: [Polynomial], in ring: PolynomialRing) throws {
    precondition(generators.allSatisfy { $0.ring === ring }, "polynomials from different rings")
    var run = BuchbergerRun()
    for polynomial in try Self.withoutLinearRedundancy(generators, in: ring) {
      try Interruption.check()
      run.insert(polynomial)
    }
    while let next = try run.nextRemainder() { run.insert(next) }
    self.ring = ring
    polynomials = try Self.reduced(run.basis)
  }

  /// The basis of the zero ideal, which is empty.
  public init(ofZeroIdealIn ring: PolynomialRing) {
    self.ring = ring
    polynomials = []
  }

  /// The number that an element which is linear in one variable alone gives to it; the variable counts
  /// from 0.
  public func value(of variable: Int) -> Rational? {
    polynomials.first { $0.totalDegree == 1 && $0.occurringVariables == [variable] }.map {
      RealRoot.all(of: $0.univariateCoefficients)[0].lower
    }
  }

  /// Whether the ideal contains 1: there are no common zeros, not even complex ones.
  public var isUnit: Bool { polynomials.count == 1 && polynomials[0].isConstant }

  /// The element of the class of a polynomial modulo the ideal no term of which is a multiple of a
  /// leading monomial; zero exactly on the ideal.
  public func remainder(of polynomial: Polynomial) -> Polynomial {
    polynomial.remainder(modulo: polynomials)
  }

  /// The leading monomials, by their exponents.
  var leadingExponents: [[Int]] { polynomials.map(\.leadingExponents) }

  /// The same span of polynomials with linear forms eliminated first: most systems of users are
  /// mostly linear.
  private static func withoutLinearRedundancy(
    _ generators: [Polynomial], in ring: PolynomialRing
  ) throws -> [Polynomial] {
    let nonzero = generators.filter { !$0.isZero }
    if let unit = nonzero.first(where: \.isConstant) { return [unit] }
    let linear = nonzero.filter { $0.totalDegree == 1 }
    var basis: [Polynomial] = []
    if !linear.isEmpty {
      let count = ring.variableCount
      let matrix = RationalMatrix(
        linear.map { polynomial in
          var row = [Rational](repeating: 0, count: count + 1)
          for term in polynomial.terms {
            row[term.factors.first?.variable ?? count] = term.coefficient
          }
          return row
        })
      let (echelon, pivots) = matrix.reducedEchelonForm
      basis = pivots.indices.map { index in
        Polynomial(
          (0...count).filter { !echelon[index, $0].isZero }.map {
            (coefficient: echelon[index, $0], variables: $0 < count ? [$0] : [])
          }, in: ring)
      }
      if basis.contains(where: \.isConstant) { return [ring.one] }
    }
    var seen = Set<Polynomial>()
    var others: [Polynomial] = []
    for polynomial in nonzero where polynomial.totalDegree > 1 {
      try Interruption.check()
      let rest = polynomial.remainder(modulo: basis)
      if !rest.isZero, seen.insert(rest.primitivePart).inserted { others.append(rest) }
    }
    if let unit = others.first(where: \.isConstant) { return [unit] }
    return basis + others.sorted { ($0.totalDegree, $0.termCount) < ($1.totalDegree, $1.termCount) }
  }

  private static func reduced(_ basis: [Polynomial]) throws -> [Polynomial] {
    if let unit = basis.first(where: \.isConstant) { return [unit.primitivePart] }
    let leading = basis.map(\.leadingExponents)
    let minimal = basis.indices.filter { index in
      !basis.indices.contains { other in
        other != index && leading[other].divides(leading[index])
          && (leading[other] != leading[index] || other < index)
      }
    }
    return try minimal.map { index in
      try Interruption.check()
      return basis[index].remainder(modulo: minimal.filter { $0 != index }.map { basis[$0] })
        .primitivePart
    }.sorted { a, b in
      // The order of the ring, since the sum starts with the larger leading monomial.
      a.leadingExponents != b.leadingExponents && (a + b).leadingExponents == b.leadingExponents
    }
  }
}

/// The state of Buchberger's algorithm.
private struct BuchbergerRun {
  private struct Pair {
    let first: Int
    let second: Int
    let leastCommonMultiple: [Int]
  }

  /// The elements found so far; those whose leading monomials others divide are not active.
  private(set) var elements: [Polynomial] = []
  private var leading: [[Int]] = []
  private var isActive: [Bool] = []
  private var pairs: [Pair] = []

  var basis: [Polynomial] { elements.indices.filter { isActive[$0] }.map { elements[$0] } }

  /// The next remainder that is not zero, `nil` where all pairs are treated.
  mutating func nextRemainder() throws -> Polynomial? {
    while let pair = popPair() {
      try Interruption.check()
      let rest = sPolynomial(pair).remainder(modulo: basis)
      if !rest.isZero { return rest }
    }
    return nil
  }

  /// Adds an element and the pairs with it that the criteria leave.
  mutating func insert(_ polynomial: Polynomial) {
    let rest = polynomial.remainder(modulo: basis).primitivePart
    guard !rest.isZero else { return }
    if rest.isConstant {
      (elements, leading, isActive, pairs) = ([rest], [rest.leadingExponents], [true], [])
      return
    }
    let new = elements.count
    let exponents = rest.leadingExponents
    // An old pair is superfluous where the new element lies strictly between its parts.
    pairs.removeAll { pair in
      exponents.divides(pair.leastCommonMultiple)
        && leading[pair.first].leastCommonMultiple(exponents) != pair.leastCommonMultiple
        && leading[pair.second].leastCommonMultiple(exponents) != pair.leastCommonMultiple
    }
    let candidates = elements.indices.filter { isActive[$0] }.map {
      Pair(
        first: $0, second: new,
        leastCommonMultiple: leading[$0].leastCommonMultiple(exponents))
    }
    for (place, pair) in candidates.enumerated() where !leading[pair.first].isCoprime(to: exponents)
    {
      let isSuperfluous = candidates.enumerated().contains { other, candidate in
        guard other != place, candidate.leastCommonMultiple.divides(pair.leastCommonMultiple)
        else { return false }
        // Of equal multiples one is kept, and none where one of them is coprime.
        return candidate.leastCommonMultiple != pair.leastCommonMultiple
          || other < place || leading[candidate.first].isCoprime(to: exponents)
      }
      if !isSuperfluous { pairs.append(pair) }
    }
    for index in elements.indices where isActive[index] && exponents.divides(leading[index]) {
      isActive[index] = false
    }
    elements.append(rest)
    leading.append(exponents)
    isActive.append(true)
  }

  /// The pair of least degree.
  private mutating func popPair() -> Pair? {
    guard
      let index = pairs.indices.min(by: {
        let (a, b) = (pairs[$0], pairs[$1])
        return (a.leastCommonMultiple.reduce(0, +), a.second, a.first)
          < (b.leastCommonMultiple.reduce(0, +), b.second, b.first)
      })
    else { return nil }
    return pairs.remove(at: index)
  }

  private func sPolynomial(_ pair: Pair) -> Polynomial {
    multiple(of: pair.first, to: pair.leastCommonMultiple)
      - multiple(of: pair.second, to: pair.leastCommonMultiple)
  }

  /// The multiple of an element by a term whose leading monomial is given, with coefficient 1.
  private func multiple(of index: Int, to exponents: [Int]) -> Polynomial {
    let element = elements[index]
    let variables = zip(exponents, leading[index]).enumerated().flatMap { variable, pair in
      Array(repeating: variable, count: pair.0 - pair.1)
    }
    let factor = element.leadingCoefficient.inverse!
    return Polynomial([(coefficient: factor, variables: variables)], in: element.ring) * element
  }
}

extension [Int] {
  /// Whether the monomial with these exponents divides another one.
  fileprivate func divides(_ other: [Int]) -> Bool { zip(self, other).allSatisfy { $0 <= $1 } }

  fileprivate func leastCommonMultiple(_ other: [Int]) -> [Int] { zip(self, other).map(Swift.max) }

  fileprivate func isCoprime(to other: [Int]) -> Bool {
    zip(self, other).allSatisfy { $0 == 0 || $1 == 0 }
  }
}
