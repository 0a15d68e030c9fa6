public import Enclosures
public import ExactAlgebra
import GaussianMeasures
public import Networks
public import RandomNetworks

/// What the activation patterns of a network tell of a random input: entropies of the law itself, and the information
/// on the class where the law is a mixture with a label for each part. Nothing is estimated from data.
///
///     let information = try await LawInformation(of: network, under: law)
///     information.layers[0].information                     // I(T_1; Y), enclosed
///
/// `I(T; Y) = H(T) - sum_c w_c H(T | Y = c)`, with the law of the inputs of each class.
public struct LawInformation: Sendable {
  /// The patterns of the first layers.
  public struct Layer: Sendable {
    /// How many hidden layers, from the first on.
    public let layerCount: Int
    /// The number of patterns with positive probability that were found.
    public let patternCount: Int
    /// `H(T_l) = I(X; T_l)`.
    public let entropy: ReportedNumber
    /// `I(T_l; Y)`; `nil` without labels.
    public let information: ReportedNumber?
  }

  /// The law of the network.
  public let law: NetworkLaw
  /// The unit of all values.
  public let unit: InformationUnit
  /// The first layer, the first two, and so on.
  public let layers: [Layer]
  /// The labels with their probabilities; none without labels.
  public let classes: [(label: String, weight: Rational)]
  /// `H(Y)`; `nil` without labels.
  public let labelEntropy: ReportedNumber?
  /// Whether the entropies are those of all patterns, or estimates of these; otherwise a limit was reached.
  public let isComplete: Bool

  /// The information that patterns have under a law.
  ///
  /// - Parameters:
  ///   - network: the network.
  ///   - input: the law of its input.
  ///   - unit: the unit of all values.
  ///   - options: how probabilities are found.
  /// - Throws: `LawInformationError` where some parts of a mixture have labels and others none; as `NetworkLaw`.
  public init(
    of network: Network, under input: InputLaw, unit: InformationUnit = .nats,
    options: NetworkLaw.Options = .init()
  ) async throws {
    let parts = try Self.classes(of: input)
    var options = options
    options.hasOutputMoments = false
    let law = try await NetworkLaw(of: network, under: input, options: options)
    var ofClasses: [NetworkLaw] = []
    for part in parts {
      ofClasses.append(
        try await NetworkLaw(of: network, under: .gaussian(part.law), options: options))
    }
    let entropies = ofClasses.map { $0.layers.map(\.entropy) }
    layers = law.layers.enumerated().map { index, layer in
      let rest = zip(parts, entropies).map { part, entropies in
        entropies[index] * .exact(part.weight)
      }
      return Layer(
        layerCount: layer.layerCount, patternCount: layer.patterns.count,
        entropy: unit.value(ofNats: layer.entropy),
        information: parts.isEmpty
          ? nil : unit.value(ofNats: rest.reduce(layer.entropy) { $0 - $1 }))
    }
    isComplete = ([law] + ofClasses).allSatisfy { law in
      law.isComplete || law.survey != nil && law.layers.allSatisfy { $0.entropy.isEstimated }
    }
    self.law = law
    self.unit = unit
    classes = parts.map { ($0.label, $0.weight) }
    labelEntropy =
      parts.isEmpty
      ? nil : unit.value(ofNats: .entropy(of: parts.map { .exact($0.weight) }))
  }

  /// The labels of a mixture, in the order in which they first occur, with the laws of their inputs.
  private static func classes(
    of input: InputLaw
  ) throws -> [(label: String, weight: Rational, law: GaussianMixture)] {
    guard case .gaussian(let mixture) = input else { return [] }
    let parts = mixture.parts.filter { !$0.weight.isZero }
    guard parts.contains(where: { $0.label != nil }) else { return [] }
    if let number = mixture.parts.firstIndex(where: { !$0.weight.isZero && $0.label == nil }) {
      throw LawInformationError.noLabel(part: number)
    }
    var names: [String] = []
    for part in parts where !names.contains(part.label!) { names.append(part.label!) }
    return try names.map { name in
      let own = parts.filter { $0.label == name }
      let weight = own.reduce(Rational(0)) { $0 + $1.weight }
      return (
        name, weight,
        try GaussianMixture(own.map { .init(weight: $0.weight / weight, law: $0.law) })
      )
    }
  }
}

extension ReportedNumber {
  fileprivate var isEstimated: Bool { if case .estimated = self { true } else { false } }
}

/// Why a law has no classes.
public enum LawInformationError: Error, Hashable, CustomStringConvertible {
  /// A part, from 0, has no label although others have.
  case noLabel(part: Int)

  /// One line for the user; parts count from 1 there.
  public var description: String {
    switch self {
    case .noLabel(let part):
      "part \(part + 1) of the mixture has no label, expected one for each part or for none"
    }
  }
}
