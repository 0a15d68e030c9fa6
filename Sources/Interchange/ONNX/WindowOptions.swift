import Networks

/// How a window moves over an input, as the attributes of a node say.
struct WindowOptions {
  /// Along one axis, how a window moves: `before` and `after` are the extents of the padding.
  struct Move {
    let stride: Int
    let dilation: Int
    let before: Int
    let after: Int
    let outputs: Int
  }

  /// Who says the padding.
  private enum Padding: String {
    case stated = "NOTSET"
    case none = "VALID"
    case sameUpper = "SAME_UPPER"
    case sameLower = "SAME_LOWER"
  }

  /// Numbers that are taken, so that sums of products of them are numbers of the machine.
  private static let range = 0...1 << 20

  private let strides: [Int]
  private let dilations: [Int]
  private let pads: [Int]
  private let outputPads: [Int]
  private let outputShape: [Int]?
  private let padding: Padding
  private let roundsUp: Bool

  /// - Parameter axisCount: the number of axes that the window moves along.
  /// - Throws: `DataError` for another number of numbers, and numbers that are too large.
  init(of node: ONNXNode, axisCount: Int) throws(DataError) {
    strides = try Self.numbers("strides", of: node, count: axisCount, default: 1)
    dilations = try Self.numbers("dilations", of: node, count: axisCount, default: 1)
    pads = try Self.numbers("pads", of: node, count: 2 * axisCount, default: 0)
    outputPads = try Self.numbers("output_padding", of: node, count: axisCount, default: 0)
    outputShape =
      node.attribute("output_shape") == nil
      ? nil : try Self.numbers("output_shape", of: node, count: axisCount, default: 1)
    roundsUp = node.integer("ceil_mode", default: 0) != 0
    let name = node.text("auto_pad") ?? Padding.stated.rawValue
    guard let padding = Padding(rawValue: name.isEmpty ? Padding.stated.rawValue : name) else {
      throw DataError(
        "auto_pad '\(name.excerpt)', expected NOTSET, VALID, SAME_UPPER or SAME_LOWER")
    }
    self.padding = padding
  }

  /// The extents of the window of a node, `nil` where it does not say them.
  static func kernel(of node: ONNXNode, axisCount: Int) throws(DataError) -> [Int]? {
    guard node.attribute("kernel_shape") != nil else { return nil }
    return try numbers("kernel_shape", of: node, count: axisCount, default: 1)
  }

  private static func numbers(
    _ name: String, of node: ONNXNode, count: Int, default value: Int
  ) throws(DataError) -> [Int] {
    guard let list = node.integers(name) else { return Array(repeating: value, count: count) }
    // Pads may be zero; windows and steps may not.
    let least = value == 0 ? 0 : 1
    guard list.count == count, list.allSatisfy({ range.contains($0) && $0 >= least }) else {
      throw DataError(
        "\(name) \(list.prefix(8).map(String.init).joined(separator: ", ")), expected \(count) "
          + "numbers from \(least) to \(range.upperBound)")
    }
    return list
  }

  /// The padding before and after, where it is told by the extents.
  private func split(_ total: Int, upper: Bool) -> (before: Int, after: Int) {
    upper ? (total / 2, total - total / 2) : (total - total / 2, total / 2)
  }

  /// How a window moves along an axis; no outputs where it has no place.
  func move(along axis: Int, kernel: Int, input: Int) throws(DataError) -> Move {
    let (stride, dilation) = (strides[axis], dilations[axis])
    let reach = try Self.reach(kernel, dilation)
    let outputs: Int
    var (before, after) = (0, 0)
    switch padding {
    case .sameUpper, .sameLower:
      outputs = (input + stride - 1) / stride
      let total = max((outputs - 1) * stride + reach - input, 0)
      (before, after) = split(total, upper: padding == .sameUpper)
    case .stated, .none:
      if padding == .stated { (before, after) = (pads[axis], pads[axis + pads.count / 2]) }
      let rest = input + before + after - reach
      guard rest >= 0 else { return Move(stride: 1, dilation: 1, before: 0, after: 0, outputs: 0) }
      var places = rest / stride + 1
      // The last window starts in the input or in the padding before it.
      if roundsUp, !rest.isMultiple(of: stride), places * stride < input + before { places += 1 }
      outputs = places
    }
    return Move(
      stride: stride, dilation: dilation, before: before, after: after, outputs: outputs)
  }

  /// How the window of a transposed convolution moves along an axis.
  func transposedMove(along axis: Int, kernel: Int, input: Int) throws(DataError) -> Move {
    let (stride, dilation) = (strides[axis], dilations[axis])
    let full =
      (input - 1).saturatingProduct(stride) + outputPads[axis] + (try Self.reach(kernel, dilation))
    var (before, after) = (0, 0)
    let given = outputShape?[axis]
    switch padding {
    case .stated where given == nil:
      (before, after) = (pads[axis], pads[axis + pads.count / 2])
    case .none where given == nil: break
    default:
      let total = max(full - (given ?? input.saturatingProduct(stride)), 0)
      (before, after) = split(total, upper: padding == .sameUpper)
    }
    return Move(
      stride: stride, dilation: dilation, before: before, after: after,
      outputs: given ?? max(full - before - after, 0))
  }

  /// The extent of a window with the gaps in it.
  private static func reach(_ kernel: Int, _ dilation: Int) throws(DataError) -> Int {
    let reach = (kernel - 1).saturatingProduct(dilation)
    guard range.contains(reach) else {
      throw DataError("a window of extent \(kernel), \(dilation) apart, expected a smaller one")
    }
    return reach + 1
  }
}
