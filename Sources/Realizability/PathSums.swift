import ExactAlgebra

/// What the pre-activation of a neuron is as a function of the points, whatever the weights are.
///
/// Where the patterns hold, the pre-activation of a neuron of layer `l` at a point `x` is the sum
/// over all paths of active neurons from the inputs to the neuron, one in each of the layers
/// `1 ..< l`, of a vector of the path times `x`, and, with biases, of a number for each path that
/// starts at a bias. Paths that are active at the same points add up to one, so only the sets
/// of points matter on which paths are active.
struct PathSums {
  /// The largest number of sets of points that is treated.
  static let setLimit = 2_048

  /// For paths from the inputs: where they are active, each set once, none empty.
  let inputSets: [[Bool]]
  /// For paths from the inputs or a bias, if there are biases.
  let constantSets: [[Bool]]

  /// The sets for neurons of a hidden layer; `nil` where there are more than `setLimit`.
  init?(of problem: RealizationProblem, beforeLayer layer: Int) {
    let all = [Bool](repeating: true, count: problem.sites.count)
    var inputs = [all]
    var constants: [[Bool]] = problem.architecture.hasBiases ? [all] : []
    for previous in 1..<max(layer, 1) {
      let activities = (0..<problem.architecture.widths[previous]).map {
        problem.activity(ofNeuron: $0, inLayer: previous)
      }
      inputs = Self.products(of: inputs, with: activities)
      constants = Self.products(of: constants, with: activities)
      if problem.architecture.hasBiases, !constants.contains(all) { constants.append(all) }
      guard inputs.count + constants.count <= Self.setLimit else { return nil }
    }
    inputSets = inputs
    constantSets = constants
  }

  /// The intersections that are not empty, each once, in the order of their first occurrence.
  private static func products(of sets: [[Bool]], with others: [[Bool]]) -> [[Bool]] {
    var seen: Set<[Bool]> = []
    var products: [[Bool]] = []
    for set in sets {
      for other in others {
        let product = zip(set, other).map { $0 && $1 }
        if product.contains(true), seen.insert(product).inserted { products.append(product) }
      }
    }
    return products
  }

  /// One row for each point: what the unknown vectors and numbers are multiplied by.
  func rows(at points: [[Rational]]) -> [[Rational]] {
    points.indices.map { index in
      inputSets.flatMap { set in points[index].map { set[index] ? $0 : 0 } }
        + constantSets.map { $0[index] ? 1 : 0 }
    }
  }
}
