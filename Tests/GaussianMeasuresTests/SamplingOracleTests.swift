import Enclosures
import ExactAlgebra
import Foundation
import Oracles
import Polyhedra
import Programs
import Testing

@testable import GaussianMeasures

/// Probabilities of boxes beside mvtnorm of R and SciPy, where these are installed.
@Suite struct SamplingOracleTests {
  /// A box and a law whose numbers are floating-point numbers.
  struct Problem: Sendable {
    let mean: [Rational]
    let covariance: [[Rational]]
    let lower: [Rational]
    let upper: [Rational?]

    /// Drawn from a seed: `covariance = B B^T + I / 4` with small entries.
    init(_ dimension: Int, seed: UInt64) {
      var generator = SeededGenerator(seed: seed)
      func number(_ range: ClosedRange<Int>) -> Rational {
        Rational(Int.random(in: range, using: &generator)) / 8
      }
      let factor = (0..<dimension).map { _ in (0..<dimension).map { _ in number(-6...6) } }
      covariance = (0..<dimension).map { row in
        (0..<dimension).map { column in
          zip(factor[row], factor[column]).reduce(row == column ? Rational(1, 4) : 0) {
            $0 + $1.0 * $1.1
          }
        }
      }
      mean = (0..<dimension).map { _ in number(-4...4) }
      lower = (0..<dimension).map { _ in number(-9...2) }
      upper = lower.enumerated().map { $0.isMultiple(of: 3) ? nil : $1 + number(8...20) }
    }

    /// What the scripts read.
    var text: String {
      func words(_ numbers: [Rational]) -> String {
        numbers.map { "\(Double(approximating: $0))" }.joined(separator: " ")
      }
      let ends = upper.map { $0.map { "\(Double(approximating: $0))" } ?? "Inf" }
      return
        ([
          "\(mean.count)", words(mean), words(lower), ends.joined(separator: " "),
        ] + covariance.map(words)).joined(separator: "\n") + "\n"
    }

    var halfSpaces: [HalfSpace] {
      mean.indices.flatMap { axis in
        let unit = mean.indices.map { $0 == axis ? 1 : 0 as Rational }
        let below = HalfSpace(normal: unit, offset: -lower[axis])
        guard let upper = upper[axis] else { return [below] }
        return [below, HalfSpace(normal: unit.map { -$0 }, offset: upper)]
      }
    }

    /// What is sampled.
    func ball() async throws -> Ball {
      var measure = SampledGaussianMeasure(
        under: try GaussianLaw(mean: mean, covariance: covariance))
      measure.relativeAccuracy = 3e-3
      measure.sampleLimit = 1_000_000
      return try #require(try await measure.probability(of: halfSpaces).ball)
    }
  }

  static let problems = [Problem(4, seed: 1), Problem(6, seed: 2), Problem(9, seed: 3)]

  private static func file(_ problem: Problem, in folder: TemporaryFolder) throws -> String {
    let file = folder.url.appending(path: "problem.txt")
    try problem.text.write(to: file, atomically: true, encoding: .utf8)
    return file.path(percentEncoded: false)
  }

  /// Whether a value of another program, with a relative error of some size, may be right.
  private static func agrees(_ ball: Ball, _ value: Double, error: Double) -> Bool {
    value + error >= ball.lowerDouble && value - error <= ball.upperDouble && value > 0
  }

  @Test(
    .enabled(if: ExternalProgram.rscript.isInstalled, "R is not installed"), arguments: problems)
  func mvtnorm(problem: Problem) async throws {
    let folder = try TemporaryFolder()
    let script = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Oracles/R/box_probability.R").path(percentEncoded: false)
    let (status, output) = try await ExternalProgram.rscript.run(
      [script, Self.file(problem, in: folder)], in: folder)
    guard status == 0 else {
      // R without the package.
      withKnownIssue("mvtnorm is not installed", isIntermittent: true) { #expect(status == 0) }
      return
    }
    let words = output.split(whereSeparator: \.isWhitespace).compactMap { Double($0) }
    try #require(words.count == 2)
    // The stated error belongs to a level of 99 in 100.
    #expect(try await Self.agrees(problem.ball(), words[0], error: 3 * words[1]))
  }

  @Test(
    .enabled("SciPy is not available") { await PythonEnvironment.isAvailable }, arguments: problems)
  func scipy(problem: Problem) async throws {
    let folder = try TemporaryFolder()
    let (status, output) = try await PythonEnvironment.run(
      "box_probability.py", [Self.file(problem, in: folder)], in: folder)
    try #require(status == 0, "\(output)")
    let value = try #require(Double(output.trimmingCharacters(in: .whitespacesAndNewlines)))
    #expect(try await Self.agrees(problem.ball(), value, error: 1e-3 * value))
  }
}
