import ExactAlgebra
import ReLUNetworks

/// A value of a graph.
enum GraphValue {
  case constant(ConstantTensor)
  case activation(Activation)
}

/// What the nodes of a graph do to its input, one after the other.
///
/// The nodes are those of a chain, so that one value at a time depends on the input; the value
/// before is forgotten.
struct GraphEvaluation {
  /// The type of the entries of the input, as ONNX numbers it.
  let inputType: Int
  private var values: [String: GraphValue] = [:]

  /// An evaluation that knows the input.
  init(input name: String, _ activation: Activation, type: Int) {
    inputType = type
    values[name] = .activation(activation)
  }

  /// A value that depends on the input.
  ///
  /// - Throws: `DataError` where it was not computed.
  func activation(_ name: String) throws(DataError) -> Activation {
    guard case .activation(let value) = values[name] else {
      throw DataError("'\(name.excerpt)' is a second output of a node, expected a first one")
    }
    return value
  }

  /// Gives a constant a name.
  mutating func define(_ tensor: ONNXTensor) throws(DataError) {
    values[tensor.name] = .constant(try ConstantTensor(tensor))
  }

  /// Computes the first output of a node.
  ///
  /// - Throws: `DataError` for operators and uses of them that are not supported.
  mutating func run(_ node: ONNXNode) throws(DataError) {
    let operation = try ONNXOperator(of: node)
    let value = try value(of: operation, node)
    if case .activation = value {
      for name in node.input {
        if case .activation = values[name] { values[name] = nil }
      }
    }
    values[node.output[0]] = value
  }

  private func value(of operation: ONNXOperator, _ node: ONNXNode) throws(DataError) -> GraphValue {
    switch operation {
    case .constant: return .constant(try node.constantTensor())
    case .identity: return try input(0, of: node)
    case .transpose: return try transpose(node)
    case .gemm: return .activation(try gemm(node))
    case .matMul: return .activation(try product(node))
    case .add: return .activation(try sum(node))
    case .dropout: return .activation(try dropout(node))
    case .relu, .leakyReLU, .parametricReLU, .absoluteValue:
      var value = try activation(0, of: node)
      try value.apply(try function(operation, node, onAxes: value.axisCount))
      return .activation(value)
    case .flatten:
      var value = try activation(0, of: node)
      try value.flatten(axis: node.integer("axis", default: 1))
      return .activation(value)
    case .reshape:
      var value = try activation(0, of: node)
      let allowsZero = node.integer("allowzero", default: 0) != 0
      try value.reshape(
        to: try constant(1, of: node).integers(), zeroKeepsExtent: !allowsZero)
      return .activation(value)
    case .cast:
      guard node.integer("to", default: -1) == inputType else {
        throw DataError("to another type than that of the input, expected no rounding")
      }
      return .activation(try activation(0, of: node))
    }
  }

  /// The function that a node applies to each neuron.
  ///
  /// - Throws: `DataError` for several slopes, and for slope 1.
  private func function(
    _ operation: ONNXOperator, _ node: ONNXNode, onAxes axisCount: Int
  ) throws(DataError) -> PiecewiseLinearActivation {
    let slope: Rational
    switch operation {
    case .absoluteValue: return .absoluteValue
    case .leakyReLU:
      // The default is a number of single precision too.
      slope = try node.number("alpha", default: Rational(exactly: Double(Float(0.01)))!)
    case .parametricReLU:
      let slopes = try constant(1, of: node)
      guard slopes.shape.count <= axisCount, slopes.shape.allSatisfy({ $0 == 1 }) else {
        throw DataError("\(slopes.described), expected one slope for all neurons")
      }
      slope = try slopes.entries()[0]
    default: return .relu
    }
    do {
      return try .leakyReLU(slope: slope)
    } catch {
      throw DataError("\(error)")
    }
  }

