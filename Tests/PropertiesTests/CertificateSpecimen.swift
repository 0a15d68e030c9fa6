import ExactAlgebra
import Foundation
import Interchange
import Networks
import Oracles
import Programs
import Properties

/// A network, a property that it has, and a certificate of that, by hand.
struct CertificateSpecimen: Sendable, CustomStringConvertible {
  let name: String
  /// As a file.
  let network: String
  let inputCount: Int
  let outputCount: Int
  let assertions: String
  /// The lines after the first one.
  let lines: [String]

  var description: String { name }

  static let header = #"{"certificate": "reluvar", "version": 1}"#

  var property: String {
    ((0..<inputCount).map { "(declare-const X_\($0) Real)" }
      + (0..<outputCount).map { "(declare-const Y_\($0) Real)" } + [assertions]).joined(
        separator: "\n")
  }

  var certificate: String { Self.text([Self.header] + lines) }

  static func text(_ lines: [String]) -> String { lines.map { $0 + "\n" }.joined() }

  func readNetwork() throws -> Network {
    try NetworkReading(bytes: Array(network.utf8), name: "net.json").network
  }

  func readProperty() throws -> Property {
    try Property(vnnlib: Array(property.utf8), name: "p.vnnlib")
  }

  /// Checks a certificate; the given one where there is no other.
  func check(_ text: String? = nil) throws -> CertificateCheck {
    try CertificateCheck(
      of: Certificate(bytes: Array((text ?? certificate).utf8)), for: readProperty(),
      of: readNetwork())
  }

  /// Why a certificate is refused; `nil` where it is accepted.
  func refusal(of text: String) throws -> CertificateRefusal? {
    do {
      _ = try check(text)
      return nil
    } catch let refusal as CertificateRefusal {
      return refusal
    }
  }

  /// Which certificates the checker in Python accepts.
  func python(_ certificates: [String]) async throws -> (accepted: [Bool], output: String) {
    let folder = try TemporaryFolder()
    let net = try folder.write(network, to: "net.json")
    let given = try folder.write(property, to: "p.vnnlib")
    let files = try certificates.enumerated().map {
      try folder.write($0.element, to: "c\($0.offset).jsonl")
    }
    let run = try await PythonEnvironment.run(
      "verify_certificate.py", [net, given] + files, in: folder)
    let lines = run.output.split(separator: "\n").filter {
      $0.hasPrefix("accepted: ") || $0.hasPrefix("refused: line ")
    }
    return (lines.map { $0.hasPrefix("accepted") }, run.output)
  }
}

extension CertificateSpecimen {
  /// `|x - 1/3| + |y|` by four neurons; at least zero.
  private static let distance =
    #"{"layers": [{"weights": [[1, 0], [-1, 0], [0, 1], [0, -1]], "biases": ["-1/3", "1/3", 0, 0]},"#
    + #"{"weights": [[1, 1, 1, 1]]}]}"#
  private static let square =
    "(assert (<= 0 X_0))(assert (<= X_0 1))(assert (<= -1 X_1))(assert (<= X_1 1))"

  /// Margin zero: the minimum is attained at one point, on which the input is split.
  static let inputSplit = CertificateSpecimen(
    name: "split of an input", network: distance, inputCount: 2, outputCount: 1,
    assertions: square + "(assert (< Y_0 0))",
    lines: [
      #"{"tree": [0]}"#, #"{"x": [0, "1/3"]}"#, #"{"r": [[0, [[4, 1]]]]}"#,
      #"{"r": [[0, [[4, 1]]]]}"#,
    ])

  /// The same by signs of a neuron.
  static let neuronSplit = CertificateSpecimen(
    name: "split of a neuron", network: distance, inputCount: 2, outputCount: 1,
    assertions: square + "(assert (< Y_0 0))",
    lines: [
      #"{"tree": [0]}"#, #"{"z": 0}"#, #"{"r": [[0, [[4, 3]]]]}"#,
      #"{"r": [[0, [[4, 7]], [[0, 7]]]]}"#,
    ])

  /// Equations, one of which needs a negative multiplier, and an inequality of two cases.
  static let equations = CertificateSpecimen(
    name: "equations",
    network: #"{"activation": "abs", "layers": [{"weights": [[1]]}, {"weights": [[1]]}]}"#,
    inputCount: 1, outputCount: 1,
    assertions:
      "(assert (<= 1 X_0))(assert (<= X_0 2))(assert (or (= Y_0 0.5) (== Y_0 3) (and (= X_0 1.5) (!= Y_0 1.5))))",
    lines: [
      #"{"tree": [1, 0]}"#, #"{"r": [[0, [[2, 2]]], [1, [[2, -1]]]]}"#,
      #"{"tree": [2, 3]}"#, #"{"r": [[3, [[3, 1]]], [2, [[3, 1]]]]}"#,
    ])

