import ExactAlgebra

/// The spaces of combinations of blocks on which paths cancel.
///
/// Sets of blocks in which one neuron, or two or more neurons of different layers, are live
/// together give one condition each: the coefficients of the set add up to zero. So do the single
/// blocks.
struct CombinationSpaces {
  /// Bases of the spaces, the whole space first.
  let spaces: [[BlockCombination]]

  /// The largest number of spaces with which matrices of several of them are built.
  static let maximumCount = 64

  init(of network: LiveNetwork) {
    let blockCount = network.blockCount
    var sets = Set((0..<blockCount).map { BlockSet([$0]) })
    for layer in PathGraph(of: network, reversed: false).layers {
      let signatures = Set(layer.map(\.blocks))
      let common = sets.flatMap { set in signatures.map(set.intersection) }
      sets.formUnion(signatures)
      sets.formUnion(common)
    }
    let conditions = sets.filter { !$0.isEmpty }.map { set in
      [set.indicator(count: blockCount).map { Integer($0) }]
    }
    let cancellation = CancellationSpaces(conditions: conditions, dimension: blockCount)
    spaces = cancellation.intersections.map { $0.map { BlockCombination($0) } }
  }

  /// The single combinations.
  var combinations: [BlockCombination] { spaces.filter { $0.count == 1 }.map { $0[0] } }
}
