import ExactAlgebra
import Networks

/// A value of a graph that depends on the input: what its entries are, and where in a tensor they
/// are.
struct TensorValue {
  /// Which axes of the tensor are those of the neurons.
  enum Layout {
    /// All but the first axis, which counts points.
    case rows
    /// The only axis.
    case vector
    /// The first of two axes, the second has extent 1.
    case column
  }

  /// The node that computed the entries, by its number, 0 for an input: equal numbers are equal
  /// entries.
  var source = 0
  /// The type of the entries, where it is known.
  var format: FloatingPointFormat?
  /// The entries of one point, the last axis running fastest.
  private(set) var form: AffineForm
  private(set) var layout: Layout
  /// The extents of the axes; `nil` where they are not known.
  private(set) var shape: [Int?]

  /// The input of a model; the shape is `nil` where the model does not tell it.
  ///
  /// - Throws: `DataError` for a shape without axes.
  init(inputOfShape shape: [Int?]?) throws(DataError) {
    let shape = shape ?? [nil, nil]
    guard !shape.isEmpty else {
      throw DataError("a single number, expected the shape points x inputs")
    }
    self.shape = shape
    layout = shape.count == 1 ? .vector : .rows
    let extents = layout == .vector ? shape[...] : shape.dropFirst()
    form = AffineForm(group: 0, width: Self.product(extents))
  }

  /// The same entries in another form, with the same axes.
  func with(_ form: AffineForm) -> TensorValue {
    var value = self
    value.form = form
    return value
  }

  /// Other entries with other axes.
  func with(_ form: AffineForm, shape: [Int?]) -> TensorValue {
    var value = with(form)
    value.shape = shape
    return value
  }

  /// What the file calls the layer.
  var name: String? {
    get { form.name }
    set { form.name = newValue }
  }

  /// The extent of an axis, where it is known.
  func axisExtent(_ axis: Int) -> Int? {
    if let extent = shape[axis] { return extent }
    guard layout != .rows || axis > 0, let extents = entryExtents else { return nil }
    return extents[layout == .rows ? axis - 1 : 0]
  }

  /// The number of axes.
  var axisCount: Int { shape.count }

  /// Whether the last axis is the only one with several neurons.
  var isFlat: Bool {
    layout == .rows && shape.count > 1 && shape.dropFirst().dropLast().allSatisfy { $0 == 1 }
  }

  /// Whether there is one point only, so that all axes are of neurons.
  var isSingle: Bool { layout != .rows || shape[0] == 1 }

  static func product(_ extents: ArraySlice<Int?>) -> Int? {
    var product = 1
    for extent in extents {
      guard let extent else { return nil }
      let (next, overflow) = product.multipliedReportingOverflow(by: extent)
      guard !overflow else { return nil }
      product = next
    }
    return product
  }

  var described: String {
    "the shape \(shape.prefix(8).map { $0.map(String.init) ?? "?" }.joined(separator: " x "))"
  }
}

extension TensorValue {
  /// `X -> X W^T` for points in rows, with `weights` the rows of `W`; further axes before the last one
  /// are kept.
  mutating func multiply(rowsBy weights: SparseMatrix) throws(DataError) {
    if isFlat { return try append(weights) }
    guard layout == .rows, shape.count > 2, let extents = entryExtents,
      extents.last == weights.columnCount
    else {
      throw DataError("applied to \(described), expected points x neurons (use Flatten)")
    }
    let count = extents.dropLast().reduce(1, *)
    form = try form.followed(by: try weights.repeated(count))
    shape[shape.count - 1] = weights.rows.count
  }

  /// `X -> X W^T`, as `MatMul` with a constant on the right does for points in rows or one point.
  mutating func multiply(fromRightBy weights: SparseMatrix) throws(DataError) {
    guard layout != .vector else { return try append(weights) }
    try multiply(rowsBy: weights)
  }

  /// `x -> W x`, as `MatMul` with a constant on the left does for one point in a column.
  mutating func multiply(fromLeftBy weights: SparseMatrix) throws(DataError) {
    if layout == .rows, form.group == 0, shape.count == 2, shape[1] == 1, let height = shape[0] {
      layout = .column
      form = AffineForm(group: 0, width: height)
    }
    guard layout != .rows else {
      throw DataError(
        "a constant on the left of \(described), expected it on the right, or one point in a column"
      )
    }
    try append(weights)
  }

  private mutating func append(_ weights: SparseMatrix) throws(DataError) {
    form = try form.followed(by: weights)
    shape[layout == .column ? 0 : shape.count - 1] = weights.rows.count
  }

