import Foundation
import Oracles
import Testing

/// Every mistake gives one line, the right exit code, and no result.
@Suite struct BadInputTests {
  /// Command lines with a word that the line on standard error must contain.
  static let mistakes: [(line: String, word: String)] = [
    ("dimension --widths 3 --pattern 1", "at least two"),
    ("dimension --widths 3,0,3 --pattern 1", "positive"),
    ("dimension --widths 3,-2,3 --pattern 1", "positive"),
    ("dimension --widths 3,100000,3 --pattern 1", "at most"),
    ("dimension --widths 4000,4000 --pattern 1", "at most"),
    ("dimension --widths 1000,1,1000 --pattern 1", "at most"),
    ("dimension --widths 3,1000000000000000000000000000000,3 --pattern 1", "--widths"),
    ("dimension --widths 3,x,3 --pattern 1", "--widths"),
    ("dimension --widths 3,,3 --pattern 1", "--widths"),
    ("dimension --widths 3,3,3 --pattern 10", "expected 3"),
    ("dimension --widths 3,3,3 --pattern 101/101", "expected 1"),
    ("dimension --widths 3,3,3,3 --pattern 101", "expected 2"),
    ("dimension --widths 3,3,3 --pattern 1x1", "'x'"),
    ("dimension --widths 3,3,3 --pattern 101/", "layer 2"),
    ("dimension --widths 3,3,3", "--pattern"),
    ("dimension --pattern 101", "--widths"),
    ("dimension", "--widths"),
    ("dimension nowhere.yaml", "no such file"),
    ("dimension nowhere.yaml --widths 3,3,3", "not both"),
    ("dimension /", "folder"),
    ("derive --widths 3,3,3 --pattern 101 --max-degree 0", "positive"),
    ("derive --widths 3,3,3 --pattern 101 --max-degree -1", "positive"),
    ("derive --widths 3,3,3 --pattern 101 --max-degree x", "--max-degree"),
    ("derive --widths 3,3,3 --pattern 101 --pattern 011 --max-degree 1000", "fits"),
    (
      "derive --widths 3,3,3 --pattern 101 --pattern 011 --max-degree 9 --memory-limit 10MB", "fits"
    ),
    ("derive --widths 3,3,3 --pattern 101 --memory-limit much", "--memory-limit"),
    ("derive --widths 64,64,64 --pattern " + String(repeating: "1", count: 64), "terms"),
    ("dimension --widths 3,3,3 --pattern 101 --threads 0", "--threads"),
    ("dimension --widths 3,3,3 --pattern 101 --seed -1", "--seed"),
    ("dimension --widths 3,3,3 --pattern 101 --format word", "--format"),
    ("dimension --widths 3,3,3 --pattern 101 --fragment", "--fragment"),
    ("dimension --widths 3,3,3 --pattern 101 --output /", "--output"),
    ("dimension --widths 3,3,3 --pattern 101 --output /nowhere/at/all", "--output"),
    ("dimension --widths 3,3,3 --pattern 101 --output /proc/result", "--output"),
    ("dimensoin --widths 3,3,3 --pattern 101", "dimensoin"),
    ("dimension --width 3,3,3 --pattern 101", "--width"),
  ]

  @Test(arguments: mistakes)
  func oneLineAndTheRightExitCode(_ mistake: (line: String, word: String)) throws {
    let outcome = try Command.run(mistake.line)
    #expect([64, 65].contains(outcome.exitCode))
    #expect(outcome.complaints.count == 1)
    #expect(outcome.diagnostics.hasPrefix("reluvar: "))
    #expect(outcome.diagnostics.contains(mistake.word))
    #expect(outcome.output.isEmpty)
  }

  @Test(arguments: [
    ("widths: [3, 3, 3]\nblocks:\n  - patern: \"101\"\n", "'pattern'"),
    ("widhts: [3, 3, 3]\nblocks:\n  - pattern: \"101\"\n", "'widths'"),
    ("widths: [3, 3, 3]\n", "'blocks'"),
    ("widths: [3, 3, 3]\nblocks: []\n", "at least one"),
    ("widths: [3, 3, 3]\nblocks:\n  - pattern: \"10\"\n", "expected 3"),
    ("widths: 3\nblocks:\n  - pattern: \"10\"\n", "list"),
    ("", "empty"),
    ("# nothing\n", "empty"),
    ("widths: [3, 3, 3\n", "well-formed"),
    ("\u{0}\u{1}\u{2}", "UTF-8"),
    (String(repeating: "[", count: 100_000), "well-formed"),
    ("a: &x [1]\nb: *x\n", "anchors"),
    (
      "widths: [2, 2, 2]\nblocks:\n  - pattern: \"10\"\n    points: [[1, 2]]\n"
        + "  - pattern: \"01\"\n", "points"
    ),
  ])
  func problemFiles(_ text: String, _ word: String) throws {
    let folder = try TemporaryFolder()
    let file = try folder.write(text.utf8, to: "problem.yaml")
    let outcome = try Command.run(["dimension", file])
    #expect(outcome.exitCode == 65)
    #expect(outcome.complaints.count == 1)
    #expect(outcome.diagnostics.contains("problem.yaml"))
    #expect(outcome.diagnostics.contains(word))
    #expect(outcome.output.isEmpty)
  }

  @Test func aHugeFileIsRefusedUnread() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("", to: "huge.yaml")
    // A sparse file of 100 MB.
    let handle = try FileHandle(forWritingTo: URL(filePath: path))
    try handle.truncate(atOffset: 100_000_000)
    try handle.close()
    let outcome = try Command.run(["dimension", path])
    #expect(outcome.exitCode == 65)
    #expect(outcome.complaints.count == 1)
    #expect(outcome.diagnostics.contains("MiB"))
  }

  @Test func aFailureLeavesTheOldFileAndNoOther() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("old".utf8, to: "result.tex")
    let failed = try Command.run([
      "derive", "--widths", "3,3,3", "--pattern", "101", "--pattern", "011", "--max-degree",
      "1000", "--format", "latex", "--output", path,
    ])
    #expect(failed.exitCode == 64)
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "old")
    #expect(try folder.contents == ["result.tex"])
    let succeeded = try Command.run([
      "derive", "--widths", "3,3,3", "--pattern", "101", "--quiet", "--format", "latex",
      "--output", path,
    ])
    #expect(succeeded.exitCode == 0)
    #expect(succeeded.output.isEmpty)
    #expect(try String(contentsOfFile: path, encoding: .utf8).hasSuffix("\\end{document}\n"))
    #expect(try folder.contents == ["result.tex"])
  }

  @Test func anInterruptLeavesNoFile() throws {
    let folder = try TemporaryFolder()
    let process = Process()
    process.executableURL = Command.executable
    process.arguments = [
      "derive", "--widths", "3,4,3", "--pattern", "1100", "--pattern", "1010", "--pattern",
      "1001", "--max-degree", "6", "--output", folder.path("result.tex"),
    ]
    let errors = Pipe()
    process.standardError = errors
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    // The first line of progress: the work has begun.
    #expect(!errors.fileHandleForReading.availableData.isEmpty)
    process.interrupt()
    process.waitUntilExit()
    #expect(process.terminationReason == .uncaughtSignal || process.terminationStatus != 0)
    #expect(try folder.contents.isEmpty)
  }
}
