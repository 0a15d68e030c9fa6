import Foundation
import Testing

/// Pictures of laws.
@Suite struct DrawLawTests {
  private static let moons = ExampleTests.examples.appending(
    path: "two-moons/step-0030.safetensors"
  ).path
  private static let positivePart = """
    {"widths": [1, 1, 2], "layers": [{"weights": [[1]]}, {"weights": [[1], [-1]]}]}
    """

  /// The density of a positive part with its atom of 1/2, and two patterns.
  @Test func atomsAndBars() async throws {
    let command = try Command()
    _ = try command.folder.write(Self.positivePart, to: "net.json")
    var pictures: [String] = []
    for threads in ["1", "2"] {
      let run = try await command.run(
        "draw", "net.json", "--law", "--standard-normal", "--of-output", "2", "--output",
        "law.svg", "--threads", threads, "--title", "a law", "--quiet")
      #expect(run.isSuccess && run.diagnostics.isEmpty, "\(run.diagnostics)")
      pictures.append(try command.folder.text(of: "law.svg"))
    }
    #expect(pictures[0] == pictures[1])
    for words in ["<title>a law</title>", "probable", "0.500", "density"] {
      #expect(pictures[0].contains(words), "\(words)")
    }
  }

  /// Singular values 0, 3 and 4 for the largest one, 0 and 3 for the other.
  @Test func spectra() async throws {
    let command = try Command()
    _ = try command.folder.write(
      """
      {"widths": [2, 2, 2], "layers": [{"weights": [[1, 0], [0, 1]]}, {"weights": [[3, 0], [0, 4]]}]}
      """, to: "net.json")
    let run = try await command.run(
      "draw", "net.json", "--law", "--standard-normal", "--spectra", "--output", "spectra.svg",
      "--quiet")
    #expect(run.isSuccess && run.diagnostics.isEmpty, "\(run.diagnostics)")
    let picture = try command.folder.text(of: "spectra.svg")
    for words in [">largest<", "number 2", "quartiles", "singular"] {
      #expect(picture.contains(words), "\(words)")
    }
  }

  @Test(arguments: ["svg", "pdf", "png"])
  func regionsByProbability(format: String) async throws {
    let command = try Command()
    let run = try await command.run(
      "draw", Self.moons, "--law", "--uniform=-2:3", "--box=-2:3,-1.5:2", "--output",
      "regions.\(format)", "--quiet")
    #expect(run.isSuccess && run.diagnostics.isEmpty, "\(run.diagnostics)")
    let picture = try Data(
      contentsOf: command.folder.url.appending(path: "regions.\(format)"))
    #expect(picture.count > 5_000)
    if format == "svg" {
      #expect(try command.folder.text(of: "regions.svg").contains(">P<"))
    }
  }

  @Test(arguments: [
    (["--law"], 64, "--standard-normal or --uniform"),
    (["--law", "--standard-normal", "--uniform=0:1"], 64, "expected one law"),
    (["--standard-normal", "--box=0:1"], 64, "--standard-normal needs --law"),
    (["--law", "--standard-normal", "--parameters"], 64, "not both"),
    (["--law", "--standard-normal", "--box=0:1", "--color", "value"], 64, "--color"),
    (["--law", "--standard-normal", "--slice", "0,0;1,0;0,1"], 64, "--box"),
    (["--law", "--standard-normal", "--of-output", "0"], 64, "from 1 to 1"),
    (["--spectra", "--box=0:1"], 64, "--spectra needs --law"),
    (["--law", "--standard-normal", "--spectra", "--box=0:1"], 64, "--spectra goes without"),
    (["--law", "--input", "none.yaml"], 65, "none.yaml"),
    (["--law", "--uniform=0:1,0:1,0:1"], 65, "expected 2"),
  ])
  func refusals(arguments: [String], code: Int32, word: String) async throws {
    let command = try Command()
    let run = try await command.run(
      ["draw", Self.moons, "--output", "p.svg", "--quiet"] + arguments)
    run.expectRefusal(code: code, saying: [word])
    #expect(try command.folder.names.isEmpty)
  }
}
