import ExactAlgebra
import Testing

@testable import Varieties

@Suite struct VerificationTests {
  @Test func exactPath() throws {
    let map = ClassicalMaps.rationalNormalCurve(degree: 3)
    let verification = Verification(map: map, seed: 1)
    let vanishing = ["x0*x3 - x1*x2", "x1^2 - x0*x2", "0", "(x1^2 - x0*x2)*(x0 + 7/3*x3)"]
    for text in vanishing {
      let polynomial = try Polynomial(parsing: text, in: map.coordinateRing)
      #expect(try verification.status(of: polynomial) == .proved, "\(text)")
    }
    for text in ["x0*x3 - 2*x1*x2", "x0", "1", "x1^2 - x0*x2 + 1/1000000007*x0^2"] {
      let polynomial = try Polynomial(parsing: text, in: map.coordinateRing)
      #expect(try verification.status(of: polynomial) == nil, "\(text)")
    }
  }

  /// `x = A^3 B`, `y = A^4`, `z = B^4` with dense cubic forms `A`, `B`: the quartic
  /// `x^4 - y^3 z` pulls back to 2 * 91^4 products, more than are ever expanded.
  static let quartic: PolynomialMap = {
    let parameters = PolynomialRing(["s", "t", "u"])
    var generator = SeededGenerator(seed: 3)
    let forms = (0..<2).map { _ in
      Polynomial(
        TextbookNumbers.multisets(of: 3, size: 3).map { variables in
          (
            coefficient: Rational(Int.random(in: 1...9, using: &generator)),
            variables: variables
          )
        }, in: parameters)
    }
    return ClassicalMaps.map(from: parameters) {
      [forms[0].power(3) * forms[1], forms[0].power(4), forms[1].power(4)]
    }
  }()

  @Test func evaluatedPath() throws {
    #expect(Self.quartic.images.map(\.termCount) == [91, 91, 91])
    let ring = Self.quartic.coordinateRing
    for seed in 1...5 as ClosedRange<UInt64> {
      let verification = Verification(map: Self.quartic, seed: seed)
      let status = try verification.status(of: try Polynomial(parsing: "x0^4 - x1^3*x2", in: ring))
      guard case .probable(let bound) = status else {
        Issue.record("expected a probable result, got \(String(describing: status))")
        continue
      }
      #expect(bound > 0 && bound < 1e-30)
      for text in ["x0^4 - 2*x1^3*x2", "x0^4 - x1^2*x2^2", "x0^4 - x1^3*x2 + x2^4"] {
        let polynomial = try Polynomial(parsing: text, in: ring)
        #expect(try verification.status(of: polynomial) == nil, "\(text)")
      }
    }
  }

  /// Small pull-backs of the same map are still expanded.
  @Test func smallOnesAreExpanded() throws {
    let verification = Verification(map: Self.quartic, seed: 1)
    let polynomial = try Polynomial(parsing: "x0 - x1", in: Self.quartic.coordinateRing)
    #expect(try verification.status(of: polynomial) == nil)
    #expect(try verification.status(of: Self.quartic.coordinateRing.zero) == .proved)
  }

  /// What rests on equations that are only probable is only probable itself.
  @Test func probableGeneratorsMakeLaterDegreesProbable() async throws {
    let ideal = try await GradedKernel(of: Self.quartic).ideal(upToDegree: 5)
    #expect(ideal.pieces.map(\.dimension) == [0, 0, 0, 1, 3])
    #expect(ideal.pieces.map(\.minimalGeneratorCount) == [0, 0, 0, 1, 0])
    #expect(ideal.pieces.prefix(3).map(\.status.isProved) == [true, true, true])
    #expect(!ideal.pieces[3].status.isProved)
    #expect(!ideal.pieces[4].status.isProved)
    #expect(!ideal.status.isProved)
    #expect(ideal.generators.map(\.polynomial.description) == ["x0^4 - x1^3*x2"])
  }

  /// Coordinates `s/d_0, ..., s/d_7` with 60-bit primes `d_i`, and a form in the last one.
  ///
  /// A combination of the first eight with small coefficients is found that is not zero but
  /// divisible by the first three primes of 61 bits, so three primes cannot tell it from zero.
  @Test func denominatorsOfAllTermsCount() throws {
    let denominators = PrimeField.primes(bits: 60).prefix(8).map { Integer($0.modulus) }
    let primes = PrimeField.primes(bits: 61).prefix(3).map { Integer($0.modulus) }
    let modulus = primes.reduce(Integer(1), *)
    // The lattice of the c with sum c_i / d_i = 0 modulo the three primes.
    let product = denominators.reduce(Integer(1), *)
    let functional = denominators.map { product.dividedExactly(by: $0) }
    let relations = IntegerMatrix([functional + [modulus]]).integerKernel
    let lattice = IntegerMatrix(relations.rows.map { Array($0.dropLast()) })
    let short = lattice.reducedLatticeBasis.row(0)
    #expect(short.contains { !$0.isZero } && short.allSatisfy { $0.bitWidth < 40 })

    let parameters = PolynomialRing(["s", "t", "u"])
    let factor = Polynomial(
      TextbookNumbers.multisets(of: 3, size: 12).map { (coefficient: 1, variables: $0) },
      in: parameters)
    #expect(factor.termCount == 91)
    let map = ClassicalMaps.map(from: parameters) {
      denominators.map { Rational(1, $0) * parameters.variable(0) } + [factor]
    }
    let x = map.coordinateRing.variables
    let linear = zip(short, x).reduce(map.coordinateRing.zero) { $0 + Rational($1.0) * $1.1 }
    let polynomial = linear * x[8].power(4)
    #expect(!map.pullback(of: linear).isZero)
    #expect(try Verification(map: map, seed: 1).status(of: polynomial) == nil)
  }
}
