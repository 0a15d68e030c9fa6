import Enclosures
import ExactAlgebra
import GaussianMeasures
import InvariantFamilies
import Networks
import RandomNetworks

extension InvarianceDecision {
  /// The keys of a decision.
  var object: JSONObject {
    var object: JSONObject = [
      "family": family.kind.rawValue, "size": family.size, "dimension": dimension,
      "parameters": parameterCount, "restrictions": restrictions.map(\.rawValue),
      "theorem": parameterCount == nil
        ? "noFiniteParameters" : restrictions.isEmpty ? "excluded" : "open",
      "approximation": approximation?.rawValue, "seed": seed,
    ]
    if case .generated(let family) = family { object["atoms"] = family.atoms.map(\.object) }
    switch verdict {
    case .invariant(let action):
      object["verdict"] = "invariant"
      object["action"] = action.rawValue
    case .notInvariant(let witness):
      object["verdict"] = "notInvariant"
      object["witness"] = witness.object
    case .undecided(let draws):
      object["verdict"] = "undecided"
      object["draws"] = draws
    }
    return object
  }
}

extension GeneratedFamily.Atom {
  fileprivate var object: JSONObject {
    ["weight": weight.description, "point": point.map(\.description)]
  }
}

extension InvarianceWitness {
  /// The keys of a witness.
  fileprivate var object: JSONObject {
    var object: JSONObject = ["member": memberObject, "parameters": parameters]
    let keys: JSONObject = [
      "weights": layer.layer.weights, "biases": layer.layer.biases, "activation": "relu",
    ]
    object["layer"] = keys
    object["property"] = property.object
    return object
  }

  private var memberObject: JSONObject {
    var object: JSONObject = [:]
    switch member {
    case .gaussian(let mixture):
      let law: JSONObject = ["mean": mixture.mean, "covariance": mixture.covariance]
      object["kind"] = "gaussian"
      object["gaussian"] = law
    case .uniform: object["kind"] = "uniform"
    case .points(let law):
      let atoms: JSONObject = ["points": law.points, "weights": law.weights]
      object["kind"] = "points"
      object["points"] = atoms
    }
    object["box"] = box.map { $0.map { [$0.lowerBound, $0.upperBound] } }
    return object
  }
}

extension InvarianceWitness.Property {
  fileprivate var object: JSONObject {
    switch self {
    case .hyperplane(let coordinate, let value, let probability):
      [
        "kind": "hyperplane", "coordinate": coordinate + 1, "value": value,
        "probability": probability,
      ]
    case .halfLine(let coordinate, let value, let intervals):
      [
        "kind": "halfLine", "coordinate": coordinate + 1, "value": value,
        "intervals": intervals.map(\.object),
      ]
    case .noParameters(let image, let proof):
      [
        "kind": "noParameters", "image": image.atoms.map(\.object),
        "refuted": proof.refutedCount, "degree": proof.degree,
      ]
    }
  }
}

extension InvarianceWitness.Interval {
  fileprivate var object: JSONObject {
    ["from": lower, "to": upper, "probability": probability]
  }
}
