import ExactAlgebra
import Interchange
import Networks
import Oracles
import Programs
import Testing

/// Networks as text.
@Suite struct NetworkFileTests {
  private static func network(_ text: String) throws -> Network {
    try Network(bytes: Array(text.utf8), name: "net.json")
  }

  private static let layers =
    #""layers": [{"weights": [[1, -1], [0, 0.5]], "biases": ["1/3", -2e-1]}, {"weights": [[3, 1e2]]}]"#

  private static func expected() throws -> Network {
    try Network(layers: [
      .init(
        weights: [[1, -1], [0, Rational(1, 2)]], biases: [Rational(1, 3), Rational(-1, 5)]),
      .init(weights: [[3, 100]]),
    ])
  }

  @Test(arguments: [
    "{\(layers)}", #"{"widths": [2, 2, 1], \#(layers)}"#, "\u{FEFF}{\(layers)}",
    "{\(layers)}".replacing(" ", with: "\t"), "{\(layers)}".replacing(" ", with: "\r\n"),
    """
    widths: [2, 2, 1]
    layers:
      - weights: [[1, -1], [0, 1/2]]
        biases: [1/3, -0.2]
      - weights: [[3, 100]]
    """,
  ])
  func spellings(text: String) throws {
    #expect(try Self.network(text) == Self.expected())
  }

