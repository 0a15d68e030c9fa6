import Certification
import ExactAlgebra
import NetworkVarieties
import Networks
import Testing
import Varieties

/// What follows from a derivation, against its parts.
@Suite struct CertifiedDerivationTests {
  private static func variety(_ widths: [Int], _ patterns: String...) throws -> ReLUVariety {
    .pattern(
      try PatternVariety(
        of: Architecture(widths: widths),
        on: patterns.map { try ActivationPattern(parsing: $0) }))
  }

  @Test func twoBlocks() async throws {
    let variety = try Self.variety([3, 3, 3], "101", "011")
    let derivation = try await Derivation(of: variety, to: .degree(3))
    let certified = CertifiedDerivation(of: derivation)
    let theorem = try #require(variety.twoBlockTheorem)
    #expect(certified.completeness == .complete(.theorem(.twoBlocks(theorem))))
    #expect(certified.hilbert?.degree == 27 && certified.hilbert?.dimension == 15)
    #expect(certified.dimension.dimension.value == derivation.dimension.value)
    #expect(certified.dimension.codimension == 18 - derivation.dimension.value)
    #expect(certified.isCodimensionReached && certified.tangentSpace == nil)
    #expect(certified.ideal.generators.count == 3)
  }

  @Test func threeBlocksAreOpen() async throws {
    let variety = try Self.variety([3, 4, 3], "1100", "1010", "1001")
    let certified = CertifiedDerivation(
      of: try await Derivation(of: variety, to: .degree(3)))
    #expect(!certified.completeness.isComplete && !certified.isCodimensionReached)
    #expect(certified.dimension.codimension == 7 && certified.generatorRank?.rank == 6)
    #expect(certified.dimension.defect == 0 && certified.dimension.remainingDefect == 0)
  }

  /// At a point of rank 1 the determinant has no linear part.
  @Test func point() async throws {
    let variety = try Self.variety([3, 2, 3], "11")
    let derivation = try await Derivation(of: variety, to: .degree(3))
    let smooth = CertifiedDerivation(
      of: derivation, at: ([1, 0, 0, 0, 1, 0, 0, 0, 0], isOfNetwork: false))
    let singular = CertifiedDerivation(
      of: derivation, at: ([1, 0, 0, 0, 0, 0, 0, 0, 0], isOfNetwork: false))
    #expect(smooth.tangentSpace?.finding == .smooth)
    #expect(singular.tangentSpace?.finding == .singular)
    #expect(smooth.tangentSpace?.basis.count == 8 && singular.tangentSpace?.basis.count == 9)
  }
}
