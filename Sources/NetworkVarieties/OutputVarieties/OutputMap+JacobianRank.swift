public import ExactAlgebra
public import Varieties

extension OutputMap {
  /// The rank of the Jacobian matrix at a random point modulo a prime, without the matrix.
  ///
  /// A proved lower bound for the dimension of the closure of the image, and with a probability
  /// close to 1 the rank of `jacobian(at:over:)` at the point that belongs to the seed. What the
  /// output layer moves is split off, as for pattern varieties, and the rest is seen through
  /// random covectors that vanish on it. What is eliminated has at most one row and one column for
  /// each parameter of the hidden layers; see the documentation of this module.
  public func jacobianRank(seed: UInt64, over field: PrimeField) -> RankEvidence {
    jacobianRank(seed: seed, over: field) {}
  }

  /// The same; `check` is called a few times in a second, and what it throws ends the work.
  func jacobianRank(
    seed: UInt64, over field: PrimeField, checking check: () throws -> Void
  ) rethrows -> RankEvidence {
    var generator = SeededGenerator(seed: seed, stream: RandomStream.jacobian)
    let values = field.randomElements(parameterCount, using: &generator)
    let factors = LayerFactors(of: patternMap, at: values, over: field)
    let outputs = outputSide(of: factors).nullSpace
    // What a slice leaves out is a combination of the other derivatives.
    let slice = SymmetrySlice(of: patternMap, at: values, over: field)
    let rest = patternMap.parameters.filter {
      $0.layer < patternMap.network.architecture.layerCount && !slice.parameters.contains($0)
    }
    let rowCount = patternMap.coordinates.rowCount
    var rank = rowCount * outputs.pivotColumns.count
    if !rest.isEmpty {
      let derivatives = DerivativeTable(of: rest, factors)
      rank +=
        try ModularMatrix(
          rows: min(rest.count, rowCount * outputs.dimension), columns: rest.count, over: field
        ) { _, row in
          try check()
          let left = ModularMatrix(
            [field.randomElements(rowCount, using: &generator)], over: field
          ).transpose
          let combination = outputs.vector(
            freeEntries: field.randomElements(outputs.dimension, using: &generator))
          derivatives.evaluate(left, onInputs(combination, over: field), into: row)
        }.rank(checking: check)
    }
    return RankEvidence(
      prime: field.modulus, seed: seed, rank: rank, rowCount: parameterCount,
      columnCount: coordinateCount)
  }

  /// What the output layer moves: one row for each neuron of the last hidden layer, one column
  /// for each column of a block.
  private func outputSide(of factors: LayerFactors) -> ModularMatrix {
    let last = factors.network.architecture.layerCount - 1
    let places = columns.indices.flatMap { block in columns[block].map { (block, $0) } }
    let residues = places.map { block, column in
      (block, column.map { $0.residue(in: factors.field) })
    }
    return ModularMatrix(
      rows: factors.sourceCount(ofLayer: last), columns: places.count, over: factors.field
    ) { row, entries in
      for (place, (block, column)) in residues.enumerated() {
        let source = factors.sources[block][last][row]
        entries[place] = zip(source, column).reduce(0) {
          factors.field.add($0, factors.field.multiply($1.0, $1.1))
        }
      }
    }
  }

  /// For each block the combination of its columns, as a matrix with one column over the inputs
  /// and the constant.
  private func onInputs(_ combination: [UInt], over field: PrimeField) -> [ModularMatrix] {
    var rest = combination[...]
    return columns.map { columns in
      let factors = rest.prefix(columns.count)
      rest = rest.dropFirst(columns.count)
      return ModularMatrix(
        rows: patternMap.coordinates.extendedColumnCount, columns: 1, over: field
      ) { input, entries in
        for (column, factor) in zip(columns, factors) where !column[input].isZero {
          let term = field.multiply(column[input].residue(in: field), factor)
          entries[0] = field.add(entries[0], term)
        }
      }
    }
  }
}
