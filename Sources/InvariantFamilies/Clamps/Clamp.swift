public import ExactAlgebra
public import Networks

/// A function `x -> min(max(a x + b, l), u)` of one variable, in canonical form; `l` and `u` may be infinite.
///
///     let network = try Network(layers: [
///       .init(weights: [[1]], biases: [1]), .init(weights: [[-1]], biases: [2]),
///     ])
///     try Clamp(of: network, rectifyingOutput: true)       // a = -1, b = 1, l = 0, u = 2
///
/// These are the functions of ReLU networks of width one: each layer takes a clamp to a clamp. So the laws of
/// `clamp(X)`, for a fixed random number `X`, are a family with four parameters that every layer of width
/// one maps into itself, the exception of dimension one in the theorem of Macdonald and Waeldchen.
///
/// A map that is constant has `a = 0` and `b = l = u`. Otherwise `a` is not zero, `l < u`, and a limit is
/// infinite where it never binds; then equal functions have equal parameters.
public struct Clamp: Hashable, Sendable {
  /// The slope: `a`.
  public let slope: Rational
  /// The constant: `b`.
  public let offset: Rational
  /// The lower limit, `nil` for minus infinity.
  public let lower: Rational?
  /// The upper limit, `nil` for infinity.
  public let upper: Rational?

  private init(slope: Rational, offset: Rational, lower: Rational?, upper: Rational?) {
    (self.slope, self.offset, self.lower, self.upper) = (slope, offset, lower, upper)
  }

  /// The identity.
  public static let identity = Clamp(slope: 1, offset: 0, lower: nil, upper: nil)

  /// A constant map.
  public static func constant(_ value: Rational) -> Clamp {
    Clamp(slope: 0, offset: value, lower: value, upper: value)
  }

  /// Whether the map is constant.
  public var isConstant: Bool { slope.isZero }

  /// The value at a number.
  public func callAsFunction(_ x: Rational) -> Rational {
    var value = slope * x + offset
    if let lower { value = max(value, lower) }
    if let upper { value = min(value, upper) }
    return value
  }

  /// This map, and then `x -> w x + b`.
  public func scaled(by weight: Rational, adding bias: Rational) -> Clamp {
    func image(_ value: Rational) -> Rational { weight * value + bias }
    guard !weight.isZero, !isConstant else { return .constant(isConstant ? image(offset) : bias) }
    let (low, high) = (lower.map(image), upper.map(image))
    return Clamp(
      slope: weight * slope, offset: image(offset), lower: weight.signum() > 0 ? low : high,
      upper: weight.signum() > 0 ? high : low)
  }

  /// This map, and then `x -> max(x, 0)`.
  public func rectified() -> Clamp {
    if isConstant { return .constant(max(offset, 0)) }
    if let upper, upper <= 0 { return .constant(0) }
    return Clamp(slope: slope, offset: offset, lower: max(lower ?? 0, 0), upper: upper)
  }

  /// The map of a network of width one.
  ///
  /// - Parameters:
  ///   - network: the network.
  ///   - rectifyingOutput: whether ReLU follows the last layer too.
  /// - Throws: `ClampError` where a width is not one, or the activation is not ReLU.
  public init(of network: Network, rectifyingOutput: Bool = false) throws(ClampError) {
    for (layer, width) in network.architecture.widths.enumerated() where width != 1 {
      throw .width(width, layer: layer)
    }
    let maps = network.layerMaps(rectifyingOutput: rectifyingOutput)
    guard network.activation == .relu || maps.allSatisfy({ $0.activation == nil }) else {
      throw .activation(network.activation)
    }
    self = maps.reduce(.identity) { clamp, map in
      let affine = clamp.scaled(
        by: map.layer.weights[0][0], adding: map.layer.biases?[0] ?? 0)
      return map.activation == nil ? affine : affine.rectified()
    }
  }
}

/// Why a network is no clamp. Layers count from 0, the input.
public enum ClampError: Error, Hashable, CustomStringConvertible {
  /// A layer of another width than one.
  case width(Int, layer: Int)
  /// Another activation than ReLU.
  case activation(PiecewiseLinearActivation)

  /// One line for the user.
  public var description: String {
    switch self {
    case .width(let width, let layer):
      (layer == 0 ? "\(width) inputs" : "layer \(layer) has width \(width)")
        + ", expected width 1 everywhere: other networks are no clamps"
    case .activation(let activation):
      "the activation \(activation), expected relu: networks with other ones are no clamps"
    }
  }
}
