import ExactAlgebra
import ReLUNetworks

extension Network {
  /// Reads a safetensors file: tensors `<layer>.weight` with two axes, outputs and inputs, and
  /// `<layer>.bias`; the layers follow the natural order of their names, with ReLU between them.
  init(safetensors contents: FileContents) throws(DataError) {
    do {
      self = try Self.network(SafetensorsHeader(contents), contents.bytes)
    } catch {
      throw error.placed(in: contents.name)
    }
  }

  private static func network(
    _ header: SafetensorsHeader, _ bytes: [UInt8]
  ) throws(DataError) -> Network {
    let layers = try layerTensors(in: header)
    let count = layers.reduce(0) { $0 + $1.count }
    guard count <= Architecture.maximumParameterCount else {
      throw DataError("\(count) parameters, expected at most \(Architecture.maximumParameterCount)")
    }
    var result: [Layer] = []
    var width: Int?
    for layer in layers {
      try layer.check(inputs: width)
      width = layer.weight.shape[0]
      let weights = try layer.weight.entries(in: bytes).rows(ofLength: layer.weight.shape[1])
      result.append(Layer(weights: weights, biases: try layer.bias?.entries(in: bytes)))
    }
    do {
      return try Network(layers: result)
    } catch {
      throw DataError("\(error)")
    }
  }

  private static func layerTensors(
    in header: SafetensorsHeader
  ) throws(DataError) -> [LayerTensors] {
    var weights: [String: SafetensorsHeader.Tensor] = [:]
    var biases: [String: SafetensorsHeader.Tensor] = [:]
    for tensor in header.tensors {
      if tensor.name.hasSuffix(".weight") {
        weights[String(tensor.name.dropLast(".weight".count))] = tensor
      } else if tensor.name.hasSuffix(".bias") {
        biases[String(tensor.name.dropLast(".bias".count))] = tensor
      }
    }
    let others = header.tensors.filter { tensor in
      !tensor.name.hasSuffix(".weight")
        && !(tensor.name.hasSuffix(".bias")
          && weights[String(tensor.name.dropLast(".bias".count))] != nil)
    }
    guard others.isEmpty else {
      let names = others.prefix(3).map { "'\($0.name.excerpt)'" }.joined(separator: ", ")
      let rest = others.count > 3 ? " and \(others.count - 3) more" : ""
      throw DataError(
        "\(names)\(rest): expected tensors <layer>.weight, and <layer>.bias beside them, only")
    }
    guard !weights.isEmpty else {
      throw DataError("no tensors, expected <layer>.weight for each layer")
    }
    return weights.keys.sorted(by: precedesNaturally).map {
      LayerTensors(weight: weights[$0]!, bias: biases[$0])
    }
  }
}

/// The tensors of one layer.
private struct LayerTensors {
  let weight: SafetensorsHeader.Tensor
  let bias: SafetensorsHeader.Tensor?

  /// The number of entries.
  var count: Int { weight.count + (bias?.count ?? 0) }

  /// Checks the shapes.
  ///
  /// - Parameter inputs: the number of neurons of the layer before, if there is one.
  func check(inputs: Int?) throws(DataError) {
    guard weight.shape.count == 2, weight.count > 0 else {
      throw DataError("\(weight.described), expected outputs x inputs")
    }
    if let inputs, weight.shape[1] != inputs {
      throw DataError(
        "\(weight.described), expected \(inputs) inputs, the outputs of the layer before")
    }
    if let bias, bias.shape != [weight.shape[0]] {
      throw DataError(
        "\(bias.described), expected \(weight.shape[0]) entries, the outputs of the layer")
    }
  }
}

extension SafetensorsHeader.Tensor {
  fileprivate var count: Int { shape.reduce(1, *) }

  fileprivate var described: String {
    "tensor '\(name.excerpt)' has the shape "
      + "\(shape.prefix(8).map(String.init).joined(separator: " x "))"
  }

  fileprivate func entries(in bytes: [UInt8]) throws(DataError) -> [Rational] {
    try exactEntries(format.numbers(in: bytes[range]), of: name, shape: shape)
  }
}
