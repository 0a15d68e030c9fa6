import ExactAlgebra
import Foundation
import Interchange
import Properties
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
}
