/// The shape of a fully connected ReLU network: widths `n_0, n_1, ..., n_L` and whether layers
/// have biases.
///
///     let architecture = try Architecture(widths: [3, 4, 3])
///     architecture.parameterCount   // 24
///
/// Layers `1 ..< L` are hidden and followed by ReLU, layer `L` is linear. Source of the
/// vocabulary: Alexandr and Montufar, *Constraining the outputs of ReLU neural networks*, 2025.
public struct Architecture: Hashable, Sendable {
  /// The largest width that is accepted.
  public static let maximumWidth = 4096
  /// The largest number of layers, output included, that is accepted.
  public static let maximumDepth = 64
  /// The largest number of parameters that is accepted.
  public static let maximumParameterCount = 1 << 20

  /// The widths `n_0, ..., n_L`, inputs first.
  public let widths: [Int]
  /// Whether every layer adds a bias.
  public let hasBiases: Bool

  /// The architecture with the given widths.
  ///
  /// - Throws: `ArchitectureError` for fewer than two widths, widths below 1, and sizes beyond
  ///   `maximumWidth`, `maximumDepth` or `maximumParameterCount`.
  public init(widths: [Int], hasBiases: Bool = false) throws(ArchitectureError) {
    try self.init(
      widths: widths, hasBiases: hasBiases, maximumWidth: Self.maximumWidth,
      maximumParameterCount: Self.maximumParameterCount)
  }

  /// The architecture with the given widths, up to a size.
  init(
    widths: [Int], hasBiases: Bool, maximumWidth: Int, maximumParameterCount: Int
  ) throws(ArchitectureError) {
    guard widths.count >= 2 else { throw .tooFewWidths(widths.count) }
    guard widths.count - 1 <= Self.maximumDepth else { throw .tooDeep(widths.count - 1) }
    for (layer, width) in widths.enumerated() {
      guard width > 0 else { throw .widthNotPositive(width, layer: layer) }
      guard width <= maximumWidth else {
        throw .widthTooLarge(width, layer: layer, limit: maximumWidth)
      }
    }
    self.widths = widths
    self.hasBiases = hasBiases
    guard parameterCount <= maximumParameterCount else {
      throw .tooManyParameters(parameterCount, limit: maximumParameterCount)
    }
  }

  /// `n_0`.
  public var inputCount: Int { widths[0] }

  /// `n_L`.
  public var outputCount: Int { widths[widths.count - 1] }

  /// `L`: the number of layers, the hidden ones and the output.
  public var layerCount: Int { widths.count - 1 }

  /// The widths `n_1, ..., n_(L-1)` of the hidden layers.
  public var hiddenWidths: ArraySlice<Int> { widths.dropFirst().dropLast() }

  /// The number of weights and biases.
  public var parameterCount: Int {
    zip(widths, widths.dropFirst()).reduce(0) { $0 + ($1.0 + (hasBiases ? 1 : 0)) * $1.1 }
  }
}

/// Why widths are not those of an architecture.
public enum ArchitectureError: Error, Hashable, CustomStringConvertible {
  /// Input and output at least are needed.
  case tooFewWidths(Int)
  /// A width below 1.
  case widthNotPositive(Int, layer: Int)
  /// A width beyond the limit.
  case widthTooLarge(Int, layer: Int, limit: Int = Architecture.maximumWidth)
  /// More layers than `Architecture.maximumDepth`.
  case tooDeep(Int)
  /// More parameters than the limit.
  case tooManyParameters(Int, limit: Int = Architecture.maximumParameterCount)

  /// One line for the user.
  public var description: String {
    switch self {
    case .tooFewWidths(let count):
      "widths: \(count) given, expected at least two (inputs and outputs)"
    case .widthNotPositive(let width, let layer):
      "widths: entry \(layer + 1) is \(width), expected a positive number"
    case .widthTooLarge(let width, let layer, let limit):
      "widths: entry \(layer + 1) is \(width), expected at most \(limit)"
    case .tooDeep(let depth):
      "widths: \(depth) layers, expected at most \(Architecture.maximumDepth)"
    case .tooManyParameters(let count, let limit):
      "widths: \(count) parameters, expected at most \(limit)"
    }
  }
}
