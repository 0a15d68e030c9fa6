import ExactAlgebra
import Foundation
import Interchange
import Properties
import Regions
import Testing
import Verification

/// Ranges that are known exactly.
@Suite(.enabled(if: ReferenceCases.areThere)) struct RangeReferenceTests {
  private static let ranges: [(name: String, box: (Rational, Rational), Rational, Rational)] = [
    ("01-negated-relu", (-1, 1), Rational(-1, 2), 0), ("03-equality-output", (0, 1), 0, 2),
    ("15-absorption", (-1, 1), -1, 1), ("18-touch-at-third", (0, 1), -6, 1),
    ("22-measure", (0, 1), 0, 1),
  ]

  @Test(arguments: ranges.indices, ["net.json", "net.onnx"])
  func isAttained(index: Int, file: String) async throws {
    let (name, box, minimum, maximum) = Self.ranges[index]
    let path = ReferenceCases.folder.appending(path: name).appending(path: file).path
    let network = try NetworkReading(file: path, options: .init()).network
    let domain = try InputDomain.box(
      Array(repeating: (lower: box.0, upper: box.1), count: network.architecture.inputCount))
    let range = try await OutputRange(of: network, on: domain).entries[0]
    guard case .attained(minimum, let low) = range.minimum,
      case .attained(maximum, let high) = range.maximum
    else {
      Issue.record("\(name): \(range)")
      return
    }
    #expect(network.evaluate([low, high]).map(\.outputs) == [[minimum], [maximum]])
    if name == "18-touch-at-third" { #expect(high == [Rational(1, 3), Rational(2, 7)]) }
    if name == "03-equality-output" { #expect(low == [Rational(1, 3)]) }
  }

  /// 1,438 regions; the ends are fractions with as many digits as are known, and deciding by
  /// counterexamples agrees with them.
  @Test(.enabled(if: FileManager.default.fileExists(atPath: controller.path)))
  func adaptiveCruiseControl() async throws {
    let network = try NetworkReading(file: Self.controller.path, options: .init()).network
    let sides: [(lower: Rational, upper: Rational)] = [(0, 50), (-50, 50), (0, 150)]
    let domain = try InputDomain.box(sides)
    let range = try await OutputRange(of: network, on: domain)
    #expect(range.regionCount == 1438)
    let entry = range.entries[0]
    let (least, most) = (entry.minimum.value!, entry.maximum.value!)
    #expect(least.numerator.bitWidth == 148 && most.numerator.bitWidth == 188)
    #expect(least.signum() < 0 && most > 1 && entry.isProved)
    let box = sides.enumerated().flatMap { input, side in
      let x = LinearExpression(variable: input)
      return [LinearExpression(side.lower) - x, x - LinearExpression(side.upper)]
    }
    let y = LinearExpression(variable: 3)
    for (expression, relation, isViolated) in [
      (LinearExpression(most) - y, .less, false), (LinearExpression(most) - y, .atMost, true),
      (y - LinearExpression(least), .less, false), (y - LinearExpression(least), .atMost, true),
    ] as [(LinearExpression, LinearCondition.Relation, Bool)] {
      let conditions = box.map { LinearCondition($0, .atMost) } + [.init(expression, relation)]
      let property = Property(
        inputCount: 3, outputCount: 1,
        counterexample: .all(conditions.map { Formula.condition($0) }))
      let decision = try await PropertyDecision(of: property, for: network)
      #expect((decision.verdict == .holds) == !isViolated)
    }
  }

  private static let controller = ReferenceCases.folder.deletingLastPathComponent()
    .appending(path: "instances/ACC/onnx/NET_0_1.5_5.onnx")
}
