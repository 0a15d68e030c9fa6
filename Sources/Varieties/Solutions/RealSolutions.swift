public import ExactAlgebra
import LongWork

/// The real solutions of polynomial equations, and which values each variable takes.
///
///     let solutions = try RealSolutions(of: [x * y - ring.constant(6), x + y - ring.constant(5)], in: ring)
///     solutions.values(of: 0)   // .finite: 2 and 3
///
/// The equations are cut into cases by factors of the elements of Groebner bases. A case is left out
/// where the basis contains 1, where a polynomial in one variable has no real root, or where a
/// quadric has no real zero by signs; a quadric that is a sum of squares stands for the linear forms
/// in it. Cases with finitely many complex solutions are solved completely.
public struct RealSolutions: Sendable {
  /// The values that a variable takes.
  public enum Values: Hashable, Sendable {
    /// No value: there is no real solution.
    case none
    /// All real solutions have one of these values, ascending, disjoint intervals.
    case finite([RealRoot])
    /// There are infinitely many values at complex solutions.
    case free
  }

  /// A case: the zeros of an ideal.
  public struct Component: Sendable {
    /// The ideal.
    public let basis: GroebnerBasis
    /// The real solutions, a number for each variable; `nil` where there are infinitely many
    /// complex ones.
    public let points: [[RealRoot]]?
    /// The values of each variable.
    public let values: [Values]
  }

  /// The ring.
  public let ring: PolynomialRing
  /// The ideal of the equations.
  public let basis: GroebnerBasis
  /// The cases; every real solution lies in one of them.
  public let components: [Component]

  /// Solves equations.
  ///
  /// - Throws: as `Interruption.check`.
  public init(of equations: [Polynomial], in ring: PolynomialRing) throws {
    self.ring = ring
    basis = try GroebnerBasis(of: equations, in: ring)
    components = try Self.components(of: basis)
  }

  /// The values of a variable, which counts from 0.
  public func values(of variable: Int) -> Values {
    var roots: [RealRoot] = []
    for component in components {
      switch component.values[variable] {
      case .none: break
      case .free: return .free
      case .finite(let values):
        for value in values where !roots.contains(value) { roots.append(value) }
      }
    }
    return roots.isEmpty ? .none : .finite(roots.sorted().disjoint)
  }

  /// All real solutions, if every case has finitely many complex ones; each once.
  public var points: [[RealRoot]]? {
    var points: [[RealRoot]] = []
    for component in components {
      guard let found = component.points else { return nil }
      for point in found where !points.contains(point) { points.append(point) }
    }
    return points
  }

  /// Polynomials that vanish at all real solutions, beside those that give a variable a number:
  /// the basis of the one case, or that of the equations where there are several.
  public var relations: [Polynomial] {
    guard !components.isEmpty else { return [] }
    let polynomials = (components.count == 1 ? components[0].basis : basis).polynomials
    return polynomials.filter { $0.occurringVariables.count > 1 }
  }
}

extension RealSolutions {
  private static func components(of basis: GroebnerBasis) throws -> [Component] {
    try Interruption.check()
    if basis.isUnit { return [] }
    for polynomial in basis.polynomials {
      if let cases = Self.cases(of: polynomial) { return try components(of: basis, in: cases) }
    }
    if let algebra = try QuotientAlgebra(modulo: basis) {
      return try components(of: algebra)
    }
    return try componentsOfPositiveDimension(of: basis)
  }

  /// The cases of an ideal that some lists of polynomials describe.
  private static func components(
    of basis: GroebnerBasis, in cases: [[Polynomial]]
  ) throws -> [Component] {
    try cases.flatMap { polynomials in
      try components(of: GroebnerBasis(of: basis.polynomials + polynomials, in: basis.ring))
    }
  }

  /// Polynomials of which one list vanishes wherever a polynomial has a real zero; `nil` where there
  /// is nothing but the polynomial itself.
  private static func cases(of polynomial: Polynomial) -> [[Polynomial]]? {
    guard polynomial.totalDegree > 1 else { return nil }
    let factors = polynomial.irreducibleFactors
    let cases = factors.compactMap { factor, _ in realParts(of: factor) }
    let isUnchanged =
      factors.count == 1 && factors[0].exponent == 1 && cases == [[factors[0].polynomial]]
    return isUnchanged ? nil : cases
  }

