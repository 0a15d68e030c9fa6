import ExactAlgebra
import ReLUNetworks

/// A value of a graph that depends on the input: the layers that compute it, and where in a
/// tensor its neurons are.
struct Activation {
  /// Which axes of the tensor are those of the neurons.
  private enum Layout {
    /// All but the first axis, which counts points.
    case rows
    /// The only axis.
    case vector
    /// The first of two axes, the second has extent 1.
    case column
  }

  private(set) var layers: LayerSequence
  private var layout: Layout
  /// The extents of the axes; `nil` where they are not known.
  private var shape: [Int?]

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
    layers = LayerSequence(inputCount: Self.product(extents))
  }

  /// The number of axes.
  var axisCount: Int { shape.count }

  /// Whether the last axis is the only one with several neurons.
  private var isFlat: Bool {
    layout == .rows && shape.count > 1 && shape.dropFirst().dropLast().allSatisfy { $0 == 1 }
  }

  /// Whether there is one point only, so that all axes are of neurons.
  private var isSingle: Bool { layout != .rows || shape[0] == 1 }

  private static func product(_ extents: ArraySlice<Int?>) -> Int? {
    var product = 1
    for extent in extents {
      guard let extent else { return nil }
      let (next, overflow) = product.multipliedReportingOverflow(by: extent)
      guard !overflow else { return nil }
      product = next
    }
    return product
  }

  private var described: String {
    "the shape \(shape.prefix(8).map { $0.map(String.init) ?? "?" }.joined(separator: " x "))"
  }
}

extension Activation {
  /// `X -> X W^T + b` for points in rows, with `weights` the rows of `W`.
  mutating func multiply(rowsBy map: AffineMap) throws(DataError) {
    guard isFlat else {
      throw DataError("applied to \(described), expected points x neurons (use Flatten)")
    }
    try append(map)
  }

  /// `X -> X W^T`, as `MatMul` with a constant on the right does for points in rows or one point.
  mutating func multiply(fromRightBy map: AffineMap) throws(DataError) {
    guard layout != .vector else { return try append(map) }
    try multiply(rowsBy: map)
  }

  /// `x -> W x`, as `MatMul` with a constant on the left does for one point in a column.
  mutating func multiply(fromLeftBy map: AffineMap) throws(DataError) {
    if layout == .rows, layers.isEmpty, shape.count == 2, shape[1] == 1, let height = shape[0] {
      layout = .column
      layers = LayerSequence(inputCount: height)
    }
    guard layout != .rows else {
      throw DataError(
        "a constant on the left of \(described), expected it on the right, or one point in a column"
      )
    }
    try append(map)
  }

  private mutating func append(_ map: AffineMap) throws(DataError) {
    try layers.append(map)
    shape[layout == .column ? 0 : shape.count - 1] = map.outputCount
  }

  /// Adds a constant that is spread over the axes as ONNX does: one number, or one for each
  /// neuron.
  mutating func add(
    _ constant: ConstantTensor, times factor: Rational = 1
  ) throws(DataError) {
    var numbers = try constant.entries()
    if factor != 1 { numbers = numbers.map { $0 * factor } }
    if numbers.count == 1, constant.shape.count <= shape.count {
      return try layers.add(numbers[0])
    }
    guard isAligned(constant.shape) else {
      throw DataError("\(constant.described), expected one number for each neuron")
    }
    layers.setInputCount(numbers.count)
    guard numbers.count == layers.width else {
      throw DataError(
        "\(constant.described), expected one number for each of \(layers.width ?? 0) neurons")
    }
    try layers.add(numbers)
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

  /// Applies a function to each neuron.
  mutating func apply(_ activation: PiecewiseLinearActivation) throws(DataError) {
    try layers.apply(activation)
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
      shape = [axis == 0 ? 1 : shape[0], axis == 0 ? layers.width : lower]
    case .vector, .column:
      // One point: in a row where all axes are on one side, in a column otherwise.
      let isRow = axis == 0
      layout = isRow ? .rows : .column
      shape = isRow ? [1, layers.width] : [layers.width, 1]
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
        layers.setInputCount(width)
        guard width == layers.width else { throw mixing(target) }
      }
      shape = extents
    } else if isSingle, let width = layers.width, Self.product(extents[...]) == width {
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
      case 1...Architecture.maximumParameterCount: extents.append(extent)
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
    let total = keepsPoints ? layers.width : isSingle ? layers.width : Self.product(shape[...])
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
