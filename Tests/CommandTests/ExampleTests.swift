import Foundation
import Oracles
import Programs
import Testing

/// The examples that come with the project.
@Suite struct ExampleTests {
  static let examples = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "examples")

  /// 12 cubics and 6 quartics, all proved, which generate the ideal.
  @Test func twoBlocks() async throws {
    let file = Self.examples.appending(path: "two-blocks/problem.yaml")
    let outcome = try await Command().run(
      "derive", file.path, "--max-degree", "4", "--format", "json", "--quiet")
    #expect(outcome.isSuccess)
    let value = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
    let keys = try #require(value as? [String: Any])
    #expect((keys["generators"] as? [Any])?.count == 18)
    let degrees = try #require(keys["degrees"] as? [[String: Any]])
    #expect(degrees.map { $0["minimalGenerators"] as? Int } == [0, 0, 12, 6])
    #expect(degrees.allSatisfy { $0["status"] as? String == "proved" })
  }

  /// A verb on the network and the points of the iris example: exit code and keys of the result.
  private static func iris(
    _ verb: String, _ options: String...
  ) async throws -> (status: Int32, keys: [String: Any]) {
    let folder = examples.appending(path: "iris")
    let outcome = try await Command().run(
      [
        verb, "--network", folder.appending(path: "iris.onnx").path, "--points",
        folder.appending(path: "measurements.csv").path, "--format", "json", "--quiet",
      ] + options)
    let value = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
    return (outcome.status, try #require(value as? [String: Any]))
  }

  /// The blocks of a trained network and their equations, as the walk-through says.
  @Test func irisEquations() async throws {
    let (status, keys) = try await Self.iris(
      "derive", "--max-degree", "2", "--generators", "none")
    #expect(status == 0)
    #expect(keys["blocks"] as? [String] == ["110", "111", "011"])
    let points = try #require(keys["pointsOfBlock"] as? [[Int]])
    #expect(points.map(\.count) == [39, 28, 83])
    #expect(keys["dimension"] as? Int == 23 && keys["dimensionStatus"] as? String == "proved")
    #expect(keys["ambientDimension"] as? Int == 450)
    let degrees = try #require(keys["degrees"] as? [[String: Any]])
    #expect(degrees.map { $0["minimalGenerators"] as? Int } == [405, 78])
    #expect(degrees.allSatisfy { $0["status"] as? String == "proved" })
    #expect(keys["codimensionReached"] as? Bool == true)
  }

  /// What PyTorch computed passes, and does not when it goes to other flowers.
  @Test func irisOutputs() async throws {
    let outputs = Self.examples.appending(path: "iris/outputs.csv")
    let lines = try String(contentsOf: outputs, encoding: .utf8).split(separator: "\n")
    #expect(lines.count == 151)
    let folder = try TemporaryFolder()
    let shifted = [lines[0]] + lines[2...] + [lines[1]]
    let path = try folder.write(shifted.joined(separator: "\n") + "\n", to: "shifted.csv")
    for (file, isSatisfied) in [(outputs.path, true), (path, false)] {
      let (status, keys) = try await Self.iris(
        "check", "--outputs", file, "--tolerance", "1e-6")
      #expect(status == (isSatisfied ? 0 : 1))
      #expect(keys["satisfied"] as? Bool == isSatisfied)
      let violations = try #require(keys["violations"] as? [[String: Any]])
      #expect(violations.isEmpty == isSatisfied)
    }
  }

  /// Every row of the table of the walk-through: regions of the first layer and of both, in the
  /// box and in the whole plane.
  @Test func twoMoons() async throws {
    let folder = Self.examples.appending(path: "two-moons")
    let text = try String(contentsOf: folder.appending(path: "README.md"), encoding: .utf8)
    let rows = text.split(separator: "\n").map { line in
      line.split(separator: "|").compactMap { Int($0.filter { $0 != " " }) }
    }.filter { $0.count == 5 }
    #expect(rows.map(\.[0]) == [0, 30, 200, 1000])
    for row in rows {
      let digits = "\(row[0])"
      let name = "step-" + String(repeating: "0", count: 4 - digits.count) + digits
      let network = folder.appending(path: name + ".safetensors").path
      var counts: [Int] = []
      for options in [["--box", "-2:3,-1.5:2"], []] {
        let outcome = try await Command().run(
          ["regions", network, "--format", "json", "--no-list", "--quiet"] + options)
        #expect(outcome.isSuccess)
        let value = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
        let keys = try #require(value as? [String: Any])
        #expect(keys["status"] as? String == "complete")
        counts += try #require(keys["layerCounts"] as? [Int])
      }
      #expect(counts == Array(row.dropFirst()))
    }
  }

  /// A box of 64 dimensions with weights that are smaller than normal numbers.
  @Test func digits() async throws {
    let folder = Self.examples.appending(path: "digits")
    let network = folder.appending(path: "digits.onnx").path
    func keys(_ options: [String]) async throws -> (status: Int32, keys: [String: Any]) {
      let outcome = try await Command().run(
        ["regions", network, "--format", "json", "--quiet"] + options)
      let value = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
      return (outcome.status, try #require(value as? [String: Any]))
    }
    let first = try await keys(["--box", "0:16", "--max-regions", "100", "--no-list"])
    #expect(first.status == 75 && first.keys["count"] as? Int == 100)
    let holding = try await keys(
      ["--containing", folder.appending(path: "points.csv").path, "--details", "none"])
    let regions = try #require(holding.keys["regions"] as? [[String: Any]])
    #expect(holding.status == 0 && regions.count == 39)
    let points = regions.compactMap { $0["points"] as? [Int] }
    #expect(points.joined().sorted() == Array(1...40) && points.contains([6, 30]))
  }

  /// The pair of pictures is drawn, and shows the same as the file that comes with it.
  @Test func parametersAndInputs() async throws {
    let folder = Self.examples.appending(path: "parameters-and-inputs")
    let command = try Command()
    let outcome = try await command.run(
      "draw", folder.appending(path: "network.json").path, "--parameters", "--points",
      folder.appending(path: "points.csv").path, "--box=-2:2", "--range=-2:2", "--output",
      "figure.svg")
    #expect(outcome.isSuccess)
    let picture = try command.folder.text(of: "figure.svg")
    #expect(picture.hasPrefix("<?xml") && picture.contains("</svg>"))
    let regions = try await Command().run(
      "regions", folder.appending(path: "network.json").path, "--box=-2:2", "--list")
    #expect(regions.isSuccess)
    // The legend of the half over the inputs lists as many patterns.
    #expect(regions.output.split(separator: "\n").filter { $0.contains(", bounded") }.count == 13)
  }
}
