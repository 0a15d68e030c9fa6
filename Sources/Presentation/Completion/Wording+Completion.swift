import Certification
import ExactAlgebra
import NetworkVarieties
import PossibleOutputs
import Realizability
import Varieties

extension Wording {
  /// What is known of the values of an unknown output, in a word that never changes.
  static func code(_ values: RealSolutions.Values?) -> String {
    switch values {
    case nil: "undecided"
    case .some(.none): "impossible"
    case .some(.free): "free"
    case .finite(let values): values.count == 1 ? "determined" : "finite"
    }
  }

  static func code(_ existence: OutputCompletion.Existence) -> String {
    switch existence {
    case .realized: "realized"
    case .impossible: "impossible"
    case .unknown: "unknown"
    }
  }

  /// Whether the equations are all.
  static func statement(_ equations: OutputEquations) -> String {
    if equations.isComplete, case .complete(let ground) = equations.completeness {
      return self.ground(ground)
    }
    let used =
      "Open: the equations are necessary conditions, and values that they leave may still be "
      + "impossible. They are linear relations of the points and rank constraints"
    guard let ideal = equations.derivation?.ideal else {
      return used + (equations.derivationFailure.map { "; \(reason($0))" } ?? "") + "."
    }
    return used + ", and the ideal up to degree \(ideal.maximumDegree)."
  }

  private static func reason(_ failure: OutputEquations.DerivationFailure) -> String {
    switch failure {
    case .tooLarge: "the variety is too large for its ideal to be derived"
    case .interrupted: "there was no time to derive the ideal"
    }
  }

  /// What a proof that no network has given outputs says, in a few sentences.
  static func statement(_ obstruction: OutputObstruction, hasBiases: Bool) -> String {
    switch obstruction {
    case .patterns(let proof):
      "No network has the patterns on the points, whatever its outputs are. "
        + statement(proof, hasBiases: hasBiases)
    case .output(let proof):
      "Output \(proof.output + 1) cannot have its values. In "
        + counted(proof.cases.count, "case")
        + " for the signs of its weights, linear inequalities that follow from values and signs "
        + "contradict each other."
    case .rank(let proof):
      "The outputs have the largest possible rank, so they determine the activations of neuron "
        + "\(proof.neuron + 1) of the last hidden layer up to linear inequalities, which contradict "
        + "each other."
    }
  }

  /// Why it is not known whether a network has given outputs.
  static func reason(_ end: OutputRealizationEnd) -> String {
    switch end {
    case .time(let limit): "the time limit of \(seconds(limit)) was reached"
    case .exhausted: "no proof of impossibility and no network was found"
    case .irrational: "some value is irrational, and no proof of impossibility was found"
    }
  }
}
