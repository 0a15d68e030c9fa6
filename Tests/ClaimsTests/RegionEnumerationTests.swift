import ExactAlgebra
import Foundation
import Networks
import Oracles
import Presentation
import Programs
import Regions
import Specimens
import Synchronization
import Testing

@testable import Claims
@testable import Laboratory

/// The regions of a network in shards make up the regions of one search.
@Suite struct RegionEnumerationTests {
  /// A network, a domain, and what is computed of its regions.
  struct Subject: Sendable, CustomStringConvertible {
    let weights: RandomWeights
    let isBounded: Bool
    var hiddenLayers: Int?
    var method = ActivationRegions.Method.automatic
    let partSize: Int

    var description: String {
      "\(weights)\(isBounded ? " in a box" : ""), \(method.rawValue), parts of \(partSize)"
    }

    var network: Network { weights.draw(seed: 8) }

    var domain: InputDomain {
      get throws {
        try isBounded ? .box((0..<weights.widths[0]).map { _ in (-2, 1) }) : .everything
      }
    }

    var options: NetworkRegions.Options {
      let hasVertices = method != .programs
      let details: Set<NetworkRegions.Detail> =
        !hasVertices
        ? [.facets]
        : weights.widths[0] == 2 && isBounded
          ? [.facets, .areas, .volumes, .tables] : [.facets, .volumes]
      return NetworkRegions.Options(
        hiddenLayers: hiddenLayers, method: method, details: details, regionsEach: partSize)
    }

    var family: NetworkRegions {
      get throws {
        try NetworkRegions(
          of: network, in: domain, given: GivenDomain(box: isBounded ? "-2:1" : nil),
          options: options)
      }
    }

    var definition: SweepDefinition {
      get throws { SweepDefinition(of: RegionEnumeration(), over: try family) }
    }

    /// The numbers of one search, by a search of its own.
    func whole() async throws -> RegionNumbers {
      let regions = try ActivationRegions(
        of: network, in: domain, layers: hiddenLayers, method: method)
      var statistics = RegionStatistics()
      let details = options.details
      let summary = try await regions.forEach { region in
        try RegionDetails(
          of: region, withArea: details.contains(.areas),
          withVolume: details.contains(.volumes), findsPoint: false)
      } body: {
        statistics.add($0)
        return true
      }
      return RegionNumbers(summary: summary, statistics: statistics)
    }
  }

  static let subjects = [
    Subject(weights: .init(widths: [2, 12, 9, 1]), isBounded: true, partSize: 9),
    Subject(weights: .init(widths: [2, 12, 9, 1]), isBounded: false, partSize: 20),
    Subject(weights: .init(widths: [2, 7, 6, 5, 1]), isBounded: true, partSize: 1),
    Subject(
      weights: .init(widths: [2, 7, 6, 5, 1]), isBounded: false, hiddenLayers: 2, partSize: 5),
    Subject(weights: .init(widths: [3, 6, 5, 1]), isBounded: true, partSize: 10),
    Subject(weights: .init(widths: [3, 6, 4, 3, 1]), isBounded: false, partSize: 15),
    Subject(
      weights: .init(widths: [2, 8, 6, 1], kind: .degenerate), isBounded: true, partSize: 3),
    Subject(
      weights: .init(widths: [3, 6, 4, 1], kind: .repeated), isBounded: false, partSize: 4),
    Subject(
      weights: .init(widths: [3, 5, 4, 1], activation: .absoluteValue), isBounded: true,
      method: .programs, partSize: 12),
    Subject(weights: .init(widths: [2, 1, 1]), isBounded: false, partSize: 50_000),
  ]

  /// For one shard, some, and more than there are regions: counts, counts by layer, areas, volumes and
  /// statistics of the shards add up to those of the whole.
  @Test(arguments: subjects, [1, 3, 7, 100_000])
  func shardsAddUp(subject: Subject, shards: Int) async throws {
    let whole = try await subject.whole()
    #expect(whole.summary.isComplete && whole.summary.count >= 2)
    let specimen = try PartSpecimen(of: subject.definition, in: .count(shards))
    #expect(specimen.plan.instanceCount <= whole.summary.count)
    #expect(specimen.plan.shardDigests.count == min(shards, specimen.plan.instanceCount))
    if subject.partSize == 1 { #expect(specimen.plan.instanceCount == whole.summary.count) }
    for shard in try #require(specimen.plan.shards) { try await specimen.treat(shard) }
    let (store, report) = try specimen.merged()
    #expect(report.missing.isEmpty && report.refusals.isEmpty)
    let total = try #require(try RegionTotal(of: store))
    #expect(total.numbers == whole)
    #expect(total.partCount == specimen.plan.instanceCount)
    let summary = try store.summary()
    #expect(summary.count(of: .confirmed) == total.partCount)
    // Bounded parts are checked by their volumes.
    if subject.isBounded, subject.method != .programs {
      #expect(summary.groups.map(\.outcome.code) == ["volumes-add-up"])
      #expect(
        total.numbers.statistics.volume == .finite(Rational(3).power(subject.weights.widths[0])))
    }
  }