  /// All digits of a number count.
  @Test func numbersAreExact() throws {
    let digits = "0.1000000000000000055511151231257827021181583404541015625"
    let network = try Self.network(#"{"layers": [{"weights": [[0.1, \#(digits)]]}]}"#)
    #expect(network.layers[0].weights == [[Rational(1, 10), Rational(exactly: 0.1)!]])
  }

  private static let mistakes: [(text: String, line: Int?, words: [String])] = [
    ("", nil, ["empty", "expected a network"]),
    ("[]", 1, ["expected the network as a mapping"]),
    ("{}", 1, ["'layers' is missing"]),
    (#"{"layers": []}"#, 1, ["layers: none given"]),
    (#"{"layers": 3}"#, 1, ["layers: expected a list"]),
    ("{\n\"layer\": []}", 2, ["unknown key 'layer'", "did you mean 'layers'?"]),
    ("{\"layers\": [\n{\"weight\": [[1]]}]}", 2, ["layer 1", "did you mean 'weights'?"]),
    ("{\"layers\": [\n{\"bias\": [1]}]}", 2, ["layer 1", "did you mean 'biases'?"]),
    ("{\"layers\": [\n{\"biases\": [1]}]}", 2, ["layer 1: the key 'weights' is missing"]),
    ("{\"layers\": [\n{\"weights\": []}]}", 2, ["layer 1: no neurons"]),
    ("{\"layers\": [\n{\"weights\": [[]]}]}", nil, ["widths: entry 1 is 0"]),
    ("{\"layers\": [\n{\"weights\": [[1, 2],\n[3]]}]}", 2, ["layer 1, neuron 2", "expected 2"]),
    (
      "{\"layers\": [\n{\"weights\": [[1, 2]]},\n{\"weights\": [[1, 2]]}]}", 3,
      ["layer 2, neuron 1", "2 weights, expected 1"]
    ),
    ("{\"layers\": [\n{\"weights\": [[1]], \"biases\": [1, 2]}]}", 2, ["2 biases, expected 1"]),
    ("{\"layers\": [\n{\"weights\": [[1]], \"biases\": 1}]}", 2, ["biases: expected a list"]),
    (
      "{\"layers\": [\n{\"weights\": [[1],\n[\"x\"]]}]}", 3,
      ["layer 1, weights, row 2", "'x' is not a number"]
    ),
    ("{\"layers\": [{\"weights\": [[1]], \"biases\": [NaN]}]}", 1, ["biases", "'NaN'"]),
    (
      "{\"layers\": [{\"weights\": [[1]]}],\n\"widths\": [1, 2]}", 2,
      ["widths: 1,2, expected those of the layers, 1,1"]
    ),
    ("{\"layers\": [{\"weights\": [[1]]}],\n\"widths\": [1, x]}", 2, ["'x' is not an integer"]),
    ("{\"layers\": [{\"weights\": [[1]]}], \"layers\": []}", 1, ["'layers' occurs twice"]),
    (
      #"{"layers": [{"weights": [[1]]}], "activation": "rellu"}"#, 1,
      ["activation: unknown activation 'rellu', did you mean 'relu'?", "leaky-relu:SLOPE"]
    ),
    (
      "{\"layers\": [{\"weights\": [[1]]}],\n\"activation\": \"tanh\"}", 2,
      ["activation: unknown activation 'tanh' (known: relu"]
    ),
    (
      #"{"layers": [{"weights": [[1]]}], "activation": "leaky-relu:1.0"}"#, 1,
      ["activation: the slope is 1, expected another one"]
    ),
    (
      #"{"layers": [{"weights": [[1]]}], "activation": "leaky-relu:1/0"}"#, 1,
      ["activation: slope of leaky-relu: the denominator is zero"]
    ),
    (
      #"{"layers": [{"weights": [[1]]}], "activation": "leaky-relu"}"#, 1,
      ["activation: 'leaky-relu' without a slope"]
    ),
    (
      #"{"layers": [{"weights": [[1]]}], "activation": "relu:0"}"#, 1,
      ["activation: 'relu:0' has a slope"]
    ),
    (
      #"{"layers": [{"weights": [[1]]}], "activation": ["relu"]}"#, 1,
      ["activation: expected a word"]
    ),
    (#"{"layers": [{"weights": [[1]]}], "activations": "abs"}"#, 1, ["mean 'activation'?"]),
    ("{\"layers\": [", 2, ["not well-formed"]),
  ]

  @Test(arguments: mistakes.indices)
  func mistake(index: Int) {
    let (text, line, words) = Self.mistakes[index]
    // The place of an error without a node is the key of the layers.
    let isPlaced = line != nil || text.isEmpty
    expectRefused(
      network: Array(text.utf8), name: "net.json", line: isPlaced ? line : 1, saying: words)
  }

  @Test func mistakeCount() { #expect(Self.mistakes.count > 20) }

  @Test(arguments: [
    ("relu", 0), ("abs", -1), ("leaky-relu:0.01", Rational(1, 100)),
    ("leaky-relu:-2/3", Rational(-2, 3)),
    ("leaky-relu:0", 0), ("leaky-relu:2e-1", Rational(1, 5)),
  ])
  func activations(name: String, slope: Rational) throws {
    let network = try Self.network(#"{"activation": "\#(name)", \#(Self.layers)}"#)
    let activation = try PiecewiseLinearActivation.leakyReLU(slope: slope)
    #expect(network.activation == activation)
    #expect(try network.layers == Self.expected().layers)
    // What is written is read again.
    #expect(try PiecewiseLinearActivation(parsing: "\(activation)") == activation)
  }

  @Test(arguments: ["net.json", "net", "net.onnx"])
  func contentCountsBeforeTheEnding(name: String) throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("{\(Self.layers)}", to: name)
    #expect(try Network(file: path) == Self.expected())
  }

  /// Where the content says nothing, the ending does.
  @Test(arguments: [
    ("net.json", "UTF-8"), ("net.yaml", "UTF-8"), ("net.safetensors", "safetensors"),
    ("net.onnx", "ONNX"), ("net", "ONNX"), ("net.bin", "ONNX"),
  ])
  func endingOfUnknownContent(name: String, word: String) {
    expectRefused(network: [1, 0xFF, 2, 0], name: name, saying: [word])
  }

  @Test func missingFile() throws {
    let folder = try TemporaryFolder()
    for (path, word) in [
      (folder.path("missing.onnx"), "no such file"), (folder.path(""), "folder"),
    ] {
      let error = #expect(throws: DataError.self) { try Network(file: path) }
      #expect(error?.file == path && error?.message.contains(word) == true)
    }
  }

  @Test func largeFile() {
    expectRefused(
      network: [UInt8](repeating: 8, count: (16 << 20) + 1), name: "net.onnx", saying: ["16 MiB"])
  }
}
