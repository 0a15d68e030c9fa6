import ExactAlgebra
import NetworkVarieties
import Oracles
import Specimens
import Testing
import Varieties

/// What ideals have beyond the minors of rank constraints.
struct ExcessTests {
  private static func ideal(
    of variety: PatternVariety, upToDegree degree: Int, comparedWith conditions: [RankCondition]
  ) async throws -> GradedIdeal {
    var options = GradedKernel.Options()
    options.conditions = conditions
    return try await variety.ideal(upToDegree: degree, options: options)
  }

  /// The quintics of Example 37 are no minors of the constraints, nor are all sextics.
  @Test func example37() async throws {
    let variety = try RandomNetwork([3, 4, 3], "1100", "1010", "1001").variety
    let ideal = try await Self.ideal(
      of: variety, upToDegree: 5, comparedWith: variety.rankConstraints.map(\.condition))
    #expect(ideal.pieces.map { $0.excess?.representation.dimension } == [0, 0, 0, 0, 45])
    let witness = try #require(ideal.pieces[4].excess?.witness)
    #expect(witness.totalDegree == 5)
    #expect(
      variety.patternMap.normalizedPolynomialMap(into: variety.ring).pullback(of: witness).isZero)
  }

  /// Without the difference of the blocks its minors are missing.
  @Test func constraintsLeftOut() async throws {
    let variety = try RandomNetwork([4, 3, 3], "101", "011").variety
    let constraints = variety.rankConstraints
    let all = try await Self.ideal(
      of: variety, upToDegree: 4, comparedWith: constraints.map(\.condition))
    #expect(all.pieces.map { $0.excess?.representation.dimension } == [0, 0, 0, 0])
    #expect(all.pieces.map { $0.excess?.witness } == [nil, nil, nil, nil])
    let some = constraints.filter { $0.expression?.entries != [[BlockCombination([1, -1])]] }
    #expect(some.count == constraints.count - 1)
    let partial = try await Self.ideal(
      of: variety, upToDegree: 4, comparedWith: some.map(\.condition))
    #expect(partial.pieces.map { $0.excess?.representation.dimension } == [0, 0, 4, 0])
    #expect(partial.pieces.map(\.dimension) == all.pieces.map(\.dimension))
  }

  @Test func withoutConditionsNothingIsSaid() async throws {
    let variety = try RandomNetwork([3, 3, 3], "101", "011").variety
    let ideal = try await variety.ideal(upToDegree: 3)
    #expect(ideal.pieces.map(\.excess) == [nil, nil, nil])
  }

  /// Lower generators and minors span what Groebner bases in another system say.
  @Test(
    .enabled(if: ExternalProgram.singular.isInstalled, "Singular is not installed"),
    arguments: Specimen.all.filter { $0.ambientDimension <= 27 })
  func spans(_ specimen: Specimen) async throws {
    let variety = try specimen.variety
    let conditions = variety.rankConstraints.map(\.condition)
    // Each list of conditions, the same without the last one, and none at all.
    for conditions in [conditions, conditions.dropLast(), []] {
      let ideal = try await Self.ideal(
        of: variety, upToDegree: min(specimen.degrees.count, 4), comparedWith: conditions)
      for piece in ideal.pieces {
        let minors = conditions.filter { $0.minorSize == piece.degree }.flatMap { condition in
          condition.matrix(in: variety.ring).minors(ofSize: piece.degree).map(\.polynomial)
        }
        let lower = ideal.generators.filter { $0.degree < piece.degree }.map(\.polynomial)
        let elements = (lower + minors).filter { !$0.isZero }
        let spanned =
          elements.isEmpty
          ? 0
          : try await SingularOracle.idealDimension(
            of: elements, inDegree: piece.degree, modulo: 2_147_483_647, in: variety.ring)
        let excess = try #require(piece.excess)
        #expect(
          piece.dimension == spanned + excess.representation.dimension,
          "degree \(piece.degree), \(conditions.count) conditions")
        #expect((excess.witness == nil) == excess.representation.dimension.isZero)
      }
    }
  }
}
