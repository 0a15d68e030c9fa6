import ExactAlgebra
import LongWork
import Polyhedra

/// Cases on the signs of the weights of a neuron in the second hidden layer.
///
/// For a weight `v_i` of known sign `e_i` the vector `q_i = v_i w_i` satisfies the strict
/// inequalities of neuron `i`, multiplied by `e_i`; else it is free. That is one linear system for
/// all `q_i`. If it has no solution, it has none either where some `v_i` may vanish, that is,
/// with closed cones: the neurons of the first layer have weights `w_i` strictly inside their
/// cones, and adding small multiples of these to the `q_i` keeps the other inequalities, which
/// are open.
struct SignBranching {
  /// What is known of one neuron.
  enum Outcome {
    case obstruction(SignObstruction)
    /// Weights of the first layer with which the neuron has its signs for some weights of its own.
    case firstLayer([[Rational]])
    /// More or larger cases than allowed.
    case undecided
  }

  /// The largest number of coefficients of a system that is treated.
  private static let sizeLimit = 1 << 20

  private let problem: RealizationProblem
  private let neuron: Int
  private let points: [[Rational]]
  private let classes: [NeuronClass]
  private let isActive: [Bool]
  private var remainingSystems: Int
  private var cases: [SignObstruction.Case] = []
  private var solution: (signs: [Int], point: [Rational])?

  init(_ problem: RealizationProblem, neuron: Int, limit: Int) {
    self.problem = problem
    self.neuron = neuron
    remainingSystems = limit
    points = problem.affinePoints
    isActive = problem.activity(ofNeuron: neuron, inLayer: 2)
    classes = problem.classes(ofLayer: 1)
  }

  /// Goes through the cases until one has a solution.
  mutating func run() throws -> Outcome {
    let rowCount = points.count * (classes.count + 1)
    guard rowCount * dimension <= Self.sizeLimit else { return .undecided }
    guard try refute(signs: []) else {
      guard let solution else { return .undecided }
      return .firstLayer(try firstLayer(solution.signs, solution.point))
    }
    return .obstruction(SignObstruction(neuron: neuron, cases: cases))
  }

  /// Whether a case, given by the signs of the first classes, is a contradiction.
  private mutating func refute(signs: [Int]) throws -> Bool {
    try Interruption.check()
    guard remainingSystems > 0 else { return false }
    remainingSystems -= 1
    switch system(signs).feasibilityByProposal() {
    case nil:
      return false
    case .infeasible(let certificate):
      cases.append(contradiction(signs, certificate))
      return true
    case .feasible(let point):
      guard signs.count < classes.count else {
        solution = (signs, point)
        return false
      }
      guard classes[signs.count].isSingle else { return try refute(signs: signs + [0]) }
      return try refute(signs: signs + [1]) && refute(signs: signs + [-1])
    }
  }

  // MARK: the system of a case

  private var size: Int { points[0].count }
  private var hasBiases: Bool { problem.architecture.hasBiases }
  /// One vector for each class, and the bias of the neuron.
  private var dimension: Int { classes.count * size + (hasBiases ? 1 : 0) }

  /// The rows of the points, then, for each class with a sign, those of its cone.
  private func system(_ signs: [Int]) -> InequalitySystem {
    let zeros = [Rational](repeating: 0, count: size)
    var rows = points.indices.map { site in
      var row = classes.flatMap { $0.activity[site] ? points[site] : zeros }
      if hasBiases { row.append(1) }
      return HalfSpace(normal: isActive[site] ? row : row.map { -$0 })
    }
    for (index, sign) in signs.enumerated() where sign != 0 {
      rows += classes[index].cone(
        withSign: sign, at: points, first: index * size, dimension: dimension)
    }
    return InequalitySystem(dimension: dimension, rows)
  }

  private func contradiction(
    _ signs: [Int], _ certificate: InfeasibilityCertificate
  ) -> SignObstruction.Case {
    var neuronSigns = [Int](repeating: 0, count: problem.architecture.widths[1])
    for (index, sign) in signs.enumerated() where sign != 0 {
      neuronSigns[classes[index].neurons[0]] = sign
    }
    let branched = signs.indices.filter { signs[$0] != 0 }
    var terms: [NeuronObstruction.Term] = []
    var coneTerms: [SignObstruction.ConeTerm] = []
    for term in certificate.terms {
      let (block, site) = term.row.quotientAndRemainder(dividingBy: points.count)
      if block == 0 {
        terms.append(
          .init(site: site, isActive: isActive[site], multiplier: term.multiplier))
      } else {
        let neuron = classes[branched[block - 1]].neurons[0]
        coneTerms.append(.init(neuron: neuron, site: site, multiplier: term.multiplier))
      }
    }
    return .init(signs: neuronSigns, terms: terms, coneTerms: coneTerms)
  }

  // MARK: weights from a solution

  /// Weights of the first layer in their cones whose combinations with the signs are the `q_i`.
  private func firstLayer(_ signs: [Int], _ point: [Rational]) throws -> [[Rational]] {
    try (0..<problem.architecture.widths[1]).map { first in
      let activity = problem.activity(ofNeuron: first, inLayer: 1)
      let system = InequalitySystem(signs: activity, of: points)
      guard let interior = try system.feasibilityInTime().point else {
        preconditionFailure("a neuron of the first layer with contradictory signs")
      }
      guard let index = classes.firstIndex(where: { $0.neurons.contains(first) }) else {
        return interior
      }
      let vector = Array(point[index * size..<(index + 1) * size])
      if signs[index] != 0 { return vector.map { signs[index] > 0 ? $0 : -$0 } }
      // The first two neurons of the class share it: q = (q + t w) - t w.
      guard first == classes[index].neurons[0] else { return interior }
      let factor = multiple(of: interior, moving: vector, into: activity)
      return zip(vector, interior).map { $0 + factor * $1 }
    }
  }

  /// A `t` with `q + t w` in the cone, where `w` is strictly inside.
  private func multiple(
    of interior: [Rational], moving vector: [Rational], into activity: [Bool]
  ) -> Rational {
    zip(points, activity).reduce(Rational(1)) { factor, row in
      let (point, isActive) = row
      let value = zip(vector, point).reduce(Rational(0)) { $0 + $1.0 * $1.1 }
      let inside = zip(interior, point).reduce(Rational(0)) { $0 + $1.0 * $1.1 }
      let lack = isActive ? -value : value
      return max(factor, lack / inside.magnitude + 1)
    }
  }
}

extension RealizationProblem {
  /// An obstruction by signs, or first layers that suit single neurons of the second one.
  ///
  /// - Throws: as `Interruption.check`.
  func signBranching(limit: Int) throws -> (
    obstruction: SignObstruction?, firstLayers: [[[Rational]]]
  ) {
    var firstLayers: [[[Rational]]] = []
    for neuron in 0..<architecture.widths[2] {
      var branching = SignBranching(self, neuron: neuron, limit: limit)
      switch try branching.run() {
      case .obstruction(let obstruction): return (obstruction, [])
      case .firstLayer(let rows): firstLayers.append(rows)
      case .undecided: break
      }
    }
    return (nil, firstLayers)
  }
}
