import ExactAlgebra
import Foundation
import Oracles
import Presentation
import Programs
import Synchronization
import Testing

@testable import Claims
@testable import Laboratory

/// Sweeps in this process.
struct SweepTests {
  private static let definition = SweepDefinition(
    of: ExpectedDimension(),
    over: PatternFamilies(FamilySize(maximumWidth: 2, blocks: 1...3, hiddenLayers: 1...2)),
    maximumDegree: 6)

  private static func evaluators(_ count: Int) -> [any InstanceEvaluator] {
    (0..<count).map { _ in LocalEvaluator(for: definition, limits: InstanceLimits()) }
  }

  /// An evaluator that gives up after some instances.
  private final class Mortal: InstanceEvaluator {
    struct Death: Error {}
    private let life: Mutex<Int>
    private let evaluator = LocalEvaluator(for: definition, limits: InstanceLimits())

    init(life: Int) { self.life = Mutex(life) }

    func outcome(on instance: NumberedInstance) async throws -> (finding: Finding, seconds: Double)
    {
      guard
        life.withLock({ life in
          life -= 1
          return life >= 0
        })
      else { throw Death() }
      return try await evaluator.outcome(on: instance)
    }
  }

  private static func table(
    of store: SweepStore, _ format: SweepTable.Format = .csv
  ) throws -> String {
    var text = ""
    try SweepTable(of: store).write(as: format) { text += $0 }
    return text
  }

  @Test func interruptedSweepsEndAlike() async throws {
    let folder = try TemporaryFolder()
    let whole = try SweepStore.open(
      at: folder.path("whole"), for: Self.definition, version: "1")
    try await Sweep(into: whole, version: "1").run(with: Self.evaluators(3))
    let expected = try Self.table(of: whole)
    #expect(expected.split(separator: "\n").count == whole.range.count + 1)
    #expect(whole.range.count > 300)

    var rounds = 0
    while true {
      let store = try SweepStore.open(
        at: folder.path("parts"), for: Self.definition, version: "1")
      let before = try store.summary().finished
      do {
        try await Sweep(into: store, version: "1").run(with: [Mortal(life: 57)])
        break
      } catch is Mortal.Death {
        // Exactly what was finished has been kept.
        #expect(try store.summary().finished == before + 57)
      }
      rounds += 1
    }
    #expect(rounds == whole.range.count / 57)
    let parts = try SweepStore(at: folder.path("parts"), claims: BuiltInClaims.all)
    for format in SweepTable.Format.allCases {
      #expect(try Self.table(of: parts, format) == Self.table(of: whole, format))
    }
  }

  @Test func summariesAddUp() async throws {
    let folder = try TemporaryFolder()
    let store = try SweepStore.open(at: folder.path("a"), for: Self.definition, version: "1")
    let reports = Mutex<[Sweep.Progress]>([])
    try await Sweep(into: store, version: "1").run(with: Self.evaluators(2)) { progress in
      reports.withLock { $0.append(progress) }
    }
    let summary = try store.summary()
    #expect(summary.finished == summary.total && summary.total == store.range.count)
    #expect(summary.count(of: .refuted) > 0 && summary.count(of: .notReached) == 0)
    #expect(summary.groups == summary.groups.sorted())
    // All sets of patterns on all architectures are accounted for.
    let members = summary.groups.reduce(Integer(0)) { $0 + $1.members }
    let expected = (1...3).reduce(Integer(0)) { sum, blocks in
      let widths = [[1], [2], [1, 1], [1, 2], [2, 1], [2, 2]]
      return sum
        + widths.reduce(Integer(0)) { $0 + 4 * binomial(1 << $1.reduce(0, +), blocks) }
    }
    #expect(members == expected)
    let last = try #require(reports.withLock { $0.last })
    #expect(last.finished == summary.total && last.before == 0 && last.total == summary.total)
  }

  /// On a full disk all findings that fit are kept, also those that come in one group.
  @Test func fullDisk() async throws {
    let folder = try TemporaryFolder()
    let whole = try SweepStore.open(at: folder.path("whole"), for: Self.definition, version: "1")
    try await Sweep(into: whole, version: "1").run(with: Self.evaluators(2))
    let pages = try whole.pageCount()

    let store = try SweepStore.open(at: folder.path("small"), for: Self.definition, version: "1")
    try store.limitPages(to: pages / 2)
    await #expect(throws: StoreError.full(path: store.path)) {
      try await Sweep(into: store, version: "1", interval: .seconds(600)).run(
        with: Self.evaluators(1))
    }
    let finished = try store.finishedNumbers()
    #expect(try store.pageCount() == pages / 2)
    // Half of the pages, a few of which are for other things, hold nearly half of the findings.
    #expect((whole.range.count * 2 / 5..<whole.range.count * 3 / 5).contains(finished.count))
    #expect(finished == Set(0..<finished.count))

