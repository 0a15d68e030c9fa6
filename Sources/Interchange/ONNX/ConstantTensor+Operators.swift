import ExactAlgebra
import Networks

/// What a model computes from constants alone, exactly.
extension ConstantTensor {
  /// The numbers of two tensors that are spread over each other, combined entry by entry.
  ///
  /// - Throws: `DataError` for shapes that do not go together, and for the number of points, which
  ///   is not known.
  func combined(
    with other: ConstantTensor, _ operation: (Rational, Rational) -> Rational
  ) throws(DataError) -> ConstantTensor {
    let count = max(shape.count, other.shape.count)
    let (left, right) = (Self.padded(shape, to: count), Self.padded(other.shape, to: count))
    let extents = zip(left, right).map { $0 == 1 ? $1 : $0 }
    guard extents.count <= 16, let total = Self.moderateProduct(extents),
      total <= Network.maximumParameterCount,
      let own = TensorValue.spread(left, over: extents),
      let others = TensorValue.spread(right, over: extents)
    else {
      throw DataError("\(described) and \(other.described), expected shapes that go together")
    }
    let (a, b) = (try known(), try other.known())
    return ConstantTensor(
      zip(own, others).map { operation(a[$0], b[$1]) }, shape: extents, name: name,
      isInteger: isInteger && other.isInteger)
  }

  private static func padded(_ shape: [Int], to count: Int) -> [Int] {
    Array(repeating: 1, count: count - shape.count) + shape
  }

  private static func moderateProduct(_ extents: [Int]) -> Int? {
    TensorValue.product(extents.map { Optional($0) }[...])
  }

  /// The entries, none of which is the number of points.
  private func known() throws(DataError) -> [Rational] {
    let entries = try entries()
    guard !isInteger || !entries.contains(Self.pointCount) else {
      throw DataError("\(described) is computed from the number of points, which is not known")
    }
    return entries
  }

  /// The entries spread over the axes of a larger shape.
  func expanded(to target: [Int]) throws(DataError) -> ConstantTensor {
    let isModerate = target.allSatisfy { (1...Network.maximumWidth).contains($0) }
    guard isModerate, let total = Self.moderateProduct(target),
      total <= Network.maximumParameterCount
    else {
      throw DataError(
        "\(described) expanded to \(target.prefix(8).map(String.init).joined(separator: " x "))")
    }
    let frame = ConstantTensor(
      [Rational](repeating: 0, count: total), shape: target, name: name, isInteger: isInteger)
    return try combined(with: frame, +)
  }

  /// Each number changed.
  func mapped(_ operation: (Rational) -> Rational) throws(DataError) -> ConstantTensor {
    ConstantTensor(
      try known().map(operation), shape: shape, name: name, isInteger: isInteger)
  }

  /// The same entries with other extents; one may be -1, for what is left.
  func reshaped(to target: [Int]) throws(DataError) -> ConstantTensor {
    var extents = target
    let total = shape.reduce(1, *)
    for (axis, extent) in target.enumerated() where extent == 0 && axis < shape.count {
      extents[axis] = shape[axis]
    }
    let free = target.indices.filter { target[$0] == -1 }
    if free.count == 1 {
      extents[free[0]] = 1
      guard let rest = Self.moderateProduct(extents), rest > 0, total.isMultiple(of: rest) else {
        throw notReshaped(target)
      }
      extents[free[0]] = total / rest
    }
    guard extents.allSatisfy({ $0 >= 0 }), Self.moderateProduct(extents) == total else {
      throw notReshaped(target)
    }
    return ConstantTensor(try entries(), shape: extents, name: name, isInteger: isInteger)
  }

  private func notReshaped(_ target: [Int]) -> DataError {
    DataError(
      "\(described), and \(target.prefix(8).map(String.init).joined(separator: " x ")) is wanted, "
        + "expected as many entries")
  }

  /// The axes in another order.
  func transposed(_ order: [Int]) throws(DataError) -> ConstantTensor {
    guard order.sorted() == Array(shape.indices) else {
      throw DataError("perm of \(described), expected each axis once")
    }
    let entries = try entries()
    return ConstantTensor(
      Self.transposedIndices(shape, order).map { entries[$0] }, shape: order.map { shape[$0] },
      name: name, isInteger: isInteger)
  }

  /// For each entry of a transposed tensor, its place in the tensor.
  static func transposedIndices(_ extents: [Int], _ order: [Int]) -> [Int] {
    var strides = [Int](repeating: 1, count: extents.count)
    for axis in extents.indices.dropLast().reversed() {
      strides[axis] = strides[axis + 1] * extents[axis + 1]
    }
    var indices = [0]
    for axis in order {
      indices = indices.flatMap { index in
        (0..<extents[axis]).map { index + $0 * strides[axis] }
      }
    }
    return indices
  }

  /// Some entries along an axis; one index alone leaves the axis out where it is not kept.
  func taking(
    _ indices: [Int], along axis: Int, keepsAxis: Bool
  ) throws(DataError) -> ConstantTensor {
    let axis = try self.axis(axis)
    let extent = shape[axis]
    guard indices.allSatisfy({ (-extent..<extent).contains($0) }) else {
      throw DataError("\(described), expected indices below \(extent) along axis \(axis)")
    }
    let inner = shape[(axis + 1)...].reduce(1, *)
    let outer = shape[..<axis].reduce(1, *)
    guard outer * inner * indices.count <= Network.maximumParameterCount else {
      throw DataError("more than \(Network.maximumParameterCount) entries")
    }
    let entries = try entries()
    let taken = (0..<outer).flatMap { block in
      indices.flatMap { index in
        let place = (block * extent + (index < 0 ? index + extent : index)) * inner
        return entries[place..<place + inner]
      }
    }
    var result = shape
    if keepsAxis { result[axis] = indices.count } else { result.remove(at: axis) }
    return ConstantTensor(taken, shape: result, name: name, isInteger: isInteger)
  }

  /// An axis counted from the front.
  func axis(_ axis: Int) throws(DataError) -> Int {
    guard (-shape.count..<shape.count).contains(axis) else {
      throw DataError("axis \(axis): \(described), expected an axis that is there")
    }
    return axis < 0 ? axis + shape.count : axis
  }

  /// Tensors one after the other along an axis.
  static func joined(_ tensors: [ConstantTensor], along axis: Int) throws(DataError)
    -> ConstantTensor
  {
    let first = tensors[0]
    let axis = try first.axis(axis)
    var shape = first.shape
    shape[axis] = 0
    var parts: [[Rational]] = []
    for tensor in tensors {
      guard tensor.shape.count == shape.count,
        shape.indices.allSatisfy({ $0 == axis || tensor.shape[$0] == shape[$0] })
      else {
        throw DataError("\(first.described) and \(tensor.described), expected one differing axis")
      }
      shape[axis] += tensor.shape[axis]
      parts.append(try tensor.entries())
    }
    guard let total = moderateProduct(shape), total <= Network.maximumParameterCount else {
      throw DataError("more than \(Network.maximumParameterCount) entries")
    }
    let outer = shape[..<axis].reduce(1, *)
    let inner = shape[(axis + 1)...].reduce(1, *)
    var entries: [Rational] = []
    for block in 0..<outer {
      for (tensor, part) in zip(tensors, parts) {
        let length = tensor.shape[axis] * inner
        entries += part[block * length..<(block + 1) * length]
      }
    }
    return ConstantTensor(
      entries, shape: shape, name: first.name, isInteger: tensors.allSatisfy(\.isInteger))
  }
}
