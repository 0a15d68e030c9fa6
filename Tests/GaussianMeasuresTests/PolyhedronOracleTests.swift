import Enclosures
import ExactAlgebra
import Foundation
import GaussianMeasures
import Oracles
import Polyhedra
import Programs
import Testing

/// Cones and polytopes in the plane and in space beside SciPy and mpmath, where these are installed.
@Suite struct PolyhedronOracleTests {
  /// A polyhedron and a law whose numbers are floating-point numbers.
  struct Problem: Sendable {
    let mean: [Rational]
    let factor: [[Rational]]
    let rows: [[Rational]]

    /// Drawn from a seed: a simplicial cone, or a polytope around a point.
    init(_ dimension: Int, inequalities: Int, seed: UInt64) {
      var generator = SeededGenerator(seed: seed)
      func number(_ range: ClosedRange<Int>) -> Rational {
        Rational(Int.random(in: range, using: &generator)) / 8
      }
      mean = (0..<dimension).map { _ in number(-6...6) }
      factor = (0..<dimension).map { row in
        (0..<dimension).map { $0 == row ? number(4...10) : $0 < row ? number(-6...6) : 0 }
      }
      var span = RationalSubspace(ofDimension: dimension)
      var rows: [[Rational]] = []
      while rows.count < inequalities {
        let normal = (0..<dimension).map { _ in number(-8...8) }
        guard span.insert(normal) || rows.count >= dimension, !normal.allSatisfy(\.isZero) else {
          continue
        }
        rows.append(normal + [number(2...14)])
      }
      self.rows = rows
    }

    /// What the script reads.
    var text: String {
      let numbers = mean + factor.joined() + rows.joined()
      return "\(mean.count) \(rows.count) "
        + numbers.map { "\(Double(approximating: $0))" }.joined(separator: " ")
    }

    func ball() throws -> Ball {
      let measure = GaussianMeasure(under: try GaussianLaw(mean: mean, factor: factor))
      let probability = try measure.probability(
        of: rows.map {
          HalfSpace(normal: Array($0.dropLast()), offset: $0[$0.count - 1])
        })
      return try #require(probability.ball)
    }
  }

  private static let problems: [Problem] =
    (1...4).map { Problem(2, inequalities: 2, seed: $0) }
    + (5...9).map { Problem(2, inequalities: 3 + Int($0 % 3), seed: $0) }
    + (10...13).map { Problem(3, inequalities: 3, seed: $0) }
    + (14...15).map { Problem(3, inequalities: 5, seed: $0) }

  @Test(.enabled("SciPy is not available") { await PythonEnvironment.isAvailable })
  func agreement() async throws {
    let folder = try TemporaryFolder()
    let file = folder.url.appending(path: "problems.txt")
    try Self.problems.map(\.text).joined(separator: "\n")
      .write(to: file, atomically: true, encoding: .utf8)
    let (status, output) = try await PythonEnvironment.run(
      "polyhedron_probability.py", [file.path(percentEncoded: false)], in: folder)
    guard status == 0 || !output.contains("No module named 'mpmath'") else {
      withKnownIssue("mpmath is not installed", isIntermittent: true) { #expect(status == 0) }
      return
    }
    try #require(status == 0, "\(output.suffix(500))")
    let lines = output.split(separator: "\n")
    try #require(lines.count == Self.problems.count && lines.count == 15)
    var inside = 0
    for (problem, line) in zip(Self.problems, lines) {
      let words = line.split(separator: " ").compactMap { Double($0) }
      try #require(words.count == 2)
      let ball = try problem.ball()
      #expect(ball.accurateBits > 40)
      #expect(words[0] + words[1] >= ball.lowerDouble, "\(problem.text)")
      #expect(words[0] - words[1] <= ball.upperDouble, "\(problem.text)")
      if words[0] > 0.001, words[1] < 1e-2 * words[0] { inside += 1 }
    }
    // Values that say something.
    #expect(inside > 10)
  }
}
