import ExactAlgebra

/// Operators that move numbers and compute none.
extension GraphEvaluation {
  mutating func rearrangement(
    _ operation: ONNXOperator, _ node: ONNXNode
  ) throws(DataError) -> GraphValue {
    if operation == .concatenate {
      return try concatenation(node, axis: node.integer("axis", default: 0))
    }
    if operation == .featureVectorizer { return try features(node) }
    if operation == .cast { return try cast(node) }
    switch try input(0, of: node) {
    case .constant(let tensor): return .constant(try rearranged(tensor, operation, node))
    case .entries(let value):
      if operation == .shape { return .constant(try Self.shape(of: value, node)) }
      return .entries(try rearranged(value, operation, node))
    case .tail: throw DataError("input 1 is behind the output of the network")
    }
  }

  private func rearranged(
    _ value: TensorValue, _ operation: ONNXOperator, _ node: ONNXNode
  ) throws(DataError) -> TensorValue {
    var value = value
    switch operation {
    case .flatten: try value.flatten(axis: node.integer("axis", default: 1))
    case .reshape:
      let allowsZero = node.integer("allowzero", default: 0) != 0
      let target = try constant(1, of: node)
      // The number of points as first extent is what is there.
      let first = target.isInteger ? try target.entries().first : nil
      let knowsPoints = first == ConstantTensor.pointCount
      try value.reshape(
        to: knowsPoints ? [0] + target.tail(from: 1).integers() : target.integers(),
        zeroKeepsExtent: knowsPoints || !allowsZero)
    case .squeeze: value = try value.squeezed(try integers("axes", orInput: 1, of: node))
    case .unsqueeze:
      guard let axes = try integers("axes", orInput: 1, of: node) else {
        throw DataError("no axes, expected them")
      }
      value = try value.unsqueezed(axes)
    case .transpose: value = try value.transposed(node.integers("perm"))
    case .gather:
      let (indices, keepsAxis) = try indices(of: node)
      let axis = try value.axis(node.integer("axis", default: 0))
      value = try value.taking(indices, along: axis, keepsAxis: keepsAxis)
    case .arrayFeatureExtractor:
      let indices = try constant(1, of: node)
      let columns = try indices.reshaped(to: [indices.shape.reduce(1, *)]).integers()
      value = try value.taking(columns, along: value.axisCount - 1)
    case .slice:
      for (start, end, step, axis) in try slices(of: node, axisCount: value.axisCount) {
        value = try value.sliced(from: start, to: end, by: step, along: try value.axis(axis))
      }
    default: break
    }
    return value
  }

  private func rearranged(
    _ tensor: ConstantTensor, _ operation: ONNXOperator, _ node: ONNXNode
  ) throws(DataError) -> ConstantTensor {
    switch operation {
    case .flatten:
      let axis = node.integer("axis", default: 1)
      guard (-tensor.shape.count...tensor.shape.count).contains(axis) else {
        throw DataError("axis \(axis): \(tensor.described)")
      }
      let place = axis < 0 ? axis + tensor.shape.count : axis
      return try tensor.reshaped(to: [
        tensor.shape[..<place].reduce(1, *), tensor.shape[place...].reduce(1, *),
      ])
    case .reshape: return try tensor.reshaped(to: try constant(1, of: node).integers())
    case .squeeze:
      var places = tensor.shape.indices.filter { tensor.shape[$0] == 1 }
      if let axes = try integers("axes", orInput: 1, of: node) {
        places = []
        for axis in axes { places.append(try tensor.axis(axis)) }
      }
      return try tensor.reshaped(
        to: tensor.shape.indices.filter { !places.contains($0) }.map { tensor.shape[$0] })
    case .unsqueeze:
      var shape = tensor.shape
      for axis in (try integers("axes", orInput: 1, of: node) ?? []).sorted() {
        let place = axis < 0 ? axis + shape.count + 1 : axis
        guard (0...shape.count).contains(place), shape.count < 16 else {
          throw DataError("axis \(axis): \(tensor.described)")
        }
        shape.insert(1, at: place)
      }
      return try tensor.reshaped(to: shape)
    case .transpose:
      if tensor.shape.count == 2, node.integers("perm") ?? [1, 0] == [1, 0] {
        return tensor.transpose
      }
      let order = node.integers("perm") ?? tensor.shape.indices.reversed()
      return try tensor.transposed(order)
    case .gather:
      let (indices, keepsAxis) = try indices(of: node)
      return try tensor.taking(
        indices, along: node.integer("axis", default: 0), keepsAxis: keepsAxis)
    case .slice:
      var result = tensor
      for (start, end, step, axis) in try slices(of: node, axisCount: tensor.shape.count) {
        let axis = try result.axis(axis)
        let indices = TensorValue.indices(
          from: start, to: end, by: step, of: result.shape[axis])
        result = try result.taking(indices, along: axis, keepsAxis: true)
      }
      return result
    case .shape:
      return ConstantTensor(
        tensor.shape.map { Rational($0) }, shape: [tensor.shape.count], name: tensor.name,
        isInteger: true)
    default: throw DataError("of a constant, expected a value that depends on the input")
    }
  }

