import ExactAlgebra
import Foundation
import Networks
import Oracles
import Programs
import Testing

/// `reluvar regions` on given points, and with details.
@Suite struct RegionPointTests {
  private func keys(_ run: Command.Outcome) throws -> [String: Any] {
    let value = try JSONSerialization.jsonObject(with: Data(run.output.utf8))
    return try #require(value as? [String: Any])
  }

  private func number(_ value: Any?) throws -> Rational {
    if let integer = value as? Int { return Rational(integer) }
    return try Rational(parsing: #require(value as? String))
  }

  private func vector(_ value: Any?) throws -> [Rational] {
    try #require(value as? [Any]).map(number)
  }

  private func vectors(_ value: Any?) throws -> [[Rational]] {
    try #require(value as? [Any]).map(vector)
  }

  /// The triangle of `RegionsTests`: x = 0, y = 0 and x + y = 1.
  @Test func pointOnABoundary() async throws {
    let command = try RegionsTests.command()
    let run = try await command.run(
      "regions", "triangle.json", "--region-of", "0,-1", "--format", "json")
    #expect(run.isSuccess && run.diagnostics.isEmpty)
    let keys = try keys(run)
    #expect(keys["selection"] as? String == "region-of" && keys["status"] as? String == "complete")
    #expect(keys["count"] as? Int == 2 && keys["boundaryCount"] as? Int == 1)
    let regions = try #require(keys["regions"] as? [[String: Any]])
    #expect(regions.map { $0["pattern"] as? String } == ["000", "100"])
    let point = try #require((keys["points"] as? [[String: Any]])?.first)
    #expect(point["position"] as? String == "boundary")
    #expect(point["patterns"] as? [String] == ["000", "100"])
    #expect(point["neurons"] as? [[String: Int]] == [["layer": 1, "neuron": 1]])
    let text = try await command.run("regions", "triangle.json", "--region-of", "0,-1")
    #expect(
      text.output.contains(
        "point 1 lies on the boundary of 2 regions: neuron 1 of hidden layer 1 is zero there"))
    #expect(text.output.contains("x_1 > 0  (neuron 1 of hidden layer 1)"))
  }

  /// Points of a file, and one in the coordinates of a slice.
  @Test func pointsOfAFile() async throws {
    let command = try RegionsTests.command()
    try command.folder.write("x,y\n1/4,1/4\n5,5\n0,0\n", to: "points.csv")
    let run = try await command.run(
      "regions", "triangle.json", "--region-of", "points.csv", "--format", "json")
    let keys = try keys(run)
    #expect(keys["insideCount"] as? Int == 2 && keys["boundaryCount"] as? Int == 1)
    // The quadrants around the origin, one of which is that of the first point.
    #expect(keys["count"] as? Int == 5)
    try command.folder.write("0,-1\n1,0\n", to: "slice.csv")
    let slice = try await command.run(
      "regions", "triangle.json", "--slice", "slice.csv", "--region-of", "-1", "--format", "json")
    #expect(slice.isSuccess, "\(slice.diagnostics)")
    let regions = try #require(try self.keys(slice)["regions"] as? [[String: Any]])
    #expect(regions.map { $0["pattern"] as? String } == ["000"])
  }

  @Test func containing() async throws {
    let moons = ExampleTests.examples.appending(path: "two-moons")
    let network = moons.appending(path: "step-0200.safetensors").path
    let arguments = ["regions", network, "--box=-1:1,-1:1", "--format", "json"]
    let command = try Command()
    let run = try await command.run(
      arguments + ["--containing", moons.appending(path: "moons.csv").path])
    #expect(run.isSuccess && run.diagnostics.isEmpty, "\(run.diagnostics)")
    let keys = try keys(run)
    let all = try await command.regions(Array(arguments.dropFirst().dropLast(2)))
    let regions = try #require(keys["regions"] as? [[String: Any]])
    let patterns = regions.compactMap { $0["pattern"] as? String }
    #expect(patterns.count == regions.count && patterns.count > 20)
    #expect(patterns.count < all.patterns.count && Set(patterns).isSubset(of: all.patterns))
    let counts = regions.compactMap { $0["pointCount"] as? Int }
    let outside = try #require(keys["outsidePoints"] as? [Int])
    #expect(counts.reduce(0, +) == keys["insideCount"] as? Int)
    #expect(counts.reduce(0, +) + outside.count == 400 && outside.count > 50)
    #expect(keys["boundaryCount"] as? Int == 0)
    let limited = try await command.run(
      arguments + [
        "--containing", moons.appending(path: "moons.csv").path, "--max-regions", "5",
      ])
    #expect(limited.status == 75)
    let some = try self.keys(limited)
    #expect(some["count"] as? Int == 5 && some["status"] as? String == "limitReached")
  }

