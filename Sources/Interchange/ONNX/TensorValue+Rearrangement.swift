import ExactAlgebra
import Networks

/// Operators that move entries and compute nothing.
extension TensorValue {
  /// An axis counted from the front.
  ///
  /// - Throws: `DataError` for an axis that is not there.
  func axis(_ axis: Int, of count: Int? = nil) throws(DataError) -> Int {
    let count = count ?? shape.count
    guard (-count..<count).contains(axis) else {
      throw DataError("axis \(axis) of \(described), expected an axis that is there")
    }
    return axis < 0 ? axis + count : axis
  }

  /// Leaves out axes of extent 1, all of them where none are named.
  func squeezed(_ axes: [Int]?) throws(DataError) -> TensorValue {
    var dropped: Set<Int> = []
    if let axes {
      for axis in axes { dropped.insert(try self.axis(axis)) }
    } else {
      dropped = Set(shape.indices.filter { shape[$0] == 1 })
    }
    let result = shape.indices.filter { !dropped.contains($0) }.map { shape[$0] }
    guard layout == .rows, !dropped.contains(0) else {
      guard dropped.allSatisfy({ shape[$0] == 1 }) else { throw notOne }
      return try arranged(as: result)
    }
    for axis in dropped where shape[axis] != 1 {
      // The last axis of one neuron, whose extent is not known, is as long as the form.
      guard shape[axis] == nil, form.width == 1 else { throw notOne }
    }
    return with(form, shape: result)
  }

  private var notOne: DataError { DataError("an axis of \(described), expected the extent 1") }

  /// Puts in axes of extent 1, at places of the result.
  func unsqueezed(_ axes: [Int]) throws(DataError) -> TensorValue {
    let count = shape.count + axes.count
    guard count <= 16 else { throw DataError("\(count) axes, expected at most 16") }
    var places: Set<Int> = []
    for axis in axes { places.insert(try self.axis(axis, of: count)) }
    guard places.count == axes.count else { throw DataError("the same axis twice") }
    var rest = shape[...]
    let result = (0..<count).map { places.contains($0) ? 1 : rest.removeFirst() }
    guard layout == .rows, !places.contains(0) else { return try arranged(as: result) }
    return with(form, shape: result)
  }

  /// One point with other axes.
  private func arranged(as extents: [Int?]) throws(DataError) -> TensorValue {
    let known = extents.compactMap { $0 }
    guard isSingle, known.count == extents.count, !known.isEmpty else {
      throw DataError("from \(described), expected the axis of the points to stay")
    }
    var value = self
    try value.reshape(to: known, zeroKeepsExtent: false)
    return value
  }

  /// Exchanges axes; points stay apart.
  func transposed(_ order: [Int]?) throws(DataError) -> TensorValue {
    let order = order ?? shape.indices.reversed()
    guard order.sorted() == Array(shape.indices) else {
      throw DataError("perm of \(described), expected each axis once")
    }
    if order == Array(shape.indices) { return self }
    if shape.count == 2, isSingle, let width = form.width, Self.product(shape[...]) == width {
      return try arranged(as: [shape[1], shape[0]])
    }
    guard layout == .rows, order[0] == 0, let extents = entryExtents else {
      throw DataError(
        "input 1 depends on the model's input and has \(described), expected the points to stay "
          + "the first axis")
    }
    _ = try form.knownWidth()
    let indices = ConstantTensor.transposedIndices(extents, order.dropFirst().map { $0 - 1 })
    return with(try form.rows(indices), shape: order.map { shape[$0] })
  }

  /// Some entries along an axis.
  ///
  /// - Parameter keepsAxis: `false` for one index, whose axis is left out.
  func taking(
    _ indices: [Int], along axis: Int, keepsAxis: Bool = true
  ) throws(DataError) -> TensorValue {
    let (extents, place) = try extents(along: axis)
    let extent = extents[place]
    var result = shape
    if keepsAxis { result[axis] = indices.count } else { result.remove(at: axis) }
    guard indices.allSatisfy({ (-extent..<extent).contains($0) }), !indices.isEmpty else {
      throw DataError(
        "indices along axis \(axis) of \(described), expected numbers from 0 to \(extent - 1)")
    }
    let positive = indices.map { $0 < 0 ? $0 + extent : $0 }
    let inner = extents[(place + 1)...].reduce(1, *)
    let outer = extents[..<place].reduce(1, *)
    guard outer * inner * positive.count <= Network.maximumWidth else {
      throw DataError("more than \(Network.maximumWidth) neurons")
    }
    let rows = (0..<outer).flatMap { block in
      positive.flatMap { index in
        (0..<inner).map { (block * extent + index) * inner + $0 }
      }
    }
    guard layout == .rows || keepsAxis else {
      throw DataError("one entry of \(described), expected the axis to stay")
    }
    return with(try form.rows(rows), shape: result)
  }

