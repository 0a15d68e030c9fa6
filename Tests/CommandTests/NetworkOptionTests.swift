import Foundation
import Oracles
import Programs
import Testing

/// Networks and points as options.
@Suite struct NetworkOptionTests {
  private static let network =
    #"{"layers": [{"weights": [[1, 0], [0, 1]]}, {"weights": [[1, 1]]}]}"#

  private func command() throws -> Command {
    let folder = try TemporaryFolder()
    try folder.write(Self.network, to: "net.json")
    try folder.write(#"{"layers": [{"weights": [[1, 2], [3]]}]}"#, to: "wrong.json")
    try folder.write(
      Self.network.replacing("{\"layers\"", with: "{\"activation\": \"abs\", \"layers\""),
      to: "abs.json")
    try folder.write("x,y\n1,2\n-1,3\n", to: "points.csv")
    try folder.write("1,2,3\n", to: "three.csv")
    try folder.write("1,2\n1,x\n", to: "letter.csv")
    try folder.write("1,2\n1,0\n0,1\n", to: "boundary.csv")
    try folder.write(Invocations.shallowFile, to: "problem.yaml")
    return try Command(in: folder)
  }

  @Test(
    arguments: [
      (["--network", "net.json"], ["--network", "0 --points given, expected one"]),
      (
        ["--network", "net.json", "--points", "points.csv", "--points", "points.csv"],
        ["2 --points given, expected one"]
      ),
      (["--points", "points.csv"], ["--points", "expected --network, or --widths"]),
      (["--points", "points.csv", "--pattern", "11"], ["--points", "--widths"]),
      (
        ["--network", "net.json", "--points", "points.csv", "--widths", "2,2,1"],
        ["--network and --points or --widths", "not both"]
      ),
      (["--network", "net.json", "--points", "points.csv", "--bias"], ["not both"]),
      (["--network", "net.json", "--points", "points.csv", "--pattern", "11"], ["not both"]),
      (["problem.yaml", "--network", "net.json"], ["problem file or --network", "not both"]),
      (["problem.yaml", "--points", "points.csv"], ["problem file or --network", "not both"]),
      (
        ["--widths", "2,2,1", "--pattern", "11", "--pattern", "01", "--points", "points.csv"],
        ["1 --points and 2 --pattern", "once for each --pattern"]
      ),
      (["--widths", "2,2,1", "--points", "points.csv"], ["at least one --pattern"]),
      (["--network"], ["--network"]),
    ], Invocations.verbs)
  func usage(refusal: (arguments: [String], words: [String]), verb: String) async throws {
    let run = try await command().run([verb] + refusal.arguments)
    run.expectRefusal(code: 64, saying: refusal.words)
  }

  @Test(
    arguments: [
      (["--network", "no.json", "--points", "points.csv"], ["no.json: no such file"]),
      (["--network", "net.json", "--points", "no.csv"], ["no.csv: no such file"]),
      (["--network", ".", "--points", "points.csv"], [".: ", "folder"]),
      (
        ["--network", "wrong.json", "--points", "points.csv"],
        ["wrong.json:1: ", "layer 1, neuron 2"]
      ),
      (
        ["--network", "abs.json", "--points", "points.csv"],
        ["activation: the network has abs, expected relu"]
      ),
      (["--network", "points.csv", "--points", "points.csv"], ["points.csv", "network"]),
      (["--network", "net.json", "--points", "three.csv"], ["three.csv:1: ", "expected 2"]),
      (
        ["--network", "net.json", "--points", "letter.csv"], ["letter.csv:2: ", "column 2", "'x'"]
      ),
      (
        ["--network", "net.json", "--points", "boundary.csv"],
        ["boundary.csv:2: ", "layer 1, neuron 2", "exactly zero", "one more point"]
      ),
      (
        ["--widths", "3,2,1", "--pattern", "11", "--points", "points.csv"],
        ["points.csv:2: ", "2 numbers, expected 3"]
      ),
      (
        ["--widths", "2,2,1", "--pattern", "11", "--points", "letter.csv"],
        ["letter.csv:2: ", "column 2"]
      ),
    ], Invocations.verbs)
  func data(refusal: (arguments: [String], words: [String]), verb: String) async throws {
    let run = try await command().run([verb] + refusal.arguments)
    run.expectRefusal(code: 65, saying: refusal.words)
  }
}
