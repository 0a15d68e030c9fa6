import ExactAlgebra
import Foundation
import Oracles
import Programs
import Testing

/// `reluvar regions` on networks small enough to know all regions.
@Suite struct RegionsTests {
  /// One input. The first layer is active beyond 0, 1, 5 and 6; the neuron of the second has the
  /// pre-activation -1/2, x - 1/2, 3/2 - x on the first three pieces and is active from 1/2 to
  /// 3/2. The network is 0, x - 1/2, 3/2 - x and 0 there.
  static let tent = """
    {"layers": [
      {"weights": [[1], [1], [1], [1]], "biases": [0, -1, -5, -6]},
      {"weights": [[1, -2, 0, 0]], "biases": ["-1/2"]}, {"weights": [[1]]}]}
    """
  /// The regions from left to right are the numbers 1, 2, 3, 5, 4, 6, 7 of this list.
  static let tentPatterns = [
    "0000/0", "1000/0", "1000/1", "1100/0", "1100/1", "1110/0", "1111/0",
  ]

  /// Three lines that make a triangle: x = 0, y = 0 and x + y = 1.
  static let triangle =
    #"{"layers": [{"weights": [[1, 0], [0, 1], [1, 1]], "biases": [0, 0, -1]}, "#
    + #"{"weights": [[1, 1, 1]]}]}"#

  static func command() throws -> Command {
    let folder = try TemporaryFolder()
    try folder.write(tent, to: "tent.json")
    try folder.write(triangle, to: "triangle.json")
    return try Command(in: folder)
  }

  @Test func json() async throws {
    let output = try await Self.command().regions(["tent.json"])
    let summary = output.summary
    #expect(summary.count == 7 && summary.kind == "activation" && summary.dimension == 1)
    #expect(summary.widths == [1, 4, 1, 1] && summary.bias && summary.activation == "relu")
    #expect(summary.layerCounts == [5, 7] && summary.method == "vertices")
    #expect(summary.domain == "the whole input space")
    #expect(summary.boundedCount == 5 && summary.facetCounts == ["1": 2, "2": 5])
    #expect(output.patterns == Self.tentPatterns)
    let regions = try #require(output.regions)
    #expect(regions.map(\.facets) == [1, 2, 2, 2, 2, 2, 1])
    #expect(regions.map(\.bounded) == [false, true, true, true, true, true, false])
    // In halves, with -2 and 14 for no end.
    let ends = [(-2, 0), (0, 1), (1, 2), (3, 10), (2, 3), (10, 12), (12, 14)]
    for (region, (lower, upper)) in zip(regions, ends) {
      let point = try #require(region.interiorPoint)
      #expect(point.count == 1)
      #expect(Rational(Integer(lower), 2) < point[0].value || lower == -2)
      #expect(point[0].value < Rational(Integer(upper), 2) || upper == 14)
    }
  }

  @Test func formatsAgree() async throws {
    let command = try Self.command()
    let json = try await command.regions(["tent.json"])
    let lines = try await command.run("regions", "tent.json", "--format", "jsonl")
    #expect(lines.isSuccess && lines.diagnostics.isEmpty)
    let other = try RegionsOutput(lines: lines.output)
    #expect(other.regions == json.regions && other.summary.count == json.summary.count)
    #expect(other.summary.status == "complete" && other.summary.layerCounts == [5, 7])
    let text = try await command.run("regions", "tent.json", "--list")
    #expect(text.isSuccess && text.output.contains("\n  regions         7\n"))
    let listed = text.output.split(separator: "\n").filter { $0.contains(" facet") }
      .compactMap { $0.split(separator: " ").first.map(String.init) }.filter { $0.contains("/") }
    #expect(listed == Self.tentPatterns)
  }

