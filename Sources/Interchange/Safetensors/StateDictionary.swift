import ExactAlgebra
import Networks

/// A file of tensors with the names that PyTorch gives them: `<layer>.weight` with two axes, outputs
/// and inputs, and `<layer>.bias`; for batch normalizations also `<layer>.running_mean` and
/// `<layer>.running_var`.
///
/// Such a file does not say how its layers follow each other, nor what comes between them.
struct StateDictionary {
  /// A linear layer.
  struct Linear {
    let name: String
    let weight: SafetensorsHeader.Tensor
    let bias: SafetensorsHeader.Tensor?

    var inputs: Int { weight.shape[1] }
    var outputs: Int { weight.shape[0] }

    /// Checks the shapes.
    fileprivate func check() throws(DataError) {
      guard weight.shape.count == 2, weight.count > 0 else {
        let hint =
          weight.shape.count == 1 ? " (or a batch normalization with running_mean)" : ""
        throw DataError("\(weight.described), expected outputs x inputs\(hint)")
      }
      if let bias, bias.shape != [outputs] {
        throw DataError(
          "\(bias.described), expected \(outputs) entries, the outputs of the layer")
      }
    }
  }

  /// A batch normalization, with numbers that training has fixed.
  struct BatchNormalization {
    let name: String
    let mean: SafetensorsHeader.Tensor
    let variance: SafetensorsHeader.Tensor
    let weight: SafetensorsHeader.Tensor?
    let bias: SafetensorsHeader.Tensor?

    /// The number of neurons.
    var width: Int { mean.count }

    /// Checks the shapes.
    fileprivate func check() throws(DataError) {
      for tensor in [mean, variance, weight, bias].compactMap({ $0 })
      where tensor.shape != [width] {
        throw DataError("\(tensor.described), expected \(width) entries")
      }
    }
  }

  /// The linear layers by their names.
  let linears: [String: Linear]
  /// The batch normalizations by their names.
  let normalizations: [String: BatchNormalization]
  private let bytes: [UInt8]

  /// Reads a safetensors file.
  ///
  /// - Throws: `DataError` for tensors that belong to no layer, and for shapes that do not fit.
  init(_ contents: FileContents) throws(DataError) {
    let header = try SafetensorsHeader(contents)
    bytes = contents.bytes
    var tensors: [String: [String: SafetensorsHeader.Tensor]] = [:]
    var others: [String] = []
    for tensor in header.tensors {
      let parts = tensor.name.split(separator: ".", omittingEmptySubsequences: false)
      let kind = String(parts.last ?? "")
      guard parts.count > 1, Self.kinds.contains(kind) else {
        others.append(tensor.name)
        continue
      }
      tensors[parts.dropLast().joined(separator: "."), default: [:]][kind] = tensor
    }
    var linears: [String: Linear] = [:]
    var normalizations: [String: BatchNormalization] = [:]
    for (name, parts) in tensors.sorted(by: { $0.key < $1.key }) {
      if let mean = parts["running_mean"], let variance = parts["running_var"] {
        normalizations[name] = BatchNormalization(
          name: name, mean: mean, variance: variance, weight: parts["weight"],
          bias: parts["bias"])
      } else if let weight = parts["weight"],
        Set(parts.keys).isSubset(of: ["weight", "bias"])
      {
        linears[name] = Linear(name: name, weight: weight, bias: parts["bias"])
      } else {
        others += parts.values.map(\.name)
      }
    }
    guard others.isEmpty else {
      let names = others.sorted().prefix(3).map { "'\($0.excerpt)'" }.joined(separator: ", ")
      let rest = others.count > 3 ? " and \(others.count - 3) more" : ""
      throw DataError(
        "\(names)\(rest): expected tensors <layer>.weight, and <layer>.bias beside them, only "
          + "(for batch normalizations also <layer>.running_mean and <layer>.running_var)")
    }
    guard !linears.isEmpty else {
      throw DataError("no tensors, expected <layer>.weight for each layer")
    }
    self.linears = linears
    self.normalizations = normalizations
    for name in linears.keys.sorted(by: precedesNaturally) { try linears[name]!.check() }
    for name in normalizations.keys.sorted() { try normalizations[name]!.check() }
    let count = header.tensors.reduce(0) { $0 + $1.count }
    guard count <= Architecture.maximumParameterCount else {
      throw DataError("\(count) parameters, expected at most \(Architecture.maximumParameterCount)")
    }
  }

