import Foundation
import Testing

/// A derivation that reaches a limit: exit code 75, and what was finished is printed.
@Suite struct LimitTests {
  @Test(arguments: ["highest-weights", "weight-spaces"])
  func memory(method: String) async throws {
    let limit = method == "highest-weights" ? "1MB" : "10MB"
    let run = try await Command().run(
      ["derive", "--format", "json", "--max-degree", "1000", "--method", method]
        + ["--memory-limit", limit] + Invocations.shallow)
    let degrees = try finishedDegrees(of: run)
    let known: [(dimension: Int, new: Int)] = [(0, 0), (0, 0), (6, 6), (162, 0), (2313, 45)]
    #expect(degrees.count >= 2 && degrees.count <= known.count)
    for (degree, expected) in zip(degrees, known) {
      #expect(degree["dimension"] as? Int == expected.dimension)
      #expect(degree["minimalGenerators"] as? Int == expected.new)
      #expect(degree["status"] as? String == "proved")
    }
    // Said before the work starts, unless the look ahead took too long, and at its end.
    let refused = "degree \(degrees.count + 1) needs about "
    let remarks = run.diagnosticLines.filter { $0.hasPrefix("reluvar derive: ") }
    try #require(remarks.count == 1 || remarks.count == 2)
    for remark in remarks {
      #expect(remark.contains(refused) && remark.contains("of memory, the limit is "))
    }
    #expect(remarks.last == run.diagnosticLines.last)
    if remarks.count == 2 { #expect(remarks.first == run.diagnosticLines.first) }
  }

  /// Its points alone take more than a kilobyte.
  private static let wide = ["--widths", "8,3,8", "--pattern", "101", "--pattern", "011"]

  /// Not even the first degree.
  @Test func tinyMemory() async throws {
    let arguments = ["derive", "--memory-limit", "1KB"] + Self.wide
    let run = try await Command().run(arguments + ["--format", "json"])
    #expect(try finishedDegrees(of: run).isEmpty)
    let text = try await Command().run(arguments + ["--quiet"])
    #expect(text.status == 75 && text.diagnosticLines.count == 1)
    #expect(text.output.contains("45 of 128 (proved"))
    #expect(text.output.contains("\nStopped: degree 1 needs about "))
  }

  @Test func memoryThatIsEnough() async throws {
    let command = try Command()
    let arguments = ["derive"] + Invocations.shallow
    let run = try await command.run(arguments + ["--memory-limit", "100MB"])
    #expect(run.isSuccess && !run.output.contains("Stopped"))
    #expect(try await command.run(arguments) == run)
  }

  @Test(arguments: ["highest-weights", "weight-spaces"])
  func time(method: String) async throws {
    let run = try await Command().run(
      Invocations.long + ["--format", "json", "--time-limit", "1s", "--method", method])
    let degrees = try finishedDegrees(of: run)
    #expect(degrees.count < 8)
    let remark = try #require(run.diagnosticLines.last)
    #expect(
      remark.contains("degree \(degrees.count + 1) was not finished within the time limit of 1 s"))
  }

  @Test func timeThatIsEnough() async throws {
    let command = try Command()
    let arguments = ["derive"] + Invocations.shallow
    let plain = try await command.run(arguments)
    for time in ["3600", "600s", "10m", "1.5h"] {
      #expect(try await command.run(arguments + ["--time-limit", time]) == plain)
    }
  }

  /// A result with `--output` is written as well.
  @Test func resultIsWrittenToAFile() async throws {
    let command = try Command()
    let run = try await command.run(
      ["derive", "--memory-limit", "1KB", "--output", "result"] + Self.wide)
    #expect(run.status == 75 && run.output.isEmpty)
    #expect(try command.folder.text(of: "result").contains("Stopped: degree 1 "))
  }

  /// The degrees in a JSON result of a run that reached a limit.
  private func finishedDegrees(of run: Command.Outcome) throws -> [[String: Any]] {
    #expect(run.status == 75 && !run.isSignalled, "\(run.diagnostics)")
    let object = try JSONSerialization.jsonObject(with: Data(run.output.utf8))
    let keys = try #require(object as? [String: Any])
    let degrees = try #require(keys["degrees"] as? [[String: Any]])
    #expect(degrees.map { $0["degree"] as? Int } == Array(1...(degrees.count + 1)).dropLast())
    #expect(keys["maxDegree"] as? Int == degrees.count)
    let limit = try #require(keys["limit"] as? String)
    #expect(limit.hasPrefix("degree \(degrees.count + 1) "))
    #expect(run.diagnosticLines.last?.hasPrefix("reluvar derive: \(limit)") == true)
    return degrees
  }
}
