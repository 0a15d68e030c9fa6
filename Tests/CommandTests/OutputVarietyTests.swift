import Foundation
import Oracles
import Programs
import Testing

/// Problems with data points.
@Suite struct OutputVarietyTests {
  private struct Golden: Decodable {
    struct Degree: Decodable, Equatable {
      let degree: Int
      let dimension: Int
      let minimalGenerators: Int
      let status: String
    }
    let variety: String
    let ambientDimension: Int
    let dimension: Int
    let dimensionStatus: String
    let expectedDimension: Int
    let defect: Int
    let degrees: [Degree]
    let codimensionReached: Bool
    let pointsOfBlock: [[Int]]
  }

  /// Published or independently computed numbers: a problem, the dimension of the variety and of
  /// its space, and for each degree the dimension of the ideal and the number of new generators.
  private static let problems: [(text: String, dimensions: [Int], degrees: [[Int]])] = [
    (
      """
      widths: [3, 3, 2, 3, 3]
      blocks:
        - pattern: 111/11/111
          points: [[1, 2, 3], [5, 6, 11], [8, 9, 10], [7, 12, 13]]
      """, [8, 12], [[3, 3], [33, 0], [200, 1]]
    ),
    (
      """
      widths: [4, 3, 4]
      blocks:
        - pattern: "110"
          points: [[1, 5, 2, 9], [3, 1, 4, 1], [5, 9, 2, 6], [5, 3, 5, 8], [9, 7, 9, 3],
            [2, 3, 8, 4], [6, 2, 6, 4], [3, 3, 8, 3]]
      """, [12, 32], [[16, 16], [392, 0], [5184, 16]]
    ),
    (
      """
      widths: [2, 2, 2]
      blocks:
        - {pattern: "10", points: [[1, 2], [3, 1]]}
        - {pattern: "01", points: [[-1, 4], [2, -7]]}
      """, [6, 8], [[0, 0], [2, 2], [16, 0]]
    ),
  ]

  @Test(arguments: problems)
  func golden(problem: (text: String, dimensions: [Int], degrees: [[Int]])) async throws {
    let folder = try TemporaryFolder()
    try folder.write(problem.text, to: "problem.yaml")
    let run = try await Command(in: folder).run(
      "derive", "problem.yaml", "--format", "json", "--quiet")
    #expect(run.isSuccess)
    let golden = try JSONDecoder().decode(Golden.self, from: Data(run.output.utf8))
    #expect(golden.variety == "output" && golden.dimensionStatus == "proved")
    #expect([golden.dimension, golden.ambientDimension] == problem.dimensions)
    #expect(golden.defect == golden.expectedDimension - golden.dimension)
    #expect(
      golden.degrees
        == zip(1..., problem.degrees).map {
          .init(degree: $0, dimension: $1[0], minimalGenerators: $1[1], status: "proved")
        })
    #expect(golden.codimensionReached)
    #expect(
      golden.pointsOfBlock.joined().sorted() == Array(1...golden.pointsOfBlock.joined().count))
  }

  @Test(arguments: Invocations.verbs, Invocations.formats)
  func formats(verb: String, format: String) async throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.problems[0].text, to: "problem.yaml")
    let run = try await Command(in: folder).run(
      verb, "problem.yaml", "--format", format, "--quiet")
    #expect(run.isSuccess && run.diagnostics.isEmpty)
    #expect(run.output.count > 100 && run.output.contains("utput"))
  }

  @Test func mergedBlocksAreReported() async throws {
    let folder = try TemporaryFolder()
    try folder.write(
      """
      widths: [2, 2, 2]
      blocks:
        - {pattern: "10", points: [[1, 2]]}
        - {pattern: "01", points: [[1, 2]]}
        - {pattern: "10", points: [[3, 1]]}
      """, to: "problem.yaml")
    let run = try await Command(in: folder).run(
      "derive", "problem.yaml", "--format", "json", "--max-degree", "2")
    #expect(run.isSuccess)
    #expect(run.diagnostics.contains("block 3 has the pattern of block 1"))
    let golden = try JSONDecoder().decode(Golden.self, from: Data(run.output.utf8))
    #expect(golden.pointsOfBlock == [[1, 3], [2]])
    // The matrix of the outputs on points 1 and 3 has rank one.
    #expect(golden.degrees.map(\.minimalGenerators) == [0, 1])
  }
}
