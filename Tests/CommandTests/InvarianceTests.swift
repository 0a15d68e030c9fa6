import ExactAlgebra
import Foundation
import Oracles
import Programs
import Testing

/// `invariance push`, `clamp` and `decide`, as a user types them.
@Suite struct InvarianceTests {
  private struct Decision: Decodable {
    struct Witness: Decodable {}
    let family: String
    let dimension: Int
    let verdict: String
    let action: String?
    let restrictions: [String]
    let theorem: String
    let parameters: Int?
    let witness: Witness?
  }

  private struct Catalogue: Decodable { let families: [Decision] }

  private static func decide(
    _ arguments: String..., file: String? = nil
  ) async throws -> (run: Command.Outcome, decision: Decision, command: Command) {
    let command = try Command()
    if let file { _ = try command.folder.write(file, to: "family.yaml") }
    let run = try await command.run(
      ["invariance", "decide"] + arguments + ["--format", "json"])
    return (run, try JSONDecoder().decode(Decision.self, from: Data(run.output.utf8)), command)
  }

  @Test func catalogue() async throws {
    let run = try await Command().run(
      "invariance", "decide", "--dimension", "3", "--format", "json")
    #expect(run.isSuccess && run.diagnostics.isEmpty)
    let families = try JSONDecoder().decode(Catalogue.self, from: Data(run.output.utf8)).families
    let invariant = families.filter { $0.verdict == "invariant" }
    #expect(families.count == 10)
    #expect(invariant.map(\.family) == ["finite", "empirical", "clamped", "curve"])
    #expect(
      invariant.map(\.restrictions) == [
        ["finiteSupport"], ["finiteSupport"], ["widthOne"], ["notLocallyLipschitz"],
      ])
    for family in families where family.verdict != "invariant" {
      #expect(family.verdict == "notInvariant" && family.witness != nil)
      #expect(family.theorem == (family.parameters == nil ? "noFiniteParameters" : "excluded"))
    }
    #expect(families.first { $0.family == "mixture" }?.parameters == 19)
  }

  @Test func theAnswerIsTheExitCode() async throws {
    let (no, decision, _) = try await Self.decide("gaussian", "--dimension", "4")
    #expect(no.status == 1 && decision.verdict == "notInvariant" && decision.dimension == 4)
    #expect(no.diagnostics == "reluvar invariance decide: the family is not invariant\n")
    let (yes, free, _) = try await Self.decide(
      "family.yaml", file: "parameters: [a, b]\natoms: [{weight: 1, point: [a, a - 2*b]}]\n")
    #expect(yes.isSuccess && free.verdict == "invariant" && free.action == "linearEquations")
    let (open, square, _) = try await Self.decide(
      "family.yaml", file: "parameters: [a]\natoms: [{weight: 1, point: [a^2]}]\n")
    #expect(open.status == 75 && square.verdict == "undecided")
  }

  /// A program of another author of each part: fractions, error functions, Groebner bases.
  @Test(
    .enabled { await PythonEnvironment.isAvailable },
    arguments: [
      ["gaussian"], ["gaussian", "--dimension", "1"], ["diagonal-gaussian", "--dimension", "5"],
      ["uniform-box", "--dimension", "3"], ["uniform-polytope"], ["truncated-gaussian"],
      ["mixture"], ["mixture", "--components", "7", "--dimension", "3"], ["family.yaml"],
      ["family.yaml", "--seed", "5"],
    ])
  func witnessesAreChecked(arguments: [String]) async throws {
    let command = try Command()
    _ = try command.folder.write(
      """
      parameters: [s, t, p]
      atoms:
        - {weight: p, point: [s, t]}
        - {weight: 1/3, point: [s + t, t^2 - 1/2]}
        - {weight: 2/3 - p, point: [s*t, p]}
      """, to: "family.yaml")
    let run = try await command.run(
      ["invariance", "decide"] + arguments + ["--format", "json", "--output", "report.json"])
    #expect(run.status == 1)
    let result = try await PythonEnvironment.run(
      "invariance_witness.py", ["report.json"], in: command.folder)
    #expect(result.status == 0, "\(result.output)")
    #expect(result.output.contains("checked"))
  }

  private struct Push: Decodable {
    struct Layer: Decodable {
      struct Atom: Decodable {
        let point: [RegionsOutput.ExactNumber]
        let weight: RegionsOutput.ExactNumber?
        let probability: LawOutput.Number?
      }
      struct Stretch: Decodable { let probability: LawOutput.Number }
      let layer: Int
      let dimension: Int
      let atomCount: Int
      let atoms: [Atom]?
      let stretches: [Stretch]?
      let mean: [LawOutput.Number]?
    }
    let layers: [Layer]
    let listed: Bool
  }

  private static let network = """
    {"layers": [{"weights": [[1], [-1]], "biases": [0, "1/2"]}, {"weights": [[1, 1]]}]}
    """

  private static func push(
    _ arguments: [String], files: [String: String] = [:]
  ) async throws -> Push {
    let command = try Command()
    _ = try command.folder.write(network, to: "net.json")
    for (name, text) in files { _ = try command.folder.write(text, to: name) }
    let run = try await command.run(
      ["invariance", "push", "net.json", "--format", "json"] + arguments)
    #expect(run.isSuccess, "\(run.diagnostics)")
    return try JSONDecoder().decode(Push.self, from: Data(run.output.utf8))
  }

  @Test func atomsMeet() async throws {
    let result = try await Self.push(
      ["--atoms", "atoms.csv"], files: ["atoms.csv": "1/4,1/2\n1/8,1/4\n3,0.25\n"])
    #expect(result.layers.map(\.atomCount) == [3, 2] && result.layers.map(\.dimension) == [2, 1])
    let last = try #require(result.layers[1].atoms)
    #expect(last.map { $0.point[0].value } == [Rational(1, 2), 3])
    #expect(last.map(\.weight?.value) == [Rational(3, 4), Rational(1, 4)])
    // Equal weights, and no list.
    let short = try await Self.push(
      ["--points", "points.csv", "--no-list"], files: ["points.csv": "1/4\n1/8\n"])
    #expect(short.layers.map(\.atomCount) == [2, 1] && short.layers[1].atoms == nil)
    #expect(!short.listed)
  }

  @Test func lawsOnTheLine() async throws {
    // x on [-1, 1]: 1/2 - x up to 0, then 1/2 on [0, 1/2], then x.
    let result = try await Self.push(["--uniform=-1:1"])
    let atoms = try #require(result.layers[1].atoms)
    #expect(atoms.map { $0.point[0].value } == [Rational(1, 2)])
    #expect(atoms[0].probability?.fraction == "1/4")
    #expect(try #require(result.layers[1].stretches).map(\.probability.fraction) == ["1/2", "1/4"])
    // (1/2) 1 + (1/4)(1/2) + (1/4)(3/4) = 13/16.
    #expect(result.layers[1].mean?[0].fraction == "13/16")
    let normal = try await Self.push(["--standard-normal", "--relu-output"])
    let probability = try #require(normal.layers[1].atoms?[0].probability)
    // Phi(1/2) - 1/2.
    let expected = try Rational(parsing: "0.19146246127401310364")
    #expect(probability.contains(expected, within: Rational(10).power(-20)))
    #expect(try #require(probability.width) < Rational(10).power(-18))
  }

  @Test func threadsDoNotMatter() async throws {
    let command = try Command()
    _ = try command.folder.write(
      #"{"layers": [{"weights": [[1, -3], [2, 5], [1, 1]]}, {"weights": [[1, -1, "1/3"]]}]}"#,
      to: "net.json")
    let atoms = (0..<6_000).map { "\($0 % 97),\($0 % 89),1/6000\n" }.joined()
    _ = try command.folder.write(atoms, to: "atoms.csv")
    let runs = try await ["1", "2", "3"].asyncMap { threads in
      try await command.run(
        "invariance", "push", "net.json", "--atoms", "atoms.csv", "--format", "csv", "--threads",
        threads)
    }
    #expect(runs[0].isSuccess && runs[0].output.count > 100_000)
    #expect(runs[1] == runs[0] && runs[2] == runs[0])
  }

  private static let refusals: [(arguments: [String], code: Int32, words: [String])] = [
    (["decide", "gausian"], 64, ["'gausian'", "did you mean 'gaussian'"]),
    (
      ["decide", "clamped", "--dimension", "2"], 65,
      ["clamped", "dimension 2", "expected dimension 1"]
    ),
    (["decide", "gaussian", "--dimension", "0"], 64, ["--dimension", "0"]),
    (["decide", "gaussian", "--atoms", "3"], 64, ["--atoms", "finite or empirical"]),
    (["decide", "finite", "--components", "3"], 64, ["--components", "mixture"]),
    (["decide", "missing.yaml"], 65, ["missing.yaml"]),
    (["decide", "sum.yaml"], 65, ["sum.yaml:2:", "sum to 2*s", "expected 1"]),
    (["decide", "negative.yaml"], 65, ["negative.yaml:2:", "atom 1", "-1"]),
    (["decide", "name.yaml"], 65, ["name.yaml:1:", "'2s'"]),
    (["decide", "word.yaml"], 65, ["word.yaml:3:", "atom 1, coordinate 2", "u"]),
    (
      ["decide", "lengths.yaml"], 65, ["lengths.yaml:2:", "atom 2", "1 coordinates", "expected 2"]
    ),
    (["decide", "sum2.yaml", "--dimension", "3"], 65, ["dimension 3", "expected 1"]),
    (["push", "net.json"], 64, ["no law"]),
    (["push", "--atoms", "atoms.csv"], 64, ["no network"]),
    (["push", "net.json", "--atoms", "empty.csv"], 65, ["empty.csv", "no points"]),
    (["push", "net.json", "--atoms", "half.csv"], 65, ["half.csv", "sum is 3/4", "expected 1"]),
    (["push", "net.json", "--atoms", "minus.csv"], 65, ["minus.csv:2:", "-1/2", "not negative"]),
    (["push", "net.json", "--atoms", "wide.csv"], 65, ["wide.csv:1:", "3 numbers", "expected 2"]),
    (
      ["push", "net.json", "--atoms", "atoms.csv", "--standard-normal"], 64,
      ["--atoms and --standard-normal"]
    ),
    (["push", "plane.json", "--standard-normal"], 65, ["2 coordinates", "expected 1"]),
    (
      ["push", "net.json", "--input", "plane.yaml"], 65,
      ["plane.yaml", "2 coordinates", "expected 1"]
    ),
    (["clamp", "net.json"], 65, ["net.json", "layer 1 has width 2", "expected width 1"]),
    (["clamp", "chain.json", "--activation", "abs"], 65, ["activation abs", "expected relu"]),
    (["clamp", "chain.json", "--weights", "atoms.csv"], 64, ["no law"]),
    (["clamp", "chain.json", "--input", "plane.yaml"], 65, ["2 coordinates", "expected 1"]),
  ]

  @Test(arguments: refusals.indices) func isRefused(index: Int) async throws {
    let refusal = Self.refusals[index]
    let command = try Command()
    let files = [
      "net.json": Self.network,
      "plane.json": #"{"layers": [{"weights": [[1, 1]]}, {"weights": [[1]]}]}"#,
      "chain.json": #"{"layers": [{"weights": [[1]]}, {"weights": [[1]]}]}"#,
      "atoms.csv": "0,1\n", "empty.csv": "", "half.csv": "0,1/2\n1,1/4\n",
      "minus.csv": "0,3/2\n1,-1/2\n", "wide.csv": "0,0,1\n",
      "plane.yaml": "gaussian: {mean: [0, 0], covariance: [[1, 0], [0, 1]]}\n",
      "sum.yaml": "parameters: [s]\natoms: [{weight: s, point: [s]}, {weight: s, point: [0]}]\n",
      "sum2.yaml": "parameters: [s]\natoms: [{weight: 1, point: [s]}]\n",
      "negative.yaml":
        "parameters: [s]\natoms: [{weight: -1, point: [s]}, {weight: 2, point: [0]}]\n",
      "name.yaml": "parameters: [2s]\natoms: []\n",
      "word.yaml": "parameters: [s]\natoms:\n- {weight: 1, point: [s, u]}\n",
      "lengths.yaml":
        "parameters: [s]\natoms: [{weight: 1/2, point: [s, 1]}, {weight: 1/2, point: [0]}]\n",
    ]
    for (name, text) in files { _ = try command.folder.write(text, to: name) }
    let run = try await command.run(["invariance"] + refusal.arguments)
    run.expectRefusal(code: refusal.code, saying: refusal.words)
  }
}

extension Sequence where Self: Sendable {
  fileprivate func asyncMap<Value>(
    _ transform: (Element) async throws -> Value
  ) async rethrows -> [Value] {
    var values: [Value] = []
    for element in self { values.append(try await transform(element)) }
    return values
  }
}