  /// A constant spread over the axes as ONNX does: one number for each entry.
  ///
  /// - Throws: `DataError` for shapes that do not go together, and for one number where the number
  ///   of entries is not known.
  mutating func spread(_ constant: ConstantTensor) throws(DataError) -> [Rational] {
    let numbers = try constant.entries()
    if numbers.count == 1, constant.shape.count <= shape.count {
      return Array(repeating: numbers[0], count: try form.knownWidth())
    }
    if isAligned(constant.shape) {
      form.setWidth(numbers.count)
      guard numbers.count == form.width else {
        throw DataError(
          "\(constant.described), expected one number for each of \(form.width ?? 0) neurons")
      }
      return numbers
    }
    _ = try form.knownWidth()
    guard let extents = singleExtents, !numbers.isEmpty,
      let indices = Self.spread(constant.shape, over: extents)
    else {
      throw DataError("\(constant.described), expected one number for each neuron")
    }
    return indices.map { numbers[$0] }
  }

  /// Whether the axis of a constant that has several entries is that of the neurons.
  private func isAligned(_ extents: [Int]) -> Bool {
    guard !extents.isEmpty, extents.count <= shape.count else { return false }
    switch layout {
    case .vector: return true
    case .rows: return isFlat && extents.dropLast().allSatisfy { $0 == 1 }
    case .column: return extents.count == 2 && extents[1] == 1
    }
  }

  /// The index in a tensor of one shape for each entry of a larger shape; `nil` where it cannot be
  /// spread.
  static func spread(_ small: [Int], over large: [Int]) -> [Int]? {
    guard small.count <= large.count else { return nil }
    let offset = large.count - small.count
    for (axis, extent) in small.enumerated() where extent != 1 && extent != large[offset + axis] {
      return nil
    }
    var indices = [0]
    for (axis, extent) in large.enumerated() {
      let isSpread = axis < offset || small[axis - offset] == 1
      let factor = axis < offset ? 1 : small[axis - offset]
      indices = indices.flatMap { index in
        (0..<extent).map { index * factor + (isSpread ? 0 : $0) }
      }
    }
    return indices
  }

  /// The extents of the axes of entries of one point, where they are known.
  var entryExtents: [Int]? {
    switch layout {
    case .vector, .column: return form.width.map { [$0] }
    case .rows:
      let extents = Array(shape.dropFirst())
      let known = extents.compactMap { $0 }
      if known.count == extents.count { return known }
      guard extents.count == 1, let width = form.width else { return nil }
      return [width]
    }
  }

  /// The extents of all axes for one point, where they are known.
  var singleExtents: [Int]? {
    guard let extents = entryExtents else { return nil }
    switch layout {
    case .rows: return [1] + extents
    case .vector: return extents
    case .column: return extents + [1]
    }
  }

  /// Values that are spread over each other, as ONNX does, so that their entries go together.
  ///
  /// - Precondition: there is one at least.
  /// - Throws: `DataError` for shapes that do not go together.
  static func spread(_ values: [TensorValue]) throws(DataError) -> [TensorValue] {
    let first = values[0]
    guard let other = values.first(where: { $0.shape != first.shape || $0.layout != first.layout })
    else { return values }
    let refusal = DataError("\(first.described) and \(other.described), expected the same shape")
    guard values.allSatisfy({ $0.layout == first.layout && $0.shape.count == first.shape.count })
    else { throw refusal }
    // The number of inputs may be told by the weights only.
    if values.allSatisfy(\.isFlat), values.contains(where: { $0.singleExtents == nil }) {
      return values
    }
    var target = [Int](repeating: 1, count: first.shape.count)
    var lists: [[Int]] = []
    for value in values {
      guard let extents = value.singleExtents else { throw refusal }
      target = zip(target, extents).map { $0 == 1 ? $1 : $0 }
    }
    let total = target.reduce(1) { $0.saturatingProduct($1) }
    guard total <= Network.maximumWidth else {
      throw DataError("\(total) neurons, expected at most \(Network.maximumWidth)")
    }
    for value in values {
      guard let list = spread(value.singleExtents!, over: target) else { throw refusal }
      lists.append(list)
    }
    var shape: [Int?] = target
    if first.layout == .rows { shape[0] = values.map { $0.shape[0] }.first { $0 != 1 } ?? 1 }
    var results: [TensorValue] = []
    for (value, list) in zip(values, lists) {
      results.append(value.with(try value.form.rows(list), shape: shape))
    }
    return results
  }

