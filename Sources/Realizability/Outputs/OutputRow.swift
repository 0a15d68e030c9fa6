import ExactAlgebra
import Polyhedra

/// The linear inequalities for one output of all points, in a case of the signs of its weights.
///
/// Let `F_p` be the features of the point `p`, `z_j(p) = w_j . F_p` the pre-activations of the last
/// hidden layer and `v_j` the weights of the output. The output is the sum over the classes `c` of
/// `q_c . F_p` over those that are active at `p`, plus the bias, where `q_c` is the sum of
/// `v_j w_j` over the class. If a class has one neuron and `v_j` has a sign `e`, then `e q_c`
/// has the signs of the neuron; for a class with more neurons `q_c` is any vector.
struct OutputRow {
  let problem: OutputRealizationProblem
  let row: Int
  let features: [[Rational]]
  let classes: [NeuronClass]

  init?(_ problem: OutputRealizationProblem, row: Int) {
    guard let features = problem.features else { return nil }
    self.problem = problem
    self.row = row
    self.features = features
    classes = problem.classes
  }

  var featureCount: Int { features[0].count }
  private var hasBias: Bool { problem.patterns.architecture.hasBiases }
  private var dimension: Int { classes.count * featureCount + (hasBias ? 1 : 0) }

  /// The number of coefficients of the largest system.
  var size: Int { features.count * (classes.count + 2) * dimension }

  /// The inequalities where the weights of the first classes have given signs: 1, -1, 0 for weights
  /// that are zero, `nil` where the sign is open.
  func system(_ signs: [Int?]) -> InequalitySystem {
    var rows: [HalfSpace] = []
    for site in features.indices {
      guard let value = problem.outputs[site][row] else { continue }
      var normal = classes.indices.flatMap { index -> [Rational] in
        let isThere =
          classes[index].activity[site] && !(index < signs.count && signs[index] == 0)
        return features[site].map { isThere ? $0 : 0 }
      }
      if hasBias { normal.append(1) }
      rows += Self.equation(normal, value)
    }
    for (index, sign) in signs.enumerated() {
      guard let sign, sign != 0 else { continue }
      rows += classes[index].cone(
        withSign: sign, at: features, first: index * featureCount, dimension: dimension)
    }
    return InequalitySystem(dimension: dimension, rows)
  }

  /// `normal . x = value` as two inequalities.
  static func equation(_ normal: [Rational], _ value: Rational) -> [HalfSpace] {
    [
      HalfSpace(normal: normal, offset: -value, isOpen: false),
      HalfSpace(normal: normal.map { -$0 }, offset: value, isOpen: false),
    ]
  }
}