  /// A shard that is stopped half-way goes on with the parts that are missing.
  @Test func stoppedShardGoesOn() async throws {
    let subject = Self.subjects[0]
    let whole = try await subject.whole()
    let specimen = try PartSpecimen(of: subject.definition, in: .count(2))
    try await specimen.treat(1)
    let failing = FailingEvaluator(after: 3, of: specimen.evaluator)
    await #expect(throws: FailingEvaluator.Stopped.self) {
      try await specimen.treat(2, by: failing)
    }
    let (half, report) = try specimen.merged(into: "half.db")
    let first = specimen.plan.range(ofShard: 2).lowerBound
    #expect(report.missing == [2: specimen.plan.instanceCount - first - 3])
    let part = try #require(try RegionTotal(of: half))
    let missing = specimen.plan.instanceCount - first - 3
    #expect(part.numbers.summary.end == .missingParts(missing, of: specimen.plan.instanceCount))
    #expect(!part.numbers.summary.isComplete)
    #expect(part.numbers.summary.count < whole.summary.count && part.numbers.summary.count > 3)

    let counting = FailingEvaluator(after: .max, of: specimen.evaluator)
    try await specimen.treat(2, by: counting)
    #expect(counting.treatedCount == missing)
    let (store, _) = try specimen.merged()
    #expect(try #require(try RegionTotal(of: store)).numbers == whole)
  }

  /// A shard of another network of the same shape, or with other options, belongs to another plan.
  @Test func shardsOfOtherNetworksAreRefused() async throws {
    let subject = Self.subjects[0]
    let other = Subject(
      weights: .init(widths: [2, 12, 9, 1], kind: .degenerate), isBounded: true, partSize: 9)
    let specimen = try PartSpecimen(of: subject.definition, in: .count(2))
    let second = try PartSpecimen(of: other.definition, in: .count(2))
    for shard in 1...2 {
      try await specimen.treat(shard)
      try await second.treat(shard)
    }
    try FileManager.default.copyItem(
      atPath: second.shardFile(1), toPath: specimen.path("shards/000009.db"))
    let (store, report) = try specimen.merged()
    #expect(
      report.refusals == [.store(.otherPlan(path: specimen.path("shards/000009.db")))])
    #expect(try #require(try RegionTotal(of: store)).numbers == (try await subject.whole()))
    let refusal = try await caught(PlanError.self) {
      _ = try specimen.folder.makePlan(of: other.definition, in: .count(2), version: "1.0")
    }
    guard case .otherPlan(_, let found, let wanted)? = refusal else {
      Issue.record("no refusal")
      return
    }
    #expect(found != wanted && found.contains("2,12,9,1"))
  }

  /// A node of another tree is none of this one; the finding says so.
  @Test func strangePartIsNotReached() async throws {
    let family = try Self.subjects[0].family
    let part = RegionPart(try #require(RegionPrefix("1:2- 1:1+")))
    let finding = try await RegionEnumeration().finding(
      on: part, of: family, settings: ClaimSettings())
    #expect(finding.verdict == .notReached && finding.outcome == Outcome("no-such-part"))
    let words = RegionEnumeration().words(for: finding)
    #expect(words.explanation.contains("'1:2- 1:1+': no node of the search tree"))
  }

  @Test func limitIsNoVerdict() async throws {
    let family = try Self.subjects[0].family
    let finding = try await RegionEnumeration().finding(
      on: RegionPart(.root), of: family, settings: ClaimSettings(timeLimit: .zero))
    #expect(finding.verdict == .notReached && finding.stop == .time(nanoseconds: 0))
    #expect(RegionNumbers(finding) == nil)
  }

  /// Volumes that are not those of the cell refute.
  @Test func wrongVolumeIsNoticed() async throws {
    let subject = Self.subjects[0]
    let regions = try subject.family.regions()
    let parts = try subject.family.instances
    let numbers = try await RegionNumbers(
      below: parts[1].prefix, in: regions, details: [.volumes], timeLimit: nil)
    #expect(try RegionEnumeration.fills(numbers, the: parts[1].prefix, in: regions) == true)
    #expect(try RegionEnumeration.fills(numbers, the: parts[0].prefix, in: regions) == false)
    let bare = try await RegionNumbers(
      below: parts[1].prefix, in: regions, details: [], timeLimit: nil)
    #expect(bare.summary == numbers.summary)
    #expect(try RegionEnumeration.fills(bare, the: parts[1].prefix, in: regions) == nil)
  }
}

/// What is stored of a network and its domain is all of it.
@Suite struct StoredNetworkTests {
  private static func recoded<Value: Codable>(_ value: Value) throws -> Value {
    try JSONDecoder().decode(Value.self, from: JSONEncoder.canonical.encode(value))
  }

