import ExactAlgebra
import Networks

/// Convolutions and pools.
extension GraphEvaluation {
  /// A value with points, channels, and axes that a window moves along.
  private struct Image {
    let value: TensorValue
    let channelCount: Int
    let extents: [Int]

    /// - Throws: `DataError` for other axes, or extents that are not known.
    init(_ value: TensorValue) throws(DataError) {
      guard value.layout == .rows, value.axisCount > 2, let extents = value.entryExtents,
        extents.allSatisfy({ $0 > 0 })
      else {
        throw DataError(
          "applied to \(value.described), expected points x channels x extents that are known")
      }
      _ = try value.form.knownWidth()
      self.value = value
      channelCount = extents[0]
      self.extents = Array(extents.dropFirst())
    }

    /// The number of entries of a channel.
    var size: Int { extents.reduce(1, *) }

    /// Other entries, with their channels and extents.
    func with(_ form: AffineForm, channels: Int, _ extents: [Int]) -> TensorValue {
      value.with(form, shape: [value.shape[0], channels] + extents)
    }
  }

  /// `Conv`: at each place, the products of a window with the weights of each output channel.
  func convolution(_ node: ONNXNode) throws(DataError) -> TensorValue {
    let image = try Image(entries(0, of: node))
    let weights = try constant(1, of: node)
    let groups = node.integer("group", default: 1)
    let shape = weights.shape
    guard shape.count == image.extents.count + 2, shape.allSatisfy({ $0 > 0 }), groups > 0,
      image.channelCount.isMultiple(of: groups), shape[1] == image.channelCount / groups,
      shape[0].isMultiple(of: groups)
    else { throw wrongWeights(weights, image, groups) }
    let kernel = Array(shape.dropFirst(2))
    try checkKernel(kernel, node)
    let window = try SlidingWindow(
      kernel, over: image.extents, WindowOptions(of: node, axisCount: kernel.count))
    let (perGroup, kernelSize) = (shape[0] / groups, kernel.reduce(1, *))
    return try affine(
      image, window, outputs: shape[0], inputs: shape[1], weights, node
    ) { output, input, place in
      (
        channel: output / perGroup * shape[1] + input,
        weight: (output * shape[1] + input) * kernelSize + place
      )
    }
  }

  /// `ConvTranspose`: each entry is spread over a window.
  func transposedConvolution(_ node: ONNXNode) throws(DataError) -> TensorValue {
    let image = try Image(entries(0, of: node))
    let weights = try constant(1, of: node)
    let groups = node.integer("group", default: 1)
    let shape = weights.shape
    guard shape.count == image.extents.count + 2, shape.allSatisfy({ $0 > 0 }), groups > 0,
      image.channelCount.isMultiple(of: groups), shape[0] == image.channelCount
    else { throw wrongWeights(weights, image, groups) }
    let kernel = Array(shape.dropFirst(2))
    try checkKernel(kernel, node)
    let window = try SlidingWindow(
      transposed: kernel, over: image.extents, WindowOptions(of: node, axisCount: kernel.count))
    let (perGroup, kernelSize) = (shape[1], kernel.reduce(1, *))
    let inputs = shape[0] / groups
    return try affine(
      image, window, outputs: perGroup.saturatingProduct(groups), inputs: inputs, weights, node
    ) { output, input, place in
      let channel = output / perGroup * inputs + input
      return (
        channel: channel,
        weight: (channel * perGroup + output % perGroup) * kernelSize + place
      )
    }
  }

  private func wrongWeights(
    _ weights: ConstantTensor, _ image: Image, _ groups: Int
  ) -> DataError {
    DataError(
      "\(weights.described) in \(groups) groups on \(image.value.described), expected weights that "
        + "go with the channels")
  }

  private func checkKernel(_ kernel: [Int], _ node: ONNXNode) throws(DataError) {
    guard let stated = try WindowOptions.kernel(of: node, axisCount: kernel.count),
      stated != kernel
    else { return }
    throw DataError("kernel_shape is not that of the weights, expected the same extents")
  }

