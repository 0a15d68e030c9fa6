/// What a linear inequality of a proof about outputs says; points are the numbers of sites, from 0.
public enum OutputInequality: Hashable, Sendable {
  /// The output at a point is at least, or at most, its value.
  case value(site: Int, isUpperBound: Bool)
  /// The pre-activation of a neuron of the last hidden layer has its sign at a point; for a case of a
  /// negative weight, its product with the weight has the opposite one.
  case sign(neuron: Int, site: Int)
  /// The form of the outputs is at least, or at most, the activation of the neuron at a point.
  case activation(site: Int, isUpperBound: Bool)
}

extension OutputSignObstruction {
  /// The inequalities of a case, in the order in which the multipliers number them.
  public func inequalities(
    of part: Case, in problem: OutputRealizationProblem
  ) -> [OutputInequality] {
    let given = problem.outputs.indices.filter { problem.outputs[$0][output] != nil }
    let values = given.flatMap { site in
      [false, true].map { OutputInequality.value(site: site, isUpperBound: $0) }
    }
    let signs = zip(part.signs, problem.classes).flatMap { sign, neurons -> [OutputInequality] in
      guard let sign, sign != 0 else { return [] }
      return problem.outputs.indices.map { .sign(neuron: neurons.neurons[0], site: $0) }
    }
    return values + signs
  }
}

extension TightRankObstruction {
  /// The inequalities, in the order in which the multipliers number them.
  public func inequalities(in problem: OutputRealizationProblem) -> [OutputInequality] {
    problem.outputs.indices.map { .sign(neuron: neuron, site: $0) }
      + problem.sites(withOutputs: outputs).flatMap { site in
        [false, true].map { OutputInequality.activation(site: site, isUpperBound: $0) }
      }
  }
}
