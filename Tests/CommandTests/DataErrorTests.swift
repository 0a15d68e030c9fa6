import Foundation
import Oracles
import Programs
import Testing

/// Wrong problem files: exit code 65, and one line with file, line and what was expected.
@Suite struct DataErrorTests {
  private static let problems: [(text: String, words: [String])] = [
    ("", ["problem.yaml: ", "empty"]),
    ("# a comment\n", ["problem.yaml: ", "empty"]),
    ("\0\u{1}\u{2}", ["problem.yaml: ", "UTF-8"]),
    (String(repeating: "[", count: 100_000), ["problem.yaml", "nest"]),
    ("widths: [3]\nblocks: []", ["problem.yaml:1: ", "widths", "at least two"]),
    ("bias: true\nwidths: [3, 0, 3]\nblocks: []", ["problem.yaml:2: ", "widths", "positive"]),
    ("widths: [100000, 100000]\nblocks: []", ["problem.yaml:1: ", "widths", "at most"]),
    ("widhts: [3, 3]", ["problem.yaml:1: ", "'widhts'", "did you mean 'widths'?"]),
    ("widths: [1, 1, 1]\nblocks:\n- patern: 1", [":3: ", "did you mean 'pattern'?"]),
    ("widths: [1, 1, 1]\nblocks:\n- pattern: 12", [":3: ", "'2'", "not 0, 1 or /"]),
    ("widths: [1, 1, 1]\nblocks:\n- pattern: 11", [":3: ", "2 neurons", "expected 1"]),
    ("widths: [1, 1, 1]\nblocks:\n- pattern: 1/1", [":3: ", "2 hidden layers"]),
    ("widths: [1, 1, 1]\nblocks: []", ["problem.yaml:2: ", "at least one"]),
    ("widths: [1, 1, 1]", ["problem.yaml:1: ", "'blocks'", "missing"]),
    ("blocks: [{pattern: 1}]", ["problem.yaml:1: ", "'widths'", "missing"]),
    (
      "widths: [1, 1, 1]\nblocks:\n- {pattern: 1, points: [[1, 2]]}",
      [":3: ", "points, row 1", "2 numbers", "expected 1"]
    ),
    (
      "widths: [1, 1, 1]\nblocks:\n- {pattern: 1, points: [[\"a\\nb\"]]}",
      [":3: ", "points, row 1", "not a number"]
    ),
    (
      "widths: [1, 1, 1]\nblocks:\n- {pattern: 1, points: [[1]]}\n- pattern: 0",
      ["problem.yaml:4: ", "block 2", "no points", "in all blocks or in none"]
    ),
    // Well-formed, but larger than any space of block matrices that is treated.
    (
      "widths: [1000, 1, 1000]\nblocks: [{pattern: 1}]",
      ["problem.yaml", "dimension 1000000", "at most"]
    ),
  ]

  @Test(arguments: problems, Invocations.verbs)
  func isRefused(problem: (text: String, words: [String]), verb: String) async throws {
    let folder = try TemporaryFolder()
    try folder.write(problem.text, to: "problem.yaml")
    let run = try await Command(in: folder).run(verb, "problem.yaml")
    run.expectRefusal(code: 65, saying: problem.words)
  }

  @Test func missingFileAndFolder() async throws {
    let command = try Command()
    for name in ["missing.yaml", "missing/problem.yaml", "a\nb.yaml"] {
      try await command.run("dimension", name).expectRefusal(code: 65, saying: ["no such file"])
    }
    try await command.run("dimension", ".").expectRefusal(code: 65, saying: [".: ", "folder"])
    try await command.run("dimension", "").expectRefusal(code: 65, saying: ["no such file"])
  }

  @Test func hugeFile() async throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("widths: [3, 3]", to: "huge.yaml")
    let handle = try #require(FileHandle(forWritingAtPath: path))
    try handle.truncate(atOffset: 100_000_000)
    try handle.close()
    let run = try await Command(in: folder).run("dimension", "huge.yaml")
    run.expectRefusal(code: 65, saying: ["huge.yaml: ", "16 MiB"])
  }
}
