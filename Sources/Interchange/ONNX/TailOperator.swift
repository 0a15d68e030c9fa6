/// What models do with the outputs of a network after its last affine map: probabilities, decisions,
/// labels.
///
/// No neuron follows, so that the activation regions are those of the network before. Reading stops
/// there, and what was cut off is reported.
enum TailOperator {
  /// Operators that no layer can carry, and that tails start with.
  private static let heads: Set<String> = [
    "Softmax", "LogSoftmax", "Hardmax", "Sigmoid", "Tanh", "Softplus", "Softsign", "Exp", "Log",
    "ArgMax", "ArgMin", "TopK", "Sign", "Greater", "GreaterOrEqual", "Less", "LessOrEqual",
    "ZipMap", "Normalizer", "Binarizer",
  ]

  /// Operators that tails go on with.
  private static let others: Set<String> = [
    "Add", "And", "ArrayFeatureExtractor", "Cast", "CastLike", "Clip", "Concat", "ConstantOfShape",
    "Div", "Dropout", "Equal", "Expand", "Flatten", "Gather", "Identity", "LabelEncoder", "Max",
    "Min", "Mul", "Neg", "Not", "OneHot", "Or", "Pow", "Reciprocal", "ReduceL1", "ReduceL2",
    "ReduceMax", "ReduceMean", "ReduceMin", "ReduceSum", "Reshape", "Round", "Shape", "Slice",
    "Split", "Sqrt", "Squeeze", "Sub", "Sum", "Transpose", "Unsqueeze", "Where",
  ]

  private static let oneInput: Set<String> = [
    "Softmax", "LogSoftmax", "Hardmax", "Sigmoid", "Tanh", "Softplus", "Softsign", "Exp", "Log",
    "ArgMax", "ArgMin", "Sign", "ZipMap", "Normalizer", "Binarizer",
  ]

  /// Whether a node starts a tail, or casts to a type without fractions.
  static func starts(with node: ONNXNode) -> Bool {
    guard hasKnownDomain(node) else { return false }
    if node.opType == "Cast" {
      let type = node.integer("to", default: -1)
      return ONNXElementType.names[type] != nil && ONNXElementType.formats[type] == nil
    }
    return heads.contains(node.opType)
      && (!oneInput.contains(node.opType) || node.input.count == 1)
  }

  /// Whether a node rearranges numbers, which a tail starts with where that mixes points.
  static func isReshape(_ node: ONNXNode) -> Bool {
    hasKnownDomain(node) && node.opType == "Reshape"
  }

  /// Whether a tail goes on with a node.
  static func continues(with node: ONNXNode) -> Bool {
    hasKnownDomain(node) && (heads.contains(node.opType) || others.contains(node.opType))
  }

  private static func hasKnownDomain(_ node: ONNXNode) -> Bool {
    ["", "ai.onnx", "ai.onnx.ml"].contains(node.domain)
  }
}

/// A value behind the last neurons of a network: what was computed before, and what is cut off.
struct TailValue {
  /// The value that is the output of the network.
  let output: TensorValue
  /// Its name in the model.
  let name: String
  /// The first node that is cut off, for messages.
  let place: String
  /// The operators that are cut off, in their order, each once.
  var operators: [String]
}
