public import Enclosures
public import ExactAlgebra
public import Networks

/// The limit of a model as its temperatures go to zero: the ReLU network itself.
///
/// A gate whose pre-activation is exactly zero stays open with probability 1/2 at every temperature, so the
/// law of patterns does not become that of the network there. An open gate passes 0 then, as a closed one does:
/// output and likelihood do not depend on it.
public struct HardGates: Sendable {
  /// The pattern of the network; gates at zero are inactive in it.
  public let pattern: ActivationPattern
  /// The gates with pre-activation zero, from 0, with the number `1 ..< L` of their layer.
  public let ties: [HiddenNeuron]
  /// The output of the network.
  public let outputs: [Rational]
  /// The limit of `ln p(y | x)`.
  public let logLikelihood: ReportedNumber

  /// The limit at a point.
  ///
  /// - Throws: `GateModelError` where point or observation do not belong to the network.
  public init(
    of model: GateModel, at point: [Rational], given observation: GateObservation
  ) throws(GateModelError) {
    try model.validate(point, observation, isSummed: false)
    let evaluation = model.network.evaluate([point])[0]
    pattern = evaluation.pattern
    ties = evaluation.boundary.map { HiddenNeuron(layer: $0.layer, index: $0.neuron) }
    outputs = evaluation.outputs
    let outputs = outputs
    let likelihood = RaisedPrecision.first { precision in
      model.likelihood.logarithm(
        of: observation, at: outputs.map { Ball($0, precision: precision) },
        precision: precision)
    } isKnown: {
      $0.isKnownBesideOne
    }
    logLikelihood = .enclosed(likelihood)
  }
}