  /// Maps, inequalities and vertices make up the region.
  @Test func details() async throws {
    let file = ExampleTests.examples.appending(path: "parameters-and-inputs/network.json").path
    let run = try await Command().run(
      "regions", file, "--box=-2:2", "--details", "map,inequalities,vertices", "--areas",
      "--format", "json")
    #expect(run.isSuccess, "\(run.diagnostics)")
    let regions = try #require(try keys(run)["regions"] as? [[String: Any]])
    #expect(regions.count == 13)
    for region in regions {
      let vertices = try vectors(region["vertices"])
      let inequalities = try #require(region["inequalities"] as? [[String: Any]])
      #expect(inequalities.count == vertices.count)
      #expect(inequalities.count == region["facets"] as? Int)
      for inequality in inequalities {
        let (normal, offset) = try (
          vector(inequality["normal"]), number(inequality["offset"])
        )
        let values = vertices.map { normal[0] * $0[0] + normal[1] * $0[1] + offset }
        #expect(values.allSatisfy { $0 >= 0 } && values.count { $0.isZero } == 2)
        #expect((inequality["neuron"] == nil) != (inequality["domain"] == nil))
      }
      var twice = Rational(0)
      for (index, corner) in vertices.enumerated() {
        let next = vertices[(index + 1) % vertices.count]
        twice += corner[0] * next[1] - next[0] * corner[1]
      }
      #expect(try twice == 2 * number(region["area"]))
      let map = try #require(region["map"] as? [String: Any])
      let (weights, constants) = try (vectors(map["weights"]), vector(map["constants"]))
      let point = try vector(region["interiorPoint"])
      #expect(weights.count == 2 && constants.count == 2)
      let outputs = zip(weights, constants).map { row, constant in
        row[0] * point[0] + row[1] * point[1] + constant
      }
      #expect(outputs == (try Self.network(file)).evaluate([point])[0].outputs)
    }
  }

  private static func network(_ file: String) throws -> Network {
    struct Content: Decodable {
      struct Layer: Decodable {
        let weights: [[RegionsOutput.ExactNumber]]
        let biases: [RegionsOutput.ExactNumber]
      }
      let layers: [Layer]
    }
    let data = try Data(contentsOf: URL(fileURLWithPath: file))
    return try Network(
      layers: JSONDecoder().decode(Content.self, from: data).layers.map { layer in
        .init(
          weights: layer.weights.map { $0.map(\.value) }, biases: layer.biases.map(\.value))
      })
  }

  @Test func decimals() async throws {
    let command = try RegionsTests.command()
    let arguments = [
      "regions", "triangle.json", "--box=-2/3:1/3", "--region-of", "-1/2,-1/2", "--details",
      "vertices", "--decimals", "2",
    ]
    let json = try await command.run(arguments + ["--format", "json"])
    let keys = try keys(json)
    let region = try #require((keys["regions"] as? [[String: Any]])?.first)
    #expect(try vectors(region["vertices"]).contains([Rational(-2, 3), Rational(-2, 3)]))
    let decimals = try #require(region["verticesDecimals"] as? [[String]])
    #expect(decimals.count == 4 && decimals.contains(["-0.67", "-0.67"]))
    #expect(decimals.contains(["0.00", "-0.67"]))
    let rounding = try #require(keys["decimals"] as? [String: Any])
    #expect(rounding["decimals"] as? Int == 2)
    #expect(rounding["rounding"] as? String == "nearest, ties away from zero")
    let text = try await command.run(arguments)
    #expect(text.output.contains("(-0.67, -0.67)") && !text.output.contains("2/3)"))
    #expect(text.output.contains("rounded to the nearest with 2 decimals"))
  }

