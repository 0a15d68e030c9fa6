import ExactAlgebra
import LongWork
public import Polyhedra

/// A proof that outputs of the largest possible rank do not fit the signs of one neuron of the last
/// hidden layer.
///
/// For some of the outputs let `U` be the neurons of that layer that are active at some of the points at
/// which these are all given. If their vectors `y_p`, with biases `(y_p, 1)`, have rank `|U|`,
/// with biases one more, then the last layer is injective on the activations, and the activation
/// of a neuron is one linear form of the vectors: positive where the neuron is active, and zero
/// elsewhere. With the signs of the neuron, and the pre-activation as a linear form of the points,
/// these are linear inequalities; the multipliers show that they have no solution.
public struct TightRankObstruction: Hashable, Sendable {
  /// The outputs, from 0, ascending.
  public let outputs: [Int]
  /// The neuron of the last hidden layer, from 0.
  public let neuron: Int
  /// The multipliers of the inequalities.
  public let certificate: InfeasibilityCertificate

  /// The obstruction with the given parts.
  public init(outputs: [Int], neuron: Int, certificate: InfeasibilityCertificate) {
    self.outputs = outputs
    self.neuron = neuron
    self.certificate = certificate
  }

  /// Whether the rank is the largest and the inequalities contradict each other; exact.
  public func refutes(_ problem: OutputRealizationProblem) -> Bool {
    guard outputs.allSatisfy((0..<problem.patterns.architecture.outputCount).contains),
      let tight = TightRank(problem, outputs: outputs),
      let activity = tight.classes.first(where: { $0.neurons.contains(neuron) })?.activity
    else { return false }
    return certificate.refutes(tight.system(activity))
  }
}

/// Outputs of the largest rank that the active neurons of the last hidden layer allow.
struct TightRank {
  let features: [[Rational]]
  let classes: [NeuronClass]
  private let outputs: [Int]
  private let sites: [Int]
  /// The outputs of these points, with biases with a last entry 1.
  private let vectors: [[Rational]]

  /// The largest number of choices of outputs that are looked at.
  private static let choiceLimit = 256

  /// Choices of outputs with the largest rank: as many as there are neurons, with biases one more,
  /// since more of them are given at fewer points.
  static func all(of problem: OutputRealizationProblem) throws -> [TightRank] {
    let hasBias = problem.patterns.architecture.hasBiases
    let neurons = problem.classes.reduce(0) { $0 + $1.neurons.count }
    let outputs = Array(0..<problem.patterns.architecture.outputCount)
    var found: [TightRank] = []
    for size in Set([neurons, neurons + (hasBias ? 1 : 0), outputs.count]).sorted()
    where size <= outputs.count {
      for choice in outputs.choices(ofCount: size, atMost: choiceLimit) {
        try Interruption.check()
        if let tight = TightRank(problem, outputs: choice) { found.append(tight) }
      }
    }
    return found
  }

  /// `nil` where the rank is smaller.
  init?(_ problem: OutputRealizationProblem, outputs: [Int]) {
    guard let features = problem.features else { return nil }
    let sites = problem.sites(withOutputs: outputs)
    let hasBias = problem.patterns.architecture.hasBiases
    let vectors = sites.map { site in
      outputs.map { problem.outputs[site][$0]! } + (hasBias ? [1] : [])
    }
    let classes = problem.classes.filter { part in sites.contains { part.activity[$0] } }
    let neurons = classes.reduce(0) { $0 + $1.neurons.count }
    guard neurons > 0, !vectors.isEmpty,
      RationalMatrix(vectors).rank == neurons + (hasBias ? 1 : 0)
    else { return nil }
    self.features = features
    self.outputs = outputs
    self.sites = sites
    self.vectors = vectors
    self.classes = classes
  }

  /// The inequalities for the weights of a neuron, as a form of the features, and for the form of
  /// the outputs, behind it.
  func system(_ activity: [Bool]) -> InequalitySystem {
    let (first, second) = (features[0].count, vectors[0].count)
    let zeros = [Rational](repeating: 0, count: second)
    var rows = features.indices.map { site in
      HalfSpace(
        normal: (activity[site] ? features[site] : features[site].map { -$0 }) + zeros)
    }
    for normal in equations(activity) { rows += OutputRow.equation(normal, 0) }
    return InequalitySystem(dimension: first + second, rows)
  }

  /// The linear equations among these.
  private func equations(_ activity: [Bool]) -> [[Rational]] {
    zip(sites, vectors).map { site, vector in
      features[site].map { activity[site] ? $0 : 0 } + vector.map { -$0 }
    }
  }

  /// An obstruction, or weights for each neuron of each class such that the outputs lie in the
  /// span of the activations, if the features are the inputs of the layer.
  ///
  /// - Throws: as `Interruption.check`.
  func decide() throws -> (obstruction: TightRankObstruction?, weights: [Int: [Rational]]) {
    var weights: [Int: [Rational]] = [:]
    for part in classes {
      let system = system(part.activity)
      switch try system.feasibilityInTime() {
      case .infeasible(let certificate):
        let obstruction = TightRankObstruction(
          outputs: outputs, neuron: part.neurons[0], certificate: certificate)
        return (obstruction, [:])
      case .feasible(let point):
        let directions = RationalMatrix(equations(part.activity)).kernel.rows
        let points = system.points(near: point, along: directions, count: part.neurons.count)
        for (neuron, point) in zip(part.neurons, points) {
          weights[neuron] = Array(point.prefix(features[0].count))
        }
      }
    }
    return (nil, weights)
  }
}

extension [Int] {
  /// The first choices of so many elements, in lexicographic order.
  fileprivate func choices(ofCount size: Int, atMost limit: Int) -> [[Int]] {
    var choices: [[Int]] = []
    func choose(_ chosen: [Int], from start: Int) {
      guard choices.count < limit else { return }
      guard chosen.count < size else {
        choices.append(chosen)
        return
      }
      for next in start..<Swift.max(start, count) { choose(chosen + [self[next]], from: next + 1) }
    }
    choose([], from: 0)
    return choices
  }
}

extension InequalitySystem {
  /// A solution of strict inequalities and others near it, in directions along which the equations
  /// go on to hold; the first one comes again where there are not enough directions.
  func points(near point: [Rational], along directions: [[Rational]], count: Int) -> [[Rational]] {
    (0..<count).map { index in
      guard index > 0, !directions.isEmpty else { return point }
      let direction = directions[(index - 1) % directions.count]
      var step = Rational(1 + (index - 1) / directions.count)
      while true {
        let moved = zip(point, direction).map { $0 + step * $1 }
        if contains(moved) { return moved }
        step = step / 2
      }
    }
  }
}