  /// The extents of a value; that of the points may not be known.
  private static func shape(
    of value: TensorValue, _ node: ONNXNode
  ) throws(DataError) -> ConstantTensor {
    guard node.attribute.isEmpty else { throw DataError("with start or end, expected all axes") }
    var numbers: [Rational] = []
    for (axis, extent) in value.shape.enumerated() {
      if let extent {
        numbers.append(Rational(extent))
      } else if axis == 0, value.layout == .rows {
        numbers.append(ConstantTensor.pointCount)
      } else {
        throw DataError("of \(value.described), expected the extents of the axes")
      }
    }
    return ConstantTensor(
      numbers, shape: [numbers.count], name: node.output.first ?? "", isInteger: true)
  }

  /// The indices of `Gather`, and whether they have an axis of their own.
  private func indices(of node: ONNXNode) throws(DataError) -> ([Int], Bool) {
    let tensor = try constant(1, of: node)
    return (try tensor.integers(), !tensor.shape.isEmpty)
  }

  /// What `Slice` takes of which axes.
  private func slices(
    of node: ONNXNode, axisCount: Int
  ) throws(DataError) -> [(start: Int, end: Int, step: Int, axis: Int)] {
    guard let starts = try integers("starts", orInput: 1, of: node),
      let ends = try integers("ends", orInput: 2, of: node)
    else { throw DataError("no starts and ends, expected both") }
    let axes = try integers("axes", orInput: 3, of: node) ?? Array(starts.indices)
    var steps = [Int](repeating: 1, count: starts.count)
    if node.input.count > 4, !node.input[4].isEmpty {
      steps = try constant(4, of: node).integers()
    }
    guard [ends.count, axes.count, steps.count].allSatisfy({ $0 == starts.count }),
      starts.count <= axisCount, steps.allSatisfy({ $0 != 0 })
    else { throw DataError("starts, ends, axes and steps of different numbers") }
    return starts.indices.map { (starts[$0], ends[$0], steps[$0], axes[$0]) }
  }

  /// The inputs beside each other, as many columns of each as the node says.
  private func features(_ node: ONNXNode) throws(DataError) -> GraphValue {
    let widths = node.integers("inputdimensions") ?? []
    for index in node.input.indices {
      let value = try entries(index, of: node)
      guard value.isFlat, widths.indices.contains(index), value.form.width == widths[index] else {
        throw DataError(
          "inputdimensions \(widths.prefix(8)) and \(value.described), expected all columns of each "
            + "input")
      }
    }
    return try concatenation(node, axis: 1)
  }

  private func concatenation(_ node: ONNXNode, axis: Int) throws(DataError) -> GraphValue {
    var inputs: [GraphValue] = []
    for index in node.input.indices { inputs.append(try input(index, of: node)) }
    let values = inputs.compactMap { input -> TensorValue? in
      if case .entries(let value) = input { value } else { nil }
    }
    guard let first = values.first else {
      var tensors: [ConstantTensor] = []
      for index in node.input.indices { tensors.append(try constant(index, of: node)) }
      return .constant(try ConstantTensor.joined(tensors, along: axis))
    }
    var parts: [TensorValue] = []
    for input in inputs {
      switch input {
      case .entries(let value): parts.append(value)
      case .constant(let tensor): parts.append(try first.constant(tensor))
      case .tail: throw DataError("an input is behind the output of the network")
      }
    }
    let joined = try TensorValue.joined(parts, along: try first.axis(axis))
    try assembly.checkPassage(to: joined.form)
    return .entries(joined)
  }

  /// The parts of a value along an axis.
  func split(_ node: ONNXNode) throws(DataError) -> [TensorValue] {
    let value = try entries(0, of: node)
    let axis = try value.axis(node.integer("axis", default: 0))
    guard let extent = value.axisExtent(axis) else {
      throw DataError("\(value.described), expected the extent of the axis")
    }
    let count = max(node.output.count, 1)
    let length = (extent + count - 1) / count
    var lengths = (0..<count).map { max(min(length, extent - $0 * length), 0) }
    if let given = try integers("split", orInput: 1, of: node) { lengths = given }
    guard lengths.count == count, lengths.allSatisfy({ (1...extent).contains($0) }),
      lengths.reduce(0, +) == extent
    else { throw DataError("parts that do not make up \(extent) entries") }
    var start = 0
    var parts: [TensorValue] = []
    for length in lengths {
      parts.append(try value.taking(Array(start..<start + length), along: axis))
      start += length
    }
    return parts
  }

  private mutating func cast(_ node: ONNXNode) throws(DataError) -> GraphValue {
    let type = node.integer("to", default: -1)
    let value = try input(0, of: node)
    if case .constant(let tensor) = value {
      guard type == 6 || type == 7 || ONNXElementType.formats[type] != nil else {
        throw DataError("\(tensor.described), expected a cast to numbers")
      }
      let isInteger = type == 6 || type == 7
      let entries = try tensor.entries()
      guard !isInteger || entries.allSatisfy(\.isInteger) else {
        throw DataError("\(tensor.described) and has fractions, expected no rounding")
      }
      return .constant(
        ConstantTensor(
          entries.map { ONNXElementType.formats[type]?.rounded($0) ?? $0 },
          shape: tensor.shape, name: tensor.name, isInteger: isInteger))
    }
    guard let format = ONNXElementType.formats[type] else {
      throw DataError("to another type than a floating-point one, expected no rounding")
    }
    var entries = try entries(0, of: node)
    if let before = entries.format, format.byteCount < before.byteCount {
      leavesRoundingOut = true
    }
    entries.format = format
    return .entries(entries)
  }
}
