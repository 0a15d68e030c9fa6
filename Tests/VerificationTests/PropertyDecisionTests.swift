import ExactAlgebra
import Foundation
import Interchange
import Networks
import Properties
import Testing
import Verification

@Suite struct PropertyDecisionTests {
  private static func property(_ text: String) throws -> Property {
    try Property(vnnlib: Array(text.utf8), name: "p.vnnlib")
  }

  private static func decide(
    _ assertions: String, inputs: Int, outputs: Int, _ network: Network
  ) async throws -> PropertyDecision {
    let declarations =
      (0..<inputs).map { "(declare-const X_\($0) Real)" }
      + (0..<outputs).map { "(declare-const Y_\($0) Real)" }
    return try await PropertyDecision(
      of: property(declarations.joined() + assertions), for: network)
  }

  /// `|x - 1/3| + |y|`, by four neurons.
  private static func distance() throws -> Network {
    try Network(layers: [
      .init(
        weights: [[1, 0], [-1, 0], [0, 1], [0, -1]],
        biases: [Rational(-1, 3), Rational(1, 3), 0, 0]),
      .init(weights: [[1, 1, 1, 1]]),
    ])
  }

  @Test func marginsOfZero() async throws {
    let network = try Self.distance()
    let box = "(assert (<= 0 X_0))(assert (<= X_0 1))(assert (<= -1 X_1))(assert (<= X_1 1))"
    let touch = try await Self.decide(box + "(assert (<= Y_0 0))", inputs: 2, outputs: 1, network)
    #expect(touch.verdict == .violated(.init(input: [Rational(1, 3), 0], output: [0])))
    let strict = try await Self.decide(box + "(assert (< Y_0 0))", inputs: 2, outputs: 1, network)
    #expect(strict.verdict == .holds && strict.regionCount >= 4 && !strict.isInputEmpty)
    // The corner is missing from the inputs.
    let open = try await Self.decide(
      "(assert (<= 0 X_0))(assert (< X_0 0.5))(assert (> X_1 0))(assert (<= X_1 1))"
        + "(assert (<= Y_0 0))", inputs: 2, outputs: 1, network)
    #expect(open.verdict == .holds)
  }

