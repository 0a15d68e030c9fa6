import Enclosures
import ExactAlgebra

/// What is observed at a point, in floating point.
enum RoundedObservation: Sendable {
  /// Outputs with Gaussian noise, and the inverse of its variance.
  case outputs([RoundedNumber], inverseVariance: RoundedNumber)
  /// A class.
  case label(Int)

  init(_ observation: GateObservation, likelihood: GateLikelihood) {
    switch (observation, likelihood) {
    case (.outputs(let outputs), .gaussian(let variance)):
      self = .outputs(
        outputs.map { RoundedNumber($0) }, inverseVariance: RoundedNumber(1 / variance))
    case (.label(let label), .softmax): self = .label(label)
    default: preconditionFailure("an observation of another likelihood")
    }
  }
}
