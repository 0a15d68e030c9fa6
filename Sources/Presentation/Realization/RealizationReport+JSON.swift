import ExactAlgebra
import Networks
import Realizability

extension RealizationReport {
  /// The keys of a realization. Blocks, points, layers and neurons count from 1.
  func object(version: String) -> JSONObject {
    var object: JSONObject = [
      "widths": problem.architecture.widths, "bias": problem.architecture.hasBiases,
      "blocks": blockPatterns.map(\.description), "seed": seed, "seconds": seconds,
      "version": version,
    ]
    switch realization {
    case .realized(let network):
      object["status"] = "realized"
      object["network"] = network.object
    case .impossible(let proof):
      object["status"] = "impossible"
      object["proof"] = proof.object(of: problem)
    case .unknown(let effort):
      object["status"] = "unknown"
      object["starts"] = effort.starts
      object["limit"] = Wording.limit(effort)
    }
    return object
  }
}

extension ImpossibilityProof {
  /// A proof of impossibility, with all numbers that are needed to check it.
  func object(of problem: RealizationProblem) -> JSONObject {
    let statement: JSONObject = [
      "statement": Wording.statement(self, hasBiases: problem.architecture.hasBiases)
    ]
    return switch self {
    case .neuron(let obstruction):
      statement + [
        "kind": "neuron", "layer": obstruction.layer, "neuron": obstruction.neuron + 1,
        "terms": obstruction.terms.map { $0.object(of: problem) },
      ]
    case .signs(let obstruction):
      statement + [
        "kind": "signs", "layer": 2, "neuron": obstruction.neuron + 1,
        "cases": obstruction.cases.map { $0.object(of: problem) },
      ]
    }
  }
}

extension SignObstruction.Case {
  fileprivate func object(of problem: RealizationProblem) -> JSONObject {
    [
      "signs": signs, "terms": terms.map { $0.object(of: problem) },
      "coneTerms": coneTerms.map { $0.object(of: problem) },
    ]
  }
}

extension NeuronObstruction.Term {
  fileprivate func object(of problem: RealizationProblem) -> JSONObject {
    let site = problem.sites[self.site]
    return [
      "block": site.block + 1, "point": site.index + 1, "coordinates": site.point,
      "active": isActive, "multiplier": multiplier,
    ]
  }
}

extension SignObstruction.ConeTerm {
  fileprivate func object(of problem: RealizationProblem) -> JSONObject {
    let site = problem.sites[self.site]
    return [
      "neuron": neuron + 1, "block": site.block + 1, "point": site.index + 1,
      "active": site.pattern.isActive(neuron: neuron, inLayer: 1), "multiplier": multiplier,
    ]
  }
}
