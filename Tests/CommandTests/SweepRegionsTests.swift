import Foundation
import Oracles
import Testing

/// The regions of a network counted in shards, as users do it.
@Suite struct SweepRegionsTests {
  private static let options = ["--box=-2:2", "--volumes", "--areas", "--statistics"]

  /// A folder with a network file, whose weights are whole numbers.
  private func prepared(seed: Int = 1) throws -> Command {
    let command = try Command()
    try write("net.json", seed: seed, in: command)
    return command
  }

  private func write(
    _ name: String, seed: Int, widths: [Int] = [2, 10, 8, 1], in command: Command
  ) throws {
    var state = UInt64(seed)
    func number() -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % 9 - 4
    }
    let layers = zip(widths, widths.dropFirst()).map { inputs, outputs in
      let rows = (0..<outputs).map { _ in
        "[" + (0..<inputs).map { _ in "\(number())" }.joined(separator: ",") + "]"
      }
      let biases = (0..<outputs).map { _ in "\(number())" }
      return "{\"weights\":[\(rows.joined(separator: ","))],"
        + "\"biases\":[\(biases.joined(separator: ","))]}"
    }
    try command.folder.write(
      "{\"activation\":\"relu\",\"layers\":[\(layers.joined(separator: ","))]}", to: name)
  }

  private func planned(_ options: [String] = options) async throws -> Command {
    let command = try prepared()
    let run = try await command.run(
      ["sweep", "regions", "net.json", "--shards", "3", "--part-size", "2", "--plan", "plan"]
        + options)
    #expect(run.isSuccess && run.diagnostics.isEmpty, "\(run.diagnostics)")
    #expect(run.output.contains("in 3 shards"))
    return command
  }

  private func task(_ shard: Int, _ command: Command) async throws -> Command.Outcome {
    try await command.run(
      "sweep", "task", "--plan", "plan", "--shard", "\(shard)", "--workers", "2", "--quiet",
      "--save-every", "0.1s")
  }

  private func merge(_ command: Command) async throws -> Command.Outcome {
    try await command.run("sweep", "merge", "--plan", "plan", "--store", "net.db")
  }

  /// The report of a store is that of one search, but for the line on the file and that on the parts;
  /// the file of the network may change meanwhile.
  @Test(arguments: [options, [], ["--slice", "0,0;1,2", "--volumes"], ["--first-layers", "1"]])
  func reportIsThatOfOneSearch(options: [String]) async throws {
    let command = try await planned(options)
    let whole = try await command.run(["regions", "net.json"] + options)
    #expect(whole.isSuccess, "\(whole.diagnostics)")
    try write("net.json", seed: 2, in: command)
    for shard in 1...3 { #expect(try await task(shard, command).isSuccess) }
    #expect(try await merge(command).isSuccess)
    try FileManager.default.removeItem(atPath: command.folder.path("plan"))
    let run = try await command.run("regions", "--store", "net.db")
    #expect(run.isSuccess && run.diagnostics.isEmpty, "\(run.diagnostics)")
    let lines = run.output.split(separator: "\n", omittingEmptySubsequences: false)
    let kept = lines.filter { !$0.hasPrefix("Added up from ") }
    let expected = whole.output.split(separator: "\n", omittingEmptySubsequences: false)
      .filter { !$0.hasPrefix("Network net.json") }
    #expect(kept == expected)
    #expect(lines.count == kept.count + 1)
    #expect(run.output.contains("Complete and exact"))
    let status = try await command.run("sweep", "status", "--store", "net.db")
    #expect(status.isSuccess && status.output.contains("region-enumeration"))

    let json = try await command.run("regions", "--store", "net.db", "--format", "json")
    let listed = try await command.run(
      ["regions", "net.json"] + options + ["--format", "json", "--no-list"])
    let (parts, one) = (
      try JSONDecoder().decode(RegionsOutput.Summary.self, from: Data(json.output.utf8)),
      try JSONDecoder().decode(RegionsOutput.Summary.self, from: Data(listed.output.utf8))
    )
    #expect(json.isSuccess && parts.status == "complete" && parts.domain == one.domain)
    #expect(parts.count > 3 && parts.method == one.method && parts.kind == one.kind)
  }

  /// Without one of the shards nothing is called complete.
  @Test func missingShardIsTold() async throws {
    let command = try await planned()
    for shard in [1, 3] { #expect(try await task(shard, command).isSuccess) }
    #expect(try await merge(command).status == 75)
    let run = try await command.run("regions", "--store", "net.db")
    #expect(run.status == 75 && run.diagnosticLines.count == 1)
    #expect(run.output.contains("Not complete") && !run.output.contains("Complete and exact"))
    #expect(run.output.contains("so far") && run.output.contains("of the search are missing"))
    let json = try await command.run("regions", "--store", "net.db", "--format", "json")
    let summary = try JSONDecoder().decode(
      RegionsOutput.Summary.self, from: Data(json.output.utf8))
    #expect(json.status == 75 && summary.status == "limitReached")
    #expect(try #require(summary.limit).contains("parts of the search"))
    let shard = try await command.run("regions", "--store", "plan/shards/000001.db")
    shard.expectRefusal(code: 65, saying: ["a shard of a plan", "sweep merge"])
  }

  /// Killed half-way, a task goes on with the part that it was at.
  @Test func killedTaskGoesOn() async throws {
    let command = try Command()
    try write("net.json", seed: 1, widths: [2, 60, 40, 1], in: command)
    let plan = try await command.run(
      "sweep", "regions", "net.json", "--shards", "1", "--part-size", "1", "--plan", "plan",
      "--box=-9:9", "--volumes")
    #expect(plan.isSuccess, "\(plan.diagnostics)")
    let stop = HalfWayStop(ofShard: 1, in: command.folder)
    async let first = command.run(
      [
        "sweep", "task", "--plan", command.folder.path("plan"), "--shard", "1", "--workers", "1",
        "--quiet", "--save-every", "0.01s",
      ])
    let process = try await stop.process()
    #expect(kill(process, SIGKILL) == 0)
    _ = try await first
    let half = try await merge(command)
    #expect(half.status == 75 && half.diagnostics.contains("without a finding"))
    #expect(try await task(1, command).isSuccess)
    #expect(try await merge(command).isSuccess)
    let run = try await command.run("regions", "--store", "net.db")
    let whole = try await command.run("regions", "net.json", "--box=-9:9", "--volumes")
    let line = try #require(whole.output.split(separator: "\n").first { $0.contains("layer by") })
    #expect(run.isSuccess && run.output.contains(line) && run.output.contains(" 324 in all"))
  }

  @Test(arguments: [
    ("sweep regions net.json --plan new --shards 0", 64, ["--shards", "0"]),
    ("sweep regions net.json --plan new --part-size 0", 64, ["--part-size", "0"]),
    ("sweep regions net.json --plan new --count-only --volumes", 64, ["--count-only"]),
    ("sweep regions net.json --plan new --volumes --method programs", 64, ["--method vertices"]),
    ("sweep regions net.json --plan new --areas --slice 0,0;1,2", 65, ["dimension 1"]),
    ("sweep regions net.json --plan new --box=-1:1,0:1,0:1", 65, ["--box"]),
    ("sweep regions net.json --plan new --first-layers 3", 65, ["layers: 3"]),
    ("sweep regions nowhere.json --plan new", 65, ["nowhere.json"]),
    ("sweep regions net.json", 64, ["--plan"]),
    ("sweep regions other.json --shards 3 --part-size 2 --plan plan", 64, ["another plan"]),
    ("regions --store pairs.db", 65, ["conjecture-6.1", "sweep regions"]),
    ("regions --store nowhere.db", 65, ["nowhere.db"]),
    ("regions net.json --store pairs.db", 64, ["without a network"]),
    ("regions --store pairs.db --volumes", 64, ["without --volumes"]),
  ])
  func isRefused(arguments: String, code: Int32, words: [String]) async throws {
    let command = try await planned()
    try write("other.json", seed: 3, in: command)
    if arguments.contains("pairs.db") {
      _ = try await command.run(
        "sweep", "conjecture-6.1", "--max-width", "1", "--store", "pairs.db", "--quiet")
    }
    let run = try await command.run(arguments.split(separator: " ").map(String.init))
    run.expectRefusal(code: code, saying: words)
  }
}
