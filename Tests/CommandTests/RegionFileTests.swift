import Foundation
import Oracles
import Programs
import Testing

/// Tables, graphs and properties that `regions` writes for other programs, read by other programs.
@Suite(.enabled("Python is not available") { await PythonEnvironment.isAvailable })
struct RegionFileTests {
  /// A network with options for its domain, and the domain as rows.
  struct Case: CustomTestStringConvertible {
    let network: String
    var domain: [String] = []
    var rows = "[]"
    let testDescription: String

    static let moons = Case(
      network: ExampleTests.examples.appending(path: "two-moons/step-1000.safetensors")
        .path(percentEncoded: false), domain: ["--box=-2:3,-1.5:2"],
      rows: #"[[1,0,2],[-1,0,3],[0,1,"3/2"],[0,-1,2]]"#, testDescription: "two moons")
    static let triangle = Case(network: "triangle.json", testDescription: "triangle")
    /// The corners of the box lie on lines of the network.
    static let boxedTriangle = Case(
      network: "triangle.json", domain: ["--box=0:1,-1/3:1"],
      rows: #"[[1,0,0],[-1,0,1],[0,3,1],[0,-1,1]]"#, testDescription: "boxed triangle")
    static let tent = Case(network: "tent.json", testDescription: "tent")
    /// Five hidden neurons on one line, others that are zero on whole regions.
    static let coincident = Case(network: "coincident.json", testDescription: "coincident lines")
    /// No hidden neuron, so one region.
    static let linear = Case(network: "linear.json", testDescription: "no hidden neurons")
    /// Coefficients beyond machine words, and beyond double precision.
    static let large = Case(network: "large.json", testDescription: "large coefficients")
    static let deep = Case(
      network: "deep.json", domain: ["--box=-2:2"],
      rows: #"[[1,0,0,2],[-1,0,0,2],[0,1,0,2],[0,-1,0,2],[0,0,1,2],[0,0,-1,2]]"#,
      testDescription: "three inputs")
    static let all = [
      moons, triangle, boxedTriangle, tent, coincident, linear, large, deep,
    ]
  }

  private static func command() throws -> Command {
    let command = try RegionsTests.command()
    let networks = [
      "coincident": #"[{"weights": [[1, 0], [1, 0], [2, 0], [-1, 0], [0, 0]]}, "#
        + #"{"weights": [[-1, 1, 0, 0, 0], [0, 0, -1, -1, 0]]}, {"weights": [[1, 1]]}]"#,
      "linear": #"[{"weights": [[1, 2]], "biases": [1]}]"#,
      "large": #"[{"weights": [["1e40", "1/3"], ["-1/7", "1e-30"], [1, 1]], "#
        + #""biases": ["1e35", "1/123456789123456789", -1]}, {"weights": [[1, 1, 1]]}]"#,
      "deep": #"[{"weights": [[1, 2, -1], [0, 1, 1], [2, -1, "1/2"]], "biases": [0, 1, -1]}, "#
        + #"{"weights": [[1, -1, 1], [1, 1, -2]], "biases": [-1, 0]}, {"weights": [[1, -1]]}]"#,
    ]
    for (name, layers) in networks {
      try command.folder.write("{\"layers\": \(layers)}", to: "\(name).json")
    }
    return command
  }

  /// Runs `regions` and leaves what it writes in a file.
  private static func write(
    _ file: String, _ arguments: [String], in command: Command
  ) async throws {
    let run = try await command.run(["regions"] + arguments + ["--output", file])
    #expect(run.isSuccess && run.diagnostics.isEmpty, "\(run.diagnostics)")
  }

  /// What the script prints.
  private static func read(_ arguments: [String], in command: Command) async throws -> String {
    let paths = arguments.map { $0.contains(".") ? command.folder.path($0) : $0 }
    let run = try await PythonEnvironment.run("region_files.py", paths, in: command.folder)
    #expect(run.status == 0, "\(run.output)")
    return run.output
  }

  private struct Summary: Decodable {
    let count: Int
    let regions: [RegionsOutput.Entry]
    let edges: [RegionsOutput.Edge]
  }

  @Test(arguments: Case.all)
  func graphIsThatOfTheReport(case specimen: Case) async throws {
    let command = try Self.command()
    let options = [specimen.network] + specimen.domain + ["--volumes"]
    try await Self.write("graph.graphml", options + ["--format", "graphml"], in: command)
    try await Self.write("report.json", options + ["--format", "json", "--edges"], in: command)
    let report = try JSONDecoder().decode(
      Summary.self, from: Data(command.folder.text(of: "report.json").utf8))
    #expect(
      try await Self.read(["graph", "graph.graphml", "report.json"], in: command)
        == "\(report.count) nodes, \(report.edges.count) edges, connected\n")
    if specimen.testDescription == "two moons" {
      #expect(report.count == 299 && report.edges.count == 568)
    }
    // The same bytes for any number of threads.
    let one = try await command.run(
      ["regions"] + options + ["--format", "graphml", "--threads", "1"])
    #expect(try command.folder.text(of: "graph.graphml") == one.output)
  }

