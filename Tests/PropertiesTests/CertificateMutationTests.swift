import ExactAlgebra
import Foundation
import Interchange
import Networks
import Oracles
import Properties
import Testing
import Verification

/// Certificates of the search on random networks, and changed ones on properties that do not hold.
@Suite struct CertificateMutationTests {
  /// A network with small weights, a bound of its output that holds, and one that does not.
  private struct Case {
    let good: CertificateSpecimen
    let bad: CertificateSpecimen
  }

  private static func cases(_ count: Int, seed: UInt64) async throws -> [Case] {
    var generator = SeededGenerator(seed: seed)
    var cases: [Case] = []
    while cases.count < count {
      let widths = [
        2, Int.random(in: 1...4, using: &generator), Int.random(in: 1...3, using: &generator), 1,
      ]
      var layers: [String] = []
      for (inputs, outputs) in zip(widths, widths.dropFirst()) {
        func numbers(_ count: Int) -> String {
          (0..<count).map { _ in "\"\(Int.random(in: -9...9, using: &generator))/4\"" }
            .joined(separator: ", ")
        }
        let rows = (0..<outputs).map { _ in "[\(numbers(inputs))]" }.joined(separator: ", ")
        layers.append("{\"weights\": [\(rows)], \"biases\": [\(numbers(outputs))]}")
      }
      let activation = ["relu", "relu", "abs", "leaky-relu:1/10"].randomElement(using: &generator)!
      let text =
        "{\"activation\": \"\(activation)\", \"layers\": [\(layers.joined(separator: ", "))]}"
      func specimen(_ bound: Rational, _ lines: [String]) -> CertificateSpecimen {
        CertificateSpecimen(
          name: text, network: text, inputCount: 2, outputCount: 1,
          assertions:
            "(assert (<= -1 X_0))(assert (<= X_0 1))(assert (<= 0 X_1))(assert (<= X_1 2))"
            + "(assert (or (<= (* \(bound.denominator) Y_0) \(bound.numerator)) (and (<= X_0 -1) (< Y_0 -1000000))))",
          lines: lines)
      }
      // The least value on a grid: it is attained.
      let network = try specimen(0, []).readNetwork()
      let grid = (0...16).flatMap { x in
        (0...16).map { [Rational(Integer(x - 8), 8), Rational(Integer($0), 8)] }
      }
      let least = network.evaluate(grid).map { $0.outputs[0] }.min()!
      var options = PropertyDecision.Options()
      options.keepsProof = true
      for gap in [Rational(1, 16), Rational(1, 2), 4] {
        let good = specimen(least - gap, [])
        let decision = try await PropertyDecision(
          of: good.readProperty(), for: network, options: options)
        guard decision.verdict == .holds, let proof = decision.proof else { continue }
        var lines: [String] = []
        proof.writeLines { lines.append($0) }
        cases.append(
          Case(
            good: specimen(least - gap, Array(lines.dropFirst())),
            bad: specimen(least, Array(lines.dropFirst()))))
        break
      }
    }
    return cases
  }

  @Test func certificatesOfTheSearchAreAccepted() async throws {
    let cases = try await Self.cases(120, seed: 1)
    var nodes = 0
    for item in cases {
      #expect(throws: Never.self, "\(item.good.network) \(item.good.lines)") {
        nodes += try item.good.check().nodeCount
      }
    }
    #expect(nodes > 2 * cases.count)
    guard await PythonEnvironment.isAvailable else { return }
    for item in cases.prefix(12) {
      let python = try await item.good.python([item.good.certificate])
      #expect(python.accepted == [true], "\(item.good.network) \(item.good.lines) \(python.output)")
    }
  }

  /// Whatever a certificate says, a property that does not hold is not shown.
  @Test func changedCertificatesShowNothingFalse() async throws {
    var generator = SeededGenerator(seed: 2)
    let cases = try await Self.cases(60, seed: 3)
    var reasons: Set<String> = []
    var texts: [String] = []
    for item in cases {
      #expect(try item.bad.refusal(of: item.bad.certificate) != nil)
      for _ in 0..<40 {
        let text = Self.changed(item.bad.certificate, using: &generator)
        let refusal = try item.bad.refusal(of: text)
        #expect(refusal != nil, "\(item.bad.network) \(text)")
        if let refusal { reasons.insert("\(refusal.reason)".filter { !$0.isNumber }) }
        if item.bad.name == cases[0].bad.name { texts.append(text) }
      }
    }
    #expect(reasons.count >= 12)
    guard await PythonEnvironment.isAvailable else { return }
    let python = try await cases[0].bad.python(texts)
    #expect(python.accepted == texts.map { _ in false }, "\(python.output)")
  }

  private static func changed(
    _ text: String, using generator: inout SeededGenerator
  ) -> String {
    var lines = text.split(separator: "\n").map(String.init)
    for _ in 0..<Int.random(in: 1...3, using: &generator) where !lines.isEmpty {
      let line = lines.indices.randomElement(using: &generator)!
      let other = lines.indices.randomElement(using: &generator)!
      switch Int.random(in: 0..<8, using: &generator) {
      case 0: lines.remove(at: line)
      case 1: lines.insert(lines[other], at: line)
      case 2: lines.swapAt(line, other)
      case 3: lines[line] = lines[other]
      default: lines[line] = withOtherNumber(lines[line], using: &generator)
      }
    }
    return CertificateSpecimen.text(lines)
  }

  private static func withOtherNumber(
    _ line: String, using generator: inout SeededGenerator
  ) -> String {
    let numbers = line.matches(of: /-?[0-9]+/)
    guard let match = numbers.randomElement(using: &generator) else { return line }
    let choices = [
      "0", "1", "2", "3", "4", "5", "-1", "1000000000000000000000000", "-\(match.output)", "7",
    ]
    return line.replacingCharacters(
      in: match.range, with: choices.randomElement(using: &generator)!)
  }
}
