public import ExactAlgebra
public import Networks

/// The question whether some network has given activation patterns and given outputs on given points.
///
///     let problem = OutputRealizationProblem(patterns, outputs: [[1, 2], [3, nil]])
///     try problem.realization()   // .realized(network), .impossible(obstruction) or .unknown(effort)
///
/// The closure of the outputs of all such networks may be larger: its equations know nothing of the
/// signs that the patterns demand.
public struct OutputRealizationProblem: Sendable {
  /// The question about patterns and points alone.
  public let patterns: RealizationProblem
  /// For each point of `patterns.sites` a number for each output; `nil` where any number will do.
  public let outputs: [[Rational?]]

  /// The problem with the given outputs.
  ///
  /// - Precondition: for each point a number, or `nil`, for each output.
  public init(_ patterns: RealizationProblem, outputs: [[Rational?]]) {
    precondition(
      outputs.count == patterns.sites.count
        && outputs.allSatisfy { $0.count == patterns.architecture.outputCount },
      "outputs of a wrong size")
    self.patterns = patterns
    self.outputs = outputs
  }

  /// Whether a network has the architecture, strictly the patterns, and the outputs; exact.
  public func isSolved(by network: Network) -> Bool {
    guard patterns.isSolved(by: network) else { return false }
    let evaluations = network.evaluate(patterns.sites.map(\.point))
    return zip(evaluations, outputs).allSatisfy { evaluation, outputs in
      zip(evaluation.outputs, outputs).allSatisfy { $1 == nil || $0 == $1 }
    }
  }

  /// The points at which some outputs are all given.
  func sites(withOutputs chosen: [Int]) -> [Int] {
    outputs.indices.filter { site in chosen.allSatisfy { outputs[site][$0] != nil } }
  }

  /// The neurons of the last hidden layer that are active at some point, those with equal activities
  /// together; the first one of each class stands for it in proofs.
  var classes: [NeuronClass] {
    guard patterns.hiddenLayerCount > 0 else { return [] }
    return patterns.classes(ofLayer: patterns.hiddenLayerCount)
  }

  /// A vector for each point of which the pre-activations of the last hidden layer are linear forms,
  /// whatever the weights are: the points themselves for one hidden layer, path sums for more;
  /// independent columns of them. `nil` where there are too many path sums.
  var features: [[Rational]]? {
    guard patterns.hiddenLayerCount > 0,
      let sums = PathSums(of: patterns, beforeLayer: patterns.hiddenLayerCount)
    else { return nil }
    let rows = sums.rows(at: patterns.sites.map(\.point))
    let pivots = RationalMatrix(rows).reducedEchelonForm.pivotColumns
    return rows.map { row in pivots.map { row[$0] } }
  }
}
