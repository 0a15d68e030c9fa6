import ExactAlgebra
import NetworkVarieties
import Networks
import Testing
import Varieties

@testable import Claims
@testable import Laboratory

/// The theorem on two blocks as a claim, and rank constraints beyond it.
struct TwoBlockMinorsTests {
  private static func instance(
    _ widths: [Int], _ patterns: String..., hasBiases: Bool = false
  ) throws -> PatternInstance {
    PatternInstance(
      architecture: try Architecture(widths: widths, hasBiases: hasBiases),
      patterns: try patterns.map { try ActivationPattern(parsing: $0) }, orbitSize: 1)
  }

  /// Example 31 in its normal form: 9 quadrics and 10 cubics, dimension 12.
  @Test func example31() async throws {
    let finding = try await TwoBlockMinors().finding(
      on: Self.instance([3, 3, 2, 3], "111/11", "110/11"), degree: 4)
    #expect(finding.verdict == .confirmed(.complete(.twoBlockTheorem)))
    #expect(finding.evidence.ideal?.degrees.map(\.generators) == [0, 9, 10, 0])
    #expect(finding.evidence.dimension?.value == 12)
    #expect(VarietyFinding.words(for: finding.outcome) == "complete: two-block theorem")
  }

  /// What the theorem says of one pair is refuted by another pair: by its dimension, by a
  /// polynomial, or by the number of generators.
  @Test func differencesAreFound() async throws {
    let claim = TwoBlockMinors()
    let square = try Self.instance([3, 3, 3], "110", "101")
    let variety = try square.variety
    let ideal = try await variety.gradedKernel.ideal(
      upToDegree: 3, options: ClaimSettings(maximumDegree: 3).kernelOptions)
    let theorem = try #require(TwoBlockTheorem(of: variety))
    let dimension = variety.dimension(seed: 1)
    #expect(
      claim.verdict(of: theorem, on: dimension, ideal) == .confirmed(.complete(.twoBlockTheorem)))
    // One neuron more is another dimension.
    let other = try #require(
      TwoBlockTheorem(of: try Self.instance([3, 4, 3], "1110", "1101").variety))
    #expect(other.dimension != theorem.dimension)
    #expect(
      claim.verdict(of: other, on: dimension, ideal)
        == .refuted(.number(dimension.value, claimed: other.dimension)))
  }

  /// With biases the difference of the constants has its column.
  @Test func biases() async throws {
    let finding = try await TwoBlockMinors().finding(
      on: Self.instance([2, 2, 3], "11", "10", hasBiases: true), degree: 3)
    #expect(finding.verdict == .confirmed(.complete(.twoBlockTheorem)))
    #expect(
      finding.evidence.ideal?.conditions.map { "\($0.matrix) <= \($0.rankAtMost)" }.isEmpty
        == false)
  }

  @Test func allOfWidth2() async throws {
    var count = 0
    for (layers, hasBiases) in [(1, false), (2, false), (3, false), (1, true), (2, true)] {
      let family = OneLayerPairFamily(
        maximumWidth: 2, hiddenLayers: layers, hasBiases: hasBiases)
      for instance in family.instances {
        let finding = try await TwoBlockMinors().finding(on: instance, degree: 3)
        #expect(finding.verdict == .confirmed(.complete(.twoBlockTheorem)), "\(instance)")
        count += 1
      }
    }
    #expect(count == 83)
  }

  @Test func familiesThatAreRefused() {
    #expect(OneLayerPairFamilies.objection(to: FamilySize(maximumWidth: 3, blocks: 2...2)) == nil)
    let deep = FamilySize(maximumWidth: 3, blocks: 2...2, hiddenLayers: 2...4)
    #expect(OneLayerPairFamilies.objection(to: deep)?.contains("3 hidden layers") == true)
    let many = PatternFamilies(FamilySize(maximumWidth: 2, blocks: 5...5))
    #expect(RankConstraintGeneration().objection(to: many) != nil)
  }
}