  /// At a limit no edge leads to a node that is missing.
  @Test(arguments: 1...7)
  func graphsOfSomeRegions(count: Int) async throws {
    let command = try Self.command()
    let run = try await command.run(
      ["regions", "triangle.json", "--format", "graphml", "--max-regions", "\(count)"])
    #expect(run.status == (count < 7 ? 75 : 0))
    let nodes = run.output.matches(of: /<node id="(r[01]*)">/).map(\.output.1)
    let ends = run.output.matches(of: /<edge source="(r[01]*)" target="(r[01]*)">/)
      .flatMap { [$0.output.1, $0.output.2] }
    #expect(nodes.count == count && Set(nodes).count == count)
    #expect(Set(ends).isSubset(of: nodes) && (count == 1) == ends.isEmpty)
    #expect(run.output.contains("limitReached") == (count < 7))
  }

  @Test(arguments: Case.all)
  func tableIsThatOfTheList(case specimen: Case) async throws {
    let command = try Self.command()
    for options in [[], ["--volumes", "--details", "map,inequalities,vertices"]] {
      let arguments = [specimen.network] + specimen.domain + options
      try await Self.write("table.csv", arguments + ["--format", "csv"], in: command)
      try await Self.write("list.jsonl", arguments + ["--format", "jsonl"], in: command)
      let count = try command.folder.text(of: "list.jsonl").split(separator: "\n").count - 1
      let titles = try #require(command.folder.text(of: "table.csv").split(separator: "\n").first)
      let columns = titles.split(separator: ",").count
      #expect(count >= 1 && titles.hasPrefix("pattern,x_1,"))
      #expect(
        try await Self.read(["table", "table.csv", "list.jsonl"], in: command)
          == "\(count) rows, \(columns) columns\n")
    }
  }

