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
    get throws { NumberedInstance(number: 3, instance: try PatternInstance([1, 1, 1], "1")) }
  }

  /// One that is killed is replaced, and the next instance gets a new one.
  @Test(arguments: [
    ("read a; read b; kill -9 $$", "signal 9"), ("read a; read b; exit 3", "status 3"),
    ("exit 0", "without an answer"),
  ])
  func crash(script: String, reason: String) async throws {
    let worker = Self.worker(script)
    for _ in 0..<3 {
      let (finding, seconds) = try await worker.outcome(on: Self.instance)
      guard case .notReached(.crash(let text)) = VarietyFinding(finding)?.verdict else {
        Issue.record("\(finding.verdict)")
        return
      }
      #expect(text.contains(reason))
      #expect(finding.evidence.seed == 7 && seconds >= 0)
    }
  }

  /// One that does not come to an end is killed after a time of grace.
  @Test func overdue() async throws {
    let (finding, _) = try await Self.worker("exec sleep 1000", seconds: 0.01)
      .outcome(on: Self.instance)
    guard case .notReached(.limit(let text)) = VarietyFinding(finding)?.verdict else {
      Issue.record("\(finding.verdict)")
      return
    }
    #expect(text.contains("0.01 s"))
  }

  @Test func nonsense() async throws {
    let (finding, _) = try await Self.worker("echo nonsense; exec sleep 1000")
      .outcome(on: Self.instance)
    #expect(VarietyFinding(finding)?.verdict == .notReached(.crash("it said 'nonsense'")))
  }

  @Test func cancelled() async throws {
    let instance = try Self.instance
    let task = Task { try await Self.worker("exec sleep 1000").outcome(on: instance) }
    task.cancel()
    await #expect(throws: CancellationError.self) { _ = try await task.value }
  }
}