  @Test(arguments: ["text", "json", "jsonl"])
  func listOrNoList(format: String) async throws {
    let command = try Self.command()
    func output(_ options: [String]) async throws -> String {
      let run = try await command.run(["regions", "tent.json", "--format", format] + options)
      #expect(run.isSuccess)
      return run.output
    }
    let (list, noList) = try await (output(["--list"]), output(["--no-list"]))
    #expect(list.contains("1110/0") && !noList.contains("1110/0"))
    #expect(try await output([]) == (format == "text" ? noList : list))
    if format == "json" {
      #expect(try RegionsOutput(json: noList).regions == nil)
      #expect(try RegionsOutput(json: noList).summary.count == 7)
    }
    if format == "jsonl" { #expect(try RegionsOutput(lines: noList).patterns.isEmpty) }
  }

  /// Four kinds of regions, four numbers.
  @Test(arguments: [
    ("activation", 7), ("first-layers", 5), ("linear", 4), ("affine-maps", 3),
  ])
  func kinds(kind: String, count: Int) async throws {
    let command = try Self.command()
    let options =
      ["tent.json", "--count", kind] + (kind == "first-layers" ? ["--layers", "1"] : [])
    let output = try await command.regions(options)
    #expect(output.summary.kind == kind && output.summary.count == count)
    #expect(output.patterns.count == (kind == "first-layers" ? 5 : 7))
    if kind == "linear" || kind == "affine-maps" {
      #expect(output.regions?.map(\.linearRegion) == [1, 1, 2, 3, 4, 3, 3])
      #expect(output.regions?.map(\.affineMap) == [1, 1, 2, 1, 3, 1, 1])
    }
    let text = try await command.run(["regions"] + options)
    #expect(text.isSuccess)
    let titles = ["linear": "linear regions", "affine-maps": "affine maps"]
    let first = try #require(text.output.split(separator: "\n").dropFirst().first)
    #expect(first.hasPrefix("  \(titles[kind, default: "regions"]) "))
    #expect(first.split(separator: " ").last == "\(count)")
  }

  @Test func layersAlone() async throws {
    let command = try Self.command()
    let output = try await command.regions(["tent.json", "--layers", "1"])
    #expect(output.patterns == ["0000", "1000", "1100", "1110", "1111"])
    #expect(output.summary.kind == "first-layers")
    let all = try await command.regions(["tent.json", "--layers", "2"])
    #expect(all.patterns == Self.tentPatterns && all.summary.count == 7)
  }

  @Test func edges() async throws {
    let output = try await Self.command().regions(["tent.json", "--edges"])
    let edges = try #require(output.summary.edges)
    #expect(edges.map(\.regions) == [[1, 2], [2, 3], [3, 5], [4, 5], [4, 6], [6, 7]])
    let neurons: [(Int, Int)] = [(1, 1), (2, 1), (1, 2), (2, 1), (1, 3), (1, 4)]
    #expect(
      edges.map(\.neurons) == neurons.map { [RegionsOutput.Neuron(layer: $0, neuron: $1)] })
  }

