import ExactAlgebra
import LongWork
import Networks
import Polyhedra
import Properties

/// Decides conjunctions on a box exactly, by giving signs to the neurons that may have both.
///
/// Neurons are split in the order of their layers, so each pre-activation is an affine form on the
/// part of the box where those before it have the signs that they were given, and parts are convex
/// polyhedra. Where all have signs the network is affine, and a linear program over the rationals finds a counterexample, or
/// multipliers that show that there is none.
struct SignSearch {
  /// What was found.
  enum Ending {
    case refuted
    case violated([Rational])
    /// More parts than were allowed.
    case tooManyParts
  }

  /// A neuron with a sign.
  struct Sign: Hashable, Sendable {
    let neuron: Int
    let isActive: Bool
  }

  /// Tells whether all cases are refuted on a part of the box, where neurons that were given signs have bounds with these
  /// signs; if not, with sharper bounds. It is proved in floating point.
  typealias Pruning = (NeuronBounds) -> NeuronBounds?

  private let network: Network
  private let bounds: NeuronBounds
  private let pruning: Pruning?
  private let firstNeurons: [Int]
  private let box: [HalfSpace]
  private let inputs: VariableForms
  private let cases: [CaseGroup.Case]
  private let maximumParts: Int
  /// Signs that neurons have from the beginning.
  private let given: [Int: Bool]
  /// The number of parts on which the network is affine.
  private(set) var partCount = 0
  /// The number of parts that pruning was asked for.
  private(set) var pruningCount = 0
  /// What was done below the node of the box.
  private(set) var tree: SplitTree?

  /// A search on a box, or on all inputs where none is given.
  ///
  /// - Parameters:
  ///   - bounds: bounds of neurons on the box, which are proved.
  ///   - cases: the conjunctions.
  ///   - given: neurons that have a sign from the beginning, each at most once.
  ///   - maximumParts: the largest number of parts on which the network is affine.
  ///   - tree: where to note what is done, if that is wanted.
  ///   - pruning: what drops parts before they are looked at exactly; of no use with a tree.
  init(
    _ network: Network, on box: InputBox?, _ bounds: NeuronBounds, cases: [CaseGroup.Case],
    given: [Sign] = [], maximumParts: Int, tree: SplitTree?, pruning: Pruning? = nil
  ) {
    precondition(tree == nil || pruning == nil, "no proof of what is dropped")
    (self.network, self.bounds, self.cases) = (network, bounds, cases)
    (self.maximumParts, self.tree, self.pruning) = (maximumParts, tree, pruning)
    self.given = Dictionary(uniqueKeysWithValues: given.map { ($0.neuron, $0.isActive) })
    let architecture = network.architecture
    firstNeurons = architecture.hiddenWidths.reduce(into: [0]) { $0.append($0.last! + $1) }
    inputs = VariableForms(dimension: architecture.inputCount)
    let forms = inputs
    self.box = box?.conditions.flatMap { $0.halfSpaces(in: forms) } ?? []
  }

  /// The largest number of parts that pruning is asked for.
  private var maximumPrunings: Int { maximumParts > .max / 4 ? .max : 4 * maximumParts }

  /// Decides.
  ///
  /// - Parameter node: the node of the box.
  mutating func search(at node: Int) throws -> Ending {
    let dimension = network.architecture.inputCount
    let origin = [Rational](repeating: 0, count: dimension)
    let values = ScaledLayer.inputs(from: origin, along: RationalMatrix.identity(dimension).rows)
    return try search(layer: 0, values: values, bounds, signs: [], halfSpaces: [], node: node)
  }

  /// Goes through a layer whose inputs are known as forms.
  private mutating func search(
    layer: Int, values: IntegerMatrix, _ bounds: NeuronBounds, signs: [Sign],
    halfSpaces: [HalfSpace], node: Int
  ) throws -> Ending {
    try Interruption.check()
    let sums = network.scaledLayers[layer].preactivations(on: values)
    let forms = ScaledLayer.coefficients(of: sums)
    guard layer < network.layers.count - 1 else {
      return try decide(outputs: forms, signs, halfSpaces, node)
    }
    let first = firstNeurons[layer]
    let open = forms.indices.filter {
      bounds.isUnstable(first + $0) || given[first + $0] != nil
    }
    return try split(
      open[...], forms, layer: layer, sums, bounds, signs, halfSpaces, node)
  }

