import Foundation
import Oracles
import Programs
import Testing

/// The verb `report`.
@Suite struct ReportTests {
  static let network = #"""
    {"layers": [
      {"weights": [[1, -1], [2, 1]], "biases": [0, 1]}, {"weights": [[1, 1], [1, -2]]},
      {"weights": [[1, -1]]}]}
    """#
  static let property =
    "(declare-const X_0 Real)(declare-const X_1 Real)(declare-const Y_0 Real)\n"
    + "(assert (<= 0 X_0))(assert (<= X_0 1))(assert (<= 0 X_1))(assert (<= X_1 1))\n"

  /// Runs a line of a page as a shell does.
  private func rerun(
    _ line: String?, in folder: TemporaryFolder, statuses: Set<Int32> = [0]
  ) async throws -> String {
    let line = try #require(line)
    let bash = try #require(SearchPath.program("bash"))
    let path = Command.executable.deletingLastPathComponent().path
    let run = try await ProgramRun(
      of: bash, ["-c", "PATH=\"$0:$PATH\"; \(line)", path], in: folder
    ).result()
    #expect(statuses.contains(run.end.status), "\(line): \(run.output)")
    return run.output
  }

  // MARK: problems

  /// Powers, coefficients, constants, two-digit indices, highest weight vectors, outputs on points.
  private static let problems: [(file: String, options: [String])] = [
    (Invocations.biasedFile, ["--max-degree", "3"]),
    (Invocations.biasedFile, ["--max-degree", "auto"]),
    (Invocations.deepFile, ["--max-degree", "3"]),
    (Invocations.shallowFile, ["--max-degree", "5", "--generators", "highest-weight"]),
    (#"{"widths": [2, 1, 12], "blocks": [{"pattern": "1"}]}"#, ["--max-degree", "2"]),
    (
      "widths: [2, 3, 2]\nblocks:\n  - {pattern: \"110\", points: [[1, 0], [2, 1/3], [0.5, -1]]}\n"
        + "  - {pattern: \"011\", points: [[-1, 5/7], [1, 1]]}\n", ["--max-degree", "3"]
    ),
  ]

  @Test(arguments: problems.indices)
  func equationsAreThoseDerived(number: Int) async throws {
    let (file, options) = Self.problems[number]
    let command = try Command()
    _ = try command.folder.write(file, to: "problem.yaml")
    let run = try await command.run(
      ["report", "problem.yaml", "-o", "page.html", "--quiet"] + options)
    #expect(run.isSuccess && run.output.isEmpty && run.diagnostics.isEmpty, "\(run.diagnostics)")
    let derived = try await command.run(
      ["derive", "problem.yaml", "--format", "json", "--quiet"] + options)
    _ = try command.folder.write(derived.output, to: "derived.json")
    let page = try await ReportPage("page.html", derivation: "derived.json", in: command.folder)
    #expect(page.equations > 0 && page.notices.isEmpty)
    let json = try #require(
      try JSONSerialization.jsonObject(with: Data(derived.output.utf8)) as? [String: Any])
    // A theorem takes the place of a search here where it does there.
    let certificate = try #require(json["certificate"] as? [String: Any])
    #expect(
      page.paragraphs.contains { $0.contains("minors that a theorem names") }
        == (certificate["method"] as? String == "theorem"))
    #expect((certificate["method"] as? String == "theorem") == options.contains("auto"))
    // The table of degrees.
    let degrees = try #require(json["degrees"] as? [[String: Any]])
    let rows = page.rows("The ideal, degree by degree")
    #expect(rows.count == degrees.count && !rows.isEmpty)
    for (row, degree) in zip(rows, degrees) {
      #expect(row[0] == "\(degree["degree"] ?? "")" && row[1] == "\(degree["dimension"] ?? "")")
      #expect(row[2] == "\(degree["minimalGenerators"] ?? "")")
    }
    // The rank constraints, and the commands.
    let listed = try await command.run(["constraints", "problem.yaml", "--format", "jsonl"])
    #expect(
      page.tables.first { $0.section == "constraints" }?.rows.count ?? 0
        == listed.output.split(separator: "\n").count - 1)
    let dimension = try await rerun(
      page.command("dimension", "reluvar dimension problem.yaml"), in: command.folder)
    let value = try #require(json["dimension"] as? Int)
    #expect(dimension.contains(" \(value) of \(json["ambientDimension"] ?? "")"))
    #expect(page.facts["summary/dimension"]?.hasPrefix("\(value) of ") == true)
    #expect(
      try await rerun(
        page.command("ideal", "reluvar derive problem.yaml --max-degree"), in: command.folder
      ).contains("\(rows[rows.count - 1][1])"))
    let again = try await rerun(page.command("provenance", "reluvar report"), in: command.folder)
    #expect(again.isEmpty || again.contains("degree"))
  }

  /// What is known by a theorem, and where the upper bound comes from, is said.
  @Test func whatIsProved() async throws {
    let command = try Command()
    let problem = ExampleTests.examples.appending(path: "two-blocks/problem.yaml").path
    let run = try await command.run(
      "report", problem, "--max-degree", "4", "-o", "page.html", "--quiet")
    #expect(run.isSuccess)
    let page = try await ReportPage("page.html", in: command.folder)
    #expect(page.facts["summary/dimension"] == "18 of 24, proved")
    #expect(page.facts["summary/all of them?"] == "yes, proved")
    #expect(page.facts["summary/degree of the variety"] == "188")
    #expect(
      page.facts["summary/minimal generators"] == "12 of degree 3, 6 of degree 4, up to degree 4")
    #expect(page.paragraphs.contains { $0.hasPrefix("Complete, by a theorem") })
    #expect(page.paragraphs.contains { $0.hasPrefix("It is an upper bound too") })
    #expect(page.facts["provenance/prime"] == "1152921504606846883")
    #expect(page.facts["provenance/versions"]?.hasPrefix("reluvar ") == true)
  }

  // MARK: networks

  /// Names that are markup, options, quotation marks and control characters stay names.
  @Test(arguments: ["net.json", "-<script>alert('1')<&\"\u{FC}\u{202E}\u{1}\n$HOME`x`.json"])
  func networks(name: String) async throws {
    let command = try Command()
    _ = try command.folder.write(Self.network, to: name)
    _ = try command.folder.write(Self.property + "(assert (>= Y_0 1))", to: "above.vnnlib")
    _ = try command.folder.write("0.5,0.25\n-0.5,0.5\n0.1,0.2\n", to: "points.csv")
    let run = try await command.run(
      "report", "-o", "page.html", "--box=-1:1", "--points", "points.csv", "--standard-normal",
      "--property", "above.vnnlib", "--quiet", "--", name)
    #expect(run.isSuccess && run.diagnostics.isEmpty, "\(run.diagnostics)")
    let page = try await ReportPage("page.html", in: command.folder)
    #expect(page.pictures == 2)
    #expect(page.facts["network/widths"] == "2,2,2,1")
    #expect(page.facts["network/file"]?.contains("<script>") == (name.first == "-"))
    let text = try command.folder.text(of: "page.html")
    #expect(text.ranges(of: "<script>").count == 1 && !text.unicodeScalars.contains("\u{202E}"))

    // The commands find the same: regions,
    let count = try #require(page.facts["regions/regions"])
    let regions = try await rerun(
      page.command("regions", "reluvar regions"), in: command.folder)
    #expect(regions.contains(try Regex("\n  regions  +\(count)\n")))
    let rows = page.rows("All ")
    #expect(rows.count == Int(count) && rows.count == 5)
    for row in rows {
      #expect(regions.contains(try Regex("  \(row[1])  \(row[2]) facets, bounded")))
      #expect(regions.contains(row[4]))
    }
    // the picture,
    _ = try await rerun(page.command("regions", "reluvar draw"), in: command.folder)
    let picture = try command.folder.text(of: "regions.svg")
    #expect(picture.ranges(of: "<path").count > 5)
    #expect(text.contains(try #require(picture.firstMatch(of: #/ d="[^"]{80,}"/#)).0))
    // the points,
    let points = try await rerun(
      page.commands.first { $0.section == "points" }?.line, in: command.folder)
    #expect(points.contains("3 inside of regions") && page.facts["points/points"] == "3")
    // the law,
    let law = try await rerun(page.command("law", "reluvar law"), in: command.folder)
    let patterns = page.rows("All patterns, most probable first")
    #expect(patterns.count == 5)
    for row in patterns { #expect(law.contains("\(row[0])  \(row[1])")) }
    #expect(law.contains(try #require(page.facts["law/entropy"]).prefix(20)))
    // and the property.
    let verdict = try await rerun(
      page.command("property", "reluvar verify"), in: command.folder, statuses: [1])
    #expect(verdict.contains("violated") && page.facts["property/verdict"] == "violated")
    let witness = page.rows("Counterexample")
    #expect(witness.count == 3)
    for row in witness { #expect(verdict.contains("  \(row[2])\n")) }
    #expect(page.command("provenance", "reluvar report") != nil)
  }

  @Test func propertiesThatHold() async throws {
    let command = try Command()
    _ = try command.folder.write(Self.network, to: "net.json")
    _ = try command.folder.write(Self.property + "(assert (>= Y_0 100))", to: "above.vnnlib")
    _ = try command.folder.write(
      "gaussian: {mean: [0, 0], covariance: [[1, 1/2], [1/2, 2]]}\n", to: "law.yaml")
    let run = try await command.run(
      "report", "net.json", "--law", "law.yaml", "--property", "above.vnnlib", "--rows", "3", "-o",
      "page.html", "--quiet")
    #expect(run.isSuccess, "\(run.diagnostics)")
    let page = try await ReportPage("page.html", in: command.folder)
    #expect(page.facts["property/verdict"] == "holds")
    // The whole plane has no picture, and the page says why.
    #expect(page.pictures == 1)
    #expect(page.paragraphs.contains { $0.contains("the domain is not bounded") })
    #expect(page.rows("The first 3 regions").count == 3)
    #expect(page.rows("The 3 most probable patterns").count == 3)
    #expect(page.command("law", "reluvar law net.json --input law.yaml") != nil)
  }

  // MARK: sweeps

  @Test func sweeps() async throws {
    let command = try Command()
    let sweep = try await command.run(
      "sweep", "conjecture-6.1", "--max-width", "2", "--store", "pairs", "--quiet")
    #expect(sweep.isSuccess)
    let run = try await command.run("report", "pairs", "--format", "html", "-o", "page")
    #expect(run.isSuccess, "\(run.diagnostics)")
    let page = try await ReportPage("page", in: command.folder)
    #expect(page.title == "Sweep of conjecture-6.1")
    let status = try await rerun(
      page.command("summary", "reluvar sweep status"), in: command.folder)
    let finished = try #require(page.facts["summary/instances finished"])
    #expect(status.contains("\(finished) instances finished") && finished == "23 of 23")
    let table = try await rerun(
      page.command("findings", "reluvar sweep export"), in: command.folder)
    let rows = page.rows("All 23 findings")
    #expect(rows.count == 23 && table.split(separator: "\n").count == 24)
    let groups = try await rerun(
      page.command("results", "reluvar sweep export"), in: command.folder)
    #expect(groups.split(separator: "\n").count == page.rows("Instances with the same").count + 1)
    #expect(page.paragraphs.contains { $0.contains("two patterns") })

    let few = try await command.run("report", "pairs", "--rows", "4", "-o", "few.html")
    #expect(few.isSuccess)
    let short = try await ReportPage("few.html", in: command.folder)
    #expect(short.rows("The first 4 of 23 findings").count == 4)
  }

  /// The statements of all claims are MathML and LaTeX.
  @Test func refutationsAreListed() async throws {
    let command = try Command()
    let sweep = try await command.run(
      "sweep", "expected-dimension", "--max-width", "2", "--blocks", "3", "--depth", "2", "--store",
      "dimensions.db", "--quiet")
    #expect(sweep.isSuccess || sweep.status == 1)
    let run = try await command.run("report", "dimensions.db", "-o", "page.html")
    #expect(run.isSuccess)
    let page = try await ReportPage("page.html", in: command.folder)
    let refuted = try #require(Int(page.facts["summary/refuted"] ?? ""))
    let listed = page.tables.filter { $0.section == "refutations" }.flatMap(\.rows)
    #expect(listed.count == min(refuted, 50) && listed.allSatisfy { $0[3] == "refuted" })
  }

  // MARK: limits

  @Test func limitsLeaveWholePages() async throws {
    let command = try Command()
    _ = try command.folder.write(
      #"{"widths": [5, 5, 5], "blocks": [{"pattern": "11100"}, {"pattern": "10110"}, {"pattern": "01011"}]}"#,
      to: "problem.json")
    let run = try await command.run(
      "report", "problem.json", "--max-degree", "7", "--time-limit", "3s", "-o", "page.html",
      "--quiet")
    #expect(run.status == 75 && run.diagnosticLines.count == 1, "\(run.diagnostics)")
    let page = try await ReportPage("page.html", in: command.folder)
    #expect(page.notices.contains { $0.hasPrefix("Not complete") })
    #expect(page.facts["summary/dimension"] != nil)
  }

  @Test func interruptsLeaveWholePages() async throws {
    let command = try Command()
    _ = try command.folder.write(
      #"{"widths": [5, 5, 5], "blocks": [{"pattern": "11100"}, {"pattern": "10110"}, {"pattern": "01011"}]}"#,
      to: "problem.json")
    let run = try await command.run(
      ["report", "problem.json", "--max-degree", "7", "-o", "page.html"], interruption: SIGINT)
    #expect(run.status == 75 && !run.isSignalled, "\(run.diagnostics)")
    #expect(try command.folder.names == ["page.html", "problem.json"])
    let page = try await ReportPage("page.html", in: command.folder)
    #expect(page.notices.contains { $0.hasPrefix("Not complete") })
    #expect(page.facts["summary/dimension"]?.hasSuffix("proved") == true)
  }

  /// What is too large for one part does not take the others with it.
  @Test func partsThatAreTooLarge() async throws {
    let command = try Command()
    let blocks = ["10", "01", "11"].map { "{pattern: \"\(String(repeating: $0, count: 20))\"}" }
    _ = try command.folder.write(
      "widths: [40, 40, 40]\nblocks: [\(blocks.joined(separator: ", "))]\n", to: "wide.yaml")
    let run = try await command.run(
      "report", "wide.yaml", "--max-degree", "1", "-o", "page.html", "--quiet")
    #expect(run.status == 75 && run.diagnosticLines.count == 1)
    let page = try await ReportPage("page.html", in: command.folder)
    #expect(page.title == "Pattern variety of 40,40,40 on 3 patterns")
    #expect(page.facts["summary/dimension"] == "2400 of 4800, proved")
    #expect(page.facts["summary/rank constraints"] == "7" && page.notices.count == 1)
    #expect(page.paragraphs.contains { $0.hasPrefix("Left out here: the parametrization has") })
  }

  @Test func networksAtTheirLimits() async throws {
    let command = try Command()
    _ = try command.folder.write(Self.network, to: "net.json")
    let run = try await command.run(
      "report", "net.json", "--box=-1:1", "--max-regions", "2", "-o", "page.html", "--quiet")
    #expect(run.status == 75)
    let page = try await ReportPage("page.html", in: command.folder)
    #expect(page.facts["summary/activation regions"] == "2 so far, others are missing")
    #expect(page.notices.count == 2)
    let regions = try await rerun(
      page.command("regions", "reluvar regions"), in: command.folder, statuses: [75])
    #expect(regions.contains("2 so far"))
    #expect(page.rows("The first 2 regions").count == 2)
  }

  // MARK: the form

  @Test(arguments: ["html", "latex"])
  func threadsDoNotMatter(format: String) async throws {
    let command = try Command()
    _ = try command.folder.write(Invocations.biasedFile, to: "problem.yaml")
    let arguments = ["report", "problem.yaml", "--format", format, "--quiet", "--threads"]
    let one = try await command.run(arguments + ["1"])
    #expect(one.isSuccess && one.output.count > 2_000)
    #expect(try await command.run(arguments + ["4"]) == one)
  }

  @Test(.enabled(if: ExternalProgram.pdflatex.isInstalled, "pdflatex is not installed"))
  func paper() async throws {
    let command = try Command()
    let name = "my %~net$_{1}.json"
    _ = try command.folder.write(Self.network, to: name)
    _ = try command.folder.write(Self.property + "(assert (>= Y_0 1))", to: "'&#.vnnlib")
    let arguments = [
      "report", name, "--box=-1:1", "--standard-normal", "--property", "'&#.vnnlib", "--quiet",
      "-o",
    ]
    for output in ["page.pdf", "a b_c.tex"] {
      let run = try await command.run(arguments + [output])
      #expect(run.isSuccess && run.diagnostics.isEmpty, "\(run.diagnostics)")
    }
    let paper = try Data(contentsOf: command.folder.url.appending(path: "page.pdf"))
    #expect(paper.starts(with: Data("%PDF".utf8)) && paper.count > 20_000)
    #expect(
      Set(try command.folder.names) == [
        name, "'&#.vnnlib", "page.pdf", "a b_c.tex", "a-b-c-regions.pdf", "a-b-c-law.pdf",
      ])
    let set = try await ExternalProgram.pdflatex.run(
      ["-interaction=nonstopmode", "-halt-on-error", "a b_c.tex"], in: command.folder)
    #expect(set.status == 0, "\(set.output.suffix(1500))")
    let widths = set.output.matches(of: /Overfull \\hbox \(([0-9.]+)pt/).compactMap { Double($0.1) }
    #expect(widths.allSatisfy { $0 < 5 }, "\(widths)")
  }

  @Test(.enabled(if: ExternalProgram.pdflatex.isInstalled, "pdflatex is not installed"))
  func papersOnProblems() async throws {
    let command = try Command()
    for (number, problem) in Self.problems.enumerated() {
      _ = try command.folder.write(problem.file, to: "problem\(number)")
      let run = try await command.run(
        ["report", "problem\(number)", "-o", "p\(number).tex", "--quiet"] + problem.options)
      #expect(run.isSuccess, "\(run.diagnostics)")
      let set = try await ExternalProgram.pdflatex.run(
        ["-interaction=nonstopmode", "-halt-on-error", "p\(number).tex"], in: command.folder)
      #expect(set.status == 0, "\(set.output.suffix(1500))")
      let widths = set.output.matches(of: /Overfull \\hbox \(([0-9.]+)pt/)
        .compactMap { Double($0.1) }
      #expect(widths.allSatisfy { $0 < 5 }, "\(number): \(widths)")
    }
  }

  // MARK: refusals

  private static let refusals: [(arguments: [String], status: Int32, words: String)] = [
    (["missing.yaml"], 65, "missing.yaml"), (["-"], 64, "expected a file"),
    (["net.json", "-o", "net.json"], 64, "--output"), (["net.json", "-o", "page"], 64, ".html"),
    (["net.json", "-o", "none/page.html"], 74, "there is no folder"),
    (["net.json", "--format", "json"], 64, "--format"),
    (["net.json", "--format", "pdf"], 64, "--output"),
    (["net.json", "--max-degree", "3"], 64, "is about a problem"),
    (["problem.yaml", "--box=-1:1"], 64, "is about a network"),
    (["net.json", "--labels", "x"], 64, "--points"), (["net.json", "--rows", "0"], 64, "--rows"),
    (["net.json", "--standard-normal", "--law", "l.yaml"], 64, "expected one law"),
    (["net.json", "--box=1:-1"], 65, "lies between 1 and -1"),
    (["net.json", "--network", "b"], 64, "--network"),
    (["net.json", "--property", "none.vnnlib"], 65, "none.vnnlib"),
    (["net.json", "--points", "none.csv"], 65, "none.csv"),
    (["broken.db"], 65, "broken.db"), (["words.txt"], 65, "words.txt"), ([], 64, "input"),
  ]

  @Test(arguments: refusals.indices)
  func refusesInOneLine(number: Int) async throws {
    let (arguments, status, words) = Self.refusals[number]
    let command = try Command()
    _ = try command.folder.write(Self.network, to: "net.json")
    _ = try command.folder.write(Invocations.biasedFile, to: "problem.yaml")
    _ = try command.folder.write("SQLite format 3\0 and nothing else", to: "broken.db")
    _ = try command.folder.write("words, and nothing else", to: "words.txt")
    let before = try command.folder.names
    let run = try await command.run(["report"] + arguments)
    #expect(run.status == status && run.diagnosticLines.count == 1, "\(run)")
    #expect(run.diagnostics.contains(words), "\(run.diagnostics)")
    #expect(run.output.isEmpty)
    #expect(try command.folder.names == before)
  }

  @Test func withoutPDFLaTeX() async throws {
    let command = try Command()
    _ = try command.folder.write(Invocations.biasedFile, to: "problem.yaml")
    let run = try await command.run(
      ["report", "problem.yaml", "-o", "page.pdf"], environment: ["PATH": "/nowhere"])
    #expect(run.status == 69 && run.diagnostics.contains("pdflatex is not installed"))
  }
}
