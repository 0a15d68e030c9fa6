import ExactAlgebra
import Foundation
import Oracles
import Programs
import Testing

/// `density` and `draw --density`, as a user types them.
@Suite struct DensityTests {
  private struct Number: Decodable {
    let status: String
    let value: String
    let fraction: String?
  }

  private struct Report: Decodable {
    struct Cell: Decodable {
      let pattern: String
      let count: Int
      let volume: Number?
      let mass: Number?
      let density: Number
    }
    struct HeldOut: Decodable {
      let pointCount: Int
      let zeroDensityCount: Int
      let meanLogDensity: Number
      let meanLogDensityWherePositive: Number?
    }
    struct Peer: Decodable {
      struct Mean: Decodable { let meanLogDensity: Number }
      let meanLogDensity: Number
      let heldOut: Mean?
      let binsPerAxis: Double?
      let bandwidth: Double?
    }
    let cells: [Cell]
    let pointCount: Int
    let outsideCount: Int
    let withoutInteriorCount: Int
    let reference: String
    let meanLogDensity: Number
    let heldOut: HeldOut?
    let histogram: Peer?
    let kernel: Peer?
    let samples: [[RegionsOutput.ExactNumber]]?
    let seed: Int?
  }

  /// Two neurons, `x_1` and `-x_1`.
  private static let network = """
    {"widths": [2, 2, 1], "layers": [{"weights": [[1, 0], [-1, 0]], "biases": [0, 0]},
      {"weights": [[1, 1]], "biases": [0]}]}
    """

  private func command(_ points: String, heldOut: String? = nil) throws -> Command {
    let command = try Command()
    _ = try command.folder.write(Self.network, to: "net.json")
    _ = try command.folder.write(points, to: "train.csv")
    if let heldOut { _ = try command.folder.write(heldOut, to: "test.csv") }
    return command
  }

  private func report(_ run: Command.Outcome) throws -> Report {
    #expect(run.isSuccess, "\(run.diagnostics)")
    return try JSONDecoder().decode(Report.self, from: Data(run.output.utf8))
  }

  @Test func cellsAndMeans() async throws {
    let command = try command(
      "x,y\n0.5,0\n-0.5,0\n0,1/4\n1,0\n2,0\n", heldOut: "1/2,1\n-1,0\n")
    let run = try await command.run(
      "density", "net.json", "--points", "train.csv", "--held-out", "test.csv", "--box=-1:1",
      "--format", "json")
    let report = try report(run)
    #expect(report.cells.map(\.pattern) == ["01", "10"] && report.cells.map(\.count) == [1, 2])
    #expect(report.cells.map(\.volume?.fraction) == ["2", "2"] && report.reference == "volume")
    #expect(report.cells.map(\.density.fraction) == ["1/8", "1/4"])
    #expect(report.pointCount == 4 && report.outsideCount == 1 && report.withoutInteriorCount == 1)
    let mean = try #require(Double(report.meanLogDensity.value))
    let expected: Double = (2 * log(0.25) + log(0.125)) / 4
    #expect(abs(mean - expected) < 1e-15)
    #expect(report.meanLogDensity.status == "enclosed" && report.seed == nil)
    #expect(report.heldOut?.pointCount == 2 && report.heldOut?.zeroDensityCount == 0)

    let text = try await command.run(
      "density", "net.json", "--points", "train.csv", "--box=-1:1")
    #expect(text.isSuccess && text.output.contains("Points: 4 in 2 cells"))
    #expect(text.output.contains("1 more outside of the domain, left out"))
    #expect(text.output.contains("regions have no interior"))
  }

  @Test func heldOutPointsWithoutDensity() async throws {
    let command = try command("0.5,0\n0.25,0\n", heldOut: "-1/2,0\n1/2,0\n")
    let arguments = [
      "density", "net.json", "--points", "train.csv", "--held-out", "test.csv", "--box=-1:1",
    ]
    let plain = try report(try await command.run(arguments + ["--format", "json"]))
    #expect(plain.heldOut?.meanLogDensity.value == "-infinity")
    #expect(plain.heldOut?.zeroDensityCount == 1)
    #expect(plain.heldOut?.meanLogDensityWherePositive != nil)
    let text = try await command.run(arguments)
    #expect(text.output.contains("-infinity") && text.output.contains("--smoothing"))
    let smooth = try report(
      try await command.run(arguments + ["--smoothing", "1/2", "--format", "json"]))
    let mean = try #require(Double(smooth.heldOut?.meanLogDensity.value ?? ""))
    // (2/2 + 1/8) / 2.5 and (1/8) / 2.5.
    let expected: Double = (log(0.45) + log(0.05)) / 2
    #expect(abs(mean - expected) < 1e-14)
  }

