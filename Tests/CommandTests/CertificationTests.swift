import Foundation
import Oracles
import Testing

/// `derive --certify`: outcomes and exit codes.
@Suite struct CertificationTests {
  private static let example = ["--widths", "4,3,3", "--pattern", "101", "--pattern", "011"]

  @Test(
    .enabled(if: ExternalProgram.singular.isInstalled, "Singular is not installed"),
    arguments: [(4, "complete", 0), (3, "incomplete", 1)])
  func outcomes(degree: Int, status: String, code: Int32) async throws {
    let run = try await Command().run(
      ["derive"] + Self.example + ["--max-degree", "\(degree)", "--certify", "--format", "json"])
    #expect(run.status == code)
    let object = try JSONSerialization.jsonObject(with: Data(run.output.utf8))
    let keys = try #require(object as? [String: Any])
    let certificate = try #require(keys["certificate"] as? [String: Any])
    let completeness = try #require(certificate["completeness"] as? [String: Any])
    #expect(completeness["status"] as? String == status)
    #expect((completeness["missing"] == nil) == (status == "complete"))
    #expect((completeness["version"] == nil) == (status != "complete"))
    #expect((completeness["prime"] == nil) == (status != "complete"))
  }

  @Test func missingProgram() async throws {
    let run = try await Command().run(
      ["derive"] + Self.example + ["--max-degree", "3", "--certify"],
      environment: ["RELUVAR_SINGULAR": "/nowhere/Singular"])
    #expect(run.status == 69 && run.output.isEmpty)
    #expect(run.diagnostics.hasPrefix("reluvar derive: --certify: "))
    #expect(run.diagnosticLines.count == 1)
  }
}
