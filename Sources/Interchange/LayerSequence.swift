import ExactAlgebra
import ReLUNetworks

/// The layers of a network as affine maps and activations follow each other: maps without an
/// activation between them are composed, an activation closes a layer.
struct LayerSequence {
  /// The most maps that are composed to one layer.
  private static let maximumCompositionCount = 64

  /// The number of inputs, before there are layers, or the number of neurons of the last one.
  private(set) var width: Int?
  private var layers: [Network.Layer] = []
  /// The activation of all layers up to here, where there is one.
  private var activation: PiecewiseLinearActivation?
  /// What follows the last activation.
  private var map: AffineMap?
  private var compositionCount = 0
  private var parameterCount = 0

  /// No layers on inputs of the given number, where it is known.
  init(inputCount: Int?) { width = inputCount }

  /// Whether nothing was applied to the inputs.
  var isEmpty: Bool { layers.isEmpty && map == nil }

  /// Says how many inputs there are, where this was not known.
  mutating func setInputCount(_ count: Int) {
    if isEmpty, width == nil { width = count }
  }

  /// Applies a map.
  ///
  /// - Throws: `DataError` for another number of inputs than there are neurons before, and for
  ///   sizes beyond those of an architecture.
  mutating func append(_ next: AffineMap) throws(DataError) {
    if let width, next.inputCount != width {
      throw DataError(
        "\(next.outputCount) x \(next.inputCount) weights (outputs x inputs), "
          + "expected \(width) inputs")
    }
    guard parameterCount + next.parameterCount <= Architecture.maximumParameterCount else {
      throw DataError(
        "more than \(Architecture.maximumParameterCount) parameters up to here")
    }
    compositionCount += 1
    guard compositionCount <= Self.maximumCompositionCount else {
      throw DataError(
        "more than \(Self.maximumCompositionCount) affine maps without an activation between them")
    }
    map = try map?.followed(by: next) ?? next
    width = next.outputCount
  }

  /// Adds one number to all neurons.
  mutating func add(_ number: Rational) throws(DataError) {
    let map = try currentMap()
    self.map = map.adding(Array(repeating: number, count: map.outputCount))
  }

  /// Adds a number to each neuron.
  ///
  /// - Precondition: there are as many numbers as neurons.
  mutating func add(_ numbers: [Rational]) throws(DataError) {
    precondition(numbers.count == width, "another number of biases than neurons")
    map = try currentMap().adding(numbers)
  }

  /// Applies an activation; directly on one without negative values it changes nothing.
  ///
  /// - Throws: `DataError` for another activation than before, and where it is applied to inputs
  ///   whose number is not known.
  mutating func apply(_ next: PiecewiseLinearActivation) throws(DataError) {
    if map == nil, let activation, activation.negativeSlope.signum() <= 0 { return }
    if let activation, activation != next {
      throw DataError(
        "\("\(next)".excerpt) after \("\(activation)".excerpt) in an earlier layer, "
          + "expected one activation for all hidden layers")
    }
    try close()
    activation = next
  }

  /// The network: the last map is its output layer, the identity where an activation comes last.
  func network() throws(DataError) -> Network {
    var sequence = self
    try sequence.close()
    do {
      return try Network(layers: sequence.layers, activation: activation ?? .relu)
    } catch {
      throw DataError("\(error)")
    }
  }

  /// Makes a layer of the current map.
  private mutating func close() throws(DataError) {
    let closed = try currentMap()
    guard layers.count < Architecture.maximumDepth else {
      throw DataError("more than \(Architecture.maximumDepth) layers")
    }
    layers.append(closed.layer)
    parameterCount += closed.parameterCount
    guard parameterCount <= Architecture.maximumParameterCount else {
      throw DataError("more than \(Architecture.maximumParameterCount) parameters")
    }
    map = nil
    compositionCount = 0
  }

  /// The map since the last activation, the identity where there is none.
  private func currentMap() throws(DataError) -> AffineMap {
    if let map { return map }
    guard let width else {
      throw DataError("the number of inputs is not known, expected it in the shape of the input")
    }
    guard width <= Architecture.maximumWidth,
      width * width <= Architecture.maximumParameterCount
    else {
      throw DataError("an identity layer of width \(width) is too large")
    }
    return .identity(width)
  }
}