  @Test func lawsAndDefaultBox() async throws {
    let command = try command("0.5,0\n-0.25,3\n1,1\n")
    let law = try report(
      try await command.run(
        "density", "net.json", "--points", "train.csv", "--standard-normal", "--format", "json"))
    #expect(law.reference == "mass" && law.cells.map(\.mass?.value) == ["0.5", "0.5"])
    #expect(law.cells.allSatisfy { $0.volume == nil })
    let box = try report(
      try await command.run("density", "net.json", "--points", "train.csv", "--format", "json"))
    // From -0.3125 to 1.0625 and from -0.15 to 3.15.
    #expect(box.cells.map(\.volume?.fraction) == ["33/32", "561/160"])
    #expect(box.outsideCount == 0)
  }

  @Test func samples() async throws {
    let command = try command("0.5,0\n-0.5,0\n0.25,1\n1/3,0\n")
    let arguments = ["density", "net.json", "--points", "train.csv", "--box=-1:1"]
    let listed = try report(
      try await command.run(arguments + ["--sample", "40", "--seed", "3", "--format", "json"]))
    let samples = try #require(listed.samples)
    #expect(samples.count == 40 && listed.seed == 3)
    #expect(samples.allSatisfy { $0.count == 2 && $0.allSatisfy { $0.value.magnitude <= 1 } })
    let run = try await command.run(
      arguments + ["--sample", "40", "--seed", "3", "--sample-file", "new.csv"])
    #expect(run.isSuccess && run.output.contains("40 points drawn"))
    let lines = try command.folder.text(of: "new.csv").split(separator: "\n")
    #expect(lines.count == 40)
    for (line, sample) in zip(lines, samples) {
      #expect(
        try line.split(separator: ",").map { try Rational(parsing: String($0)) }
          == sample.map(\.value))
    }
    // What was drawn is read again.
    let again = try await command.run(
      "density", "net.json", "--points", "new.csv", "--box=-1:1", "--format", "json")
    #expect(try report(again).pointCount == 40)
  }

  @Test(.enabled { await PythonEnvironment.isAvailable })
  func comparison() async throws {
    let rows = (0..<40).map { "\(($0 * 13) % 40 - 20)/21,\(($0 * 7) % 40 - 20)/23\n" }
    let command = try command(rows.joined(), heldOut: "1/2,0\n-1/3,1/4\n")
    let python = try #require(await PythonEnvironment.interpreter).path
    let arguments = [
      "density", "net.json", "--points", "train.csv", "--held-out", "test.csv", "--box=-1:1",
      "--smoothing", "1", "--compare",
    ]
    let run = try await command.run(
      arguments + ["--format", "json"], environment: ["RELUVAR_PYTHON": python])
    let report = try report(run)
    #expect(report.histogram?.binsPerAxis ?? 0 >= 1 && report.kernel?.bandwidth ?? 0 > 0)
    #expect(report.histogram?.meanLogDensity.status == "estimated")
    #expect(report.kernel?.heldOut?.meanLogDensity.status == "estimated")
    let text = try await command.run(arguments, environment: ["RELUVAR_PYTHON": python])
    #expect(text.isSuccess && text.output.contains("bins along each axis"))
    #expect(text.output.contains("bandwidth "))
  }

  @Test func noPython() async throws {
    let command = try command("0.5,0\n-0.5,1\n")
    let run = try await command.run(
      ["density", "net.json", "--points", "train.csv", "--compare"],
      environment: ["RELUVAR_PYTHON": "/no/such/program"])
    #expect(run.status == 69 && run.output.isEmpty && run.diagnosticLines.count == 1)
    #expect(run.diagnostics.contains("RELUVAR_PYTHON"))
  }

  static let refusals: [(options: [String], code: Int32, message: String)] = [
    (["--box=0:1", "--standard-normal"], 64, "give --box or --standard-normal, not both"),
    (["--standard-normal", "--uniform=0:1"], 64, "expected one law"),
    (["--box=1:0"], 65, "expected a lower bound below the upper one"),
    (["--box=0:1,0:1,0:1"], 65, "3 pairs of bounds, expected 2"),
    (["--box=7:8"], 65, "none of 3 points lies in the domain"),
    (["--smoothing", "-1"], 64, "expected a number that is not negative"),
    (["--layers", "2"], 65, "expected a number of hidden layers from 1 to 1"),
    (["--sample", "5"], 64, "--sample needs"), (["--sample-file", "a.csv"], 64, "needs --sample"),
    (["--sample", "0", "--format", "json"], 64, "--sample: 0"),
    (["--held-out", "missing.csv"], 65, "missing.csv"),
    (["--held-out", "wrong.csv"], 65, "wrong.csv:1"),
    (["--input", "singular.yaml"], 65, "singular law has no density"),
    (["--input", "points.yaml"], 65, "law of points has no density"),
    (["--columns", "1"], 65, "train.csv"), (["--format", "latex"], 64, "--format latex"),
  ]

  @Test(arguments: refusals)
  func wrongInput(options: [String], code: Int32, message: String) async throws {
    let command = try command("0.5,0\n-0.5,1\n0,0\n")
    _ = try command.folder.write("1,2,3\n", to: "wrong.csv")
    _ = try command.folder.write(
      "gaussian: {mean: [0, 0], factor: [[1], [1]]}\n", to: "singular.yaml")
    _ = try command.folder.write("points: {file: train.csv}\n", to: "points.yaml")
    let run = try await command.run(
      ["density", "net.json", "--points", "train.csv"] + options)
    #expect(run.status == code && run.output.isEmpty, "\(run.diagnostics)")
    #expect(run.diagnostics.contains(message), "\(run.diagnostics)")
    #expect(run.diagnosticLines.count == 1)
  }

  @Test func pointsInOneLine() async throws {
    let command = try command("0.5,0\n-0.5,0\n")
    let run = try await command.run("density", "net.json", "--points", "train.csv")
    #expect(run.status == 65 && run.diagnostics.contains("coordinate 2 is 0 for all points"))
    let boundary = try self.command("0,0\n0,1\n")
    let outcome = try await boundary.run(
      "density", "net.json", "--points", "train.csv", "--box=-1:1")
    #expect(outcome.status == 65 && outcome.diagnostics.contains("no interior"))
  }

  /// Pictures by density and by volume: a colour bar, regions without points in grey.
  @Test func pictures() async throws {
    let command = try command("0.5,0\n0.25,1\n0.75,-1/2\n")
    let run = try await command.run(
      "draw", "net.json", "--density", "--points", "train.csv", "--box=-1:1", "--output", "d.svg")
    #expect(run.isSuccess, "\(run.diagnostics)")
    let density = try command.folder.text(of: "d.svg")
    #expect(density.contains("88.627451%") && density.contains("density"))
    let volume = try await command.run(
      "draw", "net.json", "--color", "volume", "--box=-1:1", "--output", "v.svg")
    #expect(volume.isSuccess, "\(volume.diagnostics)")
    #expect(try command.folder.text(of: "v.svg").contains("volume"))
    for options in [
      ["--density", "--box=-1:1"], ["--density", "--points", "train.csv", "--color", "value"],
      ["--density", "--points", "train.csv", "--law", "--standard-normal"],
    ] {
      let refused = try await command.run(["draw", "net.json", "--output", "x.svg"] + options)
      #expect(refused.status == 64 && refused.diagnostics.contains("--density"))
    }
  }

  private static let referenceFile = DocumentTests.root.deletingLastPathComponent()
    .appending(path: "shared/reference/probability.json")

  /// Densities that others computed exactly, through the command.
  @Test(.enabled(if: FileManager.default.fileExists(atPath: referenceFile.path)))
  func referenceDensities() async throws {
    let data = try JSONSerialization.jsonObject(with: Data(contentsOf: Self.referenceFile))
    let entries = try #require((data as? [String: Any])?["entries"] as? [[String: Any]])
      .filter { $0["kind"] as? String == "region_volumes" }
    #expect(entries.count == 5)
    for entry in entries {
      let command = try Command()
      let network = try JSONSerialization.data(withJSONObject: #require(entry["network"]))
      _ = try command.folder.write(network, to: "net.json")
      let points = try #require(entry["points"] as? [[String]])
      _ = try command.folder.write(
        points.map { $0.joined(separator: ",") + "\n" }.joined(), to: "points.csv")
      let box = try #require(entry["box"] as? [[String]]).map { $0.joined(separator: ":") }
      let run = try await command.run(
        "density", "net.json", "--points", "points.csv", "--box=\(box.joined(separator: ","))",
        "--format", "json")
      let report = try report(run)
      func byPattern<Value>(_ value: (Report.Cell) -> Value) -> [String: Value] {
        Dictionary(
          uniqueKeysWithValues: report.cells.map {
            ($0.pattern.replacing("/", with: "|"), value($0))
          })
      }
      #expect(byPattern(\.count) == entry["counts"] as? [String: Int])
      let densities = try #require(entry["density_count_over_N_volume"] as? [String: String])
      #expect(byPattern { $0.density.fraction ?? "" } == densities)
      let mean = try Rational(parsing: #require(entry["mean_log_density_nats"] as? String))
      let found = try Rational(parsing: report.meanLogDensity.value)
      let unit = Rational(10).power(-18)
      let difference = (found - mean).magnitude
      #expect(difference < unit)
    }
  }
}
