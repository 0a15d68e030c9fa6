import ExactAlgebra
import Foundation
import Interchange
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
}
