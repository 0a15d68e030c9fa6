import Foundation
import Programs
import Testing

/// `verify`, as a user types it.
@Suite struct VerifyTests {
  private static let declarations =
    "(declare-const X_0 Real)(declare-const X_1 Real)(declare-const Y_0 Real)\n"
  private static let box =
    "(assert (<= 0 X_0))(assert (<= X_0 1))(assert (<= 0 X_1))(assert (<= X_1 1))\n"

  private struct Report: Decodable {
    struct Counterexample: Decodable {
      let input: [RegionsOutput.ExactNumber]
      let output: [RegionsOutput.ExactNumber]
    }
    let verdict: String
    let counterexample: Counterexample?
    let emptyInput: Bool
    let boxes: Int
    let leaves: Int
    let regions: Int
  }

  private static func verify(
    _ assertions: String, _ arguments: String...
  ) async throws -> (run: Command.Outcome, report: Report?) {
    let command = try Command()
    // max(x + y - 1, 0) + max(x - y, 0)
    _ = try command.folder.write(
      #"{"layers": [{"weights": [[1, 1], [1, -1]], "biases": [-1, 0]}, {"weights": [[1, 1]]}]}"#,
      to: "net.json")
    _ = try command.folder.write(declarations + assertions, to: "p.vnnlib")
    let run = try await command.run(["verify", "net.json", "p.vnnlib"] + arguments)
    let report = try? JSONDecoder().decode(Report.self, from: Data(run.output.utf8))
    return (run, report)
  }

  @Test func theVerdictIsTheExitCode() async throws {
    let holds = try await Self.verify(Self.box + "(assert (> Y_0 1))", "--format", "json")
    #expect(holds.run.isSuccess && holds.report?.verdict == "holds")
    #expect(holds.report.map { $0.regions > 0 && $0.regions <= 4 } == true)
    let violated = try await Self.verify(Self.box + "(assert (>= Y_0 1))", "--format", "json")
    #expect(violated.run.status == 1 && violated.report?.verdict == "violated")
    #expect(violated.run.diagnostics == "reluvar verify: the property is violated\n")
    #expect(violated.report?.counterexample?.output.map(\.value) == [1])
    #expect(violated.report?.counterexample?.input.count == 2)
    let limited = try await Self.verify(
      Self.box + "(assert (> Y_0 1))", "--format", "json", "--max-regions", "2")
    #expect(limited.run.status == 75 && limited.report?.verdict == "unknown")
    let empty = try await Self.verify(
      "(assert (< X_0 0))(assert (> X_0 0))(assert (> Y_0 1))", "--format", "json")
    #expect(empty.run.isSuccess && empty.report?.emptyInput == true)
    let text = try await Self.verify(Self.box + "(assert (>= Y_0 1))")
    #expect(text.run.output.contains("violated") && text.run.output.contains("Y_0  1"))
  }

  /// A certificate is written, checked, and refused where it is one of something else.
  @Test func certificatesAreChecked() async throws {
    let command = try Command()
    _ = try command.folder.write(
      #"{"layers": [{"weights": [[1, 1], [1, -1]], "biases": [-1, 0]}, {"weights": [[1, 1]]}]}"#,
      to: "net.json")
    _ = try command.folder.write(
      Self.declarations + Self.box + "(assert (> Y_0 1))", to: "p.vnnlib")
    _ = try command.folder.write(
      Self.declarations + Self.box + "(assert (>= Y_0 1))", to: "violated.vnnlib")
    let search = try await command.run("verify", "net.json", "p.vnnlib", "--certificate", "c.jsonl")
    #expect(search.isSuccess)
    struct Report: Decodable {
      let verdict: String
      let nodes: Int?
      let line: Int?
      let reason: String?
    }
    func check(
      _ certificate: String, _ property: String
    ) async throws -> (status: Int32, report: Report?, diagnostics: String) {
      let run = try await command.run(
        "verify", "net.json", property, "--check", certificate, "--format", "json")
      let report = try? JSONDecoder().decode(Report.self, from: Data(run.output.utf8))
      return (run.status, report, run.diagnostics)
    }
    let good = try await check("c.jsonl", "p.vnnlib")
    #expect(good.status == 0 && good.report?.verdict == "accepted")
    #expect((good.report?.nodes ?? 0) >= 1)
    let bad = try await check("c.jsonl", "violated.vnnlib")
    #expect(bad.status == 1 && bad.report?.verdict == "refused" && bad.report?.reason != nil)
    #expect(bad.diagnostics == "reluvar verify: the certificate is refused\n")
    let lines = try command.folder.text(of: "c.jsonl").split(separator: "\n")
    _ = try command.folder.write(lines.dropLast().joined(separator: "\n"), to: "short.jsonl")
    let short = try await check("short.jsonl", "p.vnnlib")
    #expect(short.status == 1 && short.report?.line == lines.count)
    let text = try await command.run("verify", "net.json", "p.vnnlib", "--check", "c.jsonl")
    #expect(text.isSuccess && text.output.contains("shows that the property of p.vnnlib holds"))
    #expect(try await check("missing.jsonl", "p.vnnlib").status == 65)
    _ = try command.folder.write(
      "(declare-const X_0 Real)(declare-const Y_0 Real)(assert (> Y_0 1))", to: "other.vnnlib")
    #expect(try await check("c.jsonl", "other.vnnlib").status == 65)
  }

  private static let refusals: [(assertions: String, code: Int32, words: [String])] = [
    ("(assert (<= Y_1 0))", 65, ["p.vnnlib:2:", "column 13", "Y_1 was not declared"]),
    ("(assert (<= Y_0 ))", 65, ["p.vnnlib:2:", "column 17"]),
    ("(declare-const X_2 Real)(assert (<= Y_0 0))", 65, ["p.vnnlib", "3 inputs", "expected 2"]),
    ("(assert (<= (* X_0 X_1) 0))", 65, ["product of variables"]),
  ]

  @Test(arguments: refusals.indices) func isRefused(index: Int) async throws {
    let refusal = Self.refusals[index]
    let (run, _) = try await Self.verify(refusal.assertions)
    run.expectRefusal(code: refusal.code, saying: refusal.words)
  }
}
