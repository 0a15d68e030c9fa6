import ExactAlgebra

/// Which hidden neurons are active: a 0/1 vector for each hidden layer.
///
///     let pattern = try ActivationPattern(parsing: "111/11/011")
///     pattern.isActive(neuron: 0, inLayer: 3)   // false
///
/// A neuron is active on an input when its pre-activation is positive.
public struct ActivationPattern: Hashable, Sendable {
  /// For each hidden layer, in the order of the network, for each neuron whether it is active.
  public let layers: [[Bool]]

  /// The pattern with the given layers: for each hidden layer, for each neuron whether it is
  /// active.
  public init(_ layers: [[Bool]]) { self.layers = layers }

  /// The pattern in which no neuron is active.
  public init(noneActiveIn architecture: Architecture) {
    layers = architecture.hiddenWidths.map { Array(repeating: false, count: $0) }
  }

  /// Reads `0` and `1` with `/` between the hidden layers; the empty text is the pattern of a
  /// network without hidden layers.
  ///
  /// - Throws: `ActivationPatternError.notZeroOrOne` for other characters,
  ///   `ActivationPatternError.emptyLayer` for empty layers.
  public init(parsing text: String) throws(ActivationPatternError) {
    guard !text.isEmpty else {
      layers = []
      return
    }
    var layers: [[Bool]] = []
    for part in text.split(separator: "/", omittingEmptySubsequences: false) {
      guard !part.isEmpty else { throw .emptyLayer(number: layers.count + 1, text: text) }
      var layer: [Bool] = []
      for character in part {
        guard character == "0" || character == "1" else {
          throw .notZeroOrOne(character, text: text)
        }
        layer.append(character == "1")
      }
      layers.append(layer)
    }
    self.layers = layers
  }

  /// Whether a neuron is active.
  ///
  /// - Parameters:
  ///   - neuron: its number in the layer, from 0.
  ///   - layer: the number `1 ..< L` of the hidden layer, which is not an index of `layers`.
  public func isActive(neuron: Int, inLayer layer: Int) -> Bool { layers[layer - 1][neuron] }

  /// Checks that the pattern has the layers and widths of an architecture.
  ///
  /// - Throws: `ActivationPatternError` that names the first difference.
  public func validate(for architecture: Architecture) throws(ActivationPatternError) {
    let widths = Array(architecture.hiddenWidths)
    guard layers.count == widths.count else {
      throw .wrongLayerCount(layers.count, expected: widths.count, text: description)
    }
    for (index, layer) in layers.enumerated() where layer.count != widths[index] {
      throw .wrongWidth(
        layer.count, expected: widths[index], layer: index + 1, text: description)
    }
  }
}

extension ActivationPattern: CustomStringConvertible, Comparable {
  /// `0` and `1` with `/` between the layers.
  public var description: String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(layers.reduce(layers.count) { $0 + $1.count })
    for (index, layer) in layers.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: "/")) }
      for isActive in layer { bytes.append(UInt8(ascii: isActive ? "1" : "0")) }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Lexicographic, layer by layer, inactive before active.
  public static func < (a: ActivationPattern, b: ActivationPattern) -> Bool {
    a.layers.lexicographicallyPrecedes(b.layers) { a, b in
      a.lexicographicallyPrecedes(b) { !$0 && $1 }
    }
  }
}

/// Why a text or a pattern does not fit an architecture.
public enum ActivationPatternError: Error, Hashable, CustomStringConvertible {
  /// A character other than 0, 1 and the separator.
  case notZeroOrOne(Character, text: String)
  /// Nothing between two separators.
  case emptyLayer(number: Int, text: String)
  /// Another number of hidden layers than the architecture has.
  case wrongLayerCount(Int, expected: Int, text: String)
  /// A layer with another number of neurons than the architecture has.
  case wrongWidth(Int, expected: Int, layer: Int, text: String)

  /// One line for the user.
  public var description: String {
    switch self {
    case .notZeroOrOne(let character, let text):
      "pattern '\(text.excerpt)': '\(String(character).excerpt)' is not 0, 1 or / "
        + "(expected 0/1 for each neuron, / between hidden layers)"
    case .emptyLayer(let number, let text):
      "pattern '\(text.excerpt)': hidden layer \(number) is empty, "
        + "expected 0/1 for each neuron"
    case .wrongLayerCount(let count, let expected, let text):
      "pattern '\(text.excerpt)': \(count) hidden layers, expected \(expected)"
    case .wrongWidth(let count, let expected, let layer, let text):
      "pattern '\(text.excerpt)': hidden layer \(layer) has \(count) neurons, "
        + "expected \(expected)"
    }
  }
}
