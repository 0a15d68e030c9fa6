import ExactAlgebra
import Foundation
import Testing

/// What `reluvar law` wrote as JSON or as lines of JSON.
struct LawOutput {
  typealias ExactNumber = RegionsOutput.ExactNumber

  /// A number with what it is worth.
  struct Number: Decodable {
    let status: String
    let value: String?
    let lower: String?
    let upper: String?
    let fraction: String?
    let level: String?
    let standardError: String?

    /// The bounds, where there are some.
    var bounds: (lower: Rational, upper: Rational)? {
      guard let lower = lower.flatMap({ try? Rational(parsing: $0) }),
        let upper = upper.flatMap({ try? Rational(parsing: $0) })
      else { return nil }
      return (lower, upper)
    }

    /// Whether the number may be one that is known up to an error.
    func contains(_ value: Rational, within error: Rational = 0) -> Bool {
      guard let bounds else { return false }
      return bounds.lower <= value + error && value - error <= bounds.upper
    }

    /// The distance of the bounds.
    var width: Rational? { bounds.map { $0.upper - $0.lower } }
  }

  struct Map: Decodable, Equatable {
    let weights: [[ExactNumber]]
    let constants: [ExactNumber]

    /// A row for each output, the constant last.
    var rows: [[Rational]] {
      zip(weights, constants).map { row, constant in (row + [constant]).map(\.value) }
    }
  }

  struct Pattern: Decodable {
    let pattern: String
    let probability: Number
    let interiorPoint: [ExactNumber]?
    let map: Map
    let conditionalMean: [Number]?
    let conditionalCovariance: [[Number]]?
  }

  struct AffineMap: Decodable {
    let map: Map
    let probability: Number
    let patterns: [String]
  }

  struct Prefix: Decodable {
    let pattern: String
    let probability: Number
  }

  struct Layer: Decodable {
    let layer: Int
    let patternCount: Int
    let patterns: [Prefix]?
    let entropy: Number
  }

  struct Atom: Decodable {
    let output: Int
    let value: ExactNumber
    let probability: Number
  }

  struct Output: Decodable {
    let mean: [Number]?
    let covariance: [[Number]]?
    let atoms: [Atom]
  }

  struct Distribution: Decodable {
    let output: Int
    let value: ExactNumber?
    let atMost: Number?
    let below: Number?
    let density: Number?
    let probability: ExactNumber?
    let quantile: Number?
  }

  struct Spectrum: Decodable {
    let singularValues: [Number]
    let probability: Number
    let patterns: [String]
  }

  struct Input: Decodable {
    let kind: String
    let dimension: Int
  }

  /// The keys beside the list of patterns.
  struct Summary: Decodable {
    let input: Input
    let status: String
    let count: Int
    let patternCount: Int?
    let mass: Number
    let remainingMass: Number
    let patterns: [Pattern]?
    let affineMaps: [AffineMap]?
    let affineMapCount: Int
    let entropy: Number
    let entropyBits: Number
    let layers: [Layer]
    let output: Output
    let distribution: [Distribution]
    let seed: UInt64
    let level: String?
    let samples: Int?
    let outputSamples: Int?
    let spectra: [Spectrum]?
  }

  let summary: Summary
  let patterns: [Pattern]

  /// Reads `--format json`.
  init(json text: String) throws {
    summary = try JSONDecoder().decode(Summary.self, from: Data(text.utf8))
    patterns = summary.patterns ?? []
  }

  /// Reads `--format jsonl`: the patterns, and the rest on the last line.
  init(lines text: String) throws {
    #expect(text.hasSuffix("\n"))
    let lines = text.split(separator: "\n").map { Data($0.utf8) }
    summary = try JSONDecoder().decode(Summary.self, from: try #require(lines.last))
    #expect(summary.patterns == nil)
    patterns = try lines.dropLast().map { try JSONDecoder().decode(Pattern.self, from: $0) }
  }

  /// The probability of a pattern.
  func probability(_ pattern: String) -> Number? {
    patterns.first { $0.pattern == pattern }?.probability
  }
}

extension Command {
  /// Runs `law --format json`, which must end with a status.
  func law(_ arguments: [String], exit status: Int32 = 0) async throws -> LawOutput {
    let run = try await run(["law"] + arguments + ["--format", "json", "--quiet"])
    try #require(run.status == status && !run.isSignalled, "\(run.diagnostics.prefix(300))")
    #expect(run.diagnosticLines.count == (status == 0 ? 0 : 1))
    return try LawOutput(json: run.output)
  }
}