  /// `alpha A B + beta C`, with `A` the points.
  private func gemm(_ node: ONNXNode) throws(DataError) -> Activation {
    var value = try activation(0, of: node)
    guard node.integer("transA", default: 0) == 0 else {
      throw DataError("transA = \(node.integer("transA", default: 0)), expected 0")
    }
    guard value.axisCount == 2 else {
      throw DataError("applied to \(value.axisCount) axes, expected points x neurons")
    }
    let factor = try constant(1, of: node)
    guard factor.shape.count == 2 else {
      throw DataError("\(factor.described), expected a matrix")
    }
    let isTransposed = node.integer("transB", default: 0) != 0
    let weights = try (isTransposed ? factor : factor.transpose).rows()
    let alpha = try node.number("alpha", default: 1)
    try value.multiply(rowsBy: AffineMap(weights: weights.scaled(by: alpha)))
    guard node.input.count == 3, !node.input[2].isEmpty else { return value }
    let beta = try node.number("beta", default: 1)
    try value.add(try constant(2, of: node), times: beta)
    return value
  }

  private func product(_ node: ONNXNode) throws(DataError) -> Activation {
    switch (try input(0, of: node), try input(1, of: node)) {
    case (.activation(var value), .constant(let factor)):
      guard factor.shape.count == 2 else {
        throw DataError("\(factor.described), expected a matrix")
      }
      try value.multiply(fromRightBy: AffineMap(weights: try factor.transpose.rows()))
      return value
    case (.constant(let factor), .activation(var value)):
      try value.multiply(fromLeftBy: AffineMap(weights: try factor.rows()))
      return value
    case (.constant, .constant), (.activation, .activation):
      throw wrongInputs
    }
  }

  private func sum(_ node: ONNXNode) throws(DataError) -> Activation {
    switch (try input(0, of: node), try input(1, of: node)) {
    case (.activation(var value), .constant(let constant)),
      (.constant(let constant), .activation(var value)):
      try value.add(constant)
      return value
    case (.constant, .constant), (.activation, .activation):
      throw wrongInputs
    }
  }

  private var wrongInputs: DataError {
    DataError("expected one input that depends on the input of the model and one constant")
  }

  /// Outside training all values are kept.
  private func dropout(_ node: ONNXNode) throws(DataError) -> Activation {
    if node.input.count == 3, !node.input[2].isEmpty {
      guard try constant(2, of: node).isFalse == true else {
        throw DataError("in training mode, expected a model for inference")
      }
    }
    return try activation(0, of: node)
  }

  /// The transpose of a constant matrix.
  private func transpose(_ node: ONNXNode) throws(DataError) -> GraphValue {
    let tensor = try constant(0, of: node)
    let axes = Array(tensor.shape.indices)
    let order = node.attribute("perm")?.ints.map(Int.init) ?? axes.reversed()
    if order == axes { return .constant(tensor) }
    guard axes.count == 2, order == [1, 0] else {
      throw DataError("\(tensor.described), expected a matrix and perm = 1, 0")
    }
    return .constant(tensor.transpose)
  }

  private func input(_ index: Int, of node: ONNXNode) throws(DataError) -> GraphValue {
    let name = node.input[index]
    guard !name.isEmpty, let value = values[name] else {
      throw DataError(
        name.isEmpty
          ? "input \(index + 1) is missing"
          : "'\(name.excerpt)' is a second output of a node, expected a first one")
    }
    return value
  }

  private func activation(_ index: Int, of node: ONNXNode) throws(DataError) -> Activation {
    guard case .activation(let value) = try input(index, of: node) else {
      throw DataError("input \(index + 1) is constant, expected it to depend on the model's input")
    }
    return value
  }

  private func constant(_ index: Int, of node: ONNXNode) throws(DataError) -> ConstantTensor {
    guard case .constant(let tensor) = try input(index, of: node) else {
      throw DataError("input \(index + 1) depends on the model's input, expected a constant")
    }
    return tensor
  }
}

extension [[Rational]] {
  /// The rows times a number.
  fileprivate func scaled(by factor: Rational) -> [[Rational]] {
    factor == 1 ? self : map { row in row.map { $0 * factor } }
  }
}
