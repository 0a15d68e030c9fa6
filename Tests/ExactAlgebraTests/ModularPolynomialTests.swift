import ExactAlgebra
import Testing

struct ModularPolynomialTests {
  @Test(arguments: [5, 65_521, 2_147_483_647, 9_223_372_036_854_775_783] as [UInt])
  func valueAndGradientAgreeWithTheExactOnes(modulo prime: UInt) throws {
    var generator = SeededGenerator(seed: 131, stream: UInt64(prime))
    let field = PrimeField(prime: prime)
    let ring = PolynomialRing(["x", "y", "z"])
    var checked = 0
    for _ in 0..<200 {
      let f = Polynomial.sample(in: ring, terms: 6, using: &generator)
      let point = [Rational].drawing(3) {
        Rational(.random(bits: 70, using: &generator))
      }
      let residues = try point.map { try #require($0.residue(in: field)) }
      guard let reduced = ModularPolynomial(f, over: field) else {
        #expect(f.terms.contains { $0.coefficient.denominator.residue(in: field) == 0 })
        continue
      }
      checked += 1
      #expect(reduced.field == field)
      #expect(reduced(at: residues) == f(at: point).residue(in: field))
      // The gradient is added to what is there.
      var gradient = field.randomElements(3, using: &generator)
      let expected = (0..<3).map { variable in
        f.derivative(withRespectTo: variable)(at: point).residue(in: field)
          .map { field.add($0, gradient[variable]) }
      }
      gradient.withUnsafeMutableBufferPointer { reduced.addGradient(at: residues, to: $0) }
      #expect(gradient == expected)
    }
    #expect(checked > (prime == 5 ? 20 : 180))
  }

  @Test func primesInDenominatorsAreRefused() {
    let ring = PolynomialRing(["x"])
    let f = Rational(1, 35) * ring.variable(0) + ring.constant(Rational(1, 2))
    #expect(ModularPolynomial(f, over: PrimeField(prime: 7)) == nil)
    #expect(ModularPolynomial(f, over: PrimeField(prime: 5)) == nil)
    #expect(ModularPolynomial(f, over: PrimeField(prime: 11))?(at: [0]) == 6)
  }

  @Test func coefficientsMayVanish() {
    let ring = PolynomialRing(["x"])
    let field = PrimeField(prime: 7)
    let x = ring.variable(0)
    #expect(ModularPolynomial(7 * x + ring.constant(14), over: field)?(at: [3]) == 0)
    #expect(ModularPolynomial(ring.zero, over: field)?(at: [3]) == 0)
    #expect(ModularPolynomial(x.power(7) - x, over: field)?(at: [3]) == 0)
  }
}
