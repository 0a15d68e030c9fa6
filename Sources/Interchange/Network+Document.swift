import ExactAlgebra
import Networks
import Yams

extension Network {
  private static let keys = ["widths", "activation", "layers"]
  private static let layerKeys = ["weights", "biases"]

  /// Reads `widths`, `activation` and `layers`.
  init(document: Document) throws(DataError) {
    let values = try document.mapping(
      document.root, of: "the network", knownKeys: Self.keys)
    guard let layerNode = values["layers"] else {
      throw document.error("the key 'layers' is missing", at: document.root)
    }
    let nodes = try document.sequence(layerNode, "layers")
    var layers: [Layer] = []
    var count = 0
    for (index, node) in nodes.enumerated() {
      let layer = try Self.layer(node, number: index + 1, in: document)
      layers.append(layer)
      count += layer.weights.reduce(0) { $0 + $1.count }
      guard count <= Architecture.maximumParameterCount else {
        throw document.error(
          "layer \(index + 1): more than \(Architecture.maximumParameterCount) weights up to here",
          at: node)
      }
    }
    let activation = try values["activation"].map { node throws(DataError) in
      try Self.activation(node, in: document)
    }
    do {
      try self.init(layers: layers, activation: activation ?? .relu)
    } catch {
      throw document.error("\(error)", at: error.layer.map { nodes[$0 - 1] } ?? layerNode)
    }
    if let node = values["widths"] { try checkWidths(node, in: document) }
  }

  private static func layer(
    _ node: Node, number: Int, in document: Document
  ) throws(DataError) -> Layer {
    let name = "layer \(number)"
    let values = try document.mapping(node, of: name, knownKeys: layerKeys)
    guard let weightNode = values["weights"] else {
      throw document.error("\(name): the key 'weights' is missing", at: node)
    }
    let weights = try document.rows(weightNode, "\(name), weights")
    var biases: [Rational]?
    if let biasNode = values["biases"] {
      var numbers: [Rational] = []
      for entry in try document.sequence(biasNode, "\(name), biases") {
        numbers.append(try document.rational(entry, "\(name), biases"))
      }
      biases = numbers
    }
    return Layer(weights: weights, biases: biases)
  }

  private static func activation(
    _ node: Node, in document: Document
  ) throws(DataError) -> PiecewiseLinearActivation {
    let text = try document.text(node, "activation", expected: "a word such as relu")
    do {
      return try PiecewiseLinearActivation(parsing: text)
    } catch {
      throw document.error("activation: \(error.message)", at: node)
    }
  }

  /// Widths may be left out; given, they are those of the layers.
  private func checkWidths(_ node: Node, in document: Document) throws(DataError) {
    var widths: [Int] = []
    for entry in try document.sequence(node, "widths") {
      widths.append(try document.integer(entry, "widths"))
    }
    guard widths == architecture.widths else {
      throw document.error(
        "widths: \(Self.listed(widths)), expected those of the layers, "
          + Self.listed(architecture.widths), at: node)
    }
  }

  private static func listed(_ widths: [Int]) -> String {
    widths.prefix(Architecture.maximumDepth + 1).map(String.init).joined(separator: ",").excerpt
  }
}

extension NetworkError {
  /// The layer that is wrong, from 1, where it is one.
  fileprivate var layer: Int? {
    switch self {
    case .noNeurons(let layer), .wrongRow(let layer, _, _, _), .wrongBiases(let layer, _, _):
      layer
    case .noLayers, .architecture:
      nil
    }
  }
}
