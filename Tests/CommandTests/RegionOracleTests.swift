import ExactAlgebra
import Foundation
import Oracles
import Programs
import Testing

/// Lists of regions beside those of a program that shares nothing with ours but the definition.
@Suite(.enabled("Python is not available") { await PythonEnvironment.isAvailable })
struct RegionOracleTests {
  /// A network with random weights, and where its regions are looked for.
  struct Case: Sendable, CustomStringConvertible {
    enum Weights: String, Sendable {
      /// Many zeros, parallels, repetitions and common points.
      case integers
      /// Binary floating-point numbers.
      case decimals
      /// Integers changed by very small fractions: regions that floating point cannot see.
      case nearlyIntegers
    }

    let widths: [Int]
    var weights = Weights.integers
    var hasBiases = true
    var activation = "relu"
    var box: String?

    var description: String {
      "\(widths) \(weights.rawValue)\(hasBiases ? "" : " without biases") \(activation) \(box ?? "")"
    }

    func draw(seed: UInt64) -> String {
      var generator = SeededGenerator(seed: seed)
      func number() -> String {
        let integer = Int.random(in: -2...2, using: &generator)
        switch weights {
        case .integers: return "\(integer)"
        case .decimals: return "\(Double.random(in: -1...1, using: &generator))"
        case .nearlyIntegers:
          let denominator = Integer(2).power([60, 300, 1_100].randomElement(using: &generator)!)
          let sign = Int.random(in: -1...1, using: &generator)
          return "\"\(Rational(integer) + Rational(Integer(sign), denominator))\""
        }
      }
      func row(_ count: Int) -> String {
        "[" + (0..<count).map { _ in number() }.joined(separator: ", ") + "]"
      }
      let layers = zip(widths, widths.dropFirst()).map { inputs, outputs in
        let rows = (0..<outputs).map { _ in row(inputs) }.joined(separator: ", ")
        return "{\"weights\": [\(rows)]" + (hasBiases ? ", \"biases\": \(row(outputs))" : "") + "}"
      }
      return "{\"activation\": \"\(activation)\", "
        + "\"layers\": [\(layers.joined(separator: ",\n"))]}"
    }
  }

  static let cases = [
    Case(widths: [2, 6, 1]), Case(widths: [2, 5, 4, 1]), Case(widths: [3, 4, 4, 1]),
    Case(widths: [3, 4, 3, 1], hasBiases: false), Case(widths: [4, 4, 3, 1]),
    Case(widths: [2, 5, 4, 1], weights: .decimals),
    Case(widths: [3, 4, 3, 2], weights: .decimals, box: "-1:1,-1:1,0:1/2"),
    Case(widths: [2, 5, 4, 1], weights: .nearlyIntegers),
    Case(widths: [2, 5, 4, 1], weights: .nearlyIntegers, hasBiases: false),
    Case(widths: [2, 3, 3, 2, 1], weights: .nearlyIntegers, box: "-1:1,-1/3:2"),
    Case(widths: [2, 4, 3, 1], activation: "abs"),
    Case(widths: [2, 4, 3, 1], activation: "leaky-relu:1/100"),
    Case(widths: [2, 4, 3, 1], weights: .decimals, activation: "leaky-relu:-1/2"),
    Case(widths: [2, 4, 3, 1], activation: "leaky-relu:3", box: "-2:2,-2:2"),
    Case(widths: [1, 4, 4, 3, 1]),
  ]

  private struct Answer: Decodable {
    let counts: [Int]
    let patterns: [String]
  }

  @Test(arguments: cases)
  func listsAgree(problem: Case) async throws {
    var regionCount = 0
    for seed in 1...3 as ClosedRange<UInt64> {
      let folder = try TemporaryFolder()
      let path = try folder.write(problem.draw(seed: seed), to: "network.json")
      let oracle = try await PythonEnvironment.run(
        "exact_regions.py", [path] + (problem.box.map { [$0] } ?? []), in: folder)
      try #require(oracle.status == 0, "\(oracle.output.suffix(500))")
      let expected = try JSONDecoder().decode(Answer.self, from: Data(oracle.output.utf8))
      #expect(!expected.patterns.isEmpty)
      let command = try Command(in: folder)
      for method in ["vertices", "programs", "walk"] {
        let output = try await command.regions(
          ["network.json", "--method", method] + (problem.box.map { ["--box=\($0)"] } ?? []))
        #expect(output.patterns == expected.patterns, "seed \(seed), \(method)")
        #expect(output.summary.count == expected.patterns.count)
        #expect(output.summary.layerCounts == expected.counts)
      }
      regionCount += expected.patterns.count
    }
    #expect(regionCount > 15)
  }
}
