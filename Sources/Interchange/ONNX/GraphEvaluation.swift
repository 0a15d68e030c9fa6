import ExactAlgebra

/// A value of a graph.
enum GraphValue {
  case constant(ConstantTensor)
  case entries(TensorValue)
  case tail(TailValue)
}

/// What the nodes of a graph do to its inputs, one node after the other.
struct GraphEvaluation {
  /// The neurons up to here.
  var assembly = NetworkAssembly()
  /// The operators that were composed with others, in their order, each once.
  private(set) var foldedOperators: [String] = []
  /// Whether square roots were rounded.
  private(set) var hasRoundedRoots = false
  /// Whether numbers are rounded where they are computed, and not here.
  var leavesRoundingOut = false
  private let externalData: ExternalData
  private var values: [String: GraphValue] = [:]
  private var sourceCount = 0

  /// An evaluation that knows the inputs.
  init(inputs: [(name: String, value: TensorValue)], externalData: ExternalData) {
    self.externalData = externalData
    for (name, value) in inputs { values[name] = .entries(value) }
  }

  /// A value that was computed.
  ///
  /// - Throws: `DataError` where it was not.
  func value(_ name: String) throws(DataError) -> GraphValue {
    guard let value = values[name] else {
      throw DataError("'\(name.excerpt)' is a second output of a node, expected a first one")
    }
    return value
  }

  /// Forgets a value.
  mutating func forget(_ name: String) { values[name] = nil }

  /// Gives a constant a name.
  mutating func define(_ tensor: ONNXTensor) throws(DataError) {
    values[tensor.name] = .constant(try ConstantTensor(tensor, from: externalData))
  }

  /// Computes the outputs of a node.
  ///
  /// - Parameter place: the node in messages.
  /// - Throws: `DataError` for operators and uses of them that are not supported.
  mutating func run(_ node: ONNXNode, at place: String) throws(DataError) {
    if let tail = try tail(node, at: place) {
      for name in node.output where !name.isEmpty { values[name] = .tail(tail) }
      return
    }
    let operation = try ONNXOperator(of: node)
    guard let first = node.output.first else { throw DataError("no output, expected one") }
    guard operation != .split else {
      for (name, part) in zip(node.output, try split(node)) where !name.isEmpty {
        define(name, part, computedBy: operation)
      }
      return
    }
    switch try value(of: operation, node) {
    case .entries(let value): define(first, value, computedBy: operation)
    case let other: values[first] = other
    }
  }

  private mutating func define(
    _ name: String, _ value: TensorValue, computedBy operation: ONNXOperator
  ) {
    var value = value
    if !operation.keepsEntries {
      sourceCount += 1
      value.source = sourceCount
    }
    if operation.isFolded, !foldedOperators.contains(operation.rawValue) {
      foldedOperators.append(operation.rawValue)
    }
    values[name] = .entries(value)
  }

  /// What a node is where no neuron can follow it; `nil` for a node of the network itself.
  private func tail(_ node: ONNXNode, at place: String) throws(DataError) -> TailValue? {
    var tails: [TailValue] = []
    var entries: [(name: String, value: TensorValue)] = []
    for name in node.input {
      switch values[name] {
      case .tail(let tail): tails.append(tail)
      case .entries(let value): entries.append((name, value))
      default: break
      }
    }
    guard let first = tails.first else {
      guard entries.count == 1,
        TailOperator.starts(with: node) || stacksOutputs(node, entries[0].value)
      else { return nil }
      return TailValue(
        output: entries[0].value, name: entries[0].name, place: place, operators: [node.opType])
    }
    guard TailOperator.continues(with: node) else {
      guard first.operators[0] != "Reshape" else {
        throw DataError(
          "after a Reshape of the numbers of all points to one column, expected points x neurons")
      }
      let names = first.operators.map(\.excerpt).joined(separator: ", ")
      throw DataError(
        "after \(names) from \(first.place) on, expected networks with one piecewise linear "
          + "activation such as ReLU; others may come at the end only")
    }
    let sources = tails.map(\.output.source) + entries.map(\.value.source)
    guard Set(sources).count == 1 else {
      let other = tails.first { $0.output.source != sources[0] }?.name ?? entries.first?.name ?? ""
      throw DataError(
        "depends on '\(first.name.excerpt)' and '\(other.excerpt)', expected one value that is "
          + "the output of the network (--output-name says which)")
    }
    var result = first
    for name in tails.dropFirst().flatMap(\.operators) + [node.opType]
    where !result.operators.contains(name) {
      result.operators.append(name)
    }
    return result
  }

