import Foundation
import Oracles
import Testing

/// The verb `draw`.
@Suite struct DrawTests {
  private static let moons = ExampleTests.examples.appending(path: "two-moons")
  private static let network = moons.appending(path: "step-1000.safetensors").path
  private static let box = "--box=-2:3,-1.5:2"

  @Test(arguments: ["pattern", "layer", "value"], ["svg", "pdf", "png"])
  func writesPictures(color: String, format: String) async throws {
    let command = try Command()
    var pictures: [Data] = []
    for threads in ["1", "2"] {
      let run = try await command.run(
        "draw", Self.network, Self.box, "--color", color, "--output", "picture.\(format)",
        "--threads", threads, "--quiet")
      #expect(run.isSuccess && run.diagnostics.isEmpty, "\(run.diagnostics)")
      pictures.append(
        try Data(contentsOf: command.folder.url.appending(path: "picture.\(format)")))
    }
    #expect(pictures[0] == pictures[1])
    let start: [UInt8] =
      switch format {
      case "svg": Array("<?xml".utf8)
      case "pdf": Array("%PDF".utf8)
      default: [0x89, 0x50, 0x4E, 0x47]
      }
    #expect(pictures[0].starts(with: start) && pictures[0].count > 10_000)
    #expect(try command.folder.names == ["picture.\(format)"])
  }

  @Test func pointsSayWhatIsShown() async throws {
    let command = try Command()
    let run = try await command.run(
      "draw", Self.network, "--points", Self.moons.appending(path: "moons.csv").path, "--labels",
      Self.moons.appending(path: "labels.csv").path, "--title", "two <moons>", "--size", "600x400",
      "--output", "moons.svg", "--quiet")
    #expect(run.isSuccess, "\(run.diagnostics)")
    let text = try command.folder.text(of: "moons.svg")
    #expect(text.contains("<title>two &lt;moons&gt;</title>"))
    #expect(text.contains("600"))
  }

  @Test func slicesOfLargerNetworks() async throws {
    let iris = ExampleTests.examples.appending(path: "iris/iris.onnx").path
    let command = try Command()
    let run = try await command.run(
      "draw", iris, "--through", "5,3,1,0;6,3,5,2;6,3,4,1", "--box=-1:2", "--color", "value",
      "--of-output", "3", "--output", "slice.pdf", "--quiet")
    #expect(run.isSuccess, "\(run.diagnostics)")
    let whole = try await command.run(
      "draw", iris, "--box=-1:2", "--output", "whole.pdf", "--quiet")
    #expect(whole.status == 65 && whole.diagnostics.contains("dimension 4, expected 2"))
    #expect(try command.folder.names == ["slice.pdf"])
  }

  @Test(arguments: [
    (["--output", "p.svg"], 64, "--box"),
    ([box], 64, "--output"),
    ([box, "--output", "p.jpg"], 64, ".svg, .pdf, .png"),
    ([box, "--output", "p"], 64, ".svg, .pdf, .png"),
    ([box, "--output", "missing/p.svg"], 74, "no folder"),
    (["--box=1:1", "--output", "p.svg"], 65, "lower bound below"),
    (["--box=0:1,0:1,0:1", "--output", "p.svg"], 65, "expected 2"),
    ([box, "--output", "p.svg", "--of-output", "2"], 64, "from 1 to 1"),
    ([box, "--output", "p.svg", "--size", "4"], 64, "440x320"),
    ([box, "--output", "p.svg", "--size", "4x4"], 64, "from 120 to 10000"),
    ([box, "--output", "p.png", "--dpi", "1e9"], 64, "from 1 to 4800"),
    ([box, "--output", "p.png", "--dpi", "0"], 64, "--dpi: 0.0, expected a number from 1 to 4800"),
    ([box, "--output", "p.png", "--dpi", "-5"], 64, "--dpi: -5.0"),
    ([box, "--output", "p.png", "--dpi", "nan"], 64, "--dpi: nan"),
    ([box, "--output", "p.png", "--size", "nanx200"], 64, "from 120 to 10000"),
    ([box, "--output", "p.png", "--size", "-300x200"], 64, "from 120 to 10000"),
    ([box, "--output", "p.png", "--size", "9000x9000", "--dpi", "600"], 64, "at most"),
    ([box, "--output", "p.svg", "--boundary", "some"], 64, "largest"),
    ([box, "--output", "p.svg", "--color", "red"], 64, "pattern"),
    ([box, "--output", "p.svg", "--labels", "none.csv"], 64, "--points"),
    ([box, "--output", "p.svg", "--points", "none.csv"], 65, "none.csv"),
    ([box, "--output", "p.svg", "--parameters"], 64, "--points"),
    ([box, "--output", "p.svg", "--threads", "0"], 64, "1 to 1024"),
  ])
  func refuses(options: [String], status: Int32, word: String) async throws {
    let command = try Command()
    let run = try await command.run(["draw", Self.network, "--quiet"] + options)
    run.expectRefusal(code: status, saying: [word])
    #expect(try command.folder.names.isEmpty)
  }
}
