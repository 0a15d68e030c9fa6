/// The canonical form of a list of activation patterns under permutation of hidden neurons.
///
/// Permuting the neurons of a hidden layer permutes the columns of that layer's 0/1 matrix
/// (blocks by neurons) and changes nothing else, so the sorted columns are a complete invariant
/// of the list: two lists have one canonical form exactly where permutations of hidden neurons
/// carry one to the other. Then they define the same variety.
public struct CanonicalPatterns: Hashable, Sendable {
  /// For each hidden layer the activation vectors of its neurons over the blocks, descending.
  public let columns: [[[Bool]]]
  /// The number of patterns.
  public let blockCount: Int

  /// The canonical form of a list of patterns, whose order matters.
  ///
  /// - Precondition: all patterns have the layers and widths of the first one.
  public init(of patterns: [ActivationPattern]) {
    blockCount = patterns.count
    let layerCount = patterns.first?.layers.count ?? 0
    columns = (0..<layerCount).map { layer in
      let width = patterns[0].layers[layer].count
      let columns = (0..<width).map { neuron in patterns.map { $0.layers[layer][neuron] } }
      return columns.sorted { Self.precedes($1, $0) }
    }
  }

  /// The patterns with the neurons of every layer in canonical order.
  public var patterns: [ActivationPattern] {
    (0..<blockCount).map { block in
      ActivationPattern(columns.map { layer in layer.map { $0[block] } })
    }
  }

  private static func precedes(_ a: [Bool], _ b: [Bool]) -> Bool {
    a.lexicographicallyPrecedes(b) { !$0 && $1 }
  }
}
