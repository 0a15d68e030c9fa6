import Interchange
import Testing

/// Points, maps and outputs of a wrong size.
@Suite struct PointTests {
  @Test(arguments: [
    ("points: [[1, 2], [3]]", ["points, row 2", "1 number", "expected 2"]),
    ("points: [[1, 2, 3]]", ["points, row 1", "3 numbers", "expected 2"]),
    ("points: [[1, 2], []]", ["points, row 2", "0 numbers", "expected 2"]),
    ("points: [1, 2]", ["points, row 1", "expected a list"]),
    ("points: 1", ["points", "expected a list"]),
    ("points:", ["points", "expected a list"]),
    ("points: {a: 1}", ["points", "expected a list"]),
    ("map: [[1, 2]]", ["map", "1 row", "expected 3"]),
    ("map: [[1, 2], [1, 2], [1, 2], [1, 2]]", ["map", "4 rows", "expected 3"]),
    ("map: [[1, 2], [1, 2], [1]]", ["map, row 3", "1 number", "expected 2"]),
    ("map: []", ["map", "0 rows", "expected 3"]),
    ("map: x", ["map", "expected a list"]),
  ])
  func doesNotFit(line: String, words: [String]) {
    expectRefused(
      "widths: [2, 2, 3]\nblocks:\n- pattern: 11\n  \(line)", line: 4,
      saying: ["block 1"] + words)
  }

  @Test func biasAddsAColumnToTheMapAlone() throws {
    let start = "widths: [2, 1, 1]\nbias: true\nblocks:\n- pattern: 1\n"
    #expect(try problem(start + "  map: [[1, 2, 3]]\n  points: [[1, 2]]").entries.count == 1)
    expectRefused(
      start + "  map: [[1, 2]]", line: 5, saying: ["map, row 1", "2 numbers", "expected 3"])
    expectRefused(
      start + "  points: [[1, 2, 3]]", line: 5,
      saying: ["points, row 1", "3 numbers", "expected 2"])
  }

  @Test(arguments: [
    ("[[1, 2, 3]]", ["1 row", "expected 2"]),
    ("[[1, 2, 3], [1, 2, 3], [1, 2, 3]]", ["3 rows", "expected 2"]),
    ("[[1, 2, 3], [1, 2]]", ["row 2", "2 numbers", "expected 3"]),
    ("[1, 2]", ["row 1", "expected a list"]),
    ("3", ["expected a list"]),
  ])
  func outputsHaveOneRowForEachPoint(value: String, words: [String]) {
    let lines = "  points: [[1, 2], [3, 4]]\n  outputs: \(value)"
    expectRefused(
      "widths: [2, 2, 3]\nblocks:\n- pattern: 11\n\(lines)", line: 5,
      saying: ["block 1, outputs"] + words)
  }

  /// Outputs are those of points: without points there is nothing they belong to.
  @Test func outputsNeedPoints() {
    expectRefused(
      "widths: [2, 2, 2]\nblocks:\n- pattern: 11\n  outputs: [[1, 2]]", line: 4,
      saying: ["block 1, outputs", "points"])
  }

  @Test func allBlocksHavePointsOrNone() {
    expectRefused(
      """
      widths: [2, 2, 2]
      blocks:
      - pattern: 11
        points: [[1, 2]]
      - pattern: 10
      - pattern: 01
        points: [[3, 4]]
      """, line: 5, saying: ["block 2", "no points", "in all blocks or in none"])
  }

  /// An empty list is not taken for no list: that would be the pattern variety.
  @Test(arguments: ["", "- pattern: 10\n  points: [[3, 4]]\n"])
  func anEmptyListOfPointsIsRefused(rest: String) {
    expectRefused(
      "widths: [2, 2, 2]\nblocks:\n- pattern: 11\n  points: []\n\(rest)", line: 4,
      saying: ["block 1, points", "an empty list"])
  }
}
