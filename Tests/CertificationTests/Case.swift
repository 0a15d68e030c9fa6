import NetworkVarieties
import Networks
import Testing

/// A pattern variety with the degree in which its last generators are.
struct Case: Sendable, CustomTestStringConvertible {
  let widths: [Int]
  let hasBiases: Bool
  let patterns: [String]
  let degree: Int
  let generatorCount: Int

  init(
    _ widths: [Int], hasBiases: Bool = false, _ patterns: String..., upTo degree: Int,
    generatorCount: Int
  ) {
    self.widths = widths
    self.hasBiases = hasBiases
    self.patterns = patterns
    self.degree = degree
    self.generatorCount = generatorCount
  }

  /// Few enough coordinates and equations for elimination.
  var isSmall: Bool { widths.count < 5 && generatorCount != 18 && widths != [4, 4, 3] }

  var variety: PatternVariety {
    get throws {
      try PatternVariety(
        of: Architecture(widths: widths, hasBiases: hasBiases),
        on: patterns.map { try ActivationPattern(parsing: $0) })
    }
  }

  var testDescription: String {
    widths.map(String.init).joined(separator: ",") + (hasBiases ? " with biases: " : ": ")
      + patterns.joined(separator: ", ")
  }

  static let three = Case([3, 3, 3], "101", "011", upTo: 3, generatorCount: 3)
  static let four = Case([4, 3, 3], "101", "011", upTo: 4, generatorCount: 18)

  static let all = [
    three, four,
    Case([3, 3, 2, 3, 3], "111/11/111", "011/11/111", upTo: 3, generatorCount: 19),
    Case([3, 3, 3], "110", "001", upTo: 3, generatorCount: 10),
    Case([2, 2, 2, 2], "10/11", "11/10", upTo: 2, generatorCount: 2),
    Case([2, 1, 2, 3], "1/10", "1/11", upTo: 2, generatorCount: 15),
    Case([2, 2, 2], hasBiases: true, "10", "01", upTo: 2, generatorCount: 2),
    Case([2, 2, 1], hasBiases: true, "10", "01", "11", upTo: 1, generatorCount: 2),
    Case([2, 2, 2], hasBiases: true, "00", "11", "01", upTo: 2, generatorCount: 10),
    Case([2, 2, 2], "11", upTo: 2, generatorCount: 0),
    Case([3, 3, 4], "101", "011", upTo: 4, generatorCount: 18),
    Case([4, 4, 3], "1011", "0111", upTo: 3, generatorCount: 4),
    Case([2, 3, 2], hasBiases: true, "100", "011", upTo: 2, generatorCount: 1),
  ]
}
