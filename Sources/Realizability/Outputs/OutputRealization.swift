import ExactAlgebra
import LongWork
public import Networks
import Polyhedra

/// The answer to an `OutputRealizationProblem`.
public enum OutputRealization: Sendable {
  /// A network with the patterns and the outputs, verified exactly.
  case realized(Network)
  /// No network has them.
  case impossible(OutputObstruction)
  /// Neither a network nor a proof was found.
  case unknown(OutputRealizationEnd)
}

/// Why no network has given patterns and outputs on given points.
public enum OutputObstruction: Hashable, Sendable {
  /// No network has the patterns, whatever the outputs are.
  case patterns(ImpossibilityProof)
  /// The values of one output contradict the signs of the last hidden layer.
  case output(OutputSignObstruction)
  /// The outputs determine a neuron of the last hidden layer, which cannot have its signs.
  case rank(TightRankObstruction)

  /// Whether the proof is right for a problem: exact, and independent of how it was found.
  public func refutes(_ problem: OutputRealizationProblem) -> Bool {
    switch self {
    case .patterns(let proof): proof.refutes(problem.patterns)
    case .output(let obstruction): obstruction.refutes(problem)
    case .rank(let obstruction): obstruction.refutes(problem)
    }
  }
}

/// What ended a search without a result.
public enum OutputRealizationEnd: Hashable, Sendable {
  /// The time that was allowed.
  case time(Duration)
  /// Everything was tried that is tried.
  case exhausted
  /// Some output is irrational, and networks have rational weights here.
  case irrational
}

extension OutputRealizationProblem {
  /// Finds a network with patterns and outputs, or proves that there is none.
  ///
  /// Proofs are sought first: patterns alone, one output at a time, and where outputs have the
  /// largest rank neuron by neuron. For one hidden layer and one output this decides the question,
  /// if the limits suffice. Networks are sought among those that these steps suggest, and the last
  /// layer is a linear system.
  ///
  /// - Parameter options: seed and limits of the parts.
  /// - Throws: `CancellationError`, `Interruption.IsRequested`.
  public func realization(
    options: RealizationProblem.Options = .init()
  ) throws -> OutputRealization {
    do {
      return try Interruption.within(options.timeLimit) { try decide(options: options) }
    } catch let end as Interruption.TimeIsOver {
      return .unknown(.time(end.limit))
    }
  }

  private func decide(options: RealizationProblem.Options) throws -> OutputRealization {
    if let proof = try obstruction(options: options) { return .impossible(proof) }
    let limit = options.branchLimit
    if let network = try suggestedNetwork(limit: limit) { return .realized(network) }
    guard patterns.hiddenLayerCount > 0 else { return .unknown(.exhausted) }
    for attempt in 0..<Self.attempts {
      var next = options
      next.seed = options.seed &+ UInt64(attempt)
      next.timeLimit = nil
      switch try patterns.realization(options: next) {
      case .impossible(let proof): return .impossible(.patterns(proof))
      case .unknown: return .unknown(.exhausted)
      case .realized(let network):
        if let found = try completion(of: network, limit: limit) { return .realized(found) }
      }
      // With one hidden layer the seed changes nothing.
      if patterns.hiddenLayerCount == 1 { break }
    }
    return .unknown(.exhausted)
  }

  /// The networks from which the earlier layers are taken.
  private static let attempts = 8

  /// A proof that there is no network, if one is found; networks are not sought.
  ///
  /// - Throws: as `Interruption.check`.
  public func obstruction(
    options: RealizationProblem.Options = .init()
  ) throws -> OutputObstruction? {
    if let proof = try patterns.neuronObstruction() { return .patterns(.neuron(proof)) }
    for output in 0..<patterns.architecture.outputCount {
      if let row = OutputRow(self, row: output),
        case .obstruction(let found) = try row.decide(limit: options.branchLimit)
      {
        return .output(found)
      }
    }
    for tight in try TightRank.all(of: self) {
      if let found = try tight.decide().obstruction { return .rank(found) }
    }
    return nil
  }

  private func network(_ layers: [Network.Layer]) -> Network? {
    guard let network = try? Network(layers: layers), isSolved(by: network) else { return nil }
    return network
  }

