import Foundation
import Oracles
import Testing

/// `derive --certify`: outcomes and exit codes.
@Suite struct CertificationTests {
  private static let example = [
    "--widths", "2,2,2,2", "--pattern", "10/11", "--pattern", "11/10",
  ]
  private static let twoBlocks = ["--widths", "4,3,3", "--pattern", "101", "--pattern", "011"]

  private static func keys(_ run: Command.Outcome) throws -> [String: Any] {
    let object = try JSONSerialization.jsonObject(with: Data(run.output.utf8))
    return try #require(object as? [String: Any])
  }

  @Test(
    .enabled(if: ExternalProgram.singular.isInstalled, "Singular is not installed"),
    arguments: [(example, 2, "complete", 0), (twoBlocks, 3, "incomplete", 1)])
  func outcomes(example: [String], degree: Int, status: String, code: Int32) async throws {
    let run = try await Command().run(
      ["derive"] + example + ["--max-degree", "\(degree)", "--certify", "--format", "json"])
    #expect(run.status == code)
    let keys = try Self.keys(run)
    let certificate = try #require(keys["certificate"] as? [String: Any])
    let completeness = try #require(certificate["completeness"] as? [String: Any])
    #expect(completeness["status"] as? String == status)
    #expect((completeness["missing"] == nil) == (status == "complete"))
    #expect((completeness["version"] == nil) == (status != "complete"))
    #expect((completeness["prime"] == nil) == (status != "complete"))
  }

  /// Where a theorem names all generators no other program is needed.
  @Test(arguments: ["4", "auto"])
  func theorem(degree: String) async throws {
    let run = try await Command().run(
      ["derive"] + Self.twoBlocks + ["--max-degree", degree, "--certify", "--format", "json"],
      environment: ["RELUVAR_SINGULAR": "/nowhere/Singular"])
    #expect(run.status == 0)
    let keys = try Self.keys(run)
    #expect(keys["maxDegree"] as? Int == 4)
    let completeness = try #require(keys["completeness"] as? [String: Any])
    #expect(completeness["by"] as? String == "theorem")
    let theorem = try #require(completeness["theorem"] as? [String: Any])
    #expect(theorem["name"] as? String == "two-blocks")
    #expect((theorem["families"] as? [Any])?.count == 4)
  }

  @Test func missingProgram() async throws {
    let run = try await Command().run(
      ["derive"] + Self.twoBlocks + ["--max-degree", "3", "--certify"],
      environment: ["RELUVAR_SINGULAR": "/nowhere/Singular"])
    #expect(run.status == 69 && run.output.isEmpty)
    #expect(run.diagnostics.hasPrefix("reluvar derive: --certify: "))
    #expect(run.diagnosticLines.count == 1)
  }
}
