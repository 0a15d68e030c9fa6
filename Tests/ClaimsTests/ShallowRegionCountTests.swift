import ExactAlgebra
import Formulas
import Laboratory
import Networks
import Programs
import Testing

@testable import Claims

/// Regions of drawn networks, and what is not generic.
@Suite struct ShallowRegionCountTests {
  private static let family = RandomShallowNetworks(
    FamilySize(maximumWidth: 6, blocks: 2...2, maximumHidden: 40))

  /// Counts by hand: lines in the plane give 1, 2, 4, 7, 11, 16, 22, planes in space 8, 15, 26.
  @Test(arguments: [
    (1, 4, 5), (2, 1, 2), (2, 3, 7), (2, 4, 11), (2, 6, 22), (3, 3, 8), (3, 5, 26),
  ])
  func countsByHand(inputs: Int, hidden: Int, count: Int) async throws {
    for number in 1...3 {
      let instance = RandomShallowNetwork(inputs: inputs, hidden: hidden, number: number)
      let finding = try await ShallowRegionCount().finding(
        on: instance, of: Self.family, settings: ClaimSettings(seed: 5))
      #expect(finding.verdict == .confirmed && finding.outcome == Outcome("count-attained"))
      #expect(finding.evidence.values == ["regions": .number(count), "claimed": .number(count)])
      #expect(ShallowRegionCount().words(for: finding).scope == "for the drawn weights")
    }
  }

  private func finding(
    weights: [[Int]], biases: [Int], claimed: Int
  ) async throws -> Finding {
    let network = try Network(layers: [
      .init(weights: weights.map { $0.map { Rational($0) } }, biases: biases.map { Rational($0) }),
      .init(weights: [weights.map { _ in Rational(1) }]),
    ])
    return try await ShallowRegionCount.finding(
      on: network, claimed: Integer(claimed), settings: ClaimSettings())
  }

  /// Two parallel lines, three lines through a point, and a line twice: fewer than 7 regions.
  @Test(arguments: [
    ([[1, 0], [1, 0], [0, 1]], [0, 1, 0], 6), ([[1, 0], [0, 1], [1, 1]], [0, 0, 0], 6),
    ([[1, 0], [2, 0], [0, 1]], [1, 2, 0], 4),
  ])
  func notGeneric(weights: [[Int]], biases: [Int], count: Int) async throws {
    let finding = try await finding(weights: weights, biases: biases, claimed: 7)
    #expect(finding.verdict == .refuted)
    #expect(finding.outcome == Outcome("other-count", ["difference": .number(count - 7)]))
    let words = ShallowRegionCount().words(for: finding)
    #expect(words.explanation.hasPrefix("this network has \(count) regions, all counted"))
    #expect(words.scope.isEmpty && words.evidence == "\(count) regions counted, claimed 7")
    #expect(
      ShallowRegionCount().words(for: finding.outcome)
        == "number of regions minus the claimed one: \(count - 7)")
  }

  /// A wrong claim about the same networks, swept by the same engine.
  private struct AllPatterns: Claim {
    typealias Family = RandomShallowNetworks
    let name = "all-patterns"
    let statement: MarkedText = "There are \(Formula.raised(2, .name("m"))) regions."
    let source = "false on purpose"

    func finding(
      on instance: RandomShallowNetwork, of family: RandomShallowNetworks,
      settings: ClaimSettings
    ) async throws -> Finding {
      try await ShallowRegionCount.finding(
        on: instance.network(seed: settings.seed), claimed: Integer(1 << instance.hidden),
        settings: settings)
    }
  }

  @Test func wrongClaimIsRefuted() async throws {
    let folder = try TemporaryFolder()
    let family = RandomShallowNetworks(
      FamilySize(maximumWidth: 3, blocks: 2...2, maximumHidden: 5, networks: 2))
    let definition = SweepDefinition(of: AllPatterns(), over: family)
    let store = try SweepStore.open(at: folder.path("a.db"), for: definition, version: "1")
    let evaluator = LocalEvaluator(for: definition, limits: InstanceLimits())
    try await Sweep(into: store, version: "1").run(with: [evaluator])
    var verdicts: [Verdict: Int] = [:]
    try store.forEachRecord { record in
      let instance = try #require(record.instance.instance as? RandomShallowNetwork)
      let isTrue = instance.hidden <= instance.inputs
      #expect(record.finding.verdict == (isTrue ? .confirmed : .refuted), "\(instance)")
      verdicts[record.finding.verdict, default: 0] += 1
    }
    #expect(verdicts == [.confirmed: 12, .refuted: 18])
  }

  /// What was found up to the limit is no verdict.
  @Test func limit() async throws {
    let instance = RandomShallowNetwork(inputs: 6, hidden: 40, number: 1)
    let finding = try await ShallowRegionCount().finding(
      on: instance, of: Self.family, settings: ClaimSettings(timeLimit: .milliseconds(1)))
    #expect(finding.verdict == .notReached && finding.outcome == Outcome("limit"))
    #expect(finding.stop == .time(nanoseconds: 1_000_000))
    #expect(
      ShallowRegionCount().words(for: finding).explanation
        == "the time limit of 0.001 s was over")
    #expect(finding.evidence.values["claimed"] == .number(4_598_479))
  }

  /// The family is what its size says, and it comes back from its coded form.
  @Test func family() throws {
    let usual = RandomShallowNetworks(FamilySize(maximumWidth: 2, blocks: 2...2))
    #expect(usual.networks == 3 && usual.maximumHidden == 2)
    #expect(Array(usual.instances).count == 12)
    #expect(
      usual.description == "at most 2 inputs, at most 2 hidden neurons, 3 networks each")
    let instances = Array(usual.instances)
    #expect(Set(instances.map(\.description)).count == 12)
    #expect(Set(try instances.map { try $0.network(seed: 1).layers }).count == 12)
    #expect(CodedValue(of: usual).decoded(as: RandomShallowNetworks.self) == usual)
  }
}
