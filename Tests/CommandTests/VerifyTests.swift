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
