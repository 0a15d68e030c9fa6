import ExactAlgebra
import Oracles
import Specimens
import Testing
import Varieties

/// The number of new generators in a degree is what the generators of lower degree lack there;
/// what these span is counted by Groebner bases in another system.
@Suite(
  .enabled(
    if: ExternalProgram.singular.isInstalled,
    "Singular is not installed, so Groebner bases cannot be compared with"))
struct NewGeneratorTests {
  @Test func example37() async throws {
    let variety = try RandomNetwork([3, 4, 3], "1100", "1010", "1001").variety
    let ideal = try await variety.ideal(upToDegree: 6)
    #expect(ideal.pieces.map(\.minimalGeneratorCount) == [0, 0, 6, 0, 45, 80])
    let sextics = try #require(ideal.pieces.last?.representation).summands.map { summand in
      (summand.representation.partitions.map(\.parts), summand.multiplicity)
    }
    #expect(sextics.map(\.0) == [[[3, 3], [2, 2, 2]], [[2, 2, 2], [3, 3]]])
    #expect(sextics.map(\.1) == [4, 4])
    for prime in [32_003, 2_147_483_647] {
      try await compare(ideal, in: variety.ring, degrees: 4...6, modulo: prime)
    }
  }

  @Test(arguments: Specimen.all.filter { $0.ambientDimension <= 24 })
  func golden(_ specimen: Specimen) async throws {
    let variety = try specimen.variety
    let ideal = try await variety.ideal(upToDegree: specimen.degrees.count)
    try await compare(ideal, in: variety.ring, degrees: 2...specimen.degrees.count, modulo: 32_003)
  }

  private func compare(
    _ ideal: GradedIdeal, in ring: PolynomialRing, degrees: ClosedRange<Int>, modulo prime: Int
  ) async throws {
    let generators = Array(ideal.generators)
    var hasGenerators = false
    for degree in degrees {
      let lower = generators.filter { $0.degree < degree }.map(\.polynomial)
      guard !lower.isEmpty else { continue }
      hasGenerators = true
      let spanned = try await SingularOracle.idealDimension(
        of: lower, inDegree: degree, modulo: prime, in: ring)
      let piece = ideal.pieces[degree - 1]
      #expect(piece.dimension == spanned + piece.minimalGeneratorCount, "degree \(degree)")
    }
    #expect(hasGenerators || generators.allSatisfy { $0.degree == degrees.upperBound })
  }
}
