import ExactAlgebra

/// The operators that a feed-forward network is made of: affine maps, activations with kinks, and
/// what moves numbers.
enum ONNXOperator: String, CaseIterable {
  case gemm = "Gemm"
  case matMul = "MatMul"
  case add = "Add"
  case subtract = "Sub"
  case multiply = "Mul"
  case divide = "Div"
  case negate = "Neg"
  case sum = "Sum"
  case batchNormalization = "BatchNormalization"
  case convolution = "Conv"
  case transposedConvolution = "ConvTranspose"
  case averagePool = "AveragePool"
  case globalAveragePool = "GlobalAveragePool"
  case maximumPool = "MaxPool"
  case globalMaximumPool = "GlobalMaxPool"
  case reduceSum = "ReduceSum"
  case reduceMean = "ReduceMean"
  case reduceMaximum = "ReduceMax"
  case reduceMinimum = "ReduceMin"
  case pad = "Pad"
  case expand = "Expand"
  case tile = "Tile"
  case choose = "Where"
  case scaler = "Scaler"
  case relu = "Relu"
  case leakyReLU = "LeakyRelu"
  case parametricReLU = "PRelu"
  case absoluteValue = "Abs"
  case clip = "Clip"
  case maximum = "Max"
  case minimum = "Min"
  case hardSigmoid = "HardSigmoid"
  case flatten = "Flatten"
  case reshape = "Reshape"
  case squeeze = "Squeeze"
  case unsqueeze = "Unsqueeze"
  case identity = "Identity"
  case constant = "Constant"
  case transpose = "Transpose"
  case concatenate = "Concat"
  case gather = "Gather"
  case slice = "Slice"
  case split = "Split"
  case shape = "Shape"
  case dropout = "Dropout"
  case cast = "Cast"
  case arrayFeatureExtractor = "ArrayFeatureExtractor"
  case featureVectorizer = "FeatureVectorizer"
  case imputer = "Imputer"

  /// The attributes that are understood.
  var attributes: [String] {
    switch self {
    case .gemm: ["alpha", "beta", "transA", "transB", "broadcast"]
    case .flatten, .concatenate, .gather: ["axis"]
    case .reshape: ["allowzero"]
    case .constant: ["value", "value_float", "value_floats", "value_int", "value_ints"]
    case .transpose: ["perm"]
    case .dropout: ["ratio", "seed"]
    case .cast: ["to", "saturate"]
    case .leakyReLU: ["alpha"]
    case .hardSigmoid: ["alpha", "beta"]
    case .clip: ["min", "max"]
    case .squeeze, .unsqueeze: ["axes"]
    case .slice: ["starts", "ends", "axes"]
    case .split: ["axis", "split", "num_outputs"]
    case .shape: ["start", "end"]
    case .scaler: ["offset", "scale"]
    case .batchNormalization: ["epsilon", "momentum", "training_mode", "spatial"]
    case .featureVectorizer: ["inputdimensions"]
    case .imputer: ["imputed_value_floats", "replaced_value_float"]
    case .convolution: ["auto_pad", "dilations", "group", "kernel_shape", "pads", "strides"]
    case .transposedConvolution:
      [
        "auto_pad", "dilations", "group", "kernel_shape", "output_padding", "output_shape", "pads",
        "strides",
      ]
    case .averagePool:
      [
        "auto_pad", "ceil_mode", "count_include_pad", "dilations", "kernel_shape", "pads",
        "strides",
      ]
    case .maximumPool:
      ["auto_pad", "ceil_mode", "dilations", "kernel_shape", "pads", "storage_order", "strides"]
    case .reduceSum, .reduceMean, .reduceMaximum, .reduceMinimum:
      ["axes", "keepdims", "noop_with_empty_axes"]
    case .pad: ["mode", "pads", "value"]
    case .matMul, .add, .subtract, .multiply, .divide, .negate, .sum, .maximum, .minimum, .relu,
      .parametricReLU, .absoluteValue, .identity, .arrayFeatureExtractor, .globalAveragePool,
      .globalMaximumPool, .expand, .tile, .choose:
      []
    }
  }

  /// The numbers of inputs.
  var inputCounts: ClosedRange<Int> {
    switch self {
    case .constant: 0...0
    case .relu, .leakyReLU, .absoluteValue, .flatten, .identity, .transpose, .cast, .negate,
      .hardSigmoid, .shape, .scaler, .imputer, .averagePool, .globalAveragePool, .maximumPool,
      .globalMaximumPool:
      1...1
    case .squeeze, .unsqueeze, .split, .reduceSum, .reduceMean, .reduceMaximum, .reduceMinimum:
      1...2
    case .matMul, .add, .subtract, .multiply, .divide, .parametricReLU, .reshape, .gather,
      .arrayFeatureExtractor, .expand, .tile:
      2...2
    case .choose: 3...3
    case .pad: 1...4
    case .gemm, .convolution, .transposedConvolution: 2...3
    case .dropout, .clip: 1...3
    case .slice: 1...5
    case .batchNormalization: 5...5
    case .sum, .maximum, .minimum, .concatenate, .featureVectorizer: 1...64
    }
  }

  /// Whether the operator is part of the standard of ONNX, or of its addition for classical
  /// machine learning.
  private var domains: [String] {
    switch self {
    case .scaler, .arrayFeatureExtractor, .featureVectorizer, .imputer: ["ai.onnx.ml"]
    default: ["", "ai.onnx"]
    }
  }

