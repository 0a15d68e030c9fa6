import ExactAlgebra
import Networks

extension Network {
  /// Reads a network in plain JSON without a tree of the document, in a fraction of its time; `nil` for
  /// every other text and for all that has to be refused: `Document` reads these or says what is wrong.
  init?(plainJSON contents: FileContents) {
    guard let network = try? Self.network(inPlainJSON: contents) else { return nil }
    self = network
  }

  /// - Throws: `DataError` for whatever `init(plainJSON:)` leaves to `Document`.
  private static func network(inPlainJSON contents: FileContents) throws(DataError) -> Network {
    let bytes = contents.bytesOfText
    var scanner = JSONScanner(bytes, file: contents.name)
    guard scanner.peeks("{"), !Document.hasTooManyEntries(bytes) else {
      throw scanner.error("not a plain network")
    }
    var (widths, layers): ([Int]?, [Layer]?)
    var activation: PiecewiseLinearActivation?
    try scanner.object { (key, scanner) throws(DataError) in
      switch key {
      case "widths" where widths == nil:
        widths = try scanner.entries { (scanner) throws(DataError) in try scanner.count() }
      case "activation" where activation == nil:
        activation = try PiecewiseLinearActivation(parsing: scanner.string())
      case "layers" where layers == nil: layers = try scanner.entries(layer)
      default: throw scanner.error("an unknown key, or one that occurs twice")
      }
    }
    let weightCount = (layers ?? []).flatMap(\.weights).reduce(0) { $0 + $1.count }
    guard scanner.isAtEnd(), let layers, weightCount <= Architecture.maximumParameterCount,
      let network = try? Network(layers: layers, activation: activation ?? .relu),
      widths == nil || widths == network.architecture.widths
    else { throw scanner.error("not a plain network") }
    return network
  }

  private static func layer(_ scanner: inout JSONScanner) throws(DataError) -> Layer {
    var (weights, biases): ([[Rational]]?, [Rational]?)
    try scanner.object { (key, scanner) throws(DataError) in
      switch key {
      case "weights" where weights == nil: weights = try scanner.entries(numbers)
      case "biases" where biases == nil: biases = try numbers(&scanner)
      default: throw scanner.error("an unknown key, or one that occurs twice")
      }
    }
    guard let weights else { throw scanner.error("no weights") }
    return Layer(weights: weights, biases: biases)
  }

  private static func numbers(_ scanner: inout JSONScanner) throws(DataError) -> [Rational] {
    try scanner.entries { (scanner) throws(DataError) in try scanner.number() }
  }
}
