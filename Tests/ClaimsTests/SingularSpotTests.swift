import ExactAlgebra
import Formulas
import NetworkVarieties
import Networks
import Oracles
import Presentation
import Testing
import Varieties

@testable import Claims
@testable import Laboratory

/// Verdicts checked by Groebner bases in another system, on a true claim and on a false one.
@Suite(
  .enabled(if: ExternalProgram.singular.isInstalled, "Singular is not installed"))
struct SingularSpotTests {
  /// A deliberately false claim: the conjecture without the minors of `M_1 - M_2`.
  private struct WithoutDifference: VarietyClaim {
    let name = "without-difference"
    let statement: MarkedText =
      "The minors of single blocks, side by side and stacked generate the ideal."
    let source = "false on purpose"
    typealias Family = SignatureFamilies

    static func constraints(of variety: PatternVariety) -> [RankConstraint] {
      variety.rankConstraints.filter { $0.symbol != "M1 - M2" }
    }

    func varietyFinding(
      on instance: PatternInstance, settings: ClaimSettings
    ) async throws -> VarietyFinding {
      try await MinorComparison(
        of: instance, settings: settings, constraints: Self.constraints
      ).finding()
    }
  }

  /// The dimensions of the ideal of minors, in the degrees from 1 on.
  private static func dimensions(
    of constraints: [RankConstraint], in ring: PolynomialRing, upTo degree: Int
  ) async throws -> [Int] {
    let minors = constraints.filter { $0.condition.minorSize <= degree }.flatMap { constraint in
      constraint.condition.matrix(in: ring).minors(ofSize: constraint.condition.minorSize)
        .map(\.polynomial).filter { !$0.isZero }
    }
    var dimensions: [Int] = []
    for degree in 1...degree {
      let low = minors.filter { $0.totalDegree <= degree }
      let dimension =
        low.isEmpty
        ? 0
        : try await SingularOracle.idealDimension(
          of: low, inDegree: degree, modulo: 2_147_483_647, in: ring)
      dimensions.append(Int(exactly: dimension)!)
    }
    return dimensions
  }

  /// What was confirmed: the minors span as much in every degree as the ideal has.
  @Test(arguments: ["3,3,3: 101, 011", "4,3,3: 101, 011", "3,4,3: 1101, 0011", "4,3,4: 101, 011"])
  func confirmed(_ text: String) async throws {
    let instance = try Self.instance(text)
    let finding = try await Conjecture61().finding(on: instance, degree: 5)
    #expect(finding.verdict.kind == .confirmed)
    let variety = try instance.variety
    let degrees = try #require(finding.evidence.ideal?.degrees)
    #expect(degrees.count == 5)
    let spanned = try await Self.dimensions(
      of: variety.rankConstraints, in: variety.ring, upTo: 5)
    #expect(degrees.map(\.dimension) == spanned)
    #expect(spanned.contains { $0 > 0 })
  }

  /// What was refuted: the minors span less, and the witness vanishes on the variety but does not
  /// lie in their ideal.
  @Test(arguments: ["3,3,3: 101, 011", "4,3,3: 101, 011"])
  func refuted(_ text: String) async throws {
    let instance = try Self.instance(text)
    let finding = try await WithoutDifference().finding(on: instance, degree: 4)
    guard case .refuted(.polynomial(let polynomial, let degree, _)) = finding.verdict else {
      Issue.record("\(finding.verdict)")
      return
    }
    #expect(degree == 3)
    let variety = try instance.variety
    let constraints = WithoutDifference.constraints(of: variety)
    let spanned = try await Self.dimensions(of: constraints, in: variety.ring, upTo: degree)
    let found = try #require(finding.evidence.ideal?.degrees[degree - 1])
    #expect(found.dimension == spanned[degree - 1] + found.excess && found.excess > 0)
    let witness = try Polynomial(parsing: polynomial, in: variety.ring)
    let map = variety.patternMap.normalizedPolynomialMap(into: variety.ring)
    #expect(map.pullback(of: witness).isZero)
    let minors = constraints.flatMap { constraint in
      constraint.condition.matrix(in: variety.ring).minors(ofSize: constraint.condition.minorSize)
        .map(\.polynomial)
    }.filter { !$0.isZero && $0.totalDegree <= degree }
    let larger = try await SingularOracle.idealDimension(
      of: minors + [witness], inDegree: degree, modulo: 2_147_483_647, in: variety.ring)
    #expect(larger == Integer(spanned[degree - 1] + 1))
  }

  /// Complete verdicts: elimination gives the same ideal.
  @Test(arguments: ["3,2,3: 11, 01", "3,3,3: 110, 001", "3,3,3: 101, 011"])
  func complete(_ text: String) async throws {
    let instance = try Self.instance(text)
    let finding = try await Conjecture61().finding(on: instance, degree: 4)
    guard case .confirmed(.complete) = finding.verdict else {
      Issue.record("\(finding.verdict)")
      return
    }
    let variety = try instance.variety
    let minors = variety.rankConstraints.flatMap { constraint in
      constraint.condition.matrix(in: variety.ring).minors(ofSize: constraint.condition.minorSize)
        .map(\.polynomial).filter { !$0.isZero }
    }
    let comparison = try await SingularOracle.compare(
      minors, with: variety.patternMap.normalizedPolynomialMap(into: variety.ring))
    #expect(comparison.generatorsAreContained && comparison.generatorsSuffice)
  }

  /// Where no other argument helps, Groebner bases do, if they are asked for: matrices of
  /// coefficients hide from the arguments that this is a product.
  @Test func certified() async throws {
    let instance = try PatternInstance([2, 2, 2], "00", "10", "11")
    func finding(isCertifying: Bool) async throws -> VarietyFinding {
      let zero = BlockCombination([1, 0, 0])
      let matrices = [BlockCombination([0, 1, 0]), BlockCombination([0, 1, -1])].map { matrix in
        [[matrix, zero], [zero, zero]]
      }
      return try await MinorComparison(
        of: instance, settings: ClaimSettings(maximumDegree: 4, isCertifying: isCertifying)
      ) { variety in
        ([[[zero]]] + matrices).compactMap(variety.rankConstraint(on:))
      }.finding()
    }
    let plain = try await finding(isCertifying: false)
    #expect(plain.verdict == .confirmed(.degrees(upTo: 4)))
    let finding = try await finding(isCertifying: true)
    guard case .confirmed(.complete(.certificate(_, let program, let prime))) = finding.verdict
    else {
      Issue.record("\(finding.verdict)")
      return
    }
    #expect(program.hasPrefix("Singular "))
    #expect(finding.explanation.hasSuffix(prime.map { "\(program) modulo \($0)" } ?? program))
    #expect(finding.evidence == plain.evidence)
  }

  private static func instance(_ text: String) throws -> PatternInstance {
    let parts = text.split(separator: ":")
    return PatternInstance(
      architecture: try Architecture(widths: parts[0].split(separator: ",").map { Int($0)! }),
      patterns: try parts[1].split { $0 == "," || $0 == " " }
        .map { try ActivationPattern(parsing: String($0)) },
      orbitSize: 1)
  }
}