  /// Tables of points, of classes and of patterns alone.
  @Test func otherTables() async throws {
    let command = try Self.command()
    try command.folder.write("1/3,1/3\n2,2\n1/4,1/4\n0,0\n", to: "points.csv")
    let containing = ["triangle.json", "--containing", "points.csv"]
    try await Self.write("table.csv", containing + ["--format", "csv"], in: command)
    try await Self.write("list.jsonl", containing + ["--format", "jsonl"], in: command)
    #expect(
      try await Self.read(["table", "table.csv", "list.jsonl"], in: command)
        == "2 rows, 4 columns\n")
    #expect(
      try command.folder.text(of: "table.csv").contains("110,2,\"[1,3]\",[]\n"))
    let walk = try await command.run(
      "regions", "tent.json", "--method", "walk", "--format", "csv")
    #expect(walk.output == "pattern\n" + RegionsTests.tentPatterns.map { $0 + "\n" }.joined())
    let linear = try await command.run(
      "regions", "tent.json", "--count", "linear", "--format", "csv")
    #expect(linear.output.hasPrefix("pattern,linear_region,affine_map,x_1,facets,bounded\n"))
    let rounded = try await command.run(
      "regions", "boxed.json", "--format", "csv", "--decimals", "2")
    #expect(rounded.status == 65)
  }

  /// The property of each region, and of what is outside of it, is decided by Z3, and by `verify`.
  @Test(arguments: Case.all.filter { $0.testDescription != "two moons" })
  func propertiesAreThoseOfRegions(case specimen: Case) async throws {
    let command = try Self.command()
    let options = [specimen.network] + specimen.domain
    let list = try await command.regions(options)
    #expect(list.patterns.count >= 1)
    let selections = list.patterns.prefix(4).map { (["--pattern", $0], [$0] as [String]?) }
    try await checkProperties(
      of: selections, specimen, in: command, isEverything: list.patterns.count == 1)
  }

  /// Several regions: those around a point, and those that hold data.
  @Test func propertiesOfSeveralRegions() async throws {
    let command = try Self.command()
    try command.folder.write("1/3,1/3\n2,2\n-1,-1\n", to: "points.csv")
    try await checkProperties(
      of: [(["--region-of", "1/2,1/2"], ["110", "111"])], .boxedTriangle, in: command)
    try await checkProperties(
      of: [
        (["--region-of", "0,1"], ["010", "011", "110", "111"]),
        (["--containing", "points.csv"], ["000", "110", "111"]),
      ], .triangle, in: command)
    try await checkProperties(of: [(["--region-of", "1/8,1/4"], nil)], .moons, in: command)
  }

  private struct Verdict: Decodable {
    struct Counterexample: Decodable { let input: [RegionsOutput.ExactNumber] }
    let counterexample: Counterexample?
  }

  /// Checks the properties of selected regions, and of what is outside of them.
  private func checkProperties(
    of selections: [(options: [String], patterns: [String]?)], _ specimen: Case,
    in command: Command, isEverything: Bool = false
  ) async throws {
    var arguments: [String] = []
    var expected = ""
    for (number, selection) in selections.enumerated() {
      let options = [specimen.network] + specimen.domain + selection.options
      try await Self.write(
        "\(number).jsonl", options + ["--details", "inequalities", "--format", "jsonl"],
        in: command)
      let listed = try RegionsOutput(lines: command.folder.text(of: "\(number).jsonl")).patterns
      #expect(!listed.isEmpty)
      if let patterns = selection.patterns { #expect(listed.sorted() == patterns) }
      for (side, flags) in [("inside", []), ("outside", ["--complement"])] {
        let file = "\(number)-\(side).vnnlib"
        try await Self.write(file, options + ["--format", "vnnlib"] + flags, in: command)
        let isSatisfiable = side == "inside" || !isEverything
        arguments += [file, "\(number).jsonl", side]
        expected +=
          "\(listed.count) regions, \(isSatisfiable ? "satisfiable" : "unsatisfiable")\n"
        try await checkVerdict(
          on: file, of: specimen.network, listed, isInside: side == "inside", isSatisfiable,
          in: command)
      }
    }
    let found = try await Self.read(["properties", specimen.rows] + arguments, in: command)
    #expect(found == expected)
  }

  /// The command reads its own file: a counterexample is a point in it, and tells its region.
  private func checkVerdict(
    on file: String, of network: String, _ listed: [String], isInside: Bool,
    _ isSatisfiable: Bool, in command: Command
  ) async throws {
    let run = try await command.run(["verify", network, file, "--format", "json", "--quiet"])
    #expect(run.status == (isSatisfiable ? 1 : 0), "\(run.diagnostics)")
    let verdict = try JSONDecoder().decode(Verdict.self, from: Data(run.output.utf8))
    #expect((verdict.counterexample != nil) == isSatisfiable)
    guard let input = verdict.counterexample?.input else { return }
    let point = input.map(\.value.description).joined(separator: ",")
    let around = try await command.regions([network, "--region-of=\(point)"]).patterns
    if isInside {
      #expect(!Set(around).isDisjoint(with: listed), "\(point)")
    } else {
      #expect(!(around.count == 1 && listed.contains(around[0])), "\(point)")
    }
  }

  /// On the exported region the network is the map that is told of it: no input there has another output.
  @Test func networkIsItsMapOnTheRegion() async throws {
    let command = try Self.command()
    let run = try await command.run(
      "regions", "triangle.json", "--pattern", "111", "--format", "vnnlib")
    // x + y + (x + y - 1).
    for (form, status) in [("(- (+ (* 2 X_0) (* 2 X_1)) 1)", Int32(0)), ("(+ X_0 X_1)", 1)] {
      try command.folder.write(
        run.output + "(assert (or (< Y_0 \(form)) (> Y_0 \(form))))\n", to: "p.vnnlib")
      let verified = try await command.run("verify", "triangle.json", "p.vnnlib", "--quiet")
      #expect(verified.status == status, "\(verified.diagnostics)")
    }
  }

  @Test(arguments: [
    (["--format", "vnnlib"], 64, "--format vnnlib needs --pattern, --region-of or --containing"),
    (["--pattern", "111", "--complement"], 64, "--complement needs --format vnnlib"),
    (
      ["--pattern", "1", "--format", "vnnlib", "--slice", "0,0;1,1"], 64,
      "expected no --slice and no --through"
    ),
    (["--format", "csv", "--no-list"], 64, "--no-list: --format csv is a list"),
    (["--format", "graphml", "--region-of", "0,0"], 64, "the graph of all activation regions"),
    (["--format", "graphml", "--method", "walk"], 64, "the graph of all activation regions"),
    (["--format", "graphml", "--count", "linear"], 64, "the graph of all activation regions"),
    (["--format", "graphml", "--box", "1:1"], 65, "coordinate 1"),
    (["--format", "csv", "--polytope", "empty.csv"], 65, "no inner points"),
    (["--format", "graphml", "--polytope", "empty.csv"], 65, "no inner points"),
    (["--pattern", "111", "--verify", "list"], 64, "--verify searches nothing: without --pattern"),
    (["--pattern", "111", "--region-of", "0,0"], 64, "--pattern, or --region-of"),
    (["--pattern", "111", "--method", "walk"], 64, "--pattern go without --method"),
    (["--pattern", "11"], 65, "--pattern: pattern '11': hidden layer 1 has 2 neurons, expected 3"),
    (["--pattern", "11/1"], 65, "--pattern: "), (["--pattern", "1x1"], 65, "--pattern: "),
    (["--pattern", ""], 65, "--pattern: "),
    (["--pattern", "001"], 1, "no region of the domain has the pattern 001"),
    (["--pattern", "000", "--box", "0:1", "--format", "vnnlib"], 1, "no region of the domain"),
    (
      ["--region-of", "5,5", "--box", "0:1", "--format", "vnnlib"], 65,
      "no point lies in a region of the domain"
    ),
  ])
  func refuses(options: [String], status: Int32, words: String) async throws {
    let command = try Self.command()
    try command.folder.write("1,0,0\n-1,0,-1\n", to: "empty.csv")
    let run = try await command.run(
      ["regions", "triangle.json", "--output", "result"] + options)
    run.expectRefusal(code: status, saying: [words])
    #expect(try !command.folder.names.contains("result"))
  }

  /// The region of a pattern is that of the list, whatever the format.
  @Test func patternsAreTold() async throws {
    let command = try Self.command()
    let all = try await command.regions(["tent.json", "--details", "map"])
    let regions = try #require(all.regions)
    #expect(regions.count == 7)
    for region in regions {
      let told = try await command.regions(["tent.json", "--pattern", region.pattern])
      #expect(told.summary.count == 1 && told.regions?.map(\.facets) == [region.facets])
      #expect(told.regions?.map(\.bounded) == [region.bounded])
    }
    let text = try await command.run("regions", "tent.json", "--pattern", "1000/1")
    #expect(text.output.contains("f_1 = x_1 - 1/2\n"))
    #expect(text.output.contains("Exact: this is the region with the pattern"))
    let plain = try await command.run("regions", "linear.json", "--pattern", "")
    #expect(plain.isSuccess && plain.output.contains("f_1 = x_1 + 2 x_2 + 1\n"))
  }
}
