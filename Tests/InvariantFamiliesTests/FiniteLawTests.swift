import ExactAlgebra
import Networks
import RandomNetworks
import Testing

@testable import InvariantFamilies

@Suite struct FiniteLawTests {
  private static func law(_ points: [[Rational]], _ weights: [Rational]? = nil) throws -> FiniteLaw
  {
    FiniteLaw(try EmpiricalLaw(points, weights: weights))
  }

  /// Equal points with other common factors, one of which the first prime of the look-up divides.
  @Test func equalPointsAreFoundWhateverTheirDenominators() async throws {
    let prime = Integer(Int(PrimeField.primes(bits: 61).first { _ in true }!.modulus))
    let third = Rational(1, 3)
    let law = try Self.law([[Rational(1, prime), third], [2, 0], [Rational(2, 1), 0]])
    #expect(law.count == 2)
    // (x, y) -> (x - x, 3 y): denominators stay common factors, values agree.
    let image = try await law.image(
      under: .relu(weights: [[0, 0], [0, 3]], biases: [third, 0]))
    let atoms = image.atoms
    #expect(atoms.count == 2)
    #expect(atoms.map(\.point) == [[third, 0], [third, 1]])
    #expect(atoms.map(\.weight) == [Rational(2, 3), third])
  }

  @Test func residuesThatAgreeAreNotYetEqual() throws {
    // The same modulo the prime, and different.
    let prime = Rational(Integer(Int(PrimeField.primes(bits: 61).first { _ in true }!.modulus)))
    #expect(try Self.law([[0], [prime], [2 * prime], [0]]).atoms.map(\.weight).count == 3)
  }

  @Test func imagesAreThoseOfEachPoint() async throws {
    var generator = SeededGenerator(seed: 7)
    func number(_ size: Int) -> Rational {
      Rational(Int.random(in: -size...size, using: &generator)) / 4
    }
    let activations = [
      nil, PiecewiseLinearActivation.relu, try .leakyReLU(slope: Rational(-1, 3)), .absoluteValue,
    ]
    var merges = 0
    for trial in 0..<24 {
      let points = (0..<40).map { _ in (0..<2).map { _ in number(6) } }
      let weights = (1...40).map { Rational($0) / 820 }
      let map = LayerMap(
        .init(weights: (0..<3).map { _ in [number(4), number(4)] }, biases: [number(4), 0, 1]),
        activation: activations[trial % 4])
      let image = try await Self.law(points, weights).image(under: map, threads: 2)
      var expected: [[Rational]: Rational] = [:]
      for (point, weight) in zip(points, weights) { expected[map(point), default: 0] += weight }
      let atoms = image.atoms
      #expect(atoms.count == expected.count)
      #expect(atoms.allSatisfy { expected[$0.point] == $0.weight })
      #expect(
        zip(atoms, atoms.dropFirst()).allSatisfy { $0.point.lexicographicallyPrecedes($1.point) })
      merges += 40 - atoms.count
    }
    #expect(merges > 40)
  }

  /// More points than a block has.
  @Test func blocksAreMergedAcross() async throws {
    let points = (0..<5_000).map { [Rational($0 % 1_250), Rational(1)] }
    let law = try Self.law(points)
    #expect(law.count == 1_250)
    let image = try await law.image(
      under: .relu(weights: [[1, -1_000]], biases: [0]), threads: 2)
    #expect(image.count == 250)
    #expect(image.atoms[0] == .init(point: [0], weight: Rational(1_001, 1_250)))
    #expect(image.mean == [Rational(249 * 125, 1_250)])
  }

  @Test func pointsWithoutWeightAreLeftOut() throws {
    let law = try Self.law([[1], [2], [1]], [Rational(1, 2), 0, Rational(1, 2)])
    #expect(law.atoms == [.init(point: [1], weight: 1)])
    #expect(try law == Self.law([[1]]))
    #expect(try law != Self.law([[2]]))
  }
}