    try store.limitPages(to: .max)
    try await Sweep(into: store, version: "1").run(with: Self.evaluators(1))
    #expect(try Self.table(of: store) == Self.table(of: whole))
  }

  /// Records come back as they were written.
  @Test func records() async throws {
    let folder = try TemporaryFolder()
    let store = try SweepStore.open(at: folder.path("a"), for: Self.definition, version: "1")
    let verdicts: [VarietyVerdict] = [
      .confirmed(.degrees(upTo: 5)), .confirmed(.complete(.boundsMeet)),
      .confirmed(.complete(.determinantalProduct(["M1 - M2"]))),
      .confirmed(.complete(.dependentMatrices(["M1", "M2", "M1 - M2"]))),
      .confirmed(.complete(.hypersurface)),
      .confirmed(
        .complete(.certificate(method: "linearSection", program: "Singular 4.3", prime: 32003))),
      .refuted(.polynomial("m1_11 - m2_11", degree: 1, representation: "S(1)xS(1)")),
      .refuted(.number(3, claimed: 4)), .refuted(.equations(3, codimension: 4)),
      .notReached(.limit(.memory(degree: 5, needed: 3_000_000_000, limit: 2_000_000_000))),
      .notReached(.lowerBound(3, claimed: 4)), .notReached(.rankBelow(3, claimed: 4)),
      .notReached(.uncovered(degree: 6, representation: "S(3)xS(3)")),
      .notReached(.unverified(degree: 7)), .notReached(.stopped(.signal(6))),
      .notReached(.tooLarge(.ambientSpace(dimension: 9_999_999))),
    ]
    let evidence = VarietyEvidence(
      seed: .max, primes: [7, .max],
      dimension: DimensionEvidence(value: 3, upperBound: "ambientSpace", claimed: 4, ambient: 9),
      ideal: IdealEvidence(
        conditions: [.init(matrix: "M1", rankAtMost: 2)],
        degrees: [.init(degree: 1, dimension: 2, generators: 1, excess: 1, representation: "S")],
        jacobianRank: 4))
    let records = zip(Self.definition.instances, verdicts).map { instance, verdict in
      SweepRecord(
        instance: instance, finding: Finding(VarietyFinding(verdict, evidence: evidence)),
        version: "1",
        seconds: 0.25)
    }
    #expect(records.count == verdicts.count)
    try store.append(Array(records.reversed()))
    var found: [SweepRecord] = []
    try SweepStore(at: folder.path("a"), claims: BuiltInClaims.all).forEachRecord {
      found.append($0)
    }
    #expect(found.map(\.instance) == records.map(\.instance))
    #expect(found.map(\.finding) == records.map(\.finding))
    #expect(found.map(\.seconds) == records.map(\.seconds))
    let claim = ExpectedDimension()
    #expect(Set(records.map(\.finding.outcome)).count == verdicts.count)
    #expect(Set(records.map { claim.words(for: $0.finding.outcome) }).count == verdicts.count)
    let explanations = found.map { claim.words(for: $0.finding).explanation }
    #expect(Set(explanations).count == verdicts.count && !explanations.contains(""))
    for format in SweepTable.Format.allCases { #expect(try !Self.table(of: store, format).isEmpty) }
    let seventh = try #require(try store.record(number: 6))
    #expect(
      try store.number(ofKey: "\(seventh.instance.instance)") == 6)
    #expect(try store.finishedNumbers(isRetrying: true) == Set(0..<9))
    #expect(try store.record(number: 400) == nil)
  }
}

extension SweepStore {
  fileprivate func pageCount() throws -> Int {
    try withConnection { try $0.value("PRAGMA page_count") ?? 0 }
  }

  /// Lets SQLite find the disk full when the file has so many pages.
  fileprivate func limitPages(to count: Int) throws {
    try withConnection {
      _ = try $0.first("PRAGMA max_page_count = \(min(count, 1 << 30))")
    }
  }
}