  /// The affine map of a convolution, whose weights a function places.
  ///
  /// - Parameters:
  ///   - outputs: the number of output channels.
  ///   - inputs: the number of input channels that each of them depends on.
  ///   - place: for an output channel, one of its input channels, counted from 0, and a place in the
  ///     window: the channel of the input, and the index of the weight.
  private func affine(
    _ image: Image, _ window: SlidingWindow, outputs: Int, inputs: Int, _ weights: ConstantTensor,
    _ node: ONNXNode,
    placing place: (_ output: Int, _ input: Int, _ place: Int) -> (channel: Int, weight: Int)
  ) throws(DataError) -> TensorValue {
    let taps = window.taps
    let rowCount = outputs.saturatingProduct(taps.count)
    let entryCount = taps.reduce(0) { $0 + $1.count }
      .saturatingProduct(inputs.saturatingProduct(outputs))
    guard rowCount <= Network.maximumWidth else {
      throw DataError("\(rowCount) neurons, expected at most \(Network.maximumWidth)")
    }
    guard entryCount <= Network.maximumParameterCount else { throw SparseMatrix.tooMany }
    let numbers = try weights.entries()
    let isZero = numbers.map(\.isZero)
    var rows: [[SparseMatrix.Entry]] = []
    rows.reserveCapacity(rowCount)
    for output in 0..<outputs {
      for taps in taps {
        var row: [SparseMatrix.Entry] = []
        row.reserveCapacity(taps.count * inputs)
        for input in 0..<inputs {
          for tap in taps {
            let (channel, weight) = place(output, input, tap.kernel)
            guard !isZero[weight] else { continue }
            row.append(
              SparseMatrix.Entry(
                column: channel * image.size + tap.input, value: numbers[weight]))
          }
        }
        rows.append(row)
      }
    }
    var form = try image.value.form.followed(
      by: SparseMatrix(columnCount: image.channelCount * image.size, rows: rows))
    form.name = Self.layerName(weights.name)
    if node.input.count > 2, !node.input[2].isEmpty {
      let biases = try constant(2, of: node)
      guard biases.shape == [outputs] else {
        throw DataError("\(biases.described), expected one number for each of \(outputs) channels")
      }
      form = form.adding(
        try biases.entries().flatMap { Array(repeating: $0, count: taps.count) })
    }
    return image.with(form, channels: outputs, window.outputExtents)
  }

  /// `AveragePool` and `MaxPool`.
  mutating func pool(_ operation: ONNXOperator, _ node: ONNXNode) throws(DataError) -> TensorValue {
    let image = try Image(entries(0, of: node))
    guard let kernel = try WindowOptions.kernel(of: node, axisCount: image.extents.count) else {
      throw DataError("no kernel_shape, expected the extents of the window")
    }
    let window = try SlidingWindow(
      kernel, over: image.extents, WindowOptions(of: node, axisCount: kernel.count))
    let taps = window.taps
    guard taps.allSatisfy({ !$0.isEmpty }) else {
      throw DataError("a window in the padding alone, expected entries in each window")
    }
    let lists = (0..<image.channelCount).flatMap { channel in
      taps.map { $0.map { channel * image.size + $0.input } }
    }
    guard lists.count <= Network.maximumWidth else {
      throw DataError("\(lists.count) neurons, expected at most \(Network.maximumWidth)")
    }
    var form = image.value.form
    if operation == .maximumPool {
      form = try assembly.maxima(of: form, over: lists)
    } else {
      let includesPadding = node.integer("count_include_pad", default: 0) != 0
      let counts = includesPadding ? window.coveredCounts : taps.map(\.count)
      let factors = counts.map { Rational(1, Integer($0)) }
      form = try form.followed(
        by: .sums(
          of: lists, times: (0..<image.channelCount).flatMap { _ in factors },
          from: image.channelCount * image.size))
    }
    return image.with(form, channels: image.channelCount, window.outputExtents)
  }

  /// `GlobalAveragePool` and `GlobalMaxPool`: the axes of each channel become one entry.
  mutating func globalPool(
    _ operation: ONNXOperator, _ node: ONNXNode
  ) throws(DataError) -> TensorValue {
    let image = try Image(entries(0, of: node))
    let reduction: Reduction = operation == .globalMaximumPool ? .maximum : .mean
    return try reduced(
      image.value, along: Array(2..<image.value.axisCount), keepsAxes: true, reduction)
  }
}
