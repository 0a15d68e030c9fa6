import Foundation
import Oracles
import Programs
import Synchronization
import Testing

@testable import Claims
@testable import Laboratory

/// Several instances given to a worker process at once.
@Suite struct WorkerBatchTests {
  private static let definition = SweepDefinition(
    of: ExpectedDimension(), over: PatternFamilies(FamilySize(maximumWidth: 2, blocks: 2...2)),
    maximumDegree: 6)
  private static let finding = VarietyFinding(
    .confirmed(.complete(.boundsMeet)), evidence: VarietyEvidence(seed: 7))

  /// Findings in the order in which they were handed over.
  private final class Findings: Sendable {
    private let all = Mutex<[(number: Int, finding: Finding)]>([])

    var numbers: [Int] { all.withLock { $0.map(\.number) } }
    func add(_ number: Int, _ finding: Finding) {
      all.withLock { $0.append((number, finding)) }
    }
    subscript(number: Int) -> Finding? {
      all.withLock { all in all.first { $0.number == number }?.finding }
    }
  }

  /// Treats instances by a program that answers the same to all of them, except for one to which
  /// it does something else.
  private func treat(
    _ instances: [NumberedInstance], otherwise: String, on exception: NumberedInstance,
    limits: InstanceLimits = InstanceLimits()
  ) async throws -> Findings {
    // The other end may be gone while something is sent.
    signal(SIGPIPE, SIG_IGN)
    let folder = try TemporaryFolder()
    let encoder = JSONEncoder()
    let answer = String(
      decoding: try encoder.encode(WorkAnswer(finding: Finding(Self.finding), seconds: 0)),
      as: UTF8.self)
    let line = String(
      decoding: try WorkerMessage.line(exception.instance), as: UTF8.self)
    try folder.write(line, to: "exception")
    try folder.write(answer + "\n", to: "answer")
    try folder.write(
      """
      cd "$1"
      read -r exception < exception
      read -r order
      while read -r line; do
        # The order of keys is not fixed.
        if [ "$(echo "$line" | tr , '\\n' | tr -d '{}' | sort)" = \\
          "$(echo "$exception" | tr , '\\n' | tr -d '{}' | sort)" ]; then \(otherwise); fi
        cat answer
      done

      """, to: "worker.sh")
    let worker = WorkerProcess(
      executable: URL(filePath: "/bin/sh"),
      arguments: [folder.path("worker.sh"), folder.url.path],
      order: WorkOrder(definition: Self.definition, limits: limits))
    let findings = Findings()
    try await worker.treat(instances) { instance, finding, _ in
      findings.add(instance.number, finding)
    }
    withExtendedLifetime(folder) {}
    return findings
  }

  /// A crash costs one instance, wherever it is among those that were sent.
  @Test(arguments: [0, 3, 11])
  func crashIsThatOfOneInstance(place: Int) async throws {
    let instances = Array(Self.definition.instances)
    #expect(instances.count > 11)
    let findings = try await treat(
      instances, otherwise: "kill -9 $$", on: instances[place])
    #expect(findings.numbers == instances.map(\.number))
    for instance in instances {
      let isBlamed = instance.number == instances[place].number
      let expected: VarietyVerdict =
        isBlamed ? .notReached(.stopped(.signal(9))) : Self.finding.verdict
      #expect(findings[instance.number].flatMap(VarietyFinding.init)?.verdict == expected)
    }
  }

  @Test func timeLimitIsThatOfOneInstance() async throws {
    let instances = Array(Self.definition.instances.prefix(6))
    let findings = try await treat(
      instances, otherwise: "exec sleep 600", on: instances[2],
      limits: InstanceLimits(seconds: 0.5))
    #expect(findings.numbers == [0, 1, 2, 3, 4, 5])
    for number in 0...5 {
      #expect(
        findings[number].flatMap(VarietyFinding.init)?.verdict
          == (number == 2
            ? .notReached(.stopped(.time(nanoseconds: 500_000_000))) : Self.finding.verdict))
    }
  }

  /// A line that is no answer ends the work, and the process with it.
  @Test func nonsenseIsThatOfOneInstance() async throws {
    let instances = Array(Self.definition.instances.prefix(6))
    let findings = try await treat(instances, otherwise: "echo nonsense", on: instances[2])
    #expect(findings.numbers == instances.map(\.number))
    for instance in instances {
      let expected: VarietyVerdict =
        instance.number == instances[2].number
        ? .notReached(.stopped(.noAnswer(text: "nonsense"))) : Self.finding.verdict
      #expect(findings[instance.number].flatMap(VarietyFinding.init)?.verdict == expected)
    }
  }

  @Test func sizeFollowsTheTime() {
    var size = BatchSize()
    #expect(size.count == 1)
    var counts: [Int] = []
    for _ in 0..<7 {
      size.adapt(to: .microseconds(200) * size.count, for: size.count)
      counts.append(size.count)
    }
    #expect(counts == [2, 4, 8, 16, 32, 32, 32])
    size.adapt(to: .milliseconds(64), for: 32)
    #expect(size.count == 10)
    size.adapt(to: .seconds(100), for: 10)
    #expect(size.count == 1)
  }
}
