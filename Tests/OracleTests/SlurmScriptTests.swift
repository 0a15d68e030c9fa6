import Foundation
import Oracles
import Programs
import Testing

/// The scripts by themselves, each in a folder of its own.
@Suite(
  .enabled("Slurm is not installed") { await SlurmCluster.isInstalled },
  .timeLimit(.minutes(30)))
struct SlurmScriptTests {
  private static let scripts = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Oracles/Slurm")

  @discardableResult
  private func run(
    _ script: String, _ arguments: [String], environment: [String: String] = [:]
  ) async throws -> ProgramRun.Result {
    let path = Self.scripts.appending(path: script).path(percentEncoded: false)
    return try await Turnstile.programs.pass {
      try await ProgramRun(
        of: URL(filePath: "/bin/bash"), [path] + arguments, in: TemporaryFolder(),
        environment: environment
      ).result()
    }
  }

  /// How many processes have a variable, as the kernel tells it.
  private func processCount(with variable: String) throws -> Int {
    try FileManager.default.contentsOfDirectory(atPath: "/proc").filter { name in
      guard Int32(name) != nil,
        let data = FileManager.default.contents(atPath: "/proc/\(name)/environ")
      else { return false }
      return data.split(separator: 0).contains(Data(variable.utf8))
    }.count
  }

  /// How many daemons belong to the Slurm of a folder.
  private func daemonCount(of folder: String) throws -> Int {
    try processCount(with: "RELUVAR_SLURM_FOLDER=\(folder)")
  }

  /// A job that ignores signals and has left its session ends with its Slurm, and no other does.
  @Test func stopEndsDaemonsAndJobs() async throws {
    let (folder, other) = (try TemporaryFolder(), try TemporaryFolder())
    let (path, otherPath) = (folder.path("slurm"), other.path("slurm"))
    let first = try await run("start", [path])
    #expect(first.end == .exited(0) && first.output == "SLURM_CONF=\(path)/slurm.conf\n")
    #expect(try await run("start", [otherPath]).end == .exited(0))
    #expect(try await run("start", [path]) == first)
    let count = try daemonCount(of: path)
    #expect(count >= 3)
    #expect(try daemonCount(of: otherPath) == count)

    let mark = "RELUVAR_TEST_JOB=\(path)"
    let job = "trap '' TERM; setsid sleep 600 & echo started > started; sleep 600; sleep 600"
    let submission = try await ProgramRun(
      of: URL(filePath: "/usr/bin/env"), ["sbatch", "--output=/dev/null", "--wrap", job],
      in: folder, environment: ["SLURM_CONF": "\(path)/slurm.conf", "RELUVAR_TEST_JOB": path]
    ).result()
    #expect(submission.end == .exited(0), "\(submission.output)")
    for _ in 0..<600 where (try? folder.text(of: "started")) != "started\n" {
      try await Task.sleep(for: .milliseconds(100))
    }
    #expect(try folder.text(of: "started") == "started\n")
    #expect(try processCount(with: mark) >= 2)

    #expect(try await run("stop", [path]).end == .exited(0))
    #expect(try daemonCount(of: path) == 0)
    #expect(try processCount(with: mark) == 0)
    #expect(try daemonCount(of: otherPath) == count)
    #expect(try await run("stop", [path]).end == .exited(0))
    #expect(try await run("stop", [otherPath]).end == .exited(0))
    #expect(try daemonCount(of: otherPath) == 0)
  }

  /// When the process that wanted it is killed, nothing stays.
  @Test func watchEndsWhatNobodyWants() async throws {
    let folder = try TemporaryFolder()
    let path = folder.path("slurm")
    let owner = Process()
    owner.executableURL = URL(filePath: "/bin/sleep")
    owner.arguments = ["600"]
    try owner.run()
    defer { kill(owner.processIdentifier, SIGKILL) }
    #expect(try await run("start", [path, "\(owner.processIdentifier)"]).end == .exited(0))
    #expect(try daemonCount(of: path) >= 3)
    try await Task.sleep(for: .seconds(1))
    #expect(try daemonCount(of: path) >= 3)

    kill(owner.processIdentifier, SIGKILL)
    for _ in 0..<600 where FileManager.default.fileExists(atPath: path) {
      try await Task.sleep(for: .milliseconds(100))
    }
    #expect(!FileManager.default.fileExists(atPath: path))
    #expect(try daemonCount(of: path) == 0)
  }

  @Test(arguments: [[], ["a b"], ["x", "y"], ["x", "1", "y"]])
  func usageIsRefused(arguments: [String]) async throws {
    let result = try await run("start", arguments)
    #expect(result.end == .exited(64))
    #expect(result.output.split(separator: "\n").count == 1)
  }

  @Test func missingProgramIsNamed() async throws {
    let result = try await run("start", ["unused"], environment: ["PATH": "/nowhere"])
    #expect(result.end == .exited(69))
    #expect(result.output.split(separator: "\n").count == 1)
    #expect(result.output.contains("is not installed") && result.output.contains("slurm-wlm"))
  }
}
