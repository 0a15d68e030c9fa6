import ExactAlgebra
import Oracles
import Testing
import Varieties

@testable import Certification

/// Certificates by Singular itself.
@Suite(
  .enabled(
    if: ExternalProgram.singular.isInstalled,
    "Singular is not installed, so nothing can be certified"))
struct CertifierTests {
  private func outcome(
    _ example: Case, upTo degree: Int, by method: Certifier.Method?,
    _ arithmetic: Certifier.Arithmetic? = nil, timeLimit: Duration? = nil, count: Int
  ) async throws -> CertificationOutcome {
    let variety = try example.variety
    let generators = try await variety.ideal(upToDegree: degree).generators.map(\.polynomial)
    #expect(generators.count == count)
    return try await Certifier(program: .find()).certify(
      generators, of: variety.patternMap.normalizedPolynomialMap(into: variety.ring),
      method: method, arithmetic: arithmetic, timeLimit: timeLimit)
  }

  @Test func caseCount() { #expect(Case.all.count == 13) }

  @Test(arguments: Case.all, Certifier.Arithmetic.allCases)
  func allGeneratorsAreComplete(_ example: Case, arithmetic: Certifier.Arithmetic) async throws {
    let outcome = try await outcome(
      example, upTo: example.degree, by: .linearSection, arithmetic,
      count: example.generatorCount)
    guard case .complete(let certificate) = outcome else {
      Issue.record("\(outcome)")
      return
    }
    #expect(certificate.method == .linearSection)
    #expect(certificate.arithmetic == arithmetic)
    #expect(certificate.program == "Singular")
    #expect(certificate.version.first?.isNumber == true)
  }

  /// The second method comes to the same conclusion, where it is quick.
  @Test(
    arguments: Case.all.filter(\.isSmall), Certifier.Arithmetic.allCases)
  func eliminationAgrees(_ example: Case, arithmetic: Certifier.Arithmetic) async throws {
    let outcome = try await outcome(
      example, upTo: example.degree, by: .elimination, arithmetic, count: example.generatorCount)
    guard case .complete(let certificate) = outcome else {
      Issue.record("\(outcome)")
      return
    }
    #expect(certificate.method == .elimination)
    #expect(certificate.arithmetic == arithmetic)
  }

  /// Cut down by linear forms; over the rationals this takes more than minutes.
  @Test func largeDeterminants() async throws {
    let example = Case([4, 4, 4], "1011", "0111", upTo: 4, generatorCount: 18)
    let outcome = try await outcome(example, upTo: 4, by: .linearSection, .modular, count: 18)
    guard case .complete(let certificate) = outcome else {
      Issue.record("\(outcome)")
      return
    }
    #expect(certificate.prime == 32003)
  }

  /// Modulo no prime do generators look complete when one is left out.
  @Test(arguments: [2, 3, 5, 101, 32003] as [UInt])
  func missingGeneratorIsNeverOverlooked(prime: UInt) async throws {
    let examples = Case.all.filter { $0.generatorCount > 0 && $0.widths.count == 3 }
    #expect(examples.count == 9)
    for example in examples {
      let variety = try example.variety
      let all = try await variety.ideal(upToDegree: example.degree).generators.map(\.polynomial)
      #expect(all.count == example.generatorCount)
      for rest in [Array(all.dropLast()), Array(all.dropFirst())] {
        let outcome = try await Certifier(program: .find(), prime: prime).certify(
          rest, of: variety.patternMap.normalizedPolynomialMap(into: variety.ring),
          method: .linearSection, arithmetic: .modular, timeLimit: .seconds(60))
        #expect(outcome.isUndecided, "\(example.testDescription): \(outcome)")
      }
    }
  }

  /// Twelve cubics reach the codimension, and are not enough.
  @Test func cubicsAreIncomplete() async throws {
    let outcome = try await outcome(.four, upTo: 3, by: nil, count: 12)
    guard case .incomplete(let missing) = outcome else {
      Issue.record("\(outcome)")
      return
    }
    let variety = try Case.four.variety
    #expect(missing.totalDegree >= 4)
    #expect(missing.isHomogeneous)
    // With all parameters, not with those of the certified map.
    #expect(variety.patternMap.polynomialMap(into: missing.ring).pullback(of: missing).isZero)
  }

  @Test(arguments: CompletenessCertificate.Method.allCases)
  func quadricsAreIncomplete(method: CompletenessCertificate.Method) async throws {
    let example = Case([3, 3, 3], "110", "001", upTo: 3, generatorCount: 10)
    let outcome = try await outcome(example, upTo: 2, by: method, count: 9)
    switch (outcome, method) {
    case (.incomplete(let missing), .elimination): #expect(missing.totalDegree == 3)
    // Without the cubic there are too few equations to solve.
    case (.undecided(.noLinearSection), .linearSection): break
    default: Issue.record("\(outcome)")
    }
  }

  @Test func wrongGeneratorIsNoticed() async throws {
    let variety = try Case.three.variety
    let outcome = try await Certifier(program: .find()).certify(
      [variety.ring.variable(0)],
      of: variety.patternMap.normalizedPolynomialMap(into: variety.ring), method: .elimination)
    #expect(outcome == .undecided(.notInTheIdeal))
  }

  @Test func timeLimitLeavesItUndecided() async throws {
    let outcome = try await outcome(
      .four, upTo: 4, by: .elimination, timeLimit: .milliseconds(300), count: 18)
    #expect(outcome == .undecided(.singular(.timeLimit)))
  }
}