  /// Whether a node puts the numbers of all points below each other, as an exporter does with the
  /// outputs of a network.
  private func stacksOutputs(_ node: ONNXNode, _ value: TensorValue) -> Bool {
    guard TailOperator.isReshape(node), value.layout == .rows, value.axisCount == 2,
      !value.isSingle, let width = value.form.width, width > 1
    else { return false }
    return (try? constant(1, of: node).integers()) == [-1, 1]
  }

  private mutating func value(
    of operation: ONNXOperator, _ node: ONNXNode
  ) throws(DataError) -> GraphValue {
    switch operation {
    case .constant: return .constant(try node.constantTensor(from: externalData))
    case .identity: return try input(0, of: node)
    case .gemm: return .entries(try gemm(node))
    case .matMul: return try product(node)
    case .add, .sum: return try sum(node)
    case .subtract: return try difference(node)
    case .multiply: return try multiple(node)
    case .divide: return try quotient(node)
    case .negate: return try negative(node)
    case .batchNormalization: return .entries(try normalization(node))
    case .convolution: return .entries(try convolution(node))
    case .transposedConvolution: return .entries(try transposedConvolution(node))
    case .averagePool, .maximumPool: return .entries(try pool(operation, node))
    case .globalAveragePool, .globalMaximumPool: return .entries(try globalPool(operation, node))
    case .reduceSum, .reduceMean, .reduceMaximum, .reduceMinimum:
      return .entries(try reduction(operation, node))
    case .pad: return .entries(try padding(node))
    case .expand: return try expanded(node)
    case .tile: return .entries(try tiled(node))
    case .choose: return try choice(node)
    case .scaler: return .entries(try scaled(node))
    case .dropout: return .entries(try dropout(node))
    case .imputer: return .entries(try imputed(node))
    case .relu, .leakyReLU, .parametricReLU, .absoluteValue:
      let value = try entries(0, of: node)
      let function = try function(operation, node, on: value)
      return .entries(value.with(try assembly.apply(function, to: value.form)))
    case .clip: return .entries(try clip(node))
    case .maximum, .minimum: return try extremum(operation, node)
    case .hardSigmoid: return .entries(try hardSigmoid(node))
    case .flatten, .reshape, .squeeze, .unsqueeze, .transpose, .concatenate, .gather, .slice,
      .shape, .cast, .split, .arrayFeatureExtractor, .featureVectorizer:
      return try rearrangement(operation, node)
    }
  }
}

// MARK: affine maps

extension GraphEvaluation {
  /// `alpha A B + beta C`, with `A` the points.
  private func gemm(_ node: ONNXNode) throws(DataError) -> TensorValue {
    var value = try entries(0, of: node)
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
    try value.multiply(rowsBy: SparseMatrix(weights.scaled(by: alpha)))
    value.name = Self.layerName(factor.name)
    guard node.input.count == 3, !node.input[2].isEmpty else { return value }
    let beta = try node.number("beta", default: 1)
    let numbers = try value.spread(try constant(2, of: node))
    return value.with(value.form.adding(beta == 1 ? numbers : numbers.map { $0 * beta }))
  }