  /// Whether the entries stay what they are.
  var keepsEntries: Bool {
    switch self {
    case .identity, .dropout, .imputer, .flatten, .reshape, .squeeze, .unsqueeze, .cast: true
    default: false
    }
  }

  /// Whether the operator is an affine map that is composed with those beside it, which a reader
  /// does not expect in a list of layers.
  var isFolded: Bool {
    switch self {
    case .subtract, .multiply, .divide, .negate, .sum, .batchNormalization, .scaler,
      .concatenate, .gather, .slice, .split, .transpose, .arrayFeatureExtractor,
      .featureVectorizer, .convolution, .transposedConvolution, .averagePool, .globalAveragePool,
      .reduceSum, .reduceMean, .pad, .expand, .tile, .choose:
      true
    default: false
    }
  }

  /// Operators with curves or jumps, which no piecewise linear layer is.
  private static let others: Set<String> = [
    "Acos", "Acosh", "ArgMax", "ArgMin", "Asin", "Asinh", "Atan", "Atanh", "Ceil", "Celu", "Cos",
    "Cosh", "Elu", "Equal", "Erf", "Exp", "Floor", "Gelu", "Greater", "GreaterOrEqual",
    "GroupNormalization", "HardSwish", "InstanceNormalization", "LSTM", "LayerNormalization",
    "Less",
    "LessOrEqual", "Log", "LogSoftmax", "LpNormalization", "LRN", "Mish", "Mod", "Not", "Pow",
    "Reciprocal", "Round", "Selu", "Sigmoid", "Sign", "Sin", "Sinh", "Softmax", "Softplus",
    "Softsign", "Sqrt", "Tan", "Tanh", "ThresholdedRelu",
  ]

  /// Whether it is known that a node computes no continuous, piecewise linear function.
  static func isCurvedOrBroken(_ node: ONNXNode) -> Bool {
    ["", "ai.onnx"].contains(node.domain) && others.contains(node.opType)
  }

  private static func refusal(of node: ONNXNode) -> String {
    let expected =
      "expected Gemm, MatMul, Add, Conv, AveragePool, Relu, MaxPool, Reshape, Concat or another "
      + "operator that is affine or piecewise linear"
    return isCurvedOrBroken(node)
      ? "not supported: not continuous and piecewise linear, \(expected)"
      : "not supported, \(expected)"
  }

  /// The operator of a node.
  ///
  /// - Throws: `DataError` for other operators, unknown attributes and a wrong number of inputs.
  init(of node: ONNXNode) throws(DataError) {
    guard let known = ONNXOperator(rawValue: node.opType), known.domains.contains(node.domain)
    else {
      throw DataError(Self.refusal(of: node))
    }
    self = known
    for attribute in node.attribute where !attributes.contains(attribute.name) {
      throw DataError(
        "the attribute '\(attribute.name.excerpt)' is not supported"
          + (attributes.isEmpty ? "" : ", expected \(attributes.joined(separator: ", "))"))
    }
    guard inputCounts.contains(node.input.count) else {
      let expected = Set([inputCounts.lowerBound, inputCounts.upperBound]).sorted()
      throw DataError(
        "\(node.input.count) inputs, expected "
          + expected.map(String.init).joined(separator: " to "))
    }
    if let missing = node.input.prefix(inputCounts.lowerBound).firstIndex(of: "") {
      throw DataError("input \(missing + 1) is missing")
    }
  }
}

extension ONNXNode {
  /// An attribute by its name.
  func attribute(_ name: String) -> ONNXAttribute? { attribute.first { $0.name == name } }

  /// A floating-point attribute, exactly.
  func number(_ name: String, default value: Rational) throws(DataError) -> Rational {
    guard let attribute = attribute(name) else { return value }
    guard let number = Rational(exactly: Double(attribute.f)) else {
      throw DataError("the attribute '\(name)' is not a finite number")
    }
    return number
  }

  /// A list of floating-point numbers, exactly; empty where the attribute is missing.
  func numbers(_ name: String) throws(DataError) -> [Rational] {
    guard let list = attribute(name)?.floats else { return [] }
    return try exactEntries(list.map(Double.init), of: name, shape: [list.count])
  }

  /// A text; `nil` where the attribute is missing, and empty where it is no text.
  func text(_ name: String) -> String? {
    attribute(name).map { String(validating: $0.s, as: UTF8.self) ?? "" }
  }

  /// A list of integers; `nil` where the attribute is missing.
  func integers(_ name: String) -> [Int]? { attribute(name).map { $0.ints.map(Int.init) } }

  /// An integer attribute.
  func integer(_ name: String, default value: Int) -> Int {
    attribute(name).map { Int($0.i) } ?? value
  }

  /// The tensor that a node `Constant` gives.
  func constantTensor(from externalData: ExternalData) throws(DataError) -> ConstantTensor {
    guard attribute.count == 1, let value = attribute.first else {
      throw DataError("\(attribute.count) attributes, expected its value")
    }
    var tensor = ONNXTensor()
    switch value.name {
    case "value":
      tensor = value.t
    case "value_float":
      (tensor.dataType, tensor.floatData) = (1, [value.f])
    case "value_floats":
      (tensor.dataType, tensor.floatData) = (1, value.floats)
      tensor.dims = [Int64(value.floats.count)]
    case "value_int":
      (tensor.dataType, tensor.int64Data) = (7, [value.i])
    default:
      (tensor.dataType, tensor.int64Data) = (7, value.ints)
      tensor.dims = [Int64(value.ints.count)]
    }
    if tensor.name.isEmpty { tensor.name = output.first ?? "" }
    return try ConstantTensor(tensor, from: externalData)
  }
}
