import ExactAlgebra
import Testing

/// A caller's mistake stops the program at a precondition, before FLINT can abort or, worse,
/// compute with it.
struct PreconditionTests {
  @Test func polynomialsOfDifferentRings() async {
    await #expect(processExitsWith: .trap) {
      _ = PolynomialRing(["x"]).variable(0) + PolynomialRing(["x"]).variable(0)
    }
    await #expect(processExitsWith: .trap) {
      _ = PolynomialRing(["x"]).variable(0) - PolynomialRing(["x"]).variable(0)
    }
    await #expect(processExitsWith: .trap) {
      _ = PolynomialRing(["x"]).variable(0) * PolynomialRing(["x"]).variable(0)
    }
    await #expect(processExitsWith: .trap) {
      var f = PolynomialRing(["x"]).variable(0)
      f += PolynomialRing(["x"]).variable(0)
    }
    await #expect(processExitsWith: .trap) {
      var f = PolynomialRing(["x"]).variable(0)
      f *= PolynomialRing(["x"]).variable(0)
    }
    await #expect(processExitsWith: .trap) {
      _ = PolynomialRing(["x"]).variable(0).divided(by: PolynomialRing(["x"]).one)
    }
  }

  @Test func mapsAndMatricesOverDifferentRings() async {
    await #expect(processExitsWith: .trap) {
      let (ring, other) = (PolynomialRing(["x"]), PolynomialRing(["x"]))
      _ = PolynomialMatrix(rows: 1, columns: 2, in: ring) { _, c in
        c == 0 ? ring.one : other.one
      }
    }
    await #expect(processExitsWith: .trap) {
      let (ring, other) = (PolynomialRing(["x"]), PolynomialRing(["x"]))
      var matrix = PolynomialMatrix(rows: 1, columns: 1, in: ring) { _, _ in ring.one }
      matrix[0, 0] = other.one
    }
    await #expect(processExitsWith: .trap) {
      let (ring, other) = (PolynomialRing(["x"]), PolynomialRing(["x"]))
      _ = PolynomialMap(from: ring, to: other, images: [other.one])
    }
    await #expect(processExitsWith: .trap) {
      let (ring, other) = (PolynomialRing(["x"]), PolynomialRing(["x"]))
      _ = PolynomialMap(from: ring, to: other, images: [ring.one]).pullback(of: ring.one)
    }
    await #expect(processExitsWith: .trap) {
      let (ring, other) = (PolynomialRing(["x"]), PolynomialRing(["x"]))
      _ = ring.one.substituting([other.one], in: ring)
    }
  }

  @Test func divisionsByZero() async {
    await #expect(processExitsWith: .trap) { _ = Integer(1).dividedEuclideanly(by: 0) }
    await #expect(processExitsWith: .trap) { _ = Integer(0).dividedExactly(by: 0) }
    await #expect(processExitsWith: .trap) { _ = Integer(3).dividedExactly(by: 2) }
    await #expect(processExitsWith: .trap) { _ = Rational(1, 0) }
    await #expect(processExitsWith: .trap) { _ = Rational(1) / 0 }
    await #expect(processExitsWith: .trap) { _ = Rational(0).power(-1) }
    await #expect(processExitsWith: .trap) {
      let ring = PolynomialRing(["x"])
      _ = ring.one.divided(by: ring.zero)
    }
  }

  @Test func powersOutOfRange() async {
    await #expect(processExitsWith: .trap) { _ = Integer(2).power(-1) }
    await #expect(processExitsWith: .trap) { _ = PolynomialRing(["x"]).one.power(-1) }
    await #expect(processExitsWith: .trap) {
      _ = PolynomialRing(["x"]).variable(0).power(1 << 31)
    }
    await #expect(processExitsWith: .trap) {
      let x = PolynomialRing(["x"]).variable(0)
      _ = x.power(1 << 16).power(1 << 16)
    }
    await #expect(processExitsWith: .trap) {
      let ring = PolynomialRing(["x"])
      let high = ring.variable(0).power(1 << 16)
      _ = high.substituting([high], in: ring)
    }
  }

  /// Degrees of products have no bound of their own, and the product of the degree and the
  /// exponent, 2^63, overflows a machine integer here.
  @Test func degreesThatOverflowTheCheckItself() async {
    await #expect(processExitsWith: .trap) {
      var f = PolynomialRing(["x"]).variable(0).power(1 << 30)
      for _ in 0..<3 { f *= f }
      _ = f.power(1 << 30)
    }
    await #expect(processExitsWith: .trap) {
      let ring = PolynomialRing(["x"])
      var f = ring.variable(0).power(1 << 30)
      for _ in 0..<2 { f *= f }
      _ = f.substituting([f], in: ring)
    }
  }

  @Test func variablesOutOfRange() async {
    await #expect(processExitsWith: .trap) { _ = PolynomialRing(["x"]).variable(1) }
    await #expect(processExitsWith: .trap) {
      _ = PolynomialRing(["x"]).one.derivative(withRespectTo: 1)
    }
    await #expect(processExitsWith: .trap) {
      _ = PolynomialRing(["x"]).one.renamingVariables([1])
    }
    await #expect(processExitsWith: .trap) { _ = PolynomialRing(["x"]).one(at: []) }
    await #expect(processExitsWith: .trap) {
      _ = Polynomial([(Rational(1), [1])], in: PolynomialRing(["x"]))
    }
    await #expect(processExitsWith: .trap) { _ = PolynomialRing(["x", "x"]) }
    await #expect(processExitsWith: .trap) { _ = PolynomialRing(["1x"]) }
    await #expect(processExitsWith: .trap) { _ = PolynomialRing(["\u{E4}"]) }
  }

  @Test func matricesOfWrongSizes() async {
    await #expect(processExitsWith: .trap) { _ = IntegerMatrix([[1], [2, 3]]) }
    await #expect(processExitsWith: .trap) { _ = IntegerMatrix([[1, 2]]).determinant }
    await #expect(processExitsWith: .trap) {
      _ = IntegerMatrix([[1, 2]]) * IntegerMatrix([[1, 2]])
    }
    await #expect(processExitsWith: .trap) { _ = IntegerMatrix([[1, 2]])[1, 0] }
    await #expect(processExitsWith: .trap) {
      _ = IntegerMatrix([[1, 2], [2, 4]]).reducedLatticeBasis
    }
    await #expect(processExitsWith: .trap) { _ = IntegerMatrix(rows: -1, columns: 1) }
    await #expect(processExitsWith: .trap) { _ = RationalMatrix([[1, 2]]).inverse }
    await #expect(processExitsWith: .trap) { _ = RationalMatrix([[1, 2]]).determinant }
    await #expect(processExitsWith: .trap) {
      _ = RationalMatrix([[1]]) + RationalMatrix([[1, 2]])
    }
    await #expect(processExitsWith: .trap) { _ = RationalMatrix([[1, 2]])[0, 2] }
    await #expect(processExitsWith: .trap) {
      let field = PrimeField(prime: 7)
      _ =
        ModularMatrix([[1]], over: field) * ModularMatrix([[1]], over: PrimeField(prime: 5))
    }
    await #expect(processExitsWith: .trap) {
      _ = ModularMatrix([[1, 2]], over: PrimeField(prime: 7))[0, -1]
    }
  }

  @Test func residuesThatDoNotFit() async {
    await #expect(processExitsWith: .trap) {
      var vector = ResidueVector([1], in: PrimeField(prime: 7))
      vector.join([1], in: PrimeField(prime: 7))
    }
    await #expect(processExitsWith: .trap) {
      var vector = ResidueVector([1], in: PrimeField(prime: 7))
      vector.join([1, 2], in: PrimeField(prime: 5))
    }
    await #expect(processExitsWith: .trap) { _ = Rational(reconstructing: 1, modulo: 1) }
  }
}
