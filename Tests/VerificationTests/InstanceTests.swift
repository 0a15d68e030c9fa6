import ExactAlgebra
import Foundation
import Interchange
import Polyhedra
import Properties
import Regions
import Testing
import Verification

private let instances = URL(filePath: #filePath).deletingLastPathComponent()
  .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  .appending(path: "shared/reference/verification/instances")

/// Public networks and properties with verdicts that others found; the files are not part of the project.
@Suite(.enabled(if: FileManager.default.fileExists(atPath: instances.path)))
struct InstanceTests {
  private static let chosen: [(network: String, property: String, holds: Bool)] = [
    ("acasxu/onnx/ACASXU_run2a_1_5_batch_2000.onnx", "acasxu/vnnlib/prop_3.vnnlib", true),
    ("acasxu/onnx/ACASXU_run2a_1_8_batch_2000.onnx", "acasxu/vnnlib/prop_3.vnnlib", false),
    ("acasxu/onnx/ACASXU_run2a_3_6_batch_2000.onnx", "acasxu/vnnlib/prop_3.vnnlib", true),
    ("acasxu/onnx/ACASXU_run2a_5_3_batch_2000.onnx", "acasxu/vnnlib/prop_3.vnnlib", true),
    ("nn4sys/onnx/lindex.onnx", "nn4sys/vnnlib/lindex_1.vnnlib", true),
    ("test/test_small.onnx", "test/test_small.vnnlib", true),
    ("test/test_tiny.onnx", "test/test_tiny.vnnlib", true),
  ]

  @Test(arguments: chosen.indices) func verdicts(index: Int) async throws {
    let (network, property, holds) = Self.chosen[index]
    let reading = try NetworkReading(file: instances.appending(path: network).path)
    let given = try Property(file: instances.appending(path: property).path)
    var options = PropertyDecision.Options()
    options.keepsProof = true
    let decision = try await PropertyDecision(of: given, for: reading.network, options: options)
    guard holds else {
      guard case .violated(let found) = decision.verdict else {
        Issue.record("not found")
        return
      }
      #expect(given.isViolated(by: found.input, found.output))
      return
    }
    #expect(decision.verdict == .holds)
    var bytes: [UInt8] = []
    let proof = try #require(decision.proof)
    proof.writeLines { bytes += Array(($0 + "\n").utf8) }
    let check = try CertificateCheck(
      of: Certificate(bytes: bytes), for: given, of: reading.network)
    #expect(check.nodeCount == proof.nodeCount && check.nodeCount > 0)
  }

  /// An output of an aircraft network on the box of property 4, where regions are too many; deciding by
  /// counterexamples finds the same ends, up to a millionth.
  @Test func rangeByBoxes() async throws {
    let path = instances.appending(path: "acasxu/onnx/ACASXU_run2a_1_1_batch_2000.onnx").path
    let network = try NetworkReading(file: path).network
    let sides = [
      ("-0.303531156", "-0.298552812"), ("-0.009549297", "0.009549297"), ("0", "0"),
      ("0.318181818", "0.5"), ("0.083333333", "0.166666667"),
    ].map { (try! Rational(parsing: $0.0), try! Rational(parsing: $0.1)) }
    let box = sides.enumerated().flatMap { input, side in
      let x = LinearExpression(variable: input)
      return [LinearExpression(side.0) - x, x - LinearExpression(side.1)]
    }
    let domain = InputDomain(
      halfSpaces: box.map { expression in
        let normal = (0..<5).map { input in
          -(expression.terms.first { $0.variable == input }?.coefficient ?? 0)
        }
        return HalfSpace(normal: normal, offset: -expression.constant, isOpen: false)
      })
    let y = LinearExpression(variable: 5)
    var options = OutputRange.Options()
    options.method = .boxes
    let entry = try await OutputRange([y], of: network, on: domain, options: options).entries[0]
    guard case .attained(let least, let low) = entry.minimum,
      case .attained(let most, let high) = entry.maximum
    else {
      Issue.record("\(entry)")
      return
    }
    #expect(network.evaluate([low, high]).map { $0.outputs[0] } == [least, most])
    #expect([low, high].allSatisfy { domain.contains($0) } && least < most)
    let margin = Rational(1, 1_000_000)
    for (expression, holds) in [
      (LinearExpression(most + margin) - y, true), (LinearExpression(most - margin) - y, false),
      (y - LinearExpression(least - margin), true), (y - LinearExpression(least + margin), false),
    ] {
      let conditions = (box + [expression]).map { Formula.condition(LinearCondition($0, .atMost)) }
      let property = Property(
        inputCount: 5, outputCount: 5, counterexample: .all(conditions))
      let decision = try await PropertyDecision(of: property, for: network)
      #expect(decision.verdict != .unknown && (decision.verdict == .holds) == holds)
    }
  }
}
