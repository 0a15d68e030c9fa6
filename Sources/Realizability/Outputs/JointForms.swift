import ExactAlgebra
import LongWork
import Polyhedra

/// All neurons of the last hidden layer at once, with the weights of the last layer held fixed: then
/// signs and outputs are linear inequalities for the forms of the neurons, and for the biases of
/// the outputs.
struct JointForms {
  private let problem: OutputRealizationProblem
  private let features: [[Rational]]
  private let classes: [NeuronClass]
  private let neurons: [Int]
  /// For each output and each class a sign that the output alone allows.
  private let signs: [[Int?]]

  /// The number of choices of weights that are tried.
  private static let attempts = 24
  /// The largest number of coefficients of a system that is treated.
  private static let sizeLimit = 1 << 17

  /// `nil` where the systems are too large.
  init?(of problem: OutputRealizationProblem, on features: [[Rational]], limit: Int) throws {
    let classes = problem.classes
    let outputs = problem.patterns.architecture.outputCount
    let neurons = classes.flatMap(\.neurons)
    let dimension = neurons.count * features[0].count + outputs
    guard outputs > 1, !neurons.isEmpty,
      dimension * features.count * (neurons.count + 2 * outputs) <= Self.sizeLimit
    else { return nil }
    self.problem = problem
    self.features = features
    self.classes = classes
    self.neurons = neurons
    signs = try (0..<outputs).map { output in
      guard let row = OutputRow(problem, row: output),
        case .solution(let signs, _) = try row.decide(limit: limit)
      else { return [] }
      return signs
    }
  }

  /// Forms of the neurons for some weights of the last layer.
  ///
  /// - Throws: as `Interruption.check`.
  func solutions() throws -> [[Int: [Rational]]] {
    var generator = SeededGenerator(seed: 1, stream: 1)
    var found: [[Int: [Rational]]] = []
    for attempt in 0..<Self.attempts {
      try Interruption.check()
      let weights = self.weights(isFollowingSigns: attempt % 3 != 2, using: &generator)
      guard let point = system(weights).feasibilityByProposal()?.point else { continue }
      var forms: [Int: [Rational]] = [:]
      for (place, neuron) in neurons.enumerated() {
        let start = place * features[0].count
        forms[neuron] = Array(point[start..<start + features[0].count])
      }
      found.append(forms)
      if found.count == 2 { break }
    }
    return found
  }

  /// For each output a weight for each neuron: where a neuron is the only active one at a point, the
  /// output without its bias, which is a positive multiple of the weight; random numbers elsewhere.
  private func weights(
    isFollowingSigns: Bool, using generator: inout SeededGenerator
  ) -> [[Rational]] {
    signs.enumerated().map { output, signs in
      classes.enumerated().flatMap { index, part in
        part.neurons.map { _ -> Rational in
          if part.isSingle, let value = multiple(of: index, inOutput: output) {
            return value
          }
          let size = Rational(
            Integer(Int.random(in: 1...4, using: &generator)),
            Integer(Int.random(in: 1...2, using: &generator)))
          let sign = index < signs.count ? signs[index] : nil
          if isFollowingSigns, let sign { return Rational(sign) * size }
          return Bool.random(using: &generator) ? size : -size
        }
      }
    }
  }

  /// The output at the first point at which one class alone is active, without the bias; `nil` where
  /// one of them is not given.
  private func multiple(of index: Int, inOutput output: Int) -> Rational? {
    let activities = classes.map(\.activity)
    let alone = features.indices.first { site in
      activities.indices.allSatisfy { activities[$0][site] == ($0 == index) }
    }
    guard let alone, let value = problem.outputs[alone][output] else { return nil }
    guard problem.patterns.architecture.hasBiases else { return value }
    let silent = features.indices.first { site in
      !activities.contains { $0[site] } && problem.outputs[site][output] != nil
    }
    return silent.map { value - problem.outputs[$0][output]! }
  }

  private func system(_ weights: [[Rational]]) -> InequalitySystem {
    let count = features[0].count
    let hasBiases = problem.patterns.architecture.hasBiases
    let dimension = neurons.count * count + (hasBiases ? weights.count : 0)
    let activities = classes.flatMap { part in part.neurons.map { _ in part.activity } }
    var rows: [HalfSpace] = []
    for site in features.indices {
      for (place, activity) in activities.enumerated() {
        var normal = [Rational](repeating: 0, count: dimension)
        for (column, value) in features[site].enumerated() {
          normal[place * count + column] = activity[site] ? value : -value
        }
        rows.append(HalfSpace(normal: normal))
      }
      for (output, weights) in weights.enumerated() {
        guard let value = problem.outputs[site][output] else { continue }
        var normal = [Rational](repeating: 0, count: dimension)
        for (place, activity) in activities.enumerated() where activity[site] {
          for (column, feature) in features[site].enumerated() {
            normal[place * count + column] = weights[place] * feature
          }
        }
        if hasBiases { normal[neurons.count * count + output] = 1 }
        rows += OutputRow.equation(normal, value)
      }
    }
    return InequalitySystem(dimension: dimension, rows)
  }
}
