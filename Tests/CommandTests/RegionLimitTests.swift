import ExactAlgebra
import Foundation
import Networks
import Oracles
import Programs
import Testing

/// `reluvar regions` that ends early, or has several threads.
@Suite(.serialized) struct RegionLimitTests {
  /// A network with random weights as a file, and as a value.
  static func network(
    _ widths: [Int], seed: UInt64, in folder: TemporaryFolder
  ) throws -> Network {
    var generator = SeededGenerator(seed: seed)
    let layers = zip(widths, widths.dropFirst()).map { inputs, outputs in
      let rows = (0..<outputs).map { _ in
        (0...inputs).map { _ in Int.random(in: -99...99, using: &generator) }
      }
      return (weights: rows.map { Array($0.dropLast()) }, biases: rows.map { $0[inputs] })
    }
    let text = layers.map { "{\"weights\": \($0.weights), \"biases\": \($0.biases)}" }
    try folder.write("{\"layers\": [\(text.joined(separator: ", "))]}", to: "random.json")
    return try Network(
      layers: layers.map { layer in
        .init(
          weights: layer.weights.map { $0.map { Rational($0) } },
          biases: layer.biases.map { Rational($0) })
      })
  }

  @Test(arguments: ["json", "jsonl"])
  func largestNumber(format: String) async throws {
    let command = try RegionsTests.command()
    let all = try await command.regions(["tent.json"])
    #expect(all.patterns.count == 7)
    for count in 0...8 {
      let run = try await command.run(
        "regions", "tent.json", "--format", format, "--max-regions", "\(count)")
      let output =
        try format == "json" ? RegionsOutput(json: run.output) : RegionsOutput(lines: run.output)
      #expect(output.regions == all.regions.map { Array($0.prefix(count)) })
      #expect(output.summary.count == min(count, 7))
      guard count < 7 else {
        #expect(run.isSuccess && run.diagnostics.isEmpty && output.summary.status == "complete")
        continue
      }
      #expect(run.status == 75 && !run.isSignalled && run.diagnosticLines.count == 1)
      #expect(output.summary.status == "limitReached")
      #expect(output.summary.limit == "the largest number of regions")
    }
  }

  @Test func largestNumberAsText() async throws {
    let run = try await RegionsTests.command().run(
      "regions", "tent.json", "--list", "--max-regions", "3")
    #expect(run.status == 75)
    #expect(
      run.diagnostics
        == "reluvar regions: not all regions were found; these have been written\n")
    #expect(run.output.contains("3 so far") && run.output.contains("Not complete: the largest"))
    #expect(!run.output.contains("Complete and exact"))
    #expect(run.output.contains("1000/1") && !run.output.contains("1100/0"))
  }

  /// Far more regions than any machine finds in a second.
  @Test(arguments: [["--method", "vertices"], ["--method", "programs"], ["--method", "walk"]])
  func time(method: [String]) async throws {
    let folder = try TemporaryFolder()
    let network = try Self.network([6, 40, 40, 1], seed: 7, in: folder)
    let run = try await Command(in: folder).run(
      ["regions", "random.json", "--format", "jsonl", "--time-limit", "1s", "--quiet"] + method)
    #expect(run.status == 75 && !run.isSignalled && run.diagnosticLines.count == 1)
    let output = try RegionsOutput(lines: run.output)
    #expect(output.summary.status == "limitReached" && output.summary.limit == "the time limit")
    #expect(output.summary.count == output.patterns.count)
    #expect(Set(output.patterns).count == output.patterns.count)
    #expect(output.patterns == output.patterns.sorted())
    for region in output.regions ?? [] {
      guard let point = region.interiorPoint else { continue }
      #expect(network.evaluate([point.map(\.value)])[0].pattern.description == region.pattern)
    }
  }

  @Test(arguments: [
    ["--format", "text", "--list"], ["--format", "json", "--edges"], ["--format", "jsonl"],
    ["--format", "jsonl", "--method", "programs"], ["--format", "json", "--method", "walk"],
    ["--format", "jsonl", "--max-regions", "300"], ["--format", "json", "--count", "linear"],
  ])
  func threadsGiveTheSameBytes(options: [String]) async throws {
    let folder = try TemporaryFolder()
    let isSlow = options.contains("--method")
    _ = try Self.network(isSlow ? [3, 6, 5, 1] : [3, 8, 6, 2], seed: 3, in: folder)
    let command = try Command(in: folder)
    let first = try await command.run(["regions", "random.json", "--threads", "1"] + options)
    #expect(first.status == (options.contains("--max-regions") ? 75 : 0))
    #expect(first.output.count { $0 == "\n" } > (isSlow ? 100 : 300))
    for threads in ["2", "3"] {
      let other = try await command.run(
        ["regions", "random.json", "--threads", threads] + options)
      #expect(other.output == first.output && other.status == first.status)
    }
  }

  @Test func outputFile() async throws {
    let command = try RegionsTests.command()
    for format in ["text", "json", "jsonl"] {
      let arguments = ["regions", "tent.json", "--format", format]
      let printed = try await command.run(arguments)
      let run = try await command.run(arguments + ["--output", "result"])
      #expect(run.isSuccess && run.output.isEmpty && run.diagnostics.isEmpty)
      #expect(try command.folder.text(of: "result") == printed.output)
    }
    // What was found before a limit is written as well.
    let limited = try await command.run(
      "regions", "tent.json", "--max-regions", "2", "--format", "jsonl", "--output", "result")
    #expect(limited.status == 75 && limited.output.isEmpty)
    #expect(try RegionsOutput(lines: command.folder.text(of: "result")).patterns.count == 2)
    // A refusal leaves it as it was.
    let before = try command.folder.text(of: "result")
    try command.folder.write("1,0\n-1,0\n", to: "point.csv")
    let refused = try await command.run(
      "regions", "tent.json", "--polytope", "point.csv", "--output", "result")
    refused.expectRefusal(code: 65, saying: ["the polytope in point.csv: no inner points"])
    #expect(try command.folder.text(of: "result") == before)
    #expect(
      try command.folder.names == ["point.csv", "result", "tent.json", "triangle.json"])
  }

  @Test func interruptLeavesNoFile() async throws {
    let folder = try TemporaryFolder()
    _ = try Self.network([6, 40, 40, 1], seed: 8, in: folder)
    let command = try Command(in: folder)
    let run = try await command.run(
      ["regions", "random.json", "--format", "jsonl", "--output", "result"], interruption: SIGINT)
    #expect(run.status != 0 && run.status != SIGKILL && run.output.isEmpty)
    #expect(try folder.names == ["random.json"])
  }

  /// As in `reluvar regions ... | head -1`: a line at most, no trace of a crash.
  @Test func closedPipe() async throws {
    let folder = try TemporaryFolder()
    _ = try Self.network([6, 40, 40, 1], seed: 9, in: folder)
    let pipe = Pipe()
    try pipe.fileHandleForReading.close()
    let run = try await Command(in: folder).run(
      ["regions", "random.json", "--list", "--quiet"], output: pipe.fileHandleForWriting)
    if run.isSignalled {
      #expect(run.status == SIGPIPE && run.diagnostics.isEmpty)
    } else {
      #expect(run.status == 74)
      #expect(run.diagnostics == "reluvar regions: standard output: cannot be written\n")
    }
  }
}
