public import ExactAlgebra
import Varieties

extension PatternMap {
  /// The largest size, changes of basis times parameters, of a matrix that is eliminated to find
  /// the dimension of their orbits.
  public static let maximumMixingSize = 1 << 25

  /// The rank, at a random network modulo a prime, of the infinitesimal changes of basis of its
  /// hidden layers that leave all block matrices alone.
  ///
  /// A proved lower bound for the dimension of the orbits of these changes at a general network,
  /// hence of the general fibers of the map. Where the weights into or out of each set of neurons
  /// that may be mixed are independent, the changes act freely and no matrix is eliminated.
  /// Otherwise the matrix of the changes is, unless changes times parameters exceed
  /// `maximumMixingSize`; then the result may be smaller than the rank.
  ///
  /// Neurons `a` and `b` of a layer that are live in the same blocks may be mixed: add `t` times
  /// what enters `b` to what enters `a`, and subtract `t` times what leaves `a` from what leaves
  /// `b`. With biases the constant 1 takes the part of `b` for neurons live in all blocks.
  public func symmetryOrbitDimension(seed: UInt64, over field: PrimeField) -> Int {
    symmetryOrbitDimension(seed: seed, over: field) {}
  }

  /// The same; `check` is called a few times in a second, and what it throws ends the work.
  func symmetryOrbitDimension(
    seed: UInt64, over field: PrimeField, checking check: () throws -> Void
  ) rethrows -> Int {
    var generator = SeededGenerator(seed: seed, stream: RandomStream.jacobian)
    let values = field.randomElements(parameterCount, using: &generator)
    let slice = SymmetrySlice(of: self, at: values, over: field)
    let isComplete = slice.parameters.count == slice.groupDimension
    guard !isComplete, slice.groupDimension * parameterCount <= Self.maximumMixingSize else {
      return slice.parameters.count
    }
    return try mixingRank(at: values, over: field, checking: check)
  }

  /// The same with directions besides in which nothing changes that is asked for: each a list of
  /// parameters with the speed at which they move. They have to be independent.
  func symmetryOrbitDimension(
    with idle: [[(parameter: Int, value: UInt)]], seed: UInt64, over field: PrimeField,
    checking check: () throws -> Void
  ) rethrows -> Int {
    guard !idle.isEmpty else {
      return try symmetryOrbitDimension(seed: seed, over: field, checking: check)
    }
    var generator = SeededGenerator(seed: seed, stream: RandomStream.jacobian)
    let values = field.randomElements(parameterCount, using: &generator)
    let slice = SymmetrySlice(of: self, at: values, over: field)
    guard (slice.groupDimension + idle.count) * parameterCount <= Self.maximumMixingSize else {
      return max(idle.count, slice.parameters.count)
    }
    return try mixingRank(at: values, with: idle, over: field, checking: check)
  }

  /// The rank of all changes of basis, and of further directions.
  func mixingRank(
    at values: [UInt], with idle: [[(parameter: Int, value: UInt)]] = [],
    over field: PrimeField, checking check: () throws -> Void
  ) rethrows -> Int {
    let vectors = idle + (try mixings(at: values, over: field, checking: check))
    let matrix = ModularMatrix(
      rows: vectors.count, columns: parameterCount, over: field
    ) { row, entries in
      for (parameter, value) in vectors[row] {
        entries[parameter] = field.add(entries[parameter], value)
      }
    }
    return try matrix.rank(checking: check)
  }

  /// All infinitesimal changes of basis of the hidden layers that leave all block matrices alone,
  /// each as the direction in which the parameters move.
  func mixings(
    at values: [UInt], over field: PrimeField, checking check: () throws -> Void
  ) rethrows -> [[(parameter: Int, value: UInt)]] {
    var vectors: [[(parameter: Int, value: UInt)]] = []
    for layer in 1..<max(network.architecture.layerCount, 1) {
      let signatures = network.signatures(ofLayer: layer)
      let everywhere = Signature(blocks: Array(0..<network.blockCount))
      for a in signatures.indices where !signatures[a].blocks.isEmpty {
        try check()
        for b in signatures.indices where signatures[b] == signatures[a] {
          vectors.append(mixing(a, with: b, layer: layer, values: values, over: field))
        }
        if network.architecture.hasBiases, signatures[a] == everywhere {
          vectors.append(mixing(a, with: nil, layer: layer, values: values, over: field))
        }
      }
    }
    return vectors
  }

  /// The direction in which the parameters move when neuron `a` is mixed with `b`, or with the
  /// constant where `b` is `nil`.
  private func mixing(
    _ a: Int, with b: Int?, layer: Int, values: [UInt], over field: PrimeField
  ) -> [(parameter: Int, value: UInt)] {
    let widths = network.architecture.widths
    var direction: [(parameter: Int, value: UInt)] = []
    let inputs: [Int?] = (0..<widths[layer - 1]).map { $0 } + [nil]
    for column in inputs {
      let target = Parameter(layer: layer, row: a, column: column)
      guard let place = number(of: target) else { continue }
      if let b {
        let source = Parameter(layer: layer, row: b, column: column)
        guard let origin = number(of: source) else { continue }
        direction.append((place, values[origin]))
      } else if column == nil {
        direction.append((place, 1))
      }
    }
    for row in 0..<widths[layer + 1] {
      let source = Parameter(layer: layer + 1, row: row, column: a)
      let target = Parameter(layer: layer + 1, row: row, column: b)
      guard let origin = number(of: source), let place = number(of: target) else { continue }
      direction.append((place, field.negate(values[origin])))
    }
    return direction
  }
}
