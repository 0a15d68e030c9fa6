import Foundation
import Testing

/// Which generators are shown where nobody says which.
@Suite struct GeneratorSelectionTests {
  /// The 3-minors of two 6 x 6 matrices: 2 * 20 * 20 cubics.
  private static let many = ["--widths", "6,4,6", "--pattern", "1100", "--pattern", "0011"]

  private func generators(_ arguments: [String]) async throws -> [[String: Any]] {
    let run = try await Command().run(
      ["derive", "--max-degree", "3", "--format", "json", "--quiet"] + arguments)
    #expect(run.isSuccess && run.diagnostics.isEmpty)
    let object = try JSONSerialization.jsonObject(with: Data(run.output.utf8))
    return try #require((object as? [String: Any])?["generators"] as? [[String: Any]])
  }

  /// Up to 200 all of them.
  @Test func fewGenerators() async throws {
    let problem = ["--widths", "5,4,5", "--pattern", "1100", "--pattern", "0011"]
    let shown = try await generators(problem)
    #expect(shown.count == 200)
    #expect(shown.allSatisfy { $0["orbitDimension"] == nil })
    #expect(try await generators(problem + ["--generators", "highest-weight"]).count == 2)
  }

  /// Beyond that one vector for each representation.
  @Test func manyGenerators() async throws {
    let shown = try await generators(Self.many)
    #expect(shown.count == 2)
    #expect(shown.map { $0["orbitDimension"] as? Int } == [400, 400])
    #expect(try await generators(Self.many + ["--generators", "all"]).count == 800)
    #expect(try await generators(Self.many + ["--generators", "none"]).isEmpty)
  }

  /// Weight spaces know no highest weight vectors.
  @Test func weightSpaces() async throws {
    let problem = ["--widths", "6,2,5", "--pattern", "11", "--pattern", "01"]
    let shown = try await generators(problem + ["--max-degree", "2"])
    #expect(shown.allSatisfy { $0["orbitDimension"] != nil } && !shown.isEmpty)
    let all = try await generators(
      problem + ["--max-degree", "2", "--method", "weight-spaces"])
    #expect(all.count > 200 && all.allSatisfy { $0["orbitDimension"] == nil })
  }
}
