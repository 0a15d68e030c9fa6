import Enclosures
import ExactAlgebra
import NetworkVarieties
import Polyhedra
import PossibleOutputs
import Realizability
import Varieties

extension CompletionReport {
  /// The keys of a completion. Outputs and points count from 1.
  func object(version: String) -> JSONObject {
    variety.object(version: version)
      + [
        "unknowns": names.indices.map(unknown),
        "relations": completion.relations.map(\.description),
        "completeness": completeness, "equations": equations,
        "realization": realization, "seed": seed, "seconds": seconds,
      ]
  }

  private func unknown(_ index: Int) -> JSONObject {
    let unknowns = completion.equations.unknowns
    let (row, point) = unknowns.variety.coordinates.entry(at: unknowns.coordinates[index])
    let values = completion.values(of: index)
    var list: [JSON] = []
    if case .finite(let roots) = values { list = roots.map { json(of: $0, for: index) } }
    return [
      "name": names[index], "output": row + 1, "point": point + 1,
      "status": Wording.code(values), "values": list,
    ]
  }

  /// A rational number as it is, another one with its polynomial.
  private func json(of value: RealRoot, for unknown: Int) -> JSON {
    if let rational = value.rational { return rational.json }
    guard case .object(let number) = value.reported.json else { return value.reported.json }
    return .object(
      number + ["polynomial": completion.polynomial(of: value, for: unknown).description])
  }

  private var completeness: JSONObject {
    let equations = completion.equations
    return [
      "status": equations.isComplete ? "complete" : "open",
      "by": equations.isComplete ? Wording.code(equations.completeness) : nil,
      "statement": Wording.statement(equations),
    ]
  }

  private var equations: JSONObject {
    let equations = completion.equations
    return [
      "constraints": equations.constraintCount,
      "constraintsLimit": equations.coverage.end.map(Wording.end),
      "leftOutMinors": equations.leftOutMinorCount,
      "maxDegree": equations.derivation?.ideal.maximumDegree,
      "generators": equations.derivation?.ideal.generators.count,
      "limit": equations.derivation?.ideal.limit?.description,
      "solved": completion.solutions != nil,
    ]
  }

  private var realization: JSONObject {
    var object: JSONObject = [
      "status": Wording.code(completion.existence),
      "candidates": completion.candidates.map(self.object),
    ]
    if let candidate = completion.deciding {
      object.add(answer(candidate))
    } else if completion.isContradictory {
      object["proof"] = ["kind": "equations"] as JSONObject
    }
    return object
  }

  private func object(_ candidate: OutputCompletion.Candidate) -> JSONObject {
    var object: JSONObject = [
      "status": Wording.code(candidate.existence),
      "values": candidate.values.enumerated().map { unknown, value -> JSONObject in
        ["name": names[unknown], "value": value.map { json(of: $0, for: unknown) }]
      },
    ]
    if completion.candidates.count > 1 { object.add(answer(candidate)) }
    return object
  }

  /// The network, the proof, or what is missing.
  private func answer(_ candidate: OutputCompletion.Candidate) -> JSONObject {
    switch candidate.realization {
    case .realized(let network): ["network": network.object]
    case .impossible(let obstruction): ["proof": obstruction.object(of: candidate.problem)]
    case .unknown(let end): ["reason": Wording.reason(end)]
    }
  }
}

extension OutputObstruction {
  /// A proof of impossibility, with all numbers that are needed to check it.
  fileprivate func object(of problem: OutputRealizationProblem) -> JSONObject {
    let statement = Wording.statement(
      self, hasBiases: problem.patterns.architecture.hasBiases)
    switch self {
    case .patterns(let proof):
      return ["kind": "patterns", "patterns": proof.object(of: problem.patterns)]
    case .output(let proof):
      return [
        "kind": "output", "statement": statement, "output": proof.output + 1,
        "cases": proof.cases.map { part -> JSONObject in
          [
            "signs": part.signs.map { sign -> JSON in sign?.json ?? .literal("null") },
            "multipliers": part.certificate.objects(
              for: proof.inequalities(of: part, in: problem)),
          ]
        },
      ]
    case .rank(let proof):
      return [
        "kind": "rank", "statement": statement, "neuron": proof.neuron + 1,
        "outputs": proof.outputs.map { $0 + 1 },
        "multipliers": proof.certificate.objects(for: proof.inequalities(in: problem)),
      ]
    }
  }
}

extension InfeasibilityCertificate {
  /// The multipliers with what their inequalities say.
  fileprivate func objects(for inequalities: [OutputInequality]) -> [JSONObject] {
    terms.map { inequalities[$0.row].object + ["multiplier": $0.multiplier] }
  }
}

extension OutputInequality {
  /// Points and neurons count from 1.
  fileprivate var object: JSONObject {
    switch self {
    case .value(let site, let isUpperBound):
      ["kind": "value", "point": site + 1, "bound": isUpperBound ? "upper" : "lower"]
    case .sign(let neuron, let site):
      ["kind": "sign", "point": site + 1, "neuron": neuron + 1]
    case .activation(let site, let isUpperBound):
      ["kind": "activation", "point": site + 1, "bound": isUpperBound ? "upper" : "lower"]
    }
  }
}
