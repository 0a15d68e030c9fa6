import Foundation
import Oracles
import Programs
import Testing

/// What the command says about itself.
@Suite struct HelpTests {
  @Test func version() async throws {
    let run = try await Command().run("--version")
    #expect(run.isSuccess && run.diagnostics.isEmpty)
    #expect(run.output.wholeMatch(of: /reluvar [0-9]+\.[0-9]+\.[0-9]+ \(FLINT [0-9.]+\)\n/) != nil)
  }

  @Test(arguments: [["--help"], ["-h"], ["help"], []])
  func overview(arguments: [String]) async throws {
    let run = try await Command().run(arguments)
    #expect(run.isSuccess && run.diagnostics.isEmpty)
    for word in Invocations.verbs + ["Examples:", "Exit codes:"] {
      #expect(run.output.contains(word))
    }
  }

  @Test(arguments: Invocations.verbs)
  func verb(_ verb: String) async throws {
    let command = try Command()
    let run = try await command.run(verb, "--help")
    #expect(run.isSuccess && run.diagnostics.isEmpty)
    let options = [
      "--widths", "--pattern", "--bias", "--network", "--points", "--format", "--output",
      "--fragment", "--seed",
      "--threads", "--quiet", "--timings",
    ]
    for word in options + Invocations.formats + ["Examples:", "  reluvar \(verb) "] {
      #expect(run.output.contains(word), "\(word)")
    }
    #expect(run.output.contains("--max-degree") == (verb == "derive"))
    #expect(try await command.run("help", verb) == run)
    // Filled to the width of a terminal.
    for line in run.output.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
  }

  /// The examples can be copied as they are printed, and they work.
  @Test(
    arguments: [[]]
      + (Invocations.verbs + [
        "check", "realize", "complete", "regions", "measure", "information", "density", "gates",
        "draw", "range", "verify", "failure", "report",
      ])
      .map { [$0] } + [["gates", "report"], ["gates", "course"]]
      + ["decide", "push", "clamp", "growth", "filter", "parameter"].map { ["invariance", $0] })
  func examples(path: [String]) async throws {
    let folder = try TemporaryFolder()
    try writeFiles(in: folder, withMaps: path == ["check"])
    let command = try Command(in: folder)
    let examples = examples(in: try await command.run(path + ["--help"]).output)
    #expect(examples.count >= 2)
    for example in examples {
      // High degrees take long where the command was built without optimization.
      let words = example.replacing("--max-degree 5", with: "--max-degree 3")
        .split(separator: " ").map { String($0).replacing("'", with: "") }
      #expect(words.first == "reluvar")
      let python = words.contains("--compare") ? await PythonEnvironment.interpreter : nil
      if words.contains("--compare"), python == nil { continue }
      let run = try await command.run(
        Array(words.dropFirst()) + ["--quiet"],
        environment: python.map { ["RELUVAR_PYTHON": $0.path] } ?? [:])
      // The answer may be no.
      let isNo = ["decide", "verify"].contains(path.last ?? "decide") && run.status == 1
      #expect(
        isNo || run.isSuccess && run.diagnostics.isEmpty, "\(example): \(run.diagnostics)")
      if let option = words.firstIndex(of: "--output") {
        let file = try #require(words.dropFirst(option + 1).first, "\(example)")
        #expect(try !folder.text(of: file).isEmpty)
      } else {
        #expect(!run.output.isEmpty)
      }
    }
  }

  /// What the examples read: problems, and the network of the iris example with its data.
  private func writeFiles(in folder: TemporaryFolder, withMaps: Bool) throws {
    try folder.write("m1_11*0\n", to: "polynomials.txt")
    let map = withMaps ? ", map: [[0, 0, 0], [0, 0, 0], [0, 0, 0]]" : ""
    let blocks = ["1100", "1010", "1001"].map { "  - {pattern: \"\($0)\"\(map)}\n" }
    try folder.write(
      "widths: [3, 4, 3]\nblocks:\n" + blocks.joined(), to: "problem.yaml")
    try folder.write(
      """
      widths: [2, 2, 1]
      bias: true
      blocks:
        - {pattern: "10", points: [[0, 0], [1, 0]]}
        - {pattern: "01", points: [[0, 1]]}
      """, to: "points.yaml")
    try FileManager.default.copyItem(
      at: ExampleTests.examples.appending(path: "unknown-outputs/problem.yaml"),
      to: folder.url.appending(path: "outputs.yaml"))
    try folder.write(
      "gaussian: {mean: [0, 0], covariance: [[1, 1/2], [1/2, 2]]}\n", to: "plane.yaml")
    try folder.write("1,0,0\n0,1,0\n-1,-1,1\n", to: "triangle.csv")
    try folder.write(
      """
      {"layers": [
        {"weights": [[1, -1], [2, 1]], "biases": [0, 1]}, {"weights": [[1, 1], [1, -2]]},
        {"weights": [[1, -1]]}]}
      """, to: "small.json")
    try folder.write(
      "(declare-const X_0 Real)(declare-const X_1 Real)(declare-const Y_0 Real)\n"
        + "(assert (<= 0 X_0))(assert (<= X_0 1))(assert (<= 0 X_1))(assert (<= X_1 1))\n"
        + "(assert (>= Y_0 100))\n", to: "property.vnnlib")
    try folder.write(
      "(declare-const X_0 Real)(declare-const X_1 Real)(declare-const Y_0 Real)\n"
        + "(assert (>= Y_0 1))(assert (or (>= X_0 0.5) (>= X_1 0.5)))\n", to: "corner.vnnlib")
    try folder.write(
      #"{"layers": [{"weights": [[2]], "biases": [-1]}, {"weights": [[-1]], "biases": [3]}]}"#,
      to: "chain.json")
    try folder.write("1,0\n0,1\n-1,2\n", to: "plane.csv")
    try folder.write("1\n0\n2\n", to: "y.csv")
    try folder.write("5,1,0\n2,7,1\n0,0,3\n1,1,1\n", to: "counts.csv")
    try folder.write(
      String(repeating: "setosa\nversicolor\nvirginica\n", count: 50), to: "labels.csv")
    try folder.write(
      """
      gaussian:
        mean: [6, 3, 4, 1]
        covariance: [[1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 3, 0], [0, 0, 0, 1]]
      """, to: "normal.yaml")
    // Two directions in four coordinates.
    try folder.write(
      "gaussian: {mean: [6, 3, 4, 1], factor: [[1, 0], [0, 1], [1, 1], [0, 1/2]]}\n",
      to: "law.yaml")
    let iris = ExampleTests.examples.appending(path: "iris")
    for (source, target) in [
      ("iris.onnx", "net.onnx"), ("measurements.csv", "points.csv"), ("outputs.csv", "outputs.csv"),
      ("measurements.csv", "train.csv"), ("measurements.csv", "test.csv"),
    ] {
      try FileManager.default.copyItem(
        at: iris.appending(path: source), to: folder.url.appending(path: target))
    }
  }

  /// The lines between `Examples:` and a blank line, continued ones joined.
  private func examples(in help: String) -> [String] {
    let lines = help.split(separator: "\n", omittingEmptySubsequences: false)
      .drop { $0 != "Examples:" }.dropFirst().prefix { !$0.isEmpty }
    return lines.joined(separator: "\n").replacing("\\\n", with: " ")
      .split(separator: "\n").map { String($0.drop(while: \.isWhitespace)) }
  }
}
