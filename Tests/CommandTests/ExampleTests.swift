import Foundation
import Testing

/// The examples that come with the project.
@Suite struct ExampleTests {
  private static let examples = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "examples")

  /// 12 cubics and 6 quartics, all proved, which generate the ideal.
  @Test func twoBlocks() async throws {
    let file = Self.examples.appending(path: "two-blocks/problem.yaml")
    let outcome = try await Command().run(
      "derive", file.path, "--max-degree", "4", "--format", "json", "--quiet")
    #expect(outcome.isSuccess)
    let value = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
    let keys = try #require(value as? [String: Any])
    #expect((keys["generators"] as? [Any])?.count == 18)
    let degrees = try #require(keys["degrees"] as? [[String: Any]])
    #expect(degrees.map { $0["minimalGenerators"] as? Int } == [0, 0, 12, 6])
    #expect(degrees.allSatisfy { $0["status"] as? String == "proved" })
  }
}