  /// Gives signs to the neurons of a layer, one by one.
  private mutating func split(
    _ open: ArraySlice<Int>, _ forms: [[Rational]], layer: Int, _ sums: IntegerMatrix,
    _ bounds: NeuronBounds, _ signs: [Sign], _ halfSpaces: [HalfSpace], _ node: Int
  ) throws -> Ending {
    let first = firstNeurons[layer]
    guard let neuron = open.first else {
      let active = Set(signs.filter(\.isActive).map(\.neuron))
      let values = network.activation.applied(to: sums) { place, _ in
        active.contains(first + place)
          || given[first + place] == nil && bounds.lower[first + place] >= 0
            && !bounds.isUnstable(first + place)
      }
      return try search(
        layer: layer + 1, values: values, bounds, signs: signs, halfSpaces: halfSpaces, node: node)
    }
    // Sharper bounds may have given it a sign.
    guard bounds.isUnstable(first + neuron) || pruning == nil else {
      return try split(
        open.dropFirst(), forms, layer: layer, sums, bounds, signs, halfSpaces, node)
    }
    let sign = given[first + neuron]
    let nodes = sign == nil ? tree?.split(at: node, neuron: first + neuron) : nil
    for isActive in [false, true] where sign == nil || sign == isActive {
      var bounds = bounds
      if let pruning {
        guard pruningCount < maximumPrunings else { return .tooManyParts }
        pruningCount += 1
        if isActive { bounds.lower[first + neuron] = 0 } else { bounds.upper[first + neuron] = 0 }
        guard let sharper = pruning(bounds) else { continue }
        bounds = sharper
      }
      let form = isActive ? forms[neuron] : forms[neuron].map { -$0 }
      let side = HalfSpace(
        normal: Array(form.dropLast()), offset: form[form.count - 1], isOpen: false)
      let signs = signs + [Sign(neuron: first + neuron, isActive: isActive)]
      let part = halfSpaces + [side]
      let node = isActive ? nodes?.above ?? node : nodes?.below ?? node
      let system = InequalitySystem(dimension: inputs.dimension, box + part)
      if let certificate = try system.feasibilityInTime().certificate {
        refute(cases, by: certificate, signs, [], at: node)
        continue
      }
      let ending = try split(
        open.dropFirst(), forms, layer: layer, sums, bounds, signs, part, node)
      guard case .refuted = ending else { return ending }
    }
    return .refuted
  }

  /// Decides on a part where the network is affine.
  private mutating func decide(
    outputs: [[Rational]], _ signs: [Sign], _ halfSpaces: [HalfSpace], _ node: Int
  ) throws -> Ending {
    partCount += 1
    guard partCount <= maximumParts else { return .tooManyParts }
    let dimension = inputs.dimension
    let variables = VariableForms(
      origin: [Rational](repeating: 0, count: dimension),
      directions: RationalMatrix.identity(dimension).rows, outputs: outputs)
    for boundedCase in cases {
      let parts = boundedCase.conjunction.parts
      let sides = parts.flatMap { $0.condition.halfSpaces(in: variables) }
      let system = InequalitySystem(dimension: dimension, box + halfSpaces + sides)
      switch try system.feasibilityInTime() {
      case .feasible(let point): return .violated(point)
      case .infeasible(let certificate):
        refute([boundedCase], by: certificate, signs, parts.flatMap(\.sides), at: node)
      }
    }
    return .refuted
  }

  /// Notes why cases have no counterexample on a part.
  private mutating func refute(
    _ cases: [CaseGroup.Case], by certificate: InfeasibilityCertificate, _ signs: [Sign],
    _ sides: [Conjunction.Side], at node: Int
  ) {
    guard tree != nil else { return }
    var terms: [SplitTree.Term] = []
    var neurons: [(neuron: Int, multiplier: Integer)] = []
    for term in certificate.terms {
      let row = term.row - box.count
      guard row >= 0 else { continue }
      if row < signs.count {
        neurons.append((signs[row].neuron, term.multiplier))
      } else {
        terms.append(sides[row - signs.count].term(term.multiplier))
      }
    }
    for boundedCase in cases {
      tree?.refute(boundedCase.number, terms, neurons, at: node)
    }
  }
}