  private func product(_ node: ONNXNode) throws(DataError) -> GraphValue {
    switch (try input(0, of: node), try input(1, of: node)) {
    case (.entries(var value), .constant(let factor)):
      guard factor.shape.count == 2 else {
        throw DataError("\(factor.described), expected a matrix")
      }
      try value.multiply(fromRightBy: SparseMatrix(try factor.transpose.rows()))
      value.name = Self.layerName(factor.name)
      return .entries(value)
    case (.constant(let factor), .entries(var value)):
      try value.multiply(fromLeftBy: SparseMatrix(try factor.rows()))
      value.name = Self.layerName(factor.name)
      return .entries(value)
    case (.constant(let left), .constant(let right)):
      let (a, b) = (try left.rows(), try right.transpose.rows())
      guard a[0].count == b[0].count else {
        throw DataError("\(left.described) and \(right.described), expected matrices to multiply")
      }
      let product = try SparseMatrix(try right.rows()).followed(by: SparseMatrix(a))
      return .constant(
        ConstantTensor(
          product.fullRows.flatMap { $0 }, shape: [a.count, b.count], name: left.name))
    default: throw wrongInputs
    }
  }

  /// The name of a layer from that of its weights.
  static func layerName(_ name: String) -> String? {
    let short = name.hasSuffix(".weight") ? String(name.dropLast(".weight".count)) : name
    return short.isEmpty ? nil : short
  }

  private var wrongInputs: DataError {
    DataError("expected one input that depends on the input of the model and one constant")
  }

  private func sum(_ node: ONNXNode) throws(DataError) -> GraphValue {
    var result = try input(0, of: node)
    for index in node.input.indices.dropFirst() {
      result = try sum(result, try input(index, of: node))
    }
    return result
  }

  func sum(_ left: GraphValue, _ right: GraphValue) throws(DataError) -> GraphValue {
    switch (left, right) {
    case (.entries(var value), .constant(let constant)),
      (.constant(let constant), .entries(var value)):
      let numbers = try value.spread(constant)
      return .entries(value.with(value.form.adding(numbers)))
    case (.constant(let left), .constant(let right)):
      return .constant(try left.combined(with: right, +))
    case (.entries(let left), .entries(let right)):
      let values = try TensorValue.spread([left, right])
      let sum = try values[0].form.plus(values[1].form)
      try assembly.checkPassage(to: sum)
      return .entries(values[0].with(sum))
    default: throw wrongInputs
    }
  }

  private func difference(_ node: ONNXNode) throws(DataError) -> GraphValue {
    try sum(try input(0, of: node), try negative(try input(1, of: node)))
  }

  private func negative(_ node: ONNXNode) throws(DataError) -> GraphValue {
    try negative(try input(0, of: node))
  }

  private func negative(_ value: GraphValue) throws(DataError) -> GraphValue {
    switch value {
    case .constant(let constant): return .constant(try constant.mapped { -$0 })
    case .entries(let value):
      let signs = [Rational](repeating: -1, count: try value.form.knownWidth())
      return .entries(value.with(try value.form.scaled(by: signs)))
    case .tail: throw wrongInputs
    }
  }

  private func multiple(_ node: ONNXNode) throws(DataError) -> GraphValue {
    try multiple(try input(0, of: node), try input(1, of: node))
  }

  func multiple(_ left: GraphValue, _ right: GraphValue) throws(DataError) -> GraphValue {
    switch (left, right) {
    case (.entries(var value), .constant(let constant)),
      (.constant(let constant), .entries(var value)):
      let numbers = try value.spread(constant)
      return .entries(value.with(try value.form.scaled(by: numbers)))
    case (.constant(let left), .constant(let right)):
      return .constant(try left.combined(with: right, *))
    default: throw DataError("of two values that depend on the input, expected a constant factor")
    }
  }