  @Test func networksComeBack() throws {
    let third = Rational(Integer(1), 3)
    let networks =
      RandomWeights.varied.map { $0.draw(seed: 3) } + [
        try Network(layers: [
          .init(weights: [[third, 0], [Rational(2).power(2000), 1]], biases: [0, third]),
          .init(weights: [[Rational(exactly: 0x1p-1074)!, -1]]),
        ])
      ]
    #expect(networks.count == 13)
    for network in networks {
      let stored = StoredNetwork(network)
      let again = try Self.recoded(stored)
      #expect(again == stored && again.digest == stored.digest)
      #expect(try again.network() == network)
      #expect(again.widths == network.architecture.widths)
    }
    #expect(Set(networks.map { StoredNetwork($0).digest }).count == networks.count)
    for text in ["f64:AAAA", "f64:?", "f64:AAAAAAAA8H8=", "1 2 x", "1/0"] {
      #expect(throws: (any Error).self, "\(text)") { _ = try StoredNumbers(text) }
    }
  }

  @Test func domainsComeBack() throws {
    for name in ["everything", "box", "slice", "polytope"] {
      let slice = try AffineSlice(
        origin: [Rational(Integer(1), 3), 2], directions: [[1, Rational(Integer(2), 7)]])
      let domain: InputDomain =
        switch name {
        case "box": try .box([(Rational(-1), Rational(1)), (Rational(0), Rational(Integer(1), 3))])
        case "slice": try .box([(-1, 2)], of: slice)
        case "polytope": InputDomain(halfSpaces: [.init(normal: [1, 3], offset: -2)])
        default: .everything
        }
      let given = GivenDomain(
        space: name == "slice" ? .through("1;2") : .inputs, box: name == "box" ? "-1:1" : nil,
        polytope: name == "polytope" ? "p.csv" : nil)
      let again = try Self.recoded(StoredDomain(domain, given: given))
      #expect(try again.domain() == domain)
      #expect(again.given == given)
    }
  }

  /// The coded definition is the same, and is refused where it is damaged.
  @Test func definitionsComeBack() throws {
    for subject in RegionEnumerationTests.subjects {
      let definition = try subject.definition
      let code = try JSONEncoder.canonical.encode(definition)
      let decoder = JSONDecoder(claims: BuiltInClaims.known)
      let again = try decoder.decode(SweepDefinition.self, from: code)
      #expect(again == definition && again.description == definition.description)
      let family = try #require(again.family as? NetworkRegions)
      #expect(try family == subject.family)
      #expect(try family.instances == subject.family.instances)
      let text = String(decoding: code, as: UTF8.self)
      for (word, other) in [
        ("\"method\":\"", "\"method\":\"x"), ("\"regionsEach\":", "\"regionsEach\":-"),
        ("\"facets\"", "\"corners\""),
      ] {
        let damaged = text.replacing(word, with: other)
        #expect(damaged != text)
        #expect(throws: (any Error).self) {
          _ = try decoder.decode(SweepDefinition.self, from: Data(damaged.utf8))
        }
      }
    }
  }
}

/// A plan in a folder that is gone afterwards.
struct PartSpecimen {
  let temporary: TemporaryFolder
  let folder: PlanFolder
  let plan: SweepPlan

  init(of definition: SweepDefinition, in division: ShardDivision) throws {
    temporary = try TemporaryFolder()
    folder = PlanFolder(at: temporary.path("plan"))
    _ = try folder.makePlan(of: definition, in: division, version: "1.0")
    // As other machines see it: from the files alone.
    plan = try folder.plan(version: "1.0", claims: BuiltInClaims.known)
  }

  var evaluator: LocalEvaluator { LocalEvaluator(for: plan.definition, limits: InstanceLimits()) }

  func path(_ name: String) -> String { "\(folder.path)/\(name)" }
  func shardFile(_ shard: Int) -> String { path("shards/00000\(shard).db") }

  func treat(_ shard: Int, by evaluator: (any InstanceEvaluator)? = nil) async throws {
    try await PlannedShard(shard, of: plan, in: folder).run(with: [evaluator ?? self.evaluator])
  }

  func merged(into name: String = "merged.db") throws -> (SweepStore, ShardMerge.Report) {
    let merge = ShardMerge(of: plan, in: folder)
    let store = try merge.openStore(at: temporary.path(name))
    return (store, try merge.run(into: store))
  }
}

private func caught<Failure: Error>(
  _ type: Failure.Type, from body: () async throws -> Void
) async throws -> Failure? {
  do {
    try await body()
    return nil
  } catch let error as Failure {
    return error
  }
}

/// Treats some instances, and then fails.
private final class FailingEvaluator: InstanceEvaluator {
  struct Stopped: Error {}

  private let count: Mutex<Int>
  private let limit: Int
  private let evaluator: LocalEvaluator

  init(after limit: Int, of evaluator: LocalEvaluator) {
    count = Mutex(0)
    self.limit = limit
    self.evaluator = evaluator
  }

  var treatedCount: Int { count.withLock { $0 } }

  func outcome(
    on instance: NumberedInstance
  ) async throws -> (finding: Finding, seconds: Double) {
    guard treatedCount < limit else {
      // What was found before is written first.
      try await Task.sleep(for: .milliseconds(300))
      throw Stopped()
    }
    let outcome = try await evaluator.outcome(on: instance)
    count.withLock { $0 += 1 }
    return outcome
  }
}