  /// A network whose earlier layers are those of one that has the patterns.
  private func completion(of network: Network, limit: Int) throws -> Network? {
    let hidden = patterns.hiddenLayerCount
    let earlier = Array(network.layers.prefix(hidden - 1))
    if hidden > 1, let shallow = shallowProblem(on: activations(of: earlier)),
      let end = try shallow.suggestedNetwork(limit: limit),
      let found = self.network(earlier + end.layers)
    {
      return found
    }
    return extended(Array(network.layers.prefix(hidden)))
  }

  /// Hidden layers with a last layer that gives the outputs.
  private func extended(_ layers: [Network.Layer]) -> Network? {
    let values = activations(of: layers)
    let hasBiases = patterns.architecture.hasBiases
    return lastLayer(on: values.map { hasBiases ? $0 + [1] : $0 }).flatMap {
      network(layers + [$0])
    }
  }

  /// A network whose pre-activations in the last hidden layer are some that the inequalities of the
  /// proofs suggest; these are outputs of a network with one layer less.
  ///
  /// - Throws: as `Interruption.check`.
  private func suggestedNetwork(limit: Int) throws -> Network? {
    guard patterns.hiddenLayerCount > 0 else { return extended([]) }
    for values in try suggestedPreActivations(limit: limit) {
      try Interruption.check()
      if let shorter = withoutLastLayer(outputs: values),
        try shorter.obstruction(options: .init()) == nil,
        let network = try shorter.suggestedNetwork(limit: limit),
        let found = extended(network.layers)
      {
        return found
      }
    }
    return nil
  }

  /// The problem for the layers before the last one, with the pre-activations of the last hidden layer
  /// as outputs.
  private func withoutLastLayer(outputs: [[Rational]]) -> OutputRealizationProblem? {
    guard
      let architecture = try? Architecture(
        widths: patterns.architecture.widths.dropLast(),
        hasBiases: patterns.architecture.hasBiases),
      let problem = try? RealizationProblem(
        architecture,
        blocks: patterns.sites.map { site in
          Block(ActivationPattern(Array(site.pattern.layers.dropLast())), points: [site.point])
        })
    else { return nil }
    return OutputRealizationProblem(problem, outputs: outputs)
  }

  /// What hidden layers make of the points, with the patterns held fixed.
  private func activations(of layers: [Network.Layer]) -> [[Rational]] {
    patterns.sites.map { site in
      layers.enumerated().reduce(site.point) { values, layer in
        zip(layer.element.affineForms, site.pattern.layers[layer.offset]).map { form, isActive in
          isActive ? zip(form, values + [1]).reduce(Rational(0)) { $0 + $1.0 * $1.1 } : 0
        }
      }
    }
  }

  /// The same question for the last hidden layer alone, on its inputs.
  private func shallowProblem(on inputs: [[Rational]]) -> OutputRealizationProblem? {
    let widths = patterns.architecture.widths
    let hidden = patterns.hiddenLayerCount
    guard
      let architecture = try? Architecture(
        widths: [inputs[0].count] + widths[hidden...],
        hasBiases: patterns.architecture.hasBiases),
      let problem = try? RealizationProblem(
        architecture,
        blocks: zip(patterns.sites, inputs).map { site, input in
          Block(ActivationPattern([site.pattern.layers[hidden - 1]]), points: [input])
        })
    else { return nil }
    return OutputRealizationProblem(problem, outputs: outputs)
  }

  /// The last layer for the activations before it, with biases with a last entry 1; `nil` where the
  /// linear equations have no solution.
  private func lastLayer(on values: [[Rational]]) -> Network.Layer? {
    var rows: [[Rational]] = []
    for output in 0..<patterns.architecture.outputCount {
      let sites = outputs.indices.filter { outputs[$0][output] != nil }
      let system = RationalMatrix(
        sites.map { values[$0] + [outputs[$0][output]!] }, columnCount: values[0].count + 1)
      guard let solution = system.solutionOfAugmentedSystem else { return nil }
      rows.append(solution)
    }
    let hasBiases = patterns.architecture.hasBiases
    return Network.Layer(
      weights: rows.map { hasBiases ? Array($0.dropLast()) : $0 },
      biases: hasBiases ? rows.map { $0[$0.count - 1] } : nil)
  }
}

