import ExactAlgebra
import LongWork
import Networks
import Polyhedra

/// Exact networks from weights of their first hidden layers.
///
/// When all layers before a hidden layer are given, each neuron of that layer is a linear program
/// of its own.
struct NetworkCompletion {
  /// One row for each neuron: the weights and, where there are biases, the bias.
  typealias Rows = [[Rational]]

  private let problem: RealizationProblem

  init(of problem: RealizationProblem) { self.problem = problem }

  /// A network with at most one hidden layer.
  ///
  /// - Throws: as `Interruption.check`.
  func shallowNetwork() throws -> Network? { try network(startingWith: []) }

  /// The network with the given hidden layers, completed by linear programs for the others;
  /// `nil` where a given layer has wrong signs, or where a program has no solution.
  ///
  /// - Throws: as `Interruption.check`.
  func network(startingWith layers: [Rows]) throws -> Network? {
    var hidden: [Rows] = []
    var inputs = problem.affinePoints
    for layer in 1..<max(problem.architecture.layerCount, 1) {
      guard
        let rows = layer <= layers.count
          ? layers[layer - 1] : try rows(ofLayer: layer, on: inputs),
        let outputs = outputs(of: rows, layer: layer, on: inputs)
      else { return nil }
      hidden.append(rows)
      inputs = outputs
    }
    return network(hidden: hidden)
  }

  /// Weights for all neurons of a layer from the outputs of the layer before.
  private func rows(ofLayer layer: Int, on inputs: [[Rational]]) throws -> Rows? {
    var rows: Rows = []
    for neuron in 0..<problem.architecture.widths[layer] {
      try Interruption.check()
      let activity = problem.activity(ofNeuron: neuron, inLayer: layer)
      let system = InequalitySystem(signs: activity, of: inputs)
      // The first layer has to be decided; a search can do without some answers.
      let answer = layer == 1 ? try system.feasibilityInTime() : system.feasibilityByProposal()
      guard let row = answer?.point else { return nil }
      rows.append(row)
    }
    return rows
  }

  /// What the next layer sees; `nil` where a sign is wrong.
  private func outputs(of rows: Rows, layer: Int, on inputs: [[Rational]]) -> [[Rational]]? {
    var outputs: [[Rational]] = []
    for (site, input) in zip(problem.sites, inputs) {
      var values: [Rational] = []
      for (row, isActive) in zip(rows, site.pattern.layers[layer - 1]) {
        let value = zip(row, input).reduce(Rational(0)) { $0 + $1.0 * $1.1 }
        guard value.signum() == (isActive ? 1 : -1) else { return nil }
        values.append(isActive ? value : 0)
      }
      outputs.append(problem.architecture.hasBiases ? values + [1] : values)
    }
    return outputs
  }

  /// The network, its output weights all 1 and its output biases 0; verified by evaluation.
  private func network(hidden: [Rows]) -> Network? {
    let (widths, hasBiases) = (problem.architecture.widths, problem.architecture.hasBiases)
    var layers = hidden.map { rows in
      Network.Layer(
        weights: rows.map { hasBiases ? Array($0.dropLast()) : $0 },
        biases: hasBiases ? rows.map { $0[$0.count - 1] } : nil)
    }
    let ones = [Rational](repeating: 1, count: widths[widths.count - 2])
    let outputCount = problem.architecture.outputCount
    layers.append(
      Network.Layer(
        weights: Array(repeating: ones, count: outputCount),
        biases: hasBiases ? Array(repeating: 0, count: outputCount) : nil))
    guard let network = try? Network(layers: layers), problem.isSolved(by: network) else {
      return nil
    }
    return network
  }
}

extension NetworkCompletion {
  /// The network near floating-point weights: as few binary digits as do, and the last hidden
  /// layer by linear programs.
  ///
  /// - Parameter layers: all hidden layers but the last, rows as in `Rows`.
  ///
  /// - Throws: as `Interruption.check`.
  func network(near layers: [[[Double]]]) throws -> Network? {
    // A descent that left the range of floating point suggests nothing.
    guard layers.joined().joined().allSatisfy(\.isFinite) else { return nil }
    for bits in [3, 5, 8, 12, 18, 26, 40] {
      if let network = try network(startingWith: rounded(layers, bits: bits)) { return network }
    }
    return nil
  }

  /// Rows scaled to entries below `2^bits` and rounded; columns of the next layer make up for it.
  private func rounded(_ layers: [[[Double]]], bits: Int) -> [Rows] {
    var factors = [Double](repeating: 1, count: problem.architecture.inputCount)
    return layers.map { layer in
      var next: [Double] = []
      let rows = layer.map { row -> [Rational] in
        let scaled = row.enumerated().map { $1 / ($0 < factors.count ? factors[$0] : 1) }
        let largest = scaled.lazy.map(\.magnitude).max() ?? 0
        let factor = largest > 1e-100 ? Double(1 << bits) / largest : 1
        next.append(factor)
        return scaled.map { Rational(Int(($0 * factor).rounded())) }
      }
      factors = next
      return rows
    }
  }
}
