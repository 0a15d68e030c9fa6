public import Enclosures
import ExactAlgebra
public import Networks

/// How much the gates say about the input, and about the class, over a sample; in nats.
///
/// The law of `(X, A)` is that of a weighted point and of the pattern drawn there. Where the likelihood is that of classes, `Y` is the
/// class that the model draws.
public struct GateInformation: Sendable {
  /// What the patterns of the first layers say.
  public struct Layer: Sendable {
    /// The number of layers, from 1.
    public let layer: Int
    /// `H(A)`, the entropy of the law `sum_x w(x) P(A | x)` of the pattern.
    public let entropy: ReportedNumber
    /// `H(A | X)`, the mean of the entropies at the points.
    public let conditionalEntropy: ReportedNumber
    /// `I(A; X) = H(A) - H(A | X)`.
    public let aboutInput: ReportedNumber
    /// `I(A; Y)`; `nil` for a Gaussian likelihood.
    public let aboutClass: ReportedNumber?
  }

  /// What one gate says.
  public struct Gate: Sendable {
    /// The gate.
    public let neuron: HiddenNeuron
    /// The probability that it is open.
    public let openProbability: ReportedNumber
    /// The entropy of its state.
    public let entropy: ReportedNumber
    /// The mean of the entropies of its state at the points.
    public let conditionalEntropy: ReportedNumber
    /// The information in its state about the input.
    public let aboutInput: ReportedNumber
    /// The information in its state about the class; `nil` for a Gaussian likelihood.
    public let aboutClass: ReportedNumber?
  }

  /// The patterns of the first 1, 2, ... layers; the last one has all gates.
  public let layers: [Layer]
  /// All gates, in their order.
  public let gates: [Gate]
  /// The probabilities of the classes that the model draws; `nil` for a Gaussian likelihood.
  public let classes: [ReportedNumber]?

  /// `H(A)` of the whole pattern.
  public var entropy: ReportedNumber { layers.last?.entropy ?? .exact(0) }
  /// `H(A | X)` of the whole pattern.
  public var conditionalEntropy: ReportedNumber { layers.last?.conditionalEntropy ?? .exact(0) }
  /// `I(A; X)` of the whole pattern.
  public var aboutInput: ReportedNumber { layers.last?.aboutInput ?? .exact(0) }
  /// `I(A; Y)` of the whole pattern; `nil` for a Gaussian likelihood.
  public var aboutClass: ReportedNumber? {
    classes == nil ? nil : layers.last?.aboutClass ?? .exact(0)
  }

  /// The information of a model over a sample, by balls.
  ///
  /// `GateSummary` is faster for many patterns.
  ///
  /// - Throws: `GateModelError` where a point does not belong to the network.
  public init(of model: GateModel, over sample: GateSample) throws(GateModelError) {
    try sample.validate(for: model)
    let request = SampleTerms.Request(sample, for: model, hasCovariance: false)
    self.init(SampleTerms.inBalls(of: model, over: sample, request), of: model)
  }

  init(_ terms: SampleTerms, of model: GateModel) {
    let zero = Ball(0, precision: 128)
    let classEntropy = terms.classes.map(\.entropyTerm).sum(precision: 128)
    let hasClasses = !terms.classes.isEmpty
    layers = terms.layers.enumerated().map { index, terms in
      Layer(
        layer: index + 1, entropy: .enclosed(terms.entropy),
        conditionalEntropy: .enclosed(terms.conditionalEntropy),
        aboutInput: .enclosed(terms.entropy - terms.conditionalEntropy),
        aboutClass: hasClasses
          ? .enclosed(terms.entropy + classEntropy - terms.jointEntropy) : nil)
    }
    let neurons = model.network.architecture.hiddenWidths.enumerated().flatMap { layer, width in
      (0..<width).map { HiddenNeuron(layer: layer + 1, index: $0) }
    }
    gates = zip(neurons, terms.gates).map { neuron, gate in
      let entropy = gate.open.binaryEntropy
      let joint = zip(gate.openClasses, terms.classes).reduce(zero) {
        $0 + $1.0.entropyTerm + ($1.1 - $1.0).entropyTerm
      }
      return Gate(
        neuron: neuron, openProbability: .enclosed(gate.open), entropy: .enclosed(entropy),
        conditionalEntropy: .enclosed(gate.conditionalEntropy),
        aboutInput: .enclosed(entropy - gate.conditionalEntropy),
        aboutClass: hasClasses ? .enclosed(entropy + classEntropy - joint) : nil)
    }
    classes = hasClasses ? terms.classes.map { .enclosed($0) } : nil
  }
}