  /// The extents of the entries of one point, and which of them an axis is.
  private func extents(along axis: Int) throws(DataError) -> (extents: [Int], place: Int) {
    guard layout != .rows || axis > 0, layout != .column || axis == 0 else {
      throw DataError("axis \(axis) of \(described) is that of the points")
    }
    _ = try form.knownWidth()
    guard let extents = entryExtents else {
      throw DataError("\(described), expected the extents of its axes")
    }
    return (extents, layout == .rows ? axis - 1 : 0)
  }

  /// The indices that a slice takes of an axis with an extent, as ONNX counts them.
  static func indices(from start: Int, to end: Int, by step: Int, of extent: Int) -> [Int] {
    guard step != 0 else { return [] }
    func place(_ index: Int) -> Int {
      let index = index < 0 ? index.addingReportingOverflow(extent).partialValue : index
      return step > 0 ? min(max(index, 0), extent) : min(max(index, -1), extent - 1)
    }
    // Huge steps take the first entry only.
    let bounded = min(max(step, -extent - 1), extent + 1)
    return Array(stride(from: place(start), to: place(end), by: bounded))
  }

  /// Slices along an axis.
  func sliced(from start: Int, to end: Int, by step: Int, along axis: Int) throws(DataError)
    -> TensorValue
  {
    if layout == .rows, axis == 0 {
      // Every point.
      guard start == 0, step == 1, end >= Int(Int32.max) || (shape[0].map { end >= $0 } ?? false)
      else {
        throw DataError("a slice of the points, expected one of the neurons")
      }
      return self
    }
    let (extents, place) = try extents(along: axis)
    return try taking(
      Self.indices(from: start, to: end, by: step, of: extents[place]), along: axis)
  }

  /// Several values, one after the other along an axis.
  ///
  /// - Precondition: there is one at least.
  static func joined(_ values: [TensorValue], along axis: Int) throws(DataError) -> TensorValue {
    let first = values[0]
    var lengths: [Int] = []
    var others: [[Int]] = []
    for value in values {
      guard value.layout == first.layout, value.shape.count == first.shape.count else {
        throw DataError("\(first.described) and \(value.described), expected as many axes")
      }
      let (extents, place) = try value.extents(along: axis)
      lengths.append(extents[place])
      others.append(Array(extents[..<place]) + extents[(place + 1)...])
    }
    guard Set(others).count == 1 else {
      throw DataError("\(first.described) and other shapes, expected them to differ in one axis")
    }
    let (extents, place) = try first.extents(along: axis)
    let outer = extents[..<place].reduce(1, *)
    let inner = extents[(place + 1)...].reduce(1, *)
    let joined = try AffineForm.joined(values.map(\.form))
    var starts = [0]
    for length in lengths { starts.append(starts[starts.count - 1] + length * outer * inner) }
    let rows = (0..<outer).flatMap { block in
      lengths.indices.flatMap { part in
        (0..<lengths[part] * inner).map { starts[part] + block * lengths[part] * inner + $0 }
      }
    }
    var shape = first.shape
    shape[axis] = lengths.reduce(0, +)
    return first.with(try joined.rows(rows), shape: shape)
  }

  /// A constant with the axes of a value, for `joined`.
  ///
  /// - Throws: `DataError` for a constant that is not the same for all points.
  func constant(_ tensor: ConstantTensor) throws(DataError) -> TensorValue {
    let extents = tensor.shape
    guard extents.count == shape.count, layout != .rows || extents[0] == 1 && shape[0] == 1 else {
      throw DataError(
        "\(tensor.described) beside \(described), expected the same number of points")
    }
    return with(
      AffineForm(constants: try tensor.entries()), shape: extents.map { Optional($0) })
  }
}
