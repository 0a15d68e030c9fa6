import ExactAlgebra

/// The operators that a feed-forward network is made of.
enum ONNXOperator: String, CaseIterable {
  case gemm = "Gemm"
  case matMul = "MatMul"
  case add = "Add"
  case relu = "Relu"
  case leakyReLU = "LeakyRelu"
  case parametricReLU = "PRelu"
  case absoluteValue = "Abs"
  case flatten = "Flatten"
  case reshape = "Reshape"
  case identity = "Identity"
  case constant = "Constant"
  case transpose = "Transpose"
  case dropout = "Dropout"
  case cast = "Cast"

  /// The attributes that are understood.
  var attributes: [String] {
    switch self {
    case .gemm: ["alpha", "beta", "transA", "transB"]
    case .flatten: ["axis"]
    case .reshape: ["allowzero"]
    case .constant: ["value", "value_float", "value_floats", "value_int", "value_ints"]
    case .transpose: ["perm"]
    case .dropout: ["ratio", "seed"]
    case .cast: ["to", "saturate"]
    case .leakyReLU: ["alpha"]
    case .matMul, .add, .relu, .parametricReLU, .absoluteValue, .identity: []
    }
  }

  /// The numbers of inputs.
  var inputCounts: ClosedRange<Int> {
    switch self {
    case .constant: 0...0
    case .relu, .leakyReLU, .absoluteValue, .flatten, .identity, .transpose, .cast: 1...1
    case .matMul, .add, .parametricReLU, .reshape: 2...2
    case .gemm: 2...3
    case .dropout: 1...3
    }
  }

  /// The operator of a node.
  ///
  /// - Throws: `DataError` for other operators, unknown attributes and a wrong number of inputs.
  init(of node: ONNXNode) throws(DataError) {
    guard ["", "ai.onnx"].contains(node.domain),
      let known = ONNXOperator(rawValue: node.opType)
    else {
      let names = Self.allCases.map(\.rawValue)
      throw DataError(
        "not supported, expected \(names.dropLast().joined(separator: ", ")) or \(names.last!)")
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

  /// An integer attribute.
  func integer(_ name: String, default value: Int) -> Int {
    attribute(name).map { Int($0.i) } ?? value
  }

  /// The tensor that a node `Constant` gives.
  func constantTensor() throws(DataError) -> ConstantTensor {
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
    return try ConstantTensor(tensor)
  }
}
