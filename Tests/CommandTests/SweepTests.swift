import Foundation
import Oracles
import Testing

/// Sweeps as users run them.
struct SweepTests {
  static let small = ["sweep", "conjecture-6.1", "--max-width", "2", "--store", "a.db"]

  @Test func runsAndContinues() async throws {
    let command = try Command()
    let run = try await command.run(Self.small + ["--workers", "2"])
    #expect(run.isSuccess, "\(run.diagnostics)")
    let count = try #require(run.output.firstMatch(of: /(\d+) of (\d+) instances finished/))
    #expect(count.1 == count.2)
    let table = try await command.run("sweep", "export", "--store", "a.db")
    #expect(table.isSuccess && table.output.split(separator: "\n").count - 1 == Int(count.1))
    // Nothing is left to do, and nothing changes.
    let again = try await command.run(Self.small)
    #expect(again.output == run.output)
    #expect(try await command.run("sweep", "export", "--store", "a.db") == table)
    let status = try await command.run("sweep", "status", "--store", "a.db")
    #expect(status.isSuccess && status.output == run.output)
  }

  /// Refuted instances are an answer: exit code 1, with the witness in the store.
  @Test func refuted() async throws {
    let command = try Command()
    let run = try await command.run(
      "sweep", "expected-dimension", "--max-width", "2", "--blocks", "1-3", "--depth", "1-2",
      "--store", "a.db", "--quiet")
    #expect(run.status == 1)
    #expect(run.diagnosticLines.count == 1)
    #expect(run.output.contains("2 hidden layers, 3 blocks"))
    let json = try await command.run("sweep", "export", "--store", "a.db", "--format", "json")
    let document = try #require(
      try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
    let findings = try #require(document["findings"] as? [[String: Any]])
    #expect(findings.count > 100)
    for key in ["claim", "widths", "bias", "blocks", "verdict", "scope", "evidence"] {
      #expect(findings.allSatisfy { $0[key] != nil }, "\(key)")
    }
    #expect(findings.allSatisfy { $0["seconds"] == nil })

    // The same as lines, and then the head.
    let jsonl = try await command.run("sweep", "export", "--store", "a.db", "--format", "jsonl")
    let lines = try jsonl.output.split(separator: "\n").map { line in
      try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? NSDictionary)
    }
    #expect(lines.dropLast() == findings.map { $0 as NSDictionary }[...])
    #expect(lines.last == document["head"] as? NSDictionary)
    #expect(Set(findings.map { $0["verdict"] as? String }) == ["confirmed", "refuted"])
  }

  /// Any number of workers, any order: the same bytes.
  @Test func tablesDoNotDependOnWorkers() async throws {
    var tables: [String: Set<String>] = [:]
    for workers in ["1", "3"] {
      let command = try Command()
      _ = try await command.run(Self.small + ["--workers", workers])
      for format in ["csv", "json", "jsonl", "latex"] {
        for options in [[], ["--summary"]] {
          let table = try await command.run(
            ["sweep", "export", "--store", "a.db", "--format", format] + options)
          #expect(table.isSuccess)
          tables[format, default: []].insert(table.output)
        }
      }
    }
    #expect(tables.count == 4)
    for (format, tables) in tables {
      #expect(tables.count == 2, "\(format)")
      #expect(tables.allSatisfy { $0.count > 100 }, "\(format)")
    }
  }

  @Test func show() async throws {
    let command = try Command()
    _ = try await command.run(Self.small)
    let byNumber = try await command.run("sweep", "show", "18", "--store", "a.db")
    #expect(byNumber.isSuccess)
    let name = try #require(byNumber.output.firstMatch(of: /on (2,.*)\n/)?.1)
    let byName = try await command.run("sweep", "show", String(name), "--store", "a.db")
    #expect(byName == byNumber)
    for word in ["Verdict: confirmed", "dimension ", "Seed 1, primes "] {
      #expect(byName.output.contains(word))
    }
  }

  @Test func timingsOnRequestOnly() async throws {
    let command = try Command()
    _ = try await command.run(Self.small)
    for format in ["csv", "json"] {
      let options = ["sweep", "export", "--store", "a.db", "--format", format]
      #expect(try await !command.run(options).output.contains("seconds"))
      #expect(try await command.run(options + ["--timings"]).output.contains("seconds"))
    }
  }

  /// What a limit stopped is treated again on request, and gets its verdict.
  @Test func retry() async throws {
    let command = try Command()
    let sweep = [
      "sweep", "codimension-by-cubics", "--max-width", "2", "--blocks", "1-3", "--store", "a.db",
    ]
    let limited = try await command.run(sweep + ["--time-limit", "0.000001s"])
    #expect(limited.status == 75)
    #expect(limited.output.contains("limit reached"))
    let unchanged = try await command.run(sweep)
    #expect(unchanged.status == 75 && unchanged.output == limited.output)
    let finished = try await command.run(sweep + ["--retry"])
    #expect(finished.isSuccess, "\(finished.diagnostics)")
    #expect(finished.output.contains("not reached: 0"))
  }

  /// As many networks as asked for, and words that say what a confirmation is about.
  @Test func drawnNetworks() async throws {
    let command = try Command()
    let sweep = [
      "sweep", "shallow-region-count", "--max-width", "2", "--max-hidden", "3", "--networks", "2",
    ]
    let run = try await command.run(sweep + ["--store", "a.db"])
    #expect(run.isSuccess, "\(run.diagnostics)")
    #expect(run.output.contains("12 of 12 instances finished\n  confirmed: 12\n"))
    let finding = try await command.run("sweep", "show", "2,3,1 number 2", "--store", "a.db")
    #expect(finding.output.contains("Verdict: confirmed, for the drawn weights\n"))
    #expect(finding.output.contains("\n  7 regions counted, claimed 7\n"))
    let more = try await command.run(sweep.dropLast() + ["3", "--store", "a.db"])
    #expect(more.status == 64 && more.diagnostics.contains("holds another sweep"))
  }

  /// The examples of the help can be copied, in their order.
  @Test func examples() async throws {
    let command = try Command()
    let help = try await command.run("sweep", "--help")
    #expect(help.isSuccess)
    let lines = help.output.split(separator: "\n", omittingEmptySubsequences: false)
      .drop { $0 != "Examples:" }.dropFirst().prefix { !$0.isEmpty }
    let examples = lines.joined(separator: "\n").replacing("\\\n", with: " ")
      .split(separator: "\n")
    #expect(examples.count >= 5)
    for example in examples {
      let quoted = example.split(separator: "'", omittingEmptySubsequences: false)
      let words = quoted.enumerated().flatMap { index, part in
        index.isMultiple(of: 2) ? part.split(separator: " ").map(String.init) : [String(part)]
      }
      #expect(words.first == "reluvar")
      let run = try await command.run(Array(words.dropFirst()))
      // Expected dimensions are not always attained.
      #expect(
        run.isSuccess || (run.status == 1 && example.contains("expected-dimension")),
        "\(example): \(run.diagnostics)")
    }
  }

  @Test(.enabled(if: ExternalProgram.pdflatex.isInstalled, "pdflatex is not installed"))
  func latexCompiles() async throws {
    let command = try Command()
    _ = try await command.run(
      "sweep", "determinantal-generation", "--blocks", "3", "--max-width", "2", "--store", "a.db")
    for options in [[], ["--summary"]] {
      let table = try await command.run(
        ["sweep", "export", "--store", "a.db", "--format", "latex", "--output", "a.tex"] + options)
      #expect(table.isSuccess)
      let result = try await ExternalProgram.pdflatex.run(
        [
          "-interaction=nonstopmode", "-halt-on-error", "-output-directory",
          command.folder.url.path, command.folder.path("a.tex"),
        ], in: command.folder)
      #expect(result.status == 0, "\(result.output.suffix(600))")
      #expect(!result.output.contains("Overfull"), "\(result.output.suffix(1500))")
    }
  }
}
