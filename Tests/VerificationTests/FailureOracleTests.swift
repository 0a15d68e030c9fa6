import Enclosures
import ExactAlgebra
import Foundation
import Networks
import Oracles
import Programs
import Properties
import RandomNetworks
import Testing
import Verification

/// Probabilities of failure against a program that clips polygons in fractions, and integrates with SciPy.
@Suite struct FailureOracleTests {
  private struct Problem {
    let network: Network
    let property: Property
    let isUniform: Bool

    var law: InputLaw {
      get throws {
        isUniform
          ? .uniform(try UniformLaw(box: [(-2, 1), (-2, 1)])) : .standardNormal(dimension: 2)
      }
    }

    /// One object of JSON, for the program.
    var line: String {
      let layers = network.layers.map { layer in
        Self.list(layer.affineForms.map { Self.list($0.map { "\"\($0)\"" }) })
      }
      return """
        {"layers": \(Self.list(layers)), "box": ["-2", "1"], \
        "law": "\(isUniform ? "uniform" : "normal")", \
        "formula": \(text(property.counterexample))}
        """
    }

    private func text(_ formula: Formula) -> String {
      switch formula {
      case .all(let parts): return Self.list(["\"all\""] + parts.map(text))
      case .any(let parts): return Self.list(["\"any\""] + parts.map(text))
      case .condition(let condition):
        var row = [Rational](
          repeating: 0, count: property.inputCount + property.outputCount)
        for term in condition.expression.terms { row[term.variable] = term.coefficient }
        let numbers = (row + [condition.expression.constant]).map { "\"\($0)\"" }
        return Self.list(["\"\(condition.relation.rawValue)\"", Self.list(numbers)])
      }
    }

    private static func list(_ entries: [String]) -> String {
      "[" + entries.joined(separator: ", ") + "]"
    }
  }

  private static func problems(isUniform: Bool, count: Int) throws -> [Problem] {
    var random = RandomVerification(seed: isUniform ? 1 : 2)
    return try (0..<count).map { trial in
      let network = try random.network([[2, 3, 1], [2, 4, 2, 2], [2, 2, 2, 1]][trial % 3])
      return Problem(
        network: network, property: random.property(of: network), isUniform: isUniform)
    }
  }

  @Test(.enabled("Python is not available") { await PythonEnvironment.isAvailable })
  func clippingInFractions() async throws {
    let problems = try Self.problems(isUniform: true, count: 90)
    var proper = 0
    for (problem, words) in zip(problems, try await Self.answers(problems)) {
      let failure = try await PropertyFailure(
        of: problem.property, for: problem.network, under: problem.law)
      guard case .exact(let probability) = failure.probability else {
        Issue.record("not exact")
        return
      }
      let text = words.joined(separator: " ")
      #expect("\(probability) \(failure.regions.count)" == text, "\(problem.line)")
      if probability > 0, probability < 1 { proper += 1 }
    }
    #expect(proper > 30)
  }

  @Test(.enabled("SciPy is not available") { await PythonEnvironment.isAvailable })
  func integrationByScipy() async throws {
    let problems = try Self.problems(isUniform: false, count: 24)
    var proper = 0
    for (problem, words) in zip(problems, try await Self.answers(problems)) {
      let failure = try await PropertyFailure(
        of: problem.property, for: problem.network, under: problem.law)
      let value = try #require(Double(words[0]))
      let ball = try #require(failure.probability.ball)
      #expect(ball.lowerDouble <= value + 1e-10 && value - 1e-10 <= ball.upperDouble)
      #expect(ball.upperDouble - ball.lowerDouble < 1e-10)
      if value > 0.01, value < 0.99 { proper += 1 }
    }
    #expect(proper > 6)
  }

  private static func answers(_ problems: [Problem]) async throws -> [[String]] {
    let folder = try TemporaryFolder()
    let file = folder.url.appending(path: "problems.jsonl")
    try problems.map(\.line).joined(separator: "\n").write(
      to: file, atomically: true, encoding: .utf8)
    let (status, output) = try await PythonEnvironment.run(
      "failing_parts.py", [file.path(percentEncoded: false)], in: folder)
    try #require(status == 0, "\(output.suffix(500))")
    let lines = output.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
    try #require(lines.count == problems.count && lines.allSatisfy { $0.count == 2 })
    return lines
  }
}
