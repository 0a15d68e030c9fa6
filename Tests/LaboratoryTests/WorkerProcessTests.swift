import Foundation
import Laboratory
import Testing

@testable import Claims

/// Workers that misbehave cost one instance each.
struct WorkerProcessTests {
  private static func worker(_ script: String, seconds: Double? = nil) -> WorkerProcess {
    let definition = SweepDefinition(
      of: ExpectedDimension(), over: PatternFamilies(FamilySize(maximumWidth: 1, blocks: 1...1)),
      maximumDegree: 6, seed: 7)
    return WorkerProcess(
      executable: URL(filePath: "/bin/sh"), arguments: ["-c", script],
      order: WorkOrder(definition: definition, limits: InstanceLimits(seconds: seconds)))
  }

  private static var instance: NumberedInstance {
    get throws {
      try #require(
        PatternFamily(maximumWidth: 1, hiddenLayers: 1, blocks: 1).instances.map {
          NumberedInstance(number: 3, instance: $0)
        }.last)
    }
  }

  /// One that is killed is replaced, and the next instance gets a new one.
  @Test(
    arguments: [
      ("read a; read b; kill -9 $$", .signal(9), "it was ended by signal 9"),
      ("read a; read b; exit 3", .status(3), "it ended with status 3"),
      ("exit 0", .status(0), "it ended without an answer"),
    ] as [(String, Stop, String)])
  func crash(script: String, stop: Stop, words: String) async throws {
    let worker = Self.worker(script)
    for _ in 0..<3 {
      let (finding, seconds) = try await worker.outcome(on: Self.instance)
      #expect(VarietyFinding(finding)?.verdict == .notReached(.stopped(stop)))
      #expect(finding.outcome == Outcome("crash"))
      #expect(
        ExpectedDimension().words(for: finding).explanation
          == "the process that worked on it: \(words)")
      #expect(finding.evidence.seed == 7 && seconds >= 0)
    }
  }

  /// One that does not come to an end is killed after a time of grace.
  @Test func overdue() async throws {
    let (finding, _) = try await Self.worker("exec sleep 1000", seconds: 0.01)
      .outcome(on: Self.instance)
    #expect(
      VarietyFinding(finding)?.verdict == .notReached(.stopped(.time(nanoseconds: 10_000_000))))
    #expect(finding.outcome == Outcome("limit"))
    #expect(
      ExpectedDimension().words(for: finding).explanation
        == "the time limit of 0.01 s was over")
  }

  @Test func nonsense() async throws {
    let (finding, _) = try await Self.worker("echo nonsense; exec sleep 1000")
      .outcome(on: Self.instance)
    #expect(
      VarietyFinding(finding)?.verdict == .notReached(.stopped(.noAnswer(text: "nonsense"))))
    #expect(
      ExpectedDimension().words(for: finding).explanation
        == "the process that worked on it: it said 'nonsense'")
  }

  @Test func cancelled() async throws {
    let instance = try Self.instance
    let task = Task { try await Self.worker("exec sleep 1000").outcome(on: instance) }
    task.cancel()
    await #expect(throws: CancellationError.self) { _ = try await task.value }
  }
}