  @Test(arguments: ["tent.json", "triangle.json"], [[], ["--box=-1:3"]])
  func methodsAgree(network: String, domain: [String]) async throws {
    let command = try Self.command()
    let vertices = try await command.regions([network, "--method", "vertices"] + domain)
    let programs = try await command.regions([network, "--method", "programs"] + domain)
    let walk = try await command.regions([network, "--method", "walk"] + domain)
    #expect(
      [vertices, programs, walk].map(\.summary.method) == ["vertices", "programs", "walk"])
    #expect(vertices.patterns.count >= 5)
    #expect(programs.patterns == vertices.patterns && walk.patterns == vertices.patterns)
    #expect(programs.regions?.map(\.facets) == vertices.regions?.map(\.facets))
    #expect(programs.regions?.map(\.bounded) == vertices.regions?.map(\.bounded))
    #expect(walk.summary.layerCounts == vertices.summary.layerCounts)
  }

  /// Options, patterns, the numbers of facets, and how many regions are bounded.
  static let domains: [(options: [String], patterns: [String], facets: [Int], bounded: Int)] = [
    ([], ["000", "010", "011", "100", "101", "110", "111"], [2, 3, 2, 3, 2, 3, 3], 1),
    (["--box=-1:2"], ["000", "010", "011", "100", "101", "110", "111"], [4, 4, 3, 4, 3, 3, 5], 7),
    (["--box", "0:1"], ["110", "111"], [3, 3], 2),
    (["--box", "0:1,0:1/2"], ["110", "111"], [4, 3], 2),
    (["--box", " 0 : 1 , 0.0:5e-1"], ["110", "111"], [4, 3], 2),
    (["--slice", "0,-1;1,1"], ["000", "100", "111"], [1, 2, 1], 1),
    (["--through", "0,-1;1,0"], ["000", "100", "111"], [1, 2, 1], 1),
    (["--slice", "0,-1;1,1", "--box", "1/2:3/2"], ["100", "111"], [2, 2], 2),
    (["--through", "0,-1;1,0", "--box", "1:2"], ["111"], [2], 1),
    (["--slice", "1/4,1/4"], ["110"], [0], 1),
    (["--slice", "0,0"], ["000"], [0], 1),
    (["--polytope", "inside.csv"], ["110"], [3], 1),
    (["--polytope", "wedge.csv"], ["100", "101", "110", "111"], [4, 3, 4, 3], 2),
    (["--polytope", "wedge.csv", "--box", "0:1"], ["110", "111"], [4, 4], 2),
    (
      ["--polytope", "trivial.csv"], ["000", "010", "011", "100", "101", "110", "111"],
      [2, 3, 2, 3, 2, 3, 3], 1
    ),
    (
      ["--activation", "abs"], ["000", "010", "011", "100", "101", "110", "111"],
      [2, 3, 2, 3, 2, 3, 3], 1
    ),
  ]

  @Test(arguments: domains, ["vertices", "programs", "walk"])
  func domainIsCut(
    domain: (options: [String], patterns: [String], facets: [Int], bounded: Int), method: String
  ) async throws {
    let command = try Self.command()
    try command.folder.write("1,0,0\n0,1,0\n-1,-1,1\n", to: "inside.csv")
    // x >= 0, 2x - y + 1/2 >= 0 and y >= -1: only the first goes through corners of the triangle.
    try command.folder.write("1,0,0\n2,-1,1/2\n0,1,1\n", to: "wedge.csv")
    try command.folder.write("0,0,0\n0,0,3\n", to: "trivial.csv")
    let output = try await command.regions(
      ["triangle.json", "--method", method] + domain.options)
    #expect(output.patterns == domain.patterns)
    #expect(output.summary.count == domain.patterns.count)
    guard method != "walk" else { return }
    #expect(output.regions?.map(\.facets) == domain.facets)
    #expect(output.regions?.count { $0.bounded == true } == domain.bounded)
  }

  /// Where the first layer is constant along some directions, these count as dimensions too.
  @Test func dimensionIsThatOfTheDomain() async throws {
    let command = try Command()
    try command.folder.write(
      #"{"layers": [{"weights": [[1, 1, 1]]}, {"weights": [[1]]}]}"#, to: "flat.json")
    let output = try await command.regions(["flat.json"])
    #expect(output.summary.dimension == 3 && output.patterns == ["0", "1"])
    #expect(output.regions?.map(\.bounded) == [false, false])
    let slice = try await command.regions(["flat.json", "--slice", "0,0,0;1,0,0;0,1,0"])
    #expect(slice.summary.dimension == 2 && slice.patterns == ["0", "1"])
  }

  @Test func activationIsOverruled() async throws {
    let command = try Command()
    // |x| - 1 is positive on both sides; max(x, 0) - 1 on one only.
    try command.folder.write(
      #"{"layers": [{"weights": [[1]]}, {"weights": [[1]], "biases": [-1]}, {"weights": [[1]]}]}"#,
      to: "fold.json")
    let relu = try await command.regions(["fold.json"])
    #expect(relu.patterns == ["0/0", "1/0", "1/1"])
    for activation in ["abs", "leaky-relu:-1/1000"] {
      let output = try await command.regions(["fold.json", "--activation", activation])
      #expect(output.patterns == ["0/0", "0/1", "1/0", "1/1"])
      #expect(output.summary.activation == activation)
    }
  }
}
