package import NetworkVarieties
import Networks

/// A pattern variety with published or independently computed numbers.
///
/// The numbers come from null spaces of evaluated monomials in all weights, computed by another
/// program; those of Example 31 and Example 37 agree with Alexandr and Montufar 2025.
package struct Specimen: Sendable, CustomStringConvertible {
  package let widths: [Int]
  package let hasBiases: Bool
  package let patterns: [String]
  package let parameterCount: Int
  package let liveParameterCount: Int
  package let liveHiddenNeurons: Int
  package let ambientDimension: Int
  package let expectedDimension: Int
  package let dimension: Int
  /// For each degree from 1 the dimension of the ideal and the number of minimal generators.
  package let degrees: [(dimension: Int, minimalGenerators: Int)]

  package var variety: PatternVariety {
    get throws {
      try PatternVariety(
        of: Architecture(widths: widths, hasBiases: hasBiases),
        on: patterns.map { try ActivationPattern(parsing: $0) })
    }
  }

  package var description: String {
    widths.map(String.init).joined(separator: ",") + (hasBiases ? " with biases" : "") + ": "
      + patterns.joined(separator: ", ")
  }

  package static let all: [Specimen] = [
    Specimen(
      widths: [2, 2, 2], hasBiases: false,
      patterns: ["10", "01"], parameterCount: 8,
      liveParameterCount: 8, liveHiddenNeurons: 2,
      ambientDimension: 8, expectedDimension: 6,
      dimension: 6,
      degrees: [(0, 0), (2, 2), (16, 0), (71, 0)]),
    Specimen(
      widths: [2, 3, 2], hasBiases: false,
      patterns: ["101", "011"], parameterCount: 12,
      liveParameterCount: 12, liveHiddenNeurons: 3,
      ambientDimension: 8, expectedDimension: 8,
      dimension: 8,
      degrees: [(0, 0), (0, 0), (0, 0), (0, 0)]),
    Specimen(
      widths: [3, 2, 3], hasBiases: false,
      patterns: ["11", "01"], parameterCount: 12,
      liveParameterCount: 12, liveHiddenNeurons: 2,
      ambientDimension: 18, expectedDimension: 10,
      dimension: 10,
      degrees: [(0, 0), (18, 18), (292, 0), (2439, 0)]),
    Specimen(
      widths: [3, 3, 3], hasBiases: false,
      patterns: ["101", "011"], parameterCount: 18,
      liveParameterCount: 18, liveHiddenNeurons: 3,
      ambientDimension: 18, expectedDimension: 15,
      dimension: 15,
      degrees: [(0, 0), (0, 0), (3, 3), (54, 0), (513, 0)]),
    Specimen(
      widths: [4, 3, 3], hasBiases: false,
      patterns: ["101", "011"], parameterCount: 21,
      liveParameterCount: 21, liveHiddenNeurons: 3,
      ambientDimension: 24, expectedDimension: 18,
      dimension: 18,
      degrees: [(0, 0), (0, 0), (12, 12), (285, 6), (3504, 0)]),
    Specimen(
      widths: [3, 3, 2], hasBiases: false,
      patterns: ["101", "011"], parameterCount: 15,
      liveParameterCount: 15, liveHiddenNeurons: 3,
      ambientDimension: 12, expectedDimension: 12,
      dimension: 12,
      degrees: [(0, 0), (0, 0), (0, 0), (0, 0), (0, 0)]),
    Specimen(
      widths: [3, 3, 3], hasBiases: false,
      patterns: ["110", "001"], parameterCount: 18,
      liveParameterCount: 18, liveHiddenNeurons: 3,
      ambientDimension: 18, expectedDimension: 15,
      dimension: 13,
      degrees: [(0, 0), (9, 9), (147, 1), (1278, 0)]),
    Specimen(
      widths: [4, 3, 4], hasBiases: false,
      patterns: ["101", "011"], parameterCount: 24,
      liveParameterCount: 24, liveHiddenNeurons: 3,
      ambientDimension: 32, expectedDimension: 21,
      dimension: 21,
      degrees: [(0, 0), (0, 0), (48, 48), (1485, 40)]),
    Specimen(
      widths: [3, 4, 3], hasBiases: false,
      patterns: ["1011", "0111"], parameterCount: 24,
      liveParameterCount: 24, liveHiddenNeurons: 4,
      ambientDimension: 18, expectedDimension: 18,
      dimension: 17,
      degrees: [(0, 0), (0, 0), (1, 1), (18, 0)]),
    Specimen(
      widths: [4, 5, 4], hasBiases: false,
      patterns: ["11001", "00111"], parameterCount: 40,
      liveParameterCount: 40, liveHiddenNeurons: 5,
      ambientDimension: 32, expectedDimension: 32,
      dimension: 30,
      degrees: [(0, 0), (0, 0), (0, 0), (2, 2)]),
    Specimen(
      widths: [5, 4, 3], hasBiases: false,
      patterns: ["1011", "0111"], parameterCount: 32,
      liveParameterCount: 32, liveHiddenNeurons: 4,
      ambientDimension: 30, expectedDimension: 28,
      dimension: 26,
      degrees: [(0, 0), (0, 0), (10, 10), (285, 0), (4209, 3)]),
    Specimen(
      widths: [4, 4, 3], hasBiases: false,
      patterns: ["1101", "0011"], parameterCount: 28,
      liveParameterCount: 28, liveHiddenNeurons: 4,
      ambientDimension: 24, expectedDimension: 24,
      dimension: 22,
      degrees: [(0, 0), (0, 0), (4, 4), (93, 0)]),
    Specimen(
      widths: [2, 2, 2], hasBiases: true,
      patterns: ["10", "01"], parameterCount: 12,
      liveParameterCount: 12, liveHiddenNeurons: 2,
      ambientDimension: 12, expectedDimension: 10,
      dimension: 10,
      degrees: [(0, 0), (2, 2), (24, 0), (155, 0)]),
    Specimen(
      widths: [3, 2, 2], hasBiases: true,
      patterns: ["10", "01"], parameterCount: 14,
      liveParameterCount: 14, liveHiddenNeurons: 2,
      ambientDimension: 16, expectedDimension: 12,
      dimension: 12,
      degrees: [(0, 0), (6, 6), (92, 0), (743, 0)]),
    Specimen(
      widths: [3, 3, 3], hasBiases: true,
      patterns: ["101", "011"], parameterCount: 24,
      liveParameterCount: 24, liveHiddenNeurons: 3,
      ambientDimension: 24, expectedDimension: 21,
      dimension: 20,
      degrees: [(0, 0), (0, 0), (6, 6)]),
    Specimen(
      widths: [2, 2, 1], hasBiases: true,
      patterns: ["10", "01", "11"], parameterCount: 9,
      liveParameterCount: 9, liveHiddenNeurons: 2,
      ambientDimension: 9, expectedDimension: 7,
      dimension: 7,
      degrees: [(2, 2), (17, 0), (81, 0)]),
    Specimen(
      widths: [3, 2, 3], hasBiases: false,
      patterns: ["11"], parameterCount: 12,
      liveParameterCount: 12, liveHiddenNeurons: 2,
      ambientDimension: 9, expectedDimension: 9,
      dimension: 8,
      degrees: [(0, 0), (0, 0), (1, 1), (9, 0)]),
    Specimen(
      widths: [3, 2, 3], hasBiases: true,
      patterns: ["11"], parameterCount: 17,
      liveParameterCount: 17, liveHiddenNeurons: 2,
      ambientDimension: 12, expectedDimension: 12,
      dimension: 11,
      degrees: [(0, 0), (0, 0), (1, 1), (12, 0)]),
    Specimen(
      widths: [3, 3, 2, 3, 3], hasBiases: false,
      patterns: ["111/11/111", "011/11/111"], parameterCount: 30,
      liveParameterCount: 30, liveHiddenNeurons: 8,
      ambientDimension: 18, expectedDimension: 18,
      dimension: 12,
      degrees: [(0, 0), (9, 9), (156, 10), (1404, 0)]),
    Specimen(
      widths: [3, 4, 3], hasBiases: false,
      patterns: ["1100", "1010", "1001"], parameterCount: 24,
      liveParameterCount: 24, liveHiddenNeurons: 4,
      ambientDimension: 27, expectedDimension: 20,
      dimension: 20,
      degrees: [(0, 0), (0, 0), (6, 6), (162, 0)]),
    Specimen(
      widths: [3, 3, 3, 3], hasBiases: false,
      patterns: ["110/110", "011/011"], parameterCount: 27,
      liveParameterCount: 25, liveHiddenNeurons: 6,
      ambientDimension: 18, expectedDimension: 18,
      dimension: 16,
      degrees: [(0, 0), (0, 0), (2, 2), (36, 0)]),
    Specimen(
      widths: [2, 2, 2, 2], hasBiases: false,
      patterns: ["10/11", "11/10"], parameterCount: 12,
      liveParameterCount: 11, liveHiddenNeurons: 4,
      ambientDimension: 8, expectedDimension: 7,
      dimension: 6,
      degrees: [(0, 0), (2, 2), (16, 0), (71, 0)]),
    Specimen(
      widths: [3, 2, 2, 3], hasBiases: true,
      patterns: ["11/10", "11/01"], parameterCount: 23,
      liveParameterCount: 23, liveHiddenNeurons: 4,
      ambientDimension: 24, expectedDimension: 19,
      dimension: 15,
      degrees: [(0, 0), (18, 18), (409, 9)]),
    Specimen(
      widths: [3, 3, 3], hasBiases: false,
      patterns: ["110", "101", "011"], parameterCount: 18,
      liveParameterCount: 18, liveHiddenNeurons: 3,
      ambientDimension: 27, expectedDimension: 15,
      dimension: 15,
      degrees: [(0, 0), (27, 27), (681, 0), (8694, 0)]),
  ]
}
