import ExactAlgebra
import Networks

/// Operators with kinks.
extension GraphEvaluation {
  /// The function that a node applies to each neuron.
  ///
  /// - Throws: `DataError` for several slopes, and for slope 1.
  func function(
    _ operation: ONNXOperator, _ node: ONNXNode, on value: TensorValue
  ) throws(DataError) -> PiecewiseLinearActivation {
    let slope: Rational
    switch operation {
    case .absoluteValue: return .absoluteValue
    case .leakyReLU:
      // The default is a number of single precision too.
      slope = try node.number("alpha", default: Rational(exactly: Double(Float(0.01)))!)
    case .parametricReLU:
      let slopes = try constant(1, of: node)
      let entries = try slopes.entries()
      guard slopes.shape.count <= value.axisCount, let first = entries.first,
        entries.allSatisfy({ $0 == first })
      else {
        throw DataError(
          "\(slopes.described), expected one slope for all neurons (a network has one activation)")
      }
      slope = first
    default: return .relu
    }
    do {
      return try .leakyReLU(slope: slope)
    } catch {
      throw DataError("\(error)")
    }
  }

  /// Bounds as attributes, or as second and third input.
  mutating func clip(_ node: ONNXNode) throws(DataError) -> TensorValue {
    var value = try entries(0, of: node)
    var bounds: [Rational?] = []
    for (index, name) in [(1, "min"), (2, "max")] {
      if node.input.count > index, !node.input[index].isEmpty {
        let tensor = try constant(index, of: node)
        guard tensor.shape.reduce(1, *) == 1 else {
          throw DataError("\(tensor.described), expected one number")
        }
        bounds.append(try tensor.isUnbounded ? nil : try tensor.entries()[0])
      } else if let attribute = node.attribute(name) {
        let isBound = attribute.f.isFinite && attribute.f.magnitude < .greatestFiniteMagnitude
        bounds.append(isBound ? Rational(exactly: Double(attribute.f)) : nil)
      } else {
        bounds.append(nil)
      }
    }
    return try clip(&value, from: bounds[0], to: bounds[1])
  }

  private mutating func clip(
    _ value: inout TensorValue, from lower: Rational?, to upper: Rational?
  ) throws(DataError) -> TensorValue {
    let width = try value.form.knownWidth()
    return value.with(
      try assembly.clip(
        value.form, from: lower.map { Array(repeating: $0, count: width) },
        to: upper.map { Array(repeating: $0, count: width) }))
  }

  /// `max(0, min(1, alpha x + beta))`.
  mutating func hardSigmoid(_ node: ONNXNode) throws(DataError) -> TensorValue {
    var value = try entries(0, of: node)
    let alpha = try node.number("alpha", default: Rational(exactly: Double(Float(0.2)))!)
    let beta = try node.number("beta", default: Rational(1, 2))
    let ones = [Rational](repeating: 1, count: try value.form.knownWidth())
    let form = try value.form.scaled(by: ones.map { $0 * alpha })
    value = value.with(form.adding(ones.map { $0 * beta }))
    return try clip(&value, from: 0, to: 1)
  }

  /// The largest or smallest one of values and constants, entry by entry.
  mutating func extremum(
    _ operation: ONNXOperator, _ node: ONNXNode
  ) throws(DataError) -> GraphValue {
    var values: [TensorValue] = []
    var constants: [ConstantTensor] = []
    for index in node.input.indices {
      switch try input(index, of: node) {
      case .constant(let constant): constants.append(constant)
      case .entries(let entries): values.append(entries)
      case .tail: throw DataError("input \(index + 1) is behind the output of the network")
      }
    }
    let isMaximum = operation == .maximum
    var bound = constants.first
    for constant in constants.dropFirst() {
      bound = try bound?.combined(with: constant) { isMaximum ? max($0, $1) : min($0, $1) }
    }
    guard !values.isEmpty else { return .constant(bound!) }
    var value = try extremum(of: values, isMaximum: isMaximum)
    guard let bound else { return .entries(value) }
    let numbers = try value.spread(bound)
    return .entries(
      value.with(
        try assembly.clip(
          value.form, from: isMaximum ? numbers : nil, to: isMaximum ? nil : numbers)))
  }

  private mutating func extremum(
    of values: [TensorValue], isMaximum: Bool
  ) throws(DataError) -> TensorValue {
    guard values.count > 1 else { return values[0] }
    let values = try TensorValue.spread(values)
    let width = try values[0].form.knownWidth()
    let joined = try AffineForm.joined(values.map(\.form))
    try assembly.checkPassage(to: joined)
    let lists = (0..<width).map { row in values.indices.map { $0 * width + row } }
    return values[0].with(
      isMaximum
        ? try assembly.maxima(of: joined, over: lists)
        : try assembly.minima(of: joined, over: lists))
  }
}

// MARK: inputs of nodes

extension GraphEvaluation {
  func input(_ index: Int, of node: ONNXNode) throws(DataError) -> GraphValue {
    guard node.input.indices.contains(index), !node.input[index].isEmpty else {
      throw DataError("input \(index + 1) is missing")
    }
    return try value(node.input[index])
  }

  func entries(_ index: Int, of node: ONNXNode) throws(DataError) -> TensorValue {
    switch try input(index, of: node) {
    case .entries(let value): return value
    case .constant:
      throw DataError(
        "input \(index + 1) is constant, expected it to depend on the model's input")
    case .tail: throw DataError("input \(index + 1) is behind the output of the network")
    }
  }

  func constant(_ index: Int, of node: ONNXNode) throws(DataError) -> ConstantTensor {
    guard case .constant(let tensor) = try input(index, of: node) else {
      throw DataError("input \(index + 1) depends on the model's input, expected a constant")
    }
    return tensor
  }

  /// Integers as an attribute, as in old models, or as an input; `nil` where neither is there.
  func integers(
    _ name: String, orInput index: Int, of node: ONNXNode
  ) throws(DataError) -> [Int]? {
    if let list = node.integers(name) { return list }
    guard node.input.count > index, !node.input[index].isEmpty else { return nil }
    return try constant(index, of: node).integers()
  }
}

extension [[Rational]] {
  /// The rows times a number.
  func scaled(by factor: Rational) -> [[Rational]] {
    factor == 1 ? self : map { row in row.map { $0 * factor } }
  }
}
