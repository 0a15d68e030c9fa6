import Foundation
import Testing

/// Forty blocks, whose constraints are too many to list, beside the package where they are there.
private let fortyBlocks = (0..<4).reduce(URL(filePath: #filePath)) { url, _ in
  url.deletingLastPathComponent()
}.appending(path: "shared/reference/trials/forty-blocks.yaml").path(percentEncoded: false)

@Suite(
  .enabled(if: FileManager.default.fileExists(atPath: fortyBlocks), "no file beside the package"))
struct TrialCommandTests {
  @Test func constraintsEndAtTheLimit() async throws {
    let run = try await Command().run(["constraints", fortyBlocks, "--time-limit", "3s"])
    #expect(run.status == 75 && !run.isSignalled)
    #expect(run.output.contains("Not complete: ended by the time limit of 3 s."))
  }

  @Test func documentEndsAtTheLimit() async throws {
    let arguments = ["--format", "latex", "--max-degree", "1", "--time-limit", "0.5s"]
    let run = try await Command().run(["derive", fortyBlocks] + arguments)
    #expect(run.status == 75 && !run.isSignalled)
    #expect(run.output.hasSuffix("\\end{document}\n"))
  }
}