  /// Conditions on inputs that contradict each other, strictly and not; constants that leave conjunctions out.
  static let empty = CertificateSpecimen(
    name: "no inputs", network: distance, inputCount: 2, outputCount: 1,
    assertions:
      "(assert (or (and (<= X_0 0) (>= X_0 0.001)) (> 0 1) (and (< X_0 X_1) (<= 1 2) (<= X_1 X_0)) (and (<= X_0 1) (= X_0 X_1) (>= X_1 2))))",
    lines: [
      #"{"empty": 0, "r": [[0, 2], [1, 2]]}"#, #"{"empty": 1, "r": [[1, 1], [0, 1]]}"#,
      #"{"r": [[0, 1], [1, -1], [2, 1]], "empty": 2}"#,
    ])

  /// All numbers are inputs.
  static let unbounded = CertificateSpecimen(
    name: "unbounded inputs",
    network: #"{"layers": [{"weights": [[1]]}, {"weights": [[1]]}]}"#, inputCount: 1,
    outputCount: 1, assertions: "(assert (<= Y_0 -0.001))",
    lines: [
      #"{"tree": [0]}"#, #"{"z": 0}"#, #"{"r": [[0, [[0, 1]]]]}"#,
      #"{"r": [[0, [[0, 1]], [[0, 1]]]]}"#,
    ])

  /// One side is infinite, and the split makes the other part bounded.
  static let halfBounded = CertificateSpecimen(
    name: "one side unbounded",
    network: #"{"layers": [{"weights": [[1]], "biases": [1]}, {"weights": [[1]]}]}"#,
    inputCount: 1, outputCount: 1, assertions: "(assert (>= X_0 -5))(assert (< Y_0 0))",
    lines: [
      #"{"tree": [0]}"#, #"{"x": [0, -1]}"#, #"{"r": [[0, [[1, 1]]]]}"#,
      #"{"r": [[0, [[1, 1]]]]}"#,
    ])

  /// A slope that is no short binary number.
  static let leaky = CertificateSpecimen(
    name: "leaky ReLU",
    network:
      #"{"activation": "leaky-relu:1/100", "layers": [{"weights": [[1]]}, {"weights": [[1]]}]}"#,
    inputCount: 1, outputCount: 1,
    assertions: "(assert (>= X_0 -1))(assert (<= X_0 1))(assert (< Y_0 -0.01))",
    lines: [#"{"tree": [0]}"#, #"{"r": [[0, [[2, 1]]]]}"#])

  /// A concave activation, steeper than the identity.
  static let steep = CertificateSpecimen(
    name: "steep",
    network:
      #"{"activation": "leaky-relu:3", "layers": [{"weights": [[1]]}, {"weights": [[-1]]}]}"#,
    inputCount: 1, outputCount: 1,
    assertions: "(assert (>= X_0 -1))(assert (<= X_0 1))(assert (< Y_0 -1))",
    lines: [
      #"{"tree": [0]}"#, #"{"x": [0, 0]}"#, #"{"r": [[0, [[2, 1]]]]}"#,
      #"{"r": [[0, [[2, 1]]]]}"#,
    ])

  /// A part without inputs: both pre-activations cannot be negative.
  static let contradiction = CertificateSpecimen(
    name: "signs that contradict each other",
    network:
      #"{"activation": "abs", "layers": [{"weights": [[1], [-1]], "biases": [-2, -2]}, {"weights": [[1, 1]]}]}"#,
    inputCount: 1, outputCount: 1,
    assertions: "(assert (>= X_0 -1))(assert (<= X_0 1))(assert (or (< Y_0 4) (> Y_0 4)))",
    lines: [
      #"{"tree": [0, 1]}"#, #"{"z": 1, "r": [[1, [[2, 1]]]]}"#, #"{"r": [[0, [[2, 1]]]]}"#, "{}",
    ])

  /// No hidden layer.
  static let affine = CertificateSpecimen(
    name: "an affine map", network: #"{"layers": [{"weights": [[2, -1]], "biases": ["1/3"]}]}"#,
    inputCount: 2, outputCount: 1,
    assertions: "(assert (<= X_1 (* 2 X_0)))(assert (< Y_0 0.333))",
    lines: [#"{"tree": [0]}"#, #"{"r": [[0, [[0, 1], [1, 1]]]]}"#])

  static let all = [
    inputSplit, neuronSplit, equations, empty, unbounded, halfBounded, leaky, steep, contradiction,
    affine,
  ]
}
