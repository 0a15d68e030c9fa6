import ExactAlgebra
import Testing

@testable import Varieties

/// Products of known generators with monomials, in all polynomials of one degree.
@Suite struct MultiplesSpanTests {
  private let keys = MonomialKeys(coordinateCount: 7)

  /// The spaces of 7 coordinates in the grading by total degree alone.
  private var spaces: WeightSpaces {
    var spaces = WeightSpaces(keys: [WeightKey](repeating: .zero, count: 7))
    for _ in 0..<3 { spaces.extend() }
    return spaces
  }

  private func known(_ generators: [Polynomial], degree: Int, field: PrimeField)
    -> KnownGenerators
  {
    var known = KnownGenerators(field: field)
    for step in 1...degree {
      known.append(
        step == degree ? generators.map { (WeightKey.zero, $0) } : [], degree: step, keys: keys
      )
    }
    return known
  }

  /// The span of all cubic multiples in the space of all cubics.
  private func span(of generators: [Polynomial], over field: PrimeField) throws
    -> MultiplesSpan
  {
    let spaces = spaces
    let index = try #require(
      MonomialIndex(spaces.monomials(of: .zero, degree: 3), degree: 3, keys: keys))
    #expect(index.count == 84)
    // Without conditions every polynomial is in the null space.
    let everything = ModularMatrix(rows: 1, columns: index.count, over: field).nullSpace
    #expect(everything.dimension == 84)
    let multiples = known(generators, degree: 2, field: field)
      .multiples(ofWeight: .zero, degree: 3, in: spaces)
    #expect(multiples.count == 7 * generators.count)
    return try MultiplesSpan(
      of: multiples, in: index, keys: keys, nullSpace: everything, primary: field)
  }

  @Test func independentMultiples() throws {
    let ring = PolynomialRing(ClassicalMaps.names("x", 7))
    let quadrics = try ["x0*x1 - x2^2", "x3*x4 - x5*x6"].map {
      try Polynomial(parsing: $0, in: ring)
    }
    let span = try span(of: quadrics, over: PrimeField(prime: 1_000_003))
    #expect(span.rank == 14)
    #expect(span.complement.count == 70)
    #expect(span.hasRationalRank())
  }

  /// The 2-minors of a `2 x 3` matrix have two linear syzygies.
  @Test func syzygies() throws {
    let ring = PolynomialRing(ClassicalMaps.names("x", 7))
    let minors = try ["x0*x4 - x1*x3", "x0*x5 - x2*x3", "x1*x5 - x2*x4"].map {
      try Polynomial(parsing: $0, in: ring)
    }
    let span = try span(of: minors, over: PrimeField(prime: 1_000_003))
    #expect(span.rank == 21 - 2)
    #expect(span.hasRationalRank())
  }

  /// `x1 * (x0 x2 + p x3 x4) - x2 * (x0 x1 + p x5 x6)` vanishes modulo `p` only.
  @Test func syzygyModuloThePrime() throws {
    let prime: UInt = 1_000_003
    let ring = PolynomialRing(ClassicalMaps.names("x", 7))
    let quadrics = try ["x0*x2 + \(prime)*x3*x4", "x0*x1 + \(prime)*x5*x6"].map {
      try Polynomial(parsing: $0, in: ring)
    }
    let unlucky = try span(of: quadrics, over: PrimeField(prime: prime))
    #expect(unlucky.rank == 13)
    #expect(!unlucky.hasRationalRank())
    let lucky = try span(of: quadrics, over: PrimeField(prime: 1_000_033))
    #expect(lucky.rank == 14)
    #expect(lucky.hasRationalRank())
  }
}