  private func quotient(_ node: ONNXNode) throws(DataError) -> GraphValue {
    guard case .constant(let divisor) = try input(1, of: node) else {
      throw DataError("by a value that depends on the input, expected a constant")
    }
    guard try divisor.entries().allSatisfy({ !$0.isZero }) else {
      throw DataError("\(divisor.described) and has a zero, expected numbers to divide by")
    }
    switch try input(0, of: node) {
    case .entries(var value):
      let numbers = try value.spread(divisor).map { 1 / $0 }
      return .entries(value.with(try value.form.scaled(by: numbers)))
    case .constant(let constant):
      guard !constant.isInteger else {
        let isExact = try constant.entries().allSatisfy(\.isInteger)
        guard isExact, divisor.isInteger else { throw wrongInputs }
        return .constant(try constant.combined(with: divisor, Self.truncatedQuotient))
      }
      return .constant(try constant.combined(with: divisor, /))
    case .tail: throw wrongInputs
    }
  }

  /// The quotient of integers, rounded towards zero.
  private static func truncatedQuotient(_ a: Rational, _ b: Rational) -> Rational {
    let (quotient, _) = a.magnitude.numerator.dividedEuclideanly(by: b.magnitude.numerator)
    return a.signum() * b.signum() < 0 ? Rational(-quotient) : Rational(quotient)
  }

  /// `(x - mean) scale / sqrt(variance + epsilon) + bias`.
  ///
  /// A root that is not rational is rounded to double precision.
  private mutating func normalization(_ node: ONNXNode) throws(DataError) -> TensorValue {
    guard node.integer("training_mode", default: 0) == 0, node.output.count == 1 else {
      throw DataError("in training mode, expected a model for inference")
    }
    var value = try entries(0, of: node)
    let epsilon = try node.number("epsilon", default: Rational(exactly: Double(Float(1e-5)))!)
    var lists: [[Rational]] = []
    for index in 1...4 {
      let tensor = try constant(index, of: node)
      guard tensor.shape.count == 1 else {
        throw DataError("\(tensor.described), expected one number for each channel")
      }
      let extents = tensor.shape + [Int](repeating: 1, count: max(value.axisCount - 2, 0))
      lists.append(
        try value.spread(
          ConstantTensor(try tensor.entries(), shape: extents, name: tensor.name)))
    }
    let normalization = try Normalization(
      scale: lists[0], shift: lists[1], mean: lists[2], variance: lists[3], epsilon: epsilon)
    if normalization.isRounded { hasRoundedRoots = true }
    let scaled = try value.form.scaled(by: normalization.factors)
    return value.with(scaled.adding(normalization.constants))
  }

  /// `(x - offset) scale`.
  private func scaled(_ node: ONNXNode) throws(DataError) -> TensorValue {
    var value = try entries(0, of: node)
    guard value.isFlat else {
      throw DataError("applied to \(value.described), expected points x features")
    }
    var form = value.form
    for (name, isOffset) in [("offset", true), ("scale", false)] {
      let numbers = try node.numbers(name)
      guard !numbers.isEmpty else { continue }
      let spread = try value.spread(
        ConstantTensor(numbers, shape: [numbers.count], name: name))
      form = isOffset ? form.adding(spread.map { -$0 }) : try form.scaled(by: spread)
    }
    return value.with(form)
  }

  /// Outside training all values are kept.
  private func dropout(_ node: ONNXNode) throws(DataError) -> TensorValue {
    if node.input.count == 3, !node.input[2].isEmpty {
      guard try constant(2, of: node).isFalse == true else {
        throw DataError("in training mode, expected a model for inference")
      }
    }
    return try entries(0, of: node)
  }

  /// What stands for missing numbers is put in their place; points have none.
  private func imputed(_ node: ONNXNode) throws(DataError) -> TensorValue {
    let replaced = node.attribute("replaced_value_float")?.f ?? 0
    guard replaced.isNaN else {
      throw DataError("replaces the number \(replaced), expected NaN only, which no point has")
    }
    return try entries(0, of: node)
  }
}
