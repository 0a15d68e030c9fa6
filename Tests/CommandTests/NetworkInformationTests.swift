import ExactAlgebra
import Foundation
import Testing

private let referenceFile = URL(filePath: #filePath).deletingLastPathComponent()
  .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  .appending(path: "shared/reference/probability.json").path(percentEncoded: false)

/// What `reluvar information` wrote of networks as JSON.
struct InformationOutput: Decodable {
  typealias Number = LawOutput.Number

  struct Bootstrap: Decodable {
    let replicates: Int
    let level: String
    let seed: Int
    let entropy: [String: Number]
    let information: [String: Number]?
  }

  struct Control: Decodable {
    struct Values: Decodable {
      let mean: Number
      let upper: String
      let pValue: Number
    }
    let permutations: Int
    let information: [String: Values]
  }

  struct Layer: Decodable {
    let layer: Int
    let cells: Int
    let regions: Int?
    let cellsWithoutRegion: Int
    let occupancy: Double
    let entropy: [String: Number]
    let information: [String: Number]?
    let bootstrap: Bootstrap?
    let permutation: Control?
  }

  struct Network: Decodable {
    let file: String
    let widths: [Int]
    let regionStatus: String?
    let layers: [Layer]
  }

  let unit: String
  let points: Int
  let outside: Int
  let labels: Int?
  let domain: String
  let networks: [Network]
}

/// Networks with points and labels, as a user types them.
@Suite struct NetworkInformationTests {
  private static let moons: String = ExampleTests.examples.appending(path: "two-moons")
    .path(percentEncoded: false)
  private static let moonsData: [String] = [
    "--points", moons + "/moons.csv", "--labels", moons + "/labels.csv",
  ]
  private static let estimators: Set<String> = [
    "plug-in", "miller-madow", "grassberger", "chao-shen", "chao-wang-jost",
  ]
  private static let twoGates: String = """
    {"widths": [2, 2, 1], "layers": [
      {"weights": [[1, 0], [0, 1]], "biases": [0, 0]}, {"weights": [[1, 1]], "biases": [0]}]}
    """

  private func command() throws -> Command {
    let command = try Command()
    _ = try command.folder.write(Self.twoGates, to: "net.json")
    _ = try command.folder.write("1,1\n1,-1\n-1,1\n-1,-1\n3,3\n", to: "x.csv")
    _ = try command.folder.write("a\nb\nb\na\na\n", to: "y.csv")
    return command
  }

  private func decode(_ run: Command.Outcome) throws -> InformationOutput {
    #expect(run.isSuccess, "\(run.diagnostics)")
    return try JSONDecoder().decode(InformationOutput.self, from: Data(run.output.utf8))
  }

  /// The checkpoints of the example, in their order, with every part of the report.
  @Test func checkpoints() async throws {
    let steps = ["0000", "0030", "0200", "1000"].map { "\(Self.moons)/step-\($0).safetensors" }
    let output = try await decode(
      Command().run(
        ["information"] + steps + Self.moonsData
          + [
            "--box=-3:3", "--format", "json", "--bootstrap", "20", "--permutations", "19", "--seed",
            "5",
          ]))
    #expect(output.points == 400 && output.outside == 0 && output.labels == 2)
    #expect(output.unit == "nats" && output.domain == "the box -3:3")
    #expect(output.networks.map(\.file) == steps)
    for network in output.networks {
      #expect(network.widths == [2, 16, 16, 1] && network.regionStatus == "complete")
      #expect(network.layers.map(\.layer) == [1, 2])
      // Cells of more layers are parts of cells of fewer.
      #expect(network.layers[0].cells < network.layers[1].cells)
      for layer in network.layers {
        #expect(try layer.cells <= #require(layer.regions) && layer.cellsWithoutRegion == 0)
        #expect(abs(layer.occupancy - Double(layer.cells) / 400) < 1e-12)
        let information = try #require(layer.information)
        #expect(Set(layer.entropy.keys) == Self.estimators)
        #expect(Set(information.keys) == Self.estimators)
        #expect(layer.entropy.values.allSatisfy { $0.status == "enclosed" })
        let bootstrap = try #require(layer.bootstrap)
        #expect(bootstrap.replicates == 20 && bootstrap.seed == 5 && bootstrap.level == "0.95")
        for error in [bootstrap.entropy, try #require(bootstrap.information)] {
          #expect(Set(error.keys) == Self.estimators)
          for number in error.values {
            #expect(number.status == "estimated")
            let bounds = try #require(number.bounds)
            #expect(bounds.lower < bounds.upper)
          }
        }
        let control = try #require(layer.permutation)
        #expect(control.permutations == 19 && Set(control.information.keys) == Self.estimators)
        #expect(
          control.information.values.allSatisfy { $0.pValue.fraction == "1/20" })
      }
    }
    // As 'regions' counts them.
    #expect(
      output.networks.map { $0.layers.map(\.regions) } == [
        [84, 323], [86, 257], [91, 356], [90, 376],
      ])
  }

  /// Patterns, entropies and information that another program found exactly.
  @Test(.enabled(if: FileManager.default.fileExists(atPath: referenceFile)))
  func publishedTables() async throws {
    let data = try Data(contentsOf: URL(filePath: referenceFile))
    let file = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    let entries = try #require(file["entries"] as? [[String: Any]])
    let names = [
      "plug_in": "plug-in", "miller_madow": "miller-madow", "grassberger_2003": "grassberger",
      "chao_shen": "chao-shen", "chao_wang_jost": "chao-wang-jost",
    ]
    var compared = 0
    for entry in entries where entry["kind"] as? String == "region_volumes" {
      let name = try #require(entry["name"] as? String)
      let table = try #require(entries.first { $0["name"] as? String == name + "_table" })
      let command = try Command()
      let network = try JSONSerialization.data(withJSONObject: try #require(entry["network"]))
      _ = try command.folder.write(String(decoding: network, as: UTF8.self), to: "net.json")
      let points = try #require(entry["points"] as? [[String]])
      _ = try command.folder.write(
        points.map { $0.joined(separator: ",") }.joined(separator: "\n"), to: "x.csv")
      let labels = try #require(entry["labels"] as? [Int])
      _ = try command.folder.write(labels.map { "\($0)" }.joined(separator: "\n"), to: "y.csv")
      let box = try #require(entry["box"] as? [[String]]).map { $0.joined(separator: ":") }
      let output = try await decode(
        command.run([
          "information", "net.json", "--points", "x.csv", "--labels", "y.csv",
          "--box=\(box.joined(separator: ","))", "--unit", "bits", "--format", "json", "--regions",
          "--bootstrap", "0", "--permutations", "0",
        ]))
      let layers = output.networks[0].layers
      #expect(layers.last?.regions == entry["number_of_regions"] as? Int)
      let perLayer = try #require(table["per_layer"] as? [String: [String: Any]])
      #expect(perLayer.count == layers.count && !layers.isEmpty)
      for layer in layers {
        let reference = try #require(perLayer["\(layer.layer)"])
        #expect(layer.cells == reference["cells"] as? Int && layer.bootstrap == nil)
        for (key, numbers) in [
          ("MI_bits", try #require(layer.information)), ("H_pattern_bits", layer.entropy),
        ] {
          let values = try #require(reference[key] as? [String: String])
          for (published, estimator) in names {
            let value = try Rational(parsing: #require(values[published]))
            let number = try #require(numbers[estimator])
            #expect(number.contains(value, within: Rational(10).power(-16)), "\(name) \(estimator)")
            compared += 1
          }
        }
      }
    }
    #expect(compared >= 70)
  }

  @Test func textTablesAndPictures() async throws {
    let command = try command()
    let files = ["net.json", "--points", "x.csv", "--labels", "y.csv", "--box=-2:2"]
    let text = try await command.run(["information"] + files + ["--chart", "course.svg"])
    #expect(text.isSuccess, "\(text.diagnostics)")
    #expect(text.output.contains("Cells of 2,2,1 at 4 points with 2 labels in the box -2:2."))
    #expect(text.output.contains("1 point outside of the domain: left out."))
    #expect(text.output.contains("estimates are worth little"))
    #expect(text.output.contains("with permuted labels"))
    let picture = try String(
      contentsOf: command.folder.url.appending(path: "course.svg"), encoding: .utf8)
    #expect(picture.contains("<svg") && picture.utf8.count > 2_000)
    let table = try await command.run(["information"] + files + ["--format", "csv"])
    let lines = table.output.split(separator: "\n")
    #expect(lines.count == 11 && lines[0].hasPrefix("network,file,layer,cells,regions,occupancy"))
    #expect(
      lines.allSatisfy { $0.split(separator: ",", omittingEmptySubsequences: false).count == 16 })
    // Without labels there is no information.
    let entropies = try await command.run([
      "information", "net.json", "--points", "x.csv", "--format", "json",
    ])
    let output = try decode(entropies)
    #expect(output.labels == nil && output.networks[0].layers[0].information == nil)
    #expect(output.networks[0].layers[0].permutation == nil)
    #expect(output.networks[0].layers[0].bootstrap?.information == nil)
  }

  @Test func oneLabelAndOneCell() async throws {
    let command = try command()
    _ = try command.folder.write("a\na\na\na\na\n", to: "same.csv")
    _ = try command.folder.write("1,1\n2,1\n1,2\n2,2\n3,3\n", to: "near.csv")
    let run = try await command.run([
      "information", "net.json", "--points", "near.csv", "--labels", "same.csv", "--max-regions",
      "2",
    ])
    #expect(run.status == 75 && run.diagnostics.contains("not all regions were counted"))
    #expect(run.output.contains("There is one label only, on which nothing can be learnt."))
    #expect(run.output.contains("their numbers are lower bounds"))
    let output = try await decode(
      command.run([
        "information", "net.json", "--points", "near.csv", "--labels", "same.csv", "--format",
        "json",
      ]))
    let layer = output.networks[0].layers[0]
    #expect(layer.cells == 1 && layer.regions == 4)
    // One cell has no entropy; formulas that correct for a bias may still correct something.
    for number in [layer.entropy["plug-in"], layer.information?["plug-in"]] {
      #expect(number?.value.flatMap(Double.init) == 0)
    }
  }

  /// A mixture with a label for each part: nothing is estimated.
  @Test func lawWithClasses() async throws {
    struct Output: Decodable {
      struct Layer: Decodable {
        let patterns: Int
        let entropy: LawOutput.Number
        let information: LawOutput.Number?
      }
      struct Network: Decodable { let layers: [Layer] }
      let status: String
      let labelEntropy: LawOutput.Number
      let networks: [Network]
    }
    let command = try command()
    _ = try command.folder.write(
      """
      mixture:
        - {weight: 1/2, mean: [1, 0], covariance: [[1, 0], [0, 1]], label: right}
        - {weight: 1/2, mean: [-1, 0], covariance: [[1, 0], [0, 1]], label: left}
      """, to: "law.yaml")
    let run = try await command.run([
      "information", "net.json", "--input", "law.yaml", "--unit", "bits", "--format", "json",
    ])
    #expect(run.isSuccess, "\(run.diagnostics)")
    let output = try JSONDecoder().decode(Output.self, from: Data(run.output.utf8))
    #expect(output.status == "complete" && output.networks.count == 1)
    let layer = output.networks[0].layers[0]
    #expect(layer.patterns == 4 && layer.entropy.status == "enclosed")
    // Two bits; and the symmetric channel with error Phi(-1).
    #expect(layer.entropy.contains(2, within: Rational(10).power(-12)))
    let expected = try Rational(parsing: "0.36891723259445811324")
    #expect(try #require(layer.information).contains(expected, within: Rational(10).power(-14)))
    #expect(output.labelEntropy.contains(1, within: Rational(10).power(-15)))
    let text = try await command.run(["information", "net.json", "--input", "law.yaml"])
    #expect(text.isSuccess && text.output.contains("nothing is estimated from data"))
    let table = try await command.run([
      "information", "net.json", "--input", "law.yaml", "--format", "csv",
    ])
    #expect(table.output.split(separator: "\n").count == 3)
  }

  static let refused: [(arguments: [String], status: Int32, message: String)] = [
    (["net.json"], 64, "no data: expected --points, --input or --table"),
    (["--points", "x.csv"], 64, "no network"),
    (
      ["net.json", "--points", "x.csv", "--input", "l.yaml"], 64,
      "--points and --input: expected one"
    ),
    (["net.json", "--table", "x.csv"], 64, "--table takes the place of networks"),
    (["net.json", "--input", "l.yaml", "--labels", "y.csv"], 64, "--labels needs --points"),
    (["net.json", "--points", "x.csv", "--bootstrap", "1"], 64, "--bootstrap: 1, expected 0 or"),
    (["net.json", "--points", "x.csv", "--level", "2"], 64, "--level"),
    (["net.json", "--points", "x.csv", "--chart", "c.gif"], 64, "--chart"),
    (
      ["net.json", "--points", "x.csv", "--estimator", "grassberger-1988"], 64,
      "expected one of plug-in"
    ),
    (["net.json", "--standard-normal", "--box=0:1"], 64, "--box needs --points"),
    (["net.json", "--standard-normal", "--no-regions"], 64, "--no-regions needs --points"),
    (["--table", "x.csv", "--bootstrap", "10"], 64, "--bootstrap needs --points"),
    (
      ["net.json", "--points", "x.csv", "--output", "c.svg", "--chart", "c.svg"], 64,
      "expected two files"
    ),
    (["net.json", "--points", "x.csv", "--max-regions", "0"], 64, "--max-regions: 0, expected"),
    (["net.json", "--points", "empty.csv"], 65, "no points"),
    (["net.json", "--points", "one.csv"], 65, "one.csv:1: 1 numbers, expected 2"),
    (["net.json", "--points", "x.csv", "--labels", "one.csv"], 65, "1 labels for 5 points"),
    (["net.json", "--points", "x.csv", "--labels", "x.csv"], 65, "2 columns, expected one"),
    (["net.json", "--points", "x.csv", "--labels", "hole.csv"], 65, "hole.csv:3: an empty label"),
    (["net.json", "--points", "x.csv", "--box=7:8"], 65, "all 5 points lie outside"),
    (
      ["net.json", "other.json", "--points", "x.csv"], 65,
      "other.json: widths 2,3,1, expected 2,2,1 as in net.json"
    ),
    (["flat.json", "--points", "x.csv"], 65, "flat.json: no hidden layer"),
  ]

  @Test(arguments: refused.indices)
  func refusals(number: Int) async throws {
    let (arguments, status, message) = Self.refused[number]
    let command = try command()
    _ = try command.folder.write("", to: "empty.csv")
    _ = try command.folder.write("1\n", to: "one.csv")
    _ = try command.folder.write("a\nb\n\"\"\na\na\n", to: "hole.csv")
    _ = try command.folder.write(
      "{\"widths\": [2, 3, 1], \"layers\": [{\"weights\": [[1, 0], [0, 1], [1, 1]]}, {\"weights\": [[1, 1, 1]]}]}",
      to: "other.json")
    _ = try command.folder.write(
      "{\"widths\": [2, 1], \"layers\": [{\"weights\": [[1, 0]]}]}", to: "flat.json")
    let run = try await command.run(["information"] + arguments)
    #expect(run.status == status && run.output.isEmpty, "\(run.diagnostics)")
    #expect(run.diagnostics.contains(message), "\(run.diagnostics)")
    #expect(run.diagnosticLines.count == 1 || status == 64)
  }
}
