import ExactAlgebra

/// The row space of the Jacobian matrix at one network, with a subspace split off whose
/// dimension is known: what the output layer moves, and what the weights of some inputs move.
///
/// The rest is seen through random covectors that vanish on the subspace. The proof is in the
/// documentation of this module.
struct SplitJacobian {
  /// A covector: `left` (columns of length `n_L`) times, for each block, `right` transposed.
  ///
  /// It maps `(X_1, ..., X_k)` to the sum of all `left_s * X_i * right(i)_s`.
  private struct Covector {
    let left: ModularMatrix
    let right: [ModularMatrix]
  }

  private let factors: LayerFactors
  private let outputKernel: ModularNullSpace
  private let inputKernel: ModularNullSpace
  /// Whether the weights of an input are split off.
  private let isSplit: [Bool]
  /// The dimension of the subspace that is split off.
  let splitDimension: Int
  /// The dimension of the space of covectors that vanish on it.
  let covectorDimension: Int

  init(_ factors: LayerFactors) {
    self.factors = factors
    let c = factors.coordinates
    outputKernel = factors.outputSide.nullSpace
    inputKernel = factors.inputSide.nullSpace
    // Sums over all pairs of blocks are taken for the inputs, which pays where blocks are few.
    let paysOff = c.blockCount <= factors.network.architecture.widths[1]
    var isSplit = [Bool](repeating: paysOff, count: c.extendedColumnCount)
    for column in outputKernel.pivotColumns { isSplit[column / c.blockCount] = false }
    self.isSplit = isSplit
    let split = isSplit.filter { $0 }.count * inputKernel.pivotColumns.count
    splitDimension = c.rowCount * outputKernel.pivotColumns.count + split
    covectorDimension = c.rowCount * outputKernel.dimension - split
  }

  /// Whether the derivative by a parameter lies in the subspace that is split off.
  func isSplit(_ parameter: Parameter) -> Bool {
    let isOutput = parameter.layer == factors.network.architecture.layerCount
    let input = parameter.column ?? factors.coordinates.columnCount
    return isOutput || parameter.layer == 1 && isSplit[input]
  }

  /// The values of random covectors that vanish on the split subspace at the derivatives by the
  /// given parameters: a row for each covector.
  ///
  /// As many covectors are taken as there are parameters, or as their space has dimensions. So
  /// the rank is that of the derivatives modulo the subspace, unless chance makes it smaller.
  func remainder(
    of parameters: [Parameter], using generator: inout some RandomNumberGenerator,
    checking check: () throws -> Void
  ) rethrows -> ModularMatrix {
    let derivatives = DerivativeTable(of: parameters, factors)
    let count = min(parameters.count, covectorDimension)
    return try ModularMatrix(
      rows: count, columns: parameters.count, over: factors.field
    ) { _, row in
      try check()
      let covector = randomCovector(using: &generator)
      derivatives.evaluate(covector.left, covector.right, into: row)
    }
  }

  /// For inputs that are split off, a covector that vanishes on what the first layer moves,
  /// times any combination of them; for the others any outputs, times any combination. Both are
  /// continued to the pivot columns of the output layer.
  private func randomCovector(
    using generator: inout some RandomNumberGenerator
  ) -> Covector {
    let (c, field) = (factors.coordinates, factors.field)
    let stacked = inputKernel.vector(
      freeEntries: field.randomElements(inputKernel.dimension, using: &generator))
    let single = field.randomElements(c.rowCount, using: &generator)
    let hasSplit = isSplit.contains(true)
    let terms = hasSplit ? c.blockCount + 1 : 1
    let left = ModularMatrix(rows: c.rowCount, columns: terms, over: field) { row, entries in
      entries[0] = single[row]
      for block in 1..<max(terms, 1) { entries[block] = stacked[(block - 1) * c.rowCount + row] }
    }
    return Covector(left: left, right: randomContinuations(terms: terms, using: &generator))
  }

  /// The right factors: term 0 has the inputs that are not split off, term `i` the others in
  /// block `i`, with one combination of these for all blocks.
  private func randomContinuations(
    terms: Int, using generator: inout some RandomNumberGenerator
  ) -> [ModularMatrix] {
    let (c, field) = (factors.coordinates, factors.field)
    let inputs = field.randomElements(isSplit.count, using: &generator)
    var free = [[UInt]](
      repeating: [UInt](repeating: 0, count: outputKernel.dimension), count: terms)
    for (place, column) in outputKernel.freeColumns.enumerated() {
      let (input, block) = column.quotientAndRemainder(dividingBy: c.blockCount)
      if isSplit[input] {
        free[block + 1][place] = inputs[input]
      } else {
        free[0][place] = field.randomElement(using: &generator)
      }
    }
    let vectors = free.map(outputKernel.vector)
    return (0..<c.blockCount).map { block in
      ModularMatrix(rows: isSplit.count, columns: terms, over: field) { input, entries in
        for term in 0..<terms { entries[term] = vectors[term][input * c.blockCount + block] }
      }
    }
  }
}
