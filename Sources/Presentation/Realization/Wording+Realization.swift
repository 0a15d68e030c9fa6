import ExactAlgebra
import Realizability

extension Wording {
  /// What ended a search, as part of a sentence.
  static func limit(_ effort: SearchEffort) -> String {
    switch effort.limit {
    case .time(let limit): "the time limit of \(seconds(limit)) was reached"
    case .starts(let count): "all \(count) starts were used"
    }
  }

  /// What a proof of impossibility says and how it is checked, in a few sentences.
  static func statement(_ proof: ImpossibilityProof, hasBiases: Bool) -> String {
    switch proof {
    case .neuron(let obstruction) where obstruction.layer == 1:
      "Neuron \(obstruction.neuron + 1) of hidden layer 1 cannot have its signs: the points below, "
        + "times their multipliers and with the signs of the neuron, have sum zero"
        + (hasBiases ? ", and so have the signed multipliers" : "")
        + ". So have the pre-activations, and not all of them have the wanted signs."
    case .neuron(let obstruction):
      "Neuron \(obstruction.neuron + 1) of hidden layer \(obstruction.layer) cannot have its signs, "
        + "whatever all weights are: for each path of neurons through the layers before, the "
        + "points below at which it is active, times their multipliers and with the signs of the "
        + "neuron, have sum zero"
        + (hasBiases
          ? "; for each path from a bias, and for all points, so have the signed multipliers" : "")
        + ". So have the pre-activations, and not all of them have the wanted signs."
    case .signs(let obstruction):
      "Neuron \(obstruction.neuron + 1) of hidden layer 2 cannot have its signs, whatever the "
        + "signs of its weights: in each case, for each neuron i of layer 1, the points below at "
        + "which it is active, times their multipliers and with the signs of the neuron, and the "
        + "points of its cone, times theirs, with the signs of neuron i and of its weight, have "
        + "sum zero"
        + (hasBiases ? ", and so have the signed multipliers of the former" : "")
        + ". So the pre-activations, signed, have a sum that is not positive."
    }
  }

  /// `30 s`.
  static func seconds(_ duration: Duration) -> String {
    let seconds = duration / .seconds(1)
    return (seconds == seconds.rounded() ? "\(Int(seconds))" : "\(seconds)") + " s"
  }

  /// `(1, -1/2)`.
  static func vector(_ entries: [Rational]) -> String {
    "(\(entries.map(\.description).joined(separator: ", ")))"
  }
}