  /// Polynomials with the same real zeros as an irreducible one; `nil` where it has none.
  private static func realParts(of factor: Polynomial) -> [Polynomial]? {
    if factor.totalDegree > 1, factor.occurringVariables.count == 1,
      RealRoot.all(of: factor.univariateCoefficients).isEmpty
    {
      return nil
    }
    guard let quadric = SemidefiniteQuadric(factor) else { return [factor] }
    return quadric.linearParts.contains(where: \.isConstant) ? nil : quadric.linearParts
  }

  /// Finitely many solutions: cut by the minimal polynomials of the variables, then solved.
  private static func components(of algebra: QuotientAlgebra) throws -> [Component] {
    let (basis, ring) = (algebra.basis, algebra.basis.ring)
    var roots: [[RealRoot]] = []
    for variable in 0..<ring.variableCount {
      let minimal = Polynomial(
        try algebra.minimalPolynomial(of: ring.variable(variable)), of: variable, in: ring)
      if let cases = cases(of: minimal) { return try components(of: basis, in: cases) }
      roots.append(RealRoot.all(of: minimal.univariateCoefficients))
    }
    // With squarefree polynomials in every variable the ideal is radical (Seidenberg 1974).
    let points = try algebra.realPoints(amongRoots: roots)
    guard !points.isEmpty else { return [] }
    let values = (0..<ring.variableCount).map { variable in
      Values.finite(roots[variable].filter { root in points.contains { $0[variable] == root } })
    }
    return [Component(basis: basis, points: points, values: values)]
  }

  private static func componentsOfPositiveDimension(
    of basis: GroebnerBasis
  ) throws -> [Component] {
    let ring = basis.ring
    var values: [Values] = []
    for variable in 0..<ring.variableCount {
      guard let minimal = try basis.minimalPolynomial(of: variable) else {
        values.append(.free)
        continue
      }
      if let cases = cases(of: minimal) { return try components(of: basis, in: cases) }
      values.append(.finite(RealRoot.all(of: minimal.univariateCoefficients)))
    }
    return [Component(basis: basis, points: nil, values: values)]
  }
}

extension GroebnerBasis {
  /// The polynomial of least degree in one variable alone that lies in the ideal; `nil` where there
  /// is none.
  ///
  /// Where no leading monomial is a power of the variable, there is none: the leading monomial of
  /// such a polynomial would be a multiple of one. Otherwise the other variables are eliminated by
  /// a lexicographic basis.
  func minimalPolynomial(of variable: Int) throws -> Polynomial? {
    let isPure = leadingExponents.contains { exponents in
      exponents.indices.allSatisfy { $0 == variable || exponents[$0] == 0 }
    }
    guard isPure else { return nil }
    if let polynomial = polynomials.first(where: { $0.occurringVariables == [variable] }) {
      return polynomial
    }
    let others = (0..<ring.variableCount).filter { $0 != variable }
    let target = PolynomialRing(
      (others + [variable]).map { ring.variableNames[$0] }, order: .lexicographic)
    var images = [Polynomial](repeating: target.zero, count: ring.variableCount)
    for (place, index) in (others + [variable]).enumerated() {
      images[index] = target.variable(place)
    }
    let moved = polynomials.map { $0.substituting(images, in: target) }
    let eliminated = try GroebnerBasis(of: moved, in: target)
    let last = ring.variableCount - 1
    return eliminated.polynomials.first { $0.occurringVariables == [last] }.map {
      Polynomial($0.univariateCoefficients, of: variable, in: ring)
    }
  }
}

extension [RealRoot] {
  /// The same numbers, ascending, in intervals that do not meet.
  fileprivate var disjoint: [RealRoot] {
    var roots = self
    for index in roots.indices.dropFirst() {
      while roots[index].lower <= roots[index - 1].upper {
        for place in [index - 1, index] {
          let length = roots[place].upper - roots[place].lower
          if !length.isZero { roots[place] = roots[place].refined(to: length / 4) }
        }
      }
    }
    return roots
  }
}