extension OutputRealizationProblem {
  /// Pre-activations of the last hidden layer, for each point one number for each neuron, with the
  /// right signs, on which the outputs may be linear forms: those that outputs of the largest rank
  /// leave, and for each output those that its inequalities suggest.
  ///
  /// - Throws: as `Interruption.check`.
  fileprivate func suggestedPreActivations(limit: Int) throws -> [[[Rational]]] {
    guard let features, let interior = try interiorForms(on: features) else { return [] }
    var suggestions: [[[Rational]]] = []
    func suggest(_ forms: [[Rational]]) {
      suggestions.append(
        withQuietNeurons(
          features.map { feature in
            forms.map { zip($0, feature).reduce(Rational(0)) { $0 + $1.0 * $1.1 } }
          }))
    }
    for tight in try TightRank.all(of: self) {
      let weights = try tight.decide().weights
      suggest(interior.enumerated().map { neuron, form in weights[neuron] ?? form })
    }
    for output in 0..<patterns.architecture.outputCount {
      guard let row = OutputRow(self, row: output) else { continue }
      if row.classes.contains(where: { $0.neurons.count > 1 }),
        let (signs, vectors) = try row.solutionWithOneSignInEachClass(limit: limit)
      {
        var forms = interior
        for (index, part) in row.classes.enumerated() {
          guard let sign = signs[index], sign != 0 else { continue }
          let form = vectors[index].map { sign > 0 ? $0 : -$0 }
          for neuron in part.neurons { forms[neuron] = form }
        }
        suggest(forms)
      }
      guard case .solution(let signs, let vectors) = try row.decide(limit: limit) else { continue }
      var forms = interior
      for (index, part) in row.classes.enumerated() {
        let vector = vectors[index]
        if let sign = index < signs.count ? signs[index] : nil {
          if sign != 0 { forms[part.neurons[0]] = vector.map { sign > 0 ? $0 : -$0 } }
        } else {
          // q = (q + t w) - t w for the first two neurons.
          let (first, second) = (part.neurons[0], part.neurons[1])
          forms[first] = InequalitySystem(signs: part.activity, of: features)
            .moved(vector, into: interior[second])
        }
      }
      suggest(forms)
    }
    suggest(interior)
    for forms in try JointForms(of: self, on: features, limit: limit)?.solutions() ?? [] {
      suggest(interior.enumerated().map { neuron, form in forms[neuron] ?? form })
    }
    return suggestions
  }

  /// Neurons that are active nowhere get values that any network can add: a negative constant, or
  /// the opposite of a neuron that is active everywhere.
  private func withQuietNeurons(_ values: [[Rational]]) -> [[Rational]] {
    let activities = values[0].indices.map {
      patterns.activity(ofNeuron: $0, inLayer: patterns.hiddenLayerCount)
    }
    let loud = activities.firstIndex { !$0.contains(false) }
    guard patterns.architecture.hasBiases || loud != nil else { return values }
    return values.map { values in
      values.indices.map { neuron in
        guard !activities[neuron].contains(true) else { return values[neuron] }
        return patterns.architecture.hasBiases ? -1 : -values[loud!]
      }
    }
  }

  /// Forms of the features with the signs of each neuron, different ones for neurons with equal
  /// activities.
  private func interiorForms(on features: [[Rational]]) throws -> [[Rational]]? {
    let directions = RationalMatrix.identity(features[0].count).rows
    var counts: [[Bool]: Int] = [:]
    var forms: [[Rational]] = []
    for neuron in 0..<patterns.architecture.widths[patterns.hiddenLayerCount] {
      let activity = patterns.activity(ofNeuron: neuron, inLayer: patterns.hiddenLayerCount)
      let system = InequalitySystem(signs: activity, of: features)
      guard let point = try system.feasibilityInTime().point else { return nil }
      let number = counts[activity, default: 0]
      counts[activity] = number + 1
      forms.append(system.points(near: point, along: directions, count: number + 1)[number])
    }
    return forms
  }
}

extension InequalitySystem {
  /// A vector plus a multiple of a point inside, such that the sum is inside.
  fileprivate func moved(_ vector: [Rational], into inside: [Rational]) -> [Rational] {
    var factor: Rational = 1
    while true {
      let sum = zip(vector, inside).map { $0 + factor * $1 }
      if contains(sum) { return sum }
      factor *= 2
    }
  }
}

extension RationalMatrix {
  /// A solution of the equations whose right-hand sides are the last column, zero in the free
  /// places; `nil` where there is none.
  fileprivate var solutionOfAugmentedSystem: [Rational]? {
    let last = columnCount - 1
    let (echelon, pivots) = reducedEchelonForm
    guard pivots.last != last else { return nil }
    var solution = [Rational](repeating: 0, count: last)
    for (row, pivot) in pivots.enumerated() { solution[pivot] = echelon[row, last] }
    return solution
  }
}
