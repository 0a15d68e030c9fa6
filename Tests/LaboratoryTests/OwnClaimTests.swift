import Claims
import Formulas
import Foundation
import Laboratory
import Oracles
import Presentation
import Programs
import Testing

/// A claim that the program does not know.
private struct EvenSquares: Claim {
  typealias Family = Numbers

  let name = "even-squares"
  let statement: MarkedText = "The square of \(Formula.name("n")) is even."
  let source = "false on purpose"

  func finding(
    on instance: Number, of family: Numbers, settings: ClaimSettings
  ) async throws -> Finding {
    let isEven = (instance.value * instance.value).isMultiple(of: 2)
    return Finding(
      isEven ? .confirmed : .refuted, Outcome(isEven ? "even" : "odd"),
      evidence: Evidence(seed: settings.seed))
  }
}

private struct Numbers: InstanceFamily {
  let count: Int
  var instances: [Number] { (0..<count).map(Number.init) }
  var description: String { "\(count) numbers" }
}

private struct Number: SweepInstance {
  let value: Int
  var description: String { "\(value)" }
}

@Suite struct OwnClaimTests {
  /// The same engine, store and plan as for the claims that are built in.
  @Test func ownClaimIsSwept() async throws {
    let folder = try TemporaryFolder()
    let definition = SweepDefinition(of: EvenSquares(), over: Numbers(count: 11))
    let evaluator = LocalEvaluator(for: definition, limits: InstanceLimits())
    let store = try SweepStore.open(at: folder.path("a.db"), for: definition, version: "1")
    try await Sweep(into: store, version: "1").run(with: [evaluator])
    #expect(try store.summary().count(of: .confirmed) == 6)
    #expect(try store.summary().count(of: .refuted) == 5)
    #expect(try store.number(ofKey: "7") == 7)

    let plans = PlanFolder(at: folder.path("plan"))
    let (plan, _) = try plans.makePlan(of: definition, in: .count(2), version: "1")
    for shard in 1...2 {
      try await PlannedShard(shard, of: plan, in: plans).run(with: [evaluator])
    }
    let merge = ShardMerge(of: plan, in: plans)
    let merged = try merge.openStore(at: folder.path("merged.db"))
    #expect(try merge.run(into: merged).added == 11)
    #expect(try table(of: merged) == table(of: store))

    #expect(throws: StoreError.unknownClaim(path: store.path, claim: "even-squares")) {
      _ = try SweepStore(at: store.path, claims: BuiltInClaims.all)
    }
  }

  private func table(of store: SweepStore) throws -> String {
    var text = ""
    try SweepTable(of: store).write(as: .csv) { text += $0 }
    return text
  }
}