  @Test func inputsOfLowerDimension() async throws {
    let network = try Self.distance()
    // On the line x = y: |x - 1/3| + |x| is at least 1/3, on the segment between.
    let line = "(assert (== X_0 X_1))"
    let below = try await Self.decide(
      line + "(assert (< (* 3 Y_0) 1))", inputs: 2, outputs: 1, network)
    #expect(below.verdict == .holds && below.regionCount == 3)
    let equal = try await Self.decide(
      line + "(assert (<= (* 3 Y_0) 1))(assert (> X_0 0))", inputs: 2, outputs: 1, network)
    guard case .violated(let found) = equal.verdict else {
      Issue.record("no counterexample")
      return
    }
    #expect(
      found.input[0] == found.input[1] && found.input[0] > 0 && found.output == [Rational(1, 3)])
    // A point, given by inequalities that leave no room.
    let point = try await Self.decide(
      "(assert (<= X_0 1))(assert (>= X_0 1))(assert (<= (+ X_0 X_1) 1))(assert (>= X_1 0))"
        + "(assert (!= (* 3 Y_0) 2))", inputs: 2, outputs: 1, network)
    #expect(point.verdict == .holds && point.caseCount == 2)
    let empty = try await Self.decide(
      "(assert (< X_0 1))(assert (>= X_0 1))(assert (>= Y_0 0))", inputs: 2, outputs: 1, network)
    #expect(empty.verdict == .holds && empty.isInputEmpty)
  }

  @Test func unboundedInputs() async throws {
    let network = try Self.distance()
    let far = try await Self.decide("(assert (>= Y_0 1e300))", inputs: 2, outputs: 1, network)
    guard case .violated(let found) = far.verdict else {
      Issue.record("no counterexample")
      return
    }
    #expect(found.output[0] >= Rational(10).power(300))
    let mixed = try await Self.decide(
      "(assert (or (< Y_0 (- X_1 1)) (< Y_0 (- X_0 (/ 1 3)))))", inputs: 2, outputs: 1, network)
    #expect(mixed.verdict == .holds)
  }

  @Test func otherNetworksAreRefused() async throws {
    let network = try Self.distance()
    await #expect(throws: PropertyDecisionError.inputs(1, expected: 2)) {
      try await Self.decide("(assert (<= Y_0 0))", inputs: 1, outputs: 1, network)
    }
    await #expect(throws: PropertyDecisionError.outputs(2, expected: 1)) {
      try await Self.decide("(assert (<= Y_0 0))", inputs: 2, outputs: 2, network)
    }
  }

  /// Random networks, and formulas at their own values: what a grid of points finds cannot hold, and a formula that was made
  /// to hold is never violated.
  @Test func randomPropertiesAgreeWithPoints() async throws {
    var generator = SeededGenerator(seed: 12)
    func number(_ size: Int = 4) -> Rational {
      Rational(Int.random(in: -size...size, using: &generator)) / 2
    }
    var (holds, violated) = (0, 0)
    for trial in 0..<60 {
      let network = try Network(layers: [
        .init(
          weights: (0..<4).map { _ in [number(), number()] }, biases: (0..<4).map { _ in number() }),
        .init(
          weights: (0..<3).map { _ in (0..<4).map { _ in number() } },
          biases: (0..<3).map { _ in number() }),
        .init(weights: [[number(), number(), number()]], biases: [number()]),
      ])
      let points = (-4...4).flatMap { x in (-4...4).map { [Rational(x) / 4, Rational($0) / 4] } }
      let values = network.evaluate(points).map { $0.outputs[0] }
      // The largest value on the grid, and a little above it.
      let largest = values.max()! + (trial % 3 == 0 ? Rational(-1, 4) : Rational(trial % 3) / 2)
      let text = "(/ \(largest.numerator) \(largest.denominator))"
      let decision = try await Self.decide(
        "(assert (and (<= -1 X_0) (<= X_0 1) (<= -1 X_1) (<= X_1 1)))(assert (> Y_0 \(text)))",
        inputs: 2, outputs: 1, network)
      switch decision.verdict {
      case .holds:
        holds += 1
        #expect(decision.boxCount > 0)
        // Corners of all regions bound the network: a finer grid finds nothing above.
        let fine = (-12...12).flatMap { x in
          (-12...12).map { [Rational(x) / 12, Rational($0) / 12] }
        }
        #expect(
          network.evaluate(fine).allSatisfy { $0.outputs[0] <= largest + Rational(1, 1_000_000) })
      case .violated(let found):
        violated += 1
        #expect(network.evaluate([found.input])[0].outputs == found.output)
        #expect(found.output[0] > largest && found.input.allSatisfy { $0.magnitude <= 1 })
      case .unknown: Issue.record("no limit was set")
      }
    }
    #expect(holds > 10 && violated > 5)
  }
}

private let cases = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent().deletingLastPathComponent()
  .appending(path: "shared/reference/verification/cases")

/// Questions that users of verification tools reported as answered wrongly, with exact answers.
@Suite(.enabled(if: FileManager.default.fileExists(atPath: cases.path)))
struct VerificationReferenceTests {
  private struct Answers: Decodable {
    struct Answer: Decodable { let answer: String }
    let answers: [String: Answer]
  }

  @Test func reportedCases() async throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: cases.path).sorted()
    var questions = 0
    for name in names {
      let folder = cases.appending(path: name)
      let data = try Data(contentsOf: folder.appending(path: "answer.json"))
      for (question, answer) in try JSONDecoder().decode(Answers.self, from: data).answers {
        questions += 1
        for file in ["net.json", "net.onnx"] {
          let verdict = try await Self.verdict(folder, question, network: file)
          let expected = answer.answer.prefix { $0.isLetter }
          #expect(verdict == expected, "\(name)/\(question) on \(file)")
        }
      }
    }
    #expect(questions >= 25)
  }

  private static func verdict(
    _ folder: URL, _ question: String, network: String
  ) async throws -> String {
    let reading = try NetworkReading(
      file: folder.appending(path: network).path, options: NetworkReading.Options())
    do {
      let property = try Property(file: folder.appending(path: "\(question).vnnlib").path)
      let decision = try await PropertyDecision(of: property, for: reading.network)
      switch decision.verdict {
      case .holds: return "unsat"
      case .violated(let found):
        #expect(reading.network.evaluate([found.input])[0].outputs == found.output)
        return "sat"
      case .unknown: return "unknown"
      }
    } catch is DataError {
      return "refuse"
    } catch is PropertyDecisionError {
      return "refuse"
    }
  }
}
