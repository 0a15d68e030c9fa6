import Certification
import ExactAlgebra
import NetworkVarieties
import Networks
import Presentation
import Testing
import Varieties

/// A pattern or output variety whose reports are written and read back.
struct Sample: Sendable, CustomTestStringConvertible {
  let widths: [Int]
  var hasBiases = false
  let patterns: [String]
  /// Data points for each block, if there are any.
  var points: [[[Rational]]] = []
  /// The largest degree of its derivation.
  var degree = 3

  static let shallow = Sample(widths: [3, 4, 3], patterns: ["1100", "1010", "1001"])
  static let textbook = Sample(widths: [3, 3, 3], patterns: ["101", "011"])
  static let deep = Sample(widths: [3, 3, 2, 3, 3], patterns: ["111/11/111", "011/11/111"])
  static let biased = Sample(widths: [3, 3, 3], hasBiases: true, patterns: ["101", "011"])
  static let dead = Sample(widths: [2, 2, 2], patterns: ["00", "11"])
  static let deadAndBiased = Sample(widths: [2, 2, 2], hasBiases: true, patterns: ["00", "11"])
  /// No parameter is live, so that a ring of parameters would have no variables.
  static let deadAltogether = Sample(widths: [2, 2, 2], patterns: ["00"], degree: 2)
  static let linear = Sample(widths: [2, 3], patterns: [""], degree: 2)
  static let smallest = Sample(widths: [1, 1, 1], patterns: ["1"], degree: 1)
  /// More than 30 generators, up to degree 3.
  static let manyGenerators = Sample(widths: [4, 3, 4], patterns: ["101", "011"])
  /// Column numbers of two digits.
  static let twoDigits = Sample(widths: [11, 2, 2], patterns: ["10", "01"], degree: 2)
  /// Biases with numbers of two digits.
  static let twoDigitBiases = Sample(
    widths: [1, 11, 1], hasBiases: true, patterns: ["11111111111", "11111111110"], degree: 2)

  /// Outputs on more points than there are inputs.
  static let data = Sample(
    widths: [3, 3, 2, 3, 3], patterns: ["111/11/111"],
    points: [[[1, 2, 3], [5, 6, 11], [8, 9, 10], [7, 12, 13]]])
  /// Fewer points than inputs, fractions, and a pattern that comes back with more points.
  static let dataOfParts = Sample(
    widths: [3, 2, 2], hasBiases: true, patterns: ["10", "11", "10"],
    points: [
      [[1, 2, 0], [Rational(1, 3), 0, 1]], [[0, 1, Rational(-5, 2)]],
      [[3, 1, 1], [Rational(2, 3), 1, Rational(1, 2)], [1, 2, 0]],
    ], degree: 2)
  /// All outputs are zero.
  static let dataOfNothing = Sample(
    widths: [2, 2, 2], patterns: ["11"], points: [[[0, 0], [0, 0]]], degree: 2)

  /// The samples that every system has to understand.
  static let all = [
    shallow, textbook, deep, biased, dead, deadAndBiased, deadAltogether, linear, smallest,
    twoDigits, twoDigitBiases, data, dataOfParts, dataOfNothing,
  ]

  var variety: ReLUVariety {
    get throws {
      let architecture = try Architecture(widths: widths, hasBiases: hasBiases)
      let patterns = try patterns.map { try ActivationPattern(parsing: $0) }
      return points.isEmpty
        ? .pattern(try PatternVariety(of: architecture, on: patterns))
        : .output(
          try OutputVariety(
            of: architecture, on: zip(patterns, points).map { Block($0, points: $1) }))
    }
  }

  var constraints: ConstraintReport {
    get throws {
      let variety = try variety
      return ConstraintReport(
        RankConstraintList(of: variety),
        completeness: Completeness(ofConstraintsOf: variety, seed: 1))
    }
  }

  var dimension: DimensionReport {
    get throws { DimensionReport(try VarietyDimension(of: variety, seed: 1)) }
  }

  func derivation(
    _ selection: DerivationReport.Selection = .all, threads: Int = 1, seconds: Double? = nil
  ) async throws -> DerivationReport {
    let variety = try variety
    let computation = try variety.idealComputation
    var options = GradedKernel.Options()
    options.threads = threads
    let ideal = try await computation.ideal(upToDegree: degree, options: options)
    let rank = computation.jacobianRank(of: ideal, seed: 1)
    let dimension = variety.dimension(seed: 1).bounded(
      byGeneratorsOf: ideal, ofJacobianRank: rank.rank, in: variety.ambientDimension)
    return DerivationReport(
      CertifiedDerivation(
        of: computation.restoring(ideal),
        dimension: VarietyDimension(of: variety, dimension: dimension), generatorRank: rank),
      selection: selection, seconds: seconds, constraints: RankConstraintList(of: variety))
  }

  /// The three kinds of reports.
  func reports(_ selection: DerivationReport.Selection = .all) async throws -> [any Presentable] {
    [try constraints, try dimension, try await derivation(selection)]
  }

  var testDescription: String {
    widths.map(String.init).joined(separator: ",") + (hasBiases ? " with biases" : "") + ": "
      + patterns.joined(separator: ", ")
      + (points.isEmpty ? "" : " at \(points.map(\.count)) points")
  }
}

extension Presentable {
  /// The text in a format, written by the version `test`.
  func text(_ format: OutputFormat, isFragment: Bool = false) -> String {
    rendered(as: format, isFragment: isFragment, version: "test")
  }
}