  /// Inputs by hundreds: nobody wants to read all of their numbers.
  @Test func manyInputs() async throws {
    let folder = try TemporaryFolder()
    _ = try RegionLimitTests.network([200, 5, 4, 2], seed: 4, in: folder)
    let rows = (0..<3).map { row in
      (0..<200).map { "\(($0 * 7 + row * 31 + $0 * row) % 23)" }.joined(separator: ",")
    }
    try folder.write(rows.joined(separator: "\n") + "\n", to: "points.csv")
    let command = try Command(in: folder)
    for options in [
      ["--region-of", "points.csv"], ["--containing", "points.csv"],
      ["--through", "points.csv", "--box=0:1", "--list"],
      ["--through", rows.joined(separator: ";"), "--box=0:1", "--list"],
    ] {
      let run = try await command.run(["regions", "random.json"] + options)
      #expect(run.isSuccess, "\(run.diagnostics)")
      #expect(run.output.split(separator: "\n").allSatisfy { $0.count < 240 })
      #expect(run.output.count > 200)
    }
  }

  @Test func firstLayers() async throws {
    let command = try RegionsTests.command()
    let run = try await command.run(
      "regions", "tent.json", "--first-layers", "1", "--format", "json", "--details", "map")
    let keys = try keys(run)
    #expect(keys["hiddenLayers"] as? Int == 1 && keys["widths"] as? [Int] == [1, 4, 1, 1])
    let old = try await command.run(
      "regions", "tent.json", "--layers", "1", "--format", "json", "--details", "map")
    #expect(old == run)
    let text = try await command.run(
      "regions", "tent.json", "--first-layers", "1", "--details", "map")
    #expect(text.output.hasPrefix("Regions of the first hidden layer of 1,4,1,1 on"))
    #expect(text.output.contains("pre-activation 1 of hidden layer 2 = "))
  }

  @Test(arguments: [
    (["--region-of", "0,0", "--containing", "p.csv"], 64, "--region-of or --containing"),
    (["--region-of", "0,0", "--method", "walk"], 64, "without --method"),
    (["--region-of", "0,0", "--count", "linear"], 64, "without --method, --edges"),
    (["--region-of", "0,0,0"], 65, "--region-of: '0,0,0' has 3 coordinates, expected 2"),
    (["--region-of", "-1,x"], 64, "--region-of: 'x' is not a number"),
    (["--region-of", "missing.csv"], 65, "missing.csv: no such file"),
    (["--containing", "missing.csv"], 65, "missing.csv: no such file"),
    (["--details", "colour"], 64, "expected some of map, inequalities, vertices, or none"),
    (["--details", "vertices", "--method", "programs"], 65, "--details vertices"),
    (["--details", "map", "--method", "walk"], 64, "without --details"),
    (["--decimals", "-1"], 64, "--decimals: -1, expected a number from 0 to 1000"),
    (["--threads", "-1"], 64, "--threads: -1, expected a number from 1"),
    (["--time-limit", "-1s"], 64, "'-1s'"),
    (["--box", "-1:1", "--max-regions", "-7"], 64, "--max-regions: -7"),
    (["--format", "xml"], 64, "--format 'xml': no format, expected one of text, json, jsonl"),
  ])
  func refuses(options: [String], status: Int32, words: String) async throws {
    let run = try await RegionsTests.command().run(["regions", "triangle.json"] + options)
    run.expectRefusal(code: status, saying: [words])
    #expect(run.diagnostics.hasPrefix("reluvar regions: "))
  }

  /// The help names the formats of the verb, and no others.
  @Test func formatsInHelp() async throws {
    for (verb, formats, others) in [
      ("regions", "text, json, jsonl, csv, graphml or vnnlib.", "latex"),
      ("check", "text or json.", "latex"),
      ("realize", "text or json.", "jsonl"),
    ] {
      let run = try await Command().run(verb, "--help")
      #expect(run.output.contains(formats) && !run.output.contains(others))
      for line in run.output.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
    }
  }

  @Test func verbsAreNamed() async throws {
    for (arguments, name) in [
      (["dimension"], "reluvar dimension: "), (["sweep", "status"], "reluvar sweep status: "),
      (["draw", "--nonsense"], "reluvar draw: "), (["--nonsense"], "reluvar: "),
      (["nonsense"], "reluvar: "),
    ] {
      let run = try await Command().run(arguments)
      #expect(run.status == 64 && run.diagnostics.hasPrefix(name), "\(run.diagnostics)")
      #expect(run.diagnosticLines.count == 1)
    }
  }
}
