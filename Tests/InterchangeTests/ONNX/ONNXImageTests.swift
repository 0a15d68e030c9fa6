import ExactAlgebra
import Foundation
import Networks
import Oracles
import Programs
import Testing

@testable import Interchange

/// Random models with convolutions, pools, pads, maxima and skip connections, beside ONNX Runtime and
/// the reference implementation of ONNX: `image_networks.py` makes them.
@Suite(
  .enabled("Python with ONNX Runtime is not available") { await PythonEnvironment.isAvailable })
struct ONNXImageTests {
  private struct Case: Decodable {
    let file: String
    let kind: String
    let isExact: Bool
    let points: [[Double]]
    let runtime: [[Double]]?
    let reference: [[Double]]?

    /// What is computed by the programs that read the model.
    var answers: [[[Double]]] { [runtime, reference].compactMap { $0 } }
  }

  /// Whether outputs are those of a program, up to its rounding where it rounds.
  private static func agree(
    _ outputs: [[Double]], _ answer: [[Double]], _ isExact: Bool
  ) -> Bool {
    guard outputs.map(\.count) == answer.map(\.count) else { return false }
    if isExact { return outputs == answer }
    return zip(outputs.joined(), answer.joined()).allSatisfy { output, number in
      abs(output - number) <= 1e-5 * max(1, abs(number))
    }
  }

  /// Exactly, where nothing is rounded. Where the two programs differ, one of them is right.
  @Test func outputsAreThoseOfOtherPrograms() async throws {
    let folder = try TemporaryFolder()
    let run = try await PythonEnvironment.run("image_networks.py", [folder.path("")], in: folder)
    try #require(run.status == 0, "\(run.output.suffix(500))")
    let data = try Data(contentsOf: folder.url.appending(path: "models.json"))
    let cases = try JSONDecoder().decode([Case].self, from: data)
    #expect(cases.count == 360 && Set(cases.map(\.kind)).count == 15)
    var compared: [String: Int] = [:]
    for specimen in cases where !specimen.answers.isEmpty {
      let network: Network
      do {
        network = try Network(file: folder.path(specimen.file))
      } catch {
        Issue.record("\(specimen.file): \(error)")
        continue
      }
      let points = specimen.points.map { $0.map { Rational(exactly: $0)! } }
      let exact = network.evaluate(points).map(\.outputs)
      let outputs = exact.map { $0.map { Double(approximating: $0) } }
      #expect(outputs.count == 5)
      if specimen.isExact {
        #expect(exact == outputs.map { $0.map { Rational(exactly: $0)! } }, "\(specimen.file)")
      }
      let answers = specimen.answers
      let agreements = answers.count { Self.agree(outputs, $0, specimen.isExact) }
      let areOne = Self.agree(answers[0], answers[answers.count - 1], specimen.isExact)
      #expect(agreements >= (areOne ? answers.count : 1), "\(specimen.file)")
      compared[specimen.kind, default: 0] += 1
    }
    #expect(compared.count == 15 && compared.values.allSatisfy { $0 >= 23 })
  }
}