  /// The value spread over the axes of a larger shape, as `Expand` does.
  func expanded(to target: [Int]) throws(DataError) -> TensorValue {
    let refusal = DataError(
      "from \(described) to \(target.prefix(8).map(String.init).joined(separator: " x ")), expected "
        + "extents that go together, with the points as they are")
    _ = try form.knownWidth()
    guard let extents = singleExtents, layout != .column, target.count <= shape.count,
      target.allSatisfy({ (1...Network.maximumWidth).contains($0) })
    else { throw refusal }
    var wanted = [Int](repeating: 1, count: shape.count - target.count) + target
    if layout == .rows {
      guard wanted[0] == 1 || wanted[0] == shape[0] else { throw refusal }
      wanted[0] = 1
    }
    let result = zip(extents, wanted).map { $0 == 1 ? $1 : $0 }
    guard result.reduce(1, { $0.saturatingProduct($1) }) <= Network.maximumWidth,
      Self.spread(wanted, over: result) != nil,
      let indices = Self.spread(extents, over: result)
    else { throw refusal }
    var shape: [Int?] = result
    if layout == .rows { shape[0] = self.shape[0] }
    return with(try form.rows(indices), shape: shape)
  }

  /// Makes two axes of all: those before and those from the given one.
  mutating func flatten(axis: Int) throws(DataError) {
    guard (-shape.count...shape.count).contains(axis) else {
      throw DataError("axis \(axis) of \(described), expected an axis that is there")
    }
    let axis = axis < 0 ? axis + shape.count : axis
    let lower = Self.product(shape[axis...])
    switch layout {
    case .rows:
      let keepsPoints = axis > 0 && shape[..<axis].dropFirst().allSatisfy { $0 == 1 }
      guard keepsPoints || axis == 0 && isSingle else {
        throw DataError("axis \(axis) of \(described) mixes points and neurons, expected axis 1")
      }
      shape = [axis == 0 ? 1 : shape[0], axis == 0 ? form.width : lower]
    case .vector, .column:
      // One point: in a row where all axes are on one side, in a column otherwise.
      let isRow = axis == 0
      layout = isRow ? .rows : .column
      shape = isRow ? [1, form.width] : [form.width, 1]
    }
  }

  /// Gives the axes other extents, where points stay apart.
  ///
  /// - Parameter target: the extents; -1 for what is left, once, and 0 for what is there, where
  ///   `keepsZeros`.
  mutating func reshape(to target: [Int], zeroKeepsExtent: Bool) throws(DataError) {
    let extents = try resolved(target, zeroKeepsExtent: zeroKeepsExtent)
    if layout == .rows, extents.count > 1, extents[0] == nil || extents[0] == shape[0] {
      // The first axis is what it was; the others have the neurons.
      if let width = Self.product(extents.dropFirst()) {
        form.setWidth(width)
        guard width == form.width else { throw mixing(target) }
      }
      shape = extents
    } else if isSingle, let width = form.width, Self.product(extents[...]) == width {
      if extents.count == 1 {
        layout = .vector
      } else if extents[0] == 1 {
        layout = .rows
      } else if extents.count == 2, extents[1] == 1 {
        layout = .column
      } else {
        throw mixing(target)
      }
      shape = extents
    } else {
      throw mixing(target)
    }
  }

  /// The extents that a target of `Reshape` stands for; `nil` where they are not known.
  private func resolved(
    _ target: [Int], zeroKeepsExtent: Bool
  ) throws(DataError) -> [Int?] {
    let freeCount = target.count { $0 == -1 }
    guard !target.isEmpty, freeCount <= 1 else { throw mixing(target) }
    var extents: [Int?] = []
    for (axis, extent) in target.enumerated() {
      switch extent {
      case 0 where zeroKeepsExtent && axis < shape.count: extents.append(shape[axis])
      case 1...Network.maximumParameterCount: extents.append(extent)
      case -1: extents.append(nil)
      default: throw mixing(target)
      }
    }
    guard let free = target.firstIndex(of: -1) else { return extents }
    var others = extents
    others[free] = 1
    // Where the first axis counts points and is kept, the rest has the neurons.
    let keepsPoints =
      layout == .rows && free > 0 && (target[0] == 0 || target[0] == shape[0])
    if keepsPoints { others[0] = 1 }
    let total = keepsPoints || isSingle ? form.width : Self.product(shape[...])
    if let total, let rest = Self.product(others[...]), rest > 0, total.isMultiple(of: rest) {
      extents[free] = total / rest
    }
    return extents
  }

  private func mixing(_ target: [Int]) -> DataError {
    DataError(
      "from \(described) to \(target.prefix(8).map(String.init).joined(separator: " x ")), "
        + "expected points x neurons, with the points as they are")
  }
}
