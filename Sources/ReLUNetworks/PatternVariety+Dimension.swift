public import ExactAlgebra
public import Varieties

extension PatternVariety {
  /// The field modulo `2^61 - 1`, in which ranks are taken.
  public static let rankField = PrimeField(prime: (1 << 61) - 1)

  /// The dimension, by the rank of the Jacobian matrix at a random point modulo a prime.
  ///
  /// The rank is a proved lower bound. Upper bounds are the ambient dimension, the number of live
  /// parameters minus `PatternMap.symmetryOrbitDimension(seed:over:)`, and what the rank
  /// constraints leave; where one of them meets the rank, the dimension is proved. The proofs of
  /// the bounds are in the documentation of the module Varieties.
  public func dimension(seed: UInt64) -> Dimension {
    let field = Self.rankField
    let rank = patternMap.jacobianRank(seed: seed, over: field)
    var bounds: [(bound: DimensionBound, value: Int)] = [(.ambientSpace, ambientDimension)]
    if rank.rank < ambientDimension {
      let orbits = patternMap.symmetryOrbitDimension(seed: seed, over: field)
      bounds.append((.parameterSymmetry, patternMap.parameterCount - orbits))
    }
    if bounds.allSatisfy({ $0.value > rank.rank }) {
      bounds.append((.rankConstraints, ambientDimension - conormalRank(seed: seed, over: field)))
    }
    return Dimension(rank: rank, upperBounds: bounds)
  }

  /// The rank of the differentials of all rank constraints at a random point: a proved lower
  /// bound for the codimension.
  private func conormalRank(seed: UInt64, over field: PrimeField) -> Int {
    var generator = SeededGenerator(seed: seed, stream: RandomStream.equations)
    let point = patternMap.randomPoint(over: field, using: &generator)
    let covectors = rankConstraints.flatMap {
      $0.condition.conormalVectors(at: point, over: field)
    }
    return ModularMatrix(covectors, over: field).rank
  }
}

extension PatternMap {
  /// The rank, at a random network modulo a prime, of the infinitesimal changes of basis of its
  /// hidden layers that leave all block matrices alone.
  ///
  /// A proved lower bound for the dimension of the orbits of these changes at a general network,
  /// hence of the general fibers of the map.
  ///
  /// Neurons `a` and `b` of a layer that are live in the same blocks may be mixed: add `t` times
  /// what enters `b` to what enters `a`, and subtract `t` times what leaves `a` from what leaves
  /// `b`. With biases the constant 1 takes the part of `b` for neurons live in all blocks.
  public func symmetryOrbitDimension(seed: UInt64, over field: PrimeField) -> Int {
    var generator = SeededGenerator(seed: seed, stream: RandomStream.jacobian)
    let values = field.randomElements(parameterCount, using: &generator)
    var vectors: [[(parameter: Int, value: UInt)]] = []
    for layer in 1..<max(network.architecture.layerCount, 1) {
      let signatures = network.signatures(ofLayer: layer)
      let everywhere = Signature(blocks: Array(0..<network.blockCount))
      for a in signatures.indices where !signatures[a].blocks.isEmpty {
        for b in signatures.indices where signatures[b] == signatures[a] {
          vectors.append(mixing(a, with: b, layer: layer, values: values, over: field))
        }
        if network.architecture.hasBiases, signatures[a] == everywhere {
          vectors.append(mixing(a, with: nil, layer: layer, values: values, over: field))
        }
      }
    }
    let matrix = ModularMatrix(
      rows: vectors.count, columns: parameterCount, over: field
    ) { row, entries in
      for (parameter, value) in vectors[row] {
        entries[parameter] = field.add(entries[parameter], value)
      }
    }
    return matrix.rank
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
