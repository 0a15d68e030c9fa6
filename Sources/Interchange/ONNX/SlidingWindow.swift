import Networks

/// Which entries of an input a window covers, for each of its places.
///
/// Convolutions and pools move a window of a fixed shape over the input and its padding. Axes do not
/// know of each other: what is covered is the product of what is covered along each.
struct SlidingWindow {
  /// A place in the window and the entry of the input that is there.
  struct Tap {
    let kernel: Int
    let input: Int
  }

  /// A window along one axis.
  private struct Axis {
    let kernelExtent: Int
    let inputExtent: Int
    /// For each output, what the window covers of the input.
    let taps: [[Tap]]
    /// For each output, how many places of the window are in the input or its padding.
    let coveredCounts: [Int]
  }

  private let axes: [Axis]

  /// The window of a convolution or a pool.
  ///
  /// - Parameters:
  ///   - kernel: its extents.
  ///   - extents: those of the input.
  ///   - options: how it moves.
  /// - Throws: `DataError` for sizes that are too large, and where the window has no place.
  init(
    _ kernel: [Int], over extents: [Int], _ options: WindowOptions
  ) throws(DataError) {
    var axes: [Axis] = []
    for index in kernel.indices {
      let move = try options.move(along: index, kernel: kernel[index], input: extents[index])
      try Self.check(kernel[index], extents[index], move.outputs)
      var taps: [[Tap]] = []
      var counts: [Int] = []
      for output in 0..<move.outputs {
        let start = output * move.stride - move.before
        let places = (0..<kernel[index]).lazy.map { ($0, start + $0 * move.dilation) }
        taps.append(
          places.filter { (0..<extents[index]).contains($0.1) }
            .map { Tap(kernel: $0.0, input: $0.1) })
        counts.append(places.count { $0.1 < extents[index] + move.after })
      }
      axes.append(
        Axis(
          kernelExtent: kernel[index], inputExtent: extents[index], taps: taps,
          coveredCounts: counts))
    }
    self.axes = axes
    try checkCount()
  }

  /// The window of a transposed convolution: for each output, the inputs whose window covers it.
  ///
  /// - Throws: `DataError` as `init(_:over:_:)`.
  init(
    transposed kernel: [Int], over extents: [Int], _ options: WindowOptions
  ) throws(DataError) {
    var axes: [Axis] = []
    for index in kernel.indices {
      let move = try options.transposedMove(
        along: index, kernel: kernel[index], input: extents[index])
      try Self.check(kernel[index], extents[index], move.outputs)
      var taps = [[Tap]](repeating: [], count: move.outputs)
      for input in 0..<extents[index] {
        for place in 0..<kernel[index] {
          let output = input * move.stride + place * move.dilation - move.before
          guard taps.indices.contains(output) else { continue }
          taps[output].append(Tap(kernel: place, input: input))
        }
      }
      axes.append(
        Axis(
          kernelExtent: kernel[index], inputExtent: extents[index], taps: taps,
          coveredCounts: taps.map(\.count)))
    }
    self.axes = axes
    try checkCount()
  }

  private static func check(_ kernel: Int, _ input: Int, _ outputs: Int) throws(DataError) {
    guard outputs > 0 else {
      throw DataError("a window of extent \(kernel) that has no place in the extent \(input)")
    }
    guard outputs <= Network.maximumWidth,
      kernel * max(outputs, input) <= Network.maximumParameterCount
    else {
      throw DataError(
        "a window of extent \(kernel) at \(outputs) places, expected at most "
          + "\(Network.maximumWidth) neurons")
    }
  }

  private func checkCount() throws(DataError) {
    let count = axes.reduce(1) { product, axis in
      product.saturatingProduct(axis.taps.reduce(0) { $0 + $1.count })
    }
    guard outputCount <= Network.maximumWidth else {
      throw DataError("\(outputCount) neurons, expected at most \(Network.maximumWidth)")
    }
    guard count <= Network.maximumParameterCount else { throw SparseMatrix.tooMany }
  }

  /// The extents of the output.
  var outputExtents: [Int] { axes.map(\.taps.count) }

  private var outputCount: Int { outputExtents.reduce(1) { $0.saturatingProduct($1) } }

  /// For each output, the last axis running fastest, what the window covers of the input.
  var taps: [[Tap]] {
    axes.reduce([[Tap(kernel: 0, input: 0)]]) { lists, axis in
      lists.flatMap { list in
        axis.taps.map { taps in
          list.flatMap { outer in
            taps.map { inner in
              Tap(
                kernel: outer.kernel * axis.kernelExtent + inner.kernel,
                input: outer.input * axis.inputExtent + inner.input)
            }
          }
        }
      }
    }
  }

  /// For each output, how many places of the window are in the input or its padding.
  var coveredCounts: [Int] {
    axes.reduce([1]) { counts, axis in
      counts.flatMap { count in axis.coveredCounts.map { count * $0 } }
    }
  }
}

extension Int {
  /// The product of numbers that are not negative, or the largest number.
  func saturatingProduct(_ other: Int) -> Int {
    let (product, overflow) = multipliedReportingOverflow(by: other)
    return overflow ? .max : product
  }
}
