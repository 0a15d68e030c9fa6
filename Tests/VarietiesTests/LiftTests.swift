import ExactAlgebra
import Testing

@testable import Varieties

/// Generators whose coefficients need several primes, and primes that mislead.
@Suite struct LiftTests {
  /// The largest primes of 60 bits: those that are used first.
  static let firstPrimes = PrimeField.primes(bits: 60).prefix(4).map(\.modulus)

  /// The twisted cubic in coordinates scaled by rationals of about 150 bits.
  @Test func coefficientsOfManyWords() async throws {
    var generator = SeededGenerator(seed: 11)
    let scales = (0..<4).map { _ in
      let parts = (0..<4).map { _ in
        Integer(Int.random(in: 1 << 40..<1 << 62, using: &generator))
      }
      return Rational(parts[0] * parts[1] * parts[2] + 1, parts[3] * parts[0] * parts[0] + 2)
    }
    let map = ClassicalMaps.rationalNormalCurve(degree: 3, scales: scales)
    let kernel = try GradedKernel(of: map)
    let ideal = try await kernel.ideal(upToDegree: 3)
    #expect(ideal.pieces.map(\.dimension) == [0, 3, 10])
    #expect(ideal.pieces.map(\.minimalGeneratorCount) == [0, 3, 0])
    #expect(ideal.status.isProved)
    #expect(ideal.primes.count > 4)
    #expect(ideal.primes.prefix(4) == Self.firstPrimes[...])
    // x0*x2 / (c0*c2) - x1^2 / c1^2
    let x = map.coordinateRing.variables
    for (first, middle) in [(0, 1), (1, 2)] {
      let last = middle + 1
      let left = (scales[first] * scales[last]).inverse! * (x[first] * x[last])
      let right = scales[middle].power(2).inverse! * (x[middle] * x[middle])
      #expect(ideal.generators.map(\.polynomial).contains((left - right).primitivePart))
    }
    let bits = ideal.generators.flatMap {
      $0.polynomial.terms.map(\.coefficient.numerator.bitWidth)
    }
    #expect(bits.count == 6 && bits.allSatisfy { $0 > 200 })
  }

  @Test func coefficientsBeyondTheLimitAreReported() async throws {
    let huge = Rational(Integer(3).power(6_000))
    let map = ClassicalMaps.rationalNormalCurve(degree: 2, scales: [1, huge, 1])
    let kernel = try GradedKernel(of: map)
    let ideal = try await kernel.ideal(upToDegree: 3)
    // What is finished is kept.
    #expect(ideal.pieces.map(\.degree) == [1] && ideal.status == .proved)
    #expect(ideal.limit == .failure(.liftFailed(degree: 2, primes: 64)))
    #expect(
      ideal.limit?.description
        == "a generator of degree 2 could not be lifted to the rationals with 64 primes")
  }

  /// Primes that divide a denominator are left out.
  @Test func primesInDenominators() async throws {
    let scale = Rational(1, Integer(Self.firstPrimes[0]) * Integer(Self.firstPrimes[2]))
    let map = ClassicalMaps.rationalNormalCurve(degree: 2, scales: [1, scale, 1])
    let ideal = try await GradedKernel(of: map).ideal(upToDegree: 2)
    #expect(ideal.pieces.map(\.dimension) == [0, 1])
    #expect(!ideal.primes.contains(Self.firstPrimes[0]))
    #expect(!ideal.primes.contains(Self.firstPrimes[2]))
    #expect(ideal.primes.first == Self.firstPrimes[1])
  }

  /// Modulo the first prime the two coordinates are equal; over the rationals they are not.
  @Test func unluckyPrime() async throws {
    let parameters = PolynomialRing(["s", "t"])
    let (s, t) = (parameters.variable(0), parameters.variable(1))
    let prime = Rational(Integer(Self.firstPrimes[0]))
    let map = ClassicalMaps.map(from: parameters) { [s, s + prime * t, t] }
    let ideal = try await GradedKernel(of: map).ideal(upToDegree: 2)
    #expect(ideal.pieces.map(\.dimension) == [1, 3])
    #expect(ideal.generators.count == 1)
    let x = map.coordinateRing.variables
    #expect(Array(ideal.generators).first?.polynomial == (x[0] - x[1] + prime * x[2]).primitivePart)
    #expect(ideal.status.isProved)
  }

  /// Modulo the first two primes there is a linear form too many.
  @Test func smallerIdealThanModuloPrimes() async throws {
    let parameters = PolynomialRing(["s", "t"])
    let (s, t) = (parameters.variable(0), parameters.variable(1))
    let product = Rational(Integer(Self.firstPrimes[0]) * Integer(Self.firstPrimes[1]))
    let map = ClassicalMaps.map(from: parameters) { [s, s + product * t] }
    let ideal = try await GradedKernel(of: map).ideal(upToDegree: 3)
    #expect(ideal.pieces.map(\.dimension) == [0, 0, 0])
    #expect(ideal.generators.isEmpty)
    #expect(Set(Self.firstPrimes.prefix(3)).isSubset(of: ideal.primes))
  }

  private let fields: [PrimeField] = Array(PrimeField.primes(bits: 20).prefix(3))

  /// Matrices with rows `(1, 2/3)` and the like, as a null space over each field.
  private func nullSpace(_ rows: [[Rational]], over field: PrimeField) -> ModularNullSpace {
    ModularNullSpace(
      of: ModularMatrix(rows.map { $0.map { $0.residue(in: field)! } }, over: field))
  }

  @Test func joinsPrimesUntilTheVectorFits() {
    // The null vector of (1, -a) is (a, 1).
    let value = Rational(123_457, 765_433)
    var lift = Lift(degree: 1)
    var lifted: [[[Rational]]?] = []
    for field in fields {
      let space = nullSpace([[1, Rational(-1) * value]], over: field)
      let isAccepted = lift.accepts(space)
      #expect(isAccepted)
      lifted.append(lift.join(space, basisVectors: [0]))
    }
    #expect(lifted.count == 3)
    #expect(lifted[0] != [[value]])
    #expect(lifted[2] == [[value]])
  }

  @Test func ranksDecideWhichPrimesCount() {
    var lift = Lift(degree: 1)
    let low = nullSpace([[1, 2, 3]], over: fields[0])
    let high = nullSpace([[1, 2, 3], [0, 1, 1]], over: fields[1])
    let first = lift.accepts(low)
    let both = lift.join(low, basisVectors: [0, 1])
    // A larger rank shows that the earlier prime was unlucky.
    let second = lift.accepts(high)
    let one = lift.join(high, basisVectors: [0])
    // Now the smaller rank is the unlucky one.
    let third = lift.accepts(low)
    let fourth = lift.accepts(nullSpace([[1, 2, 3], [0, 1, 1]], over: fields[2]))
    #expect([first, second, third, fourth] == [true, true, false, true])
    #expect(both?.count == 2)
    #expect(one == [[-1, -1]])
  }

  @Test func earlierPivotsWin() {
    var lift = Lift(degree: 1)
    let accepted = zip([[0, 1], [1, 1], [0, 1]] as [[Rational]], fields).map { row, field in
      lift.accepts(nullSpace([row], over: field))
    }
    #expect(accepted == [true, true, false])
  }
}