  private static let kinds: Set<String> = [
    "weight", "bias", "running_mean", "running_var", "num_batches_tracked",
  ]
}

extension StateDictionary {
  /// What batch normalizations of PyTorch add to variances where nothing else is said.
  private static let usualEpsilon = Rational(1, 100_000)

  /// Reads the network in a safetensors file.
  static func reading(
    of contents: FileContents, _ options: NetworkReading.Options
  ) throws(DataError) -> NetworkReading {
    do {
      let dictionary = try StateDictionary(contents)
      let order = try LayerOrder(of: dictionary, stated: options.layerOrder)
      return try dictionary.reading(in: order, named: contents.name, options)
    } catch {
      throw error.placed(in: contents.name)
    }
  }

  private func reading(
    in order: LayerOrder, named file: String, _ options: NetworkReading.Options
  ) throws(DataError) -> NetworkReading {
    var remarks = order.remarks
    if order.steps.count(where: \.isLinear) > 1 {
      remarks.append(options.activation == nil ? .assumedActivation : .activationStated)
    }
    if options.epsilon != nil, normalizations.isEmpty {
      throw DataError("--batch-epsilon: the file has no batch normalization")
    }
    var assembly = NetworkAssembly()
    var form = AffineForm(group: 0, width: nil)
    var hasRoundedRoots = false
    for step in order.steps {
      switch step {
      case .linear(let name):
        form = try form.followed(by: weights(linears[name]!))
        if let biases = try linears[name]!.bias?.entries(in: bytes) { form = form.adding(biases) }
        form.name = name
      case .activation:
        form = try assembly.apply(options.activation ?? .relu, to: form)
      case .normalization(let name):
        let normalization = try normalization(
          normalizations[name]!, epsilon: options.epsilon ?? Self.usualEpsilon)
        if normalization.isRounded { hasRoundedRoots = true }
        form = try form.scaled(by: normalization.factors).adding(normalization.constants)
      }
    }
    if !normalizations.isEmpty {
      remarks += [
        .folded(["batch normalization"]),
        options.epsilon.map(ReadingRemark.epsilonStated) ?? .assumedEpsilon(Self.usualEpsilon),
      ]
      if hasRoundedRoots { remarks.append(.roundedRoots) }
    }
    let result = try assembly.network(output: form)
    return NetworkReading(
      result.network, file: file, format: .safetensors, layerNames: result.layerNames,
      remarks: remarks)
  }

  private func weights(_ linear: Linear) throws(DataError) -> SparseMatrix {
    SparseMatrix(try linear.weight.entries(in: bytes).rows(ofLength: linear.inputs))
  }

  private func normalization(
    _ layer: BatchNormalization, epsilon: Rational
  ) throws(DataError) -> Normalization {
    let count = layer.width
    do {
      return try Normalization(
        scale: try layer.weight?.entries(in: bytes) ?? Array(repeating: 1, count: count),
        shift: try layer.bias?.entries(in: bytes) ?? Array(repeating: 0, count: count),
        mean: try layer.mean.entries(in: bytes), variance: try layer.variance.entries(in: bytes),
        epsilon: epsilon)
    } catch {
      throw error.placed(at: "'\(layer.name.excerpt)'")
    }
  }
}

extension SafetensorsHeader.Tensor {
  var count: Int { shape.reduce(1, *) }

  var described: String {
    "tensor '\(name.excerpt)' has the shape "
      + "\(shape.prefix(8).map(String.init).joined(separator: " x "))"
  }

  fileprivate func entries(in bytes: [UInt8]) throws(DataError) -> [Rational] {
    guard let format else { throw DataError("tensor '\(name.excerpt)': expected real numbers") }
    return try exactEntries(format.numbers(in: bytes[range]), of: name, shape: shape)
  }
}
