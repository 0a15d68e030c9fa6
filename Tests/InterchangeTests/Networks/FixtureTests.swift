import Foundation
import Interchange
import Networks
import Testing

/// Small networks as other programs exported them; `make_fixtures.py` says how.
enum Fixture {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Fixtures")

  /// The path of a file.
  static func path(_ name: String) -> String {
    folder.appending(path: name).path(percentEncoded: false)
  }
}

@Suite struct FixtureTests {
  /// The same network in each form, each weight exactly.
  @Test(arguments: [
    ("torch-traced.onnx", "torch.json", [3, 5, 4, 2]),
    ("torch-exported.onnx", "torch.json", [3, 5, 4, 2]),
    ("torch.safetensors", "torch.json", [3, 5, 4, 2]),
    ("sklearn.onnx", "sklearn.json", [3, 5, 4, 1]),
  ])
  func isTheNetworkThatWasExported(name: String, reference: String, widths: [Int]) throws {
    let network = try Network(file: Fixture.path(name))
    #expect(try network == Network(file: Fixture.path(reference)))
    #expect(network.architecture.widths == widths && network.architecture.hasBiases)
    // Trained or random weights are not zero.
    #expect(network.layers.allSatisfy { $0.weights.joined().allSatisfy { !$0.isZero } })
  }
}
