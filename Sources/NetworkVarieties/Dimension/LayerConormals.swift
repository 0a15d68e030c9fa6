import ExactAlgebra
import Varieties

/// Covectors that vanish on the tangent space of a pattern variety, from the rank constraints of
/// the first and of the last hidden layer.
///
/// They are taken at a network whose output layer embeds the last hidden layer and whose first
/// layer projects to the first one, without biases. Then the constraints of the last hidden layer
/// speak about one row of the blocks at a time, those of the first about one column, and the
/// dimension of their span is found without a matrix that has a column for each coordinate. The
/// proof is in the documentation of this module.
struct LayerConormals {
  /// The linear conditions on one row, or one column, of some blocks side by side.
  private struct Line {
    /// The blocks.
    let blocks: [Int]
    /// The lines of the blocks that tangent vectors combine.
    let generators: ModularMatrix
    /// A basis of the conditions, as columns.
    let conditions: ModularMatrix
  }

  private let field: PrimeField
  private let coordinates: BlockCoordinates
  private let rows: [Line]
  private let columns: [Line]
  /// For blocks that are narrowest in another layer: left and right kernel.
  private let kernels: [(block: Int, left: ModularMatrix, right: ModularMatrix)]

  /// The conditions at a random network of this form; `nil` where the architecture has biases, or
  /// its outputs or inputs are fewer than the neurons of the hidden layer next to them.
  init?(of map: PatternMap, seed: UInt64, over field: PrimeField) {
    let architecture = map.network.architecture
    let widths = architecture.widths
    let last = architecture.layerCount - 1
    guard !architecture.hasBiases, last > 0, widths[last + 1] >= widths[last],
      widths[0] >= widths[1]
    else { return nil }
    var generator = SeededGenerator(seed: seed, stream: RandomStream.equations)
    let values = map.parameters.map { parameter -> UInt in
      let value = field.randomElement(using: &generator)
      let isOuter = parameter.layer == 1 || parameter.layer == last + 1
      return isOuter ? (parameter.row == parameter.column ? 1 : 0) : value
    }
    let factors = LayerFactors(of: map, at: values, over: field)
    self.field = field
    coordinates = map.coordinates
    rows = Self.lines(coordinates.rowCount, layer: last, of: map.network, over: field) {
      factors.sources[$0][last][$1]
    }
    columns = Self.lines(coordinates.columnCount, layer: 1, of: map.network, over: field) {
      block, neuron in factors.targets[block][1].map { $0[neuron] }
    }
    let nothing = [UInt](repeating: 0, count: widths[0])
    kernels = Self.kernels(of: map.network, over: field) { block in
      (0..<widths[last + 1]).map { $0 < widths[last] ? factors.sources[block][last][$0] : nothing }
    }
  }

  /// The dimension of the span of the conditions on rows.
  var rowDimension: Int { rows.reduce(0) { $0 + $1.conditions.columnCount } }

  /// The number of the other conditions.
  var otherCount: Int {
    columns.reduce(0) { $0 + $1.conditions.columnCount }
      + kernels.reduce(0) { $0 + $1.left.rowCount * $1.right.columnCount }
  }

  /// The rank of the other conditions on random vectors that satisfy those on rows, or the number
  /// of these vectors, if that is smaller.
  func otherRank(
    onVectors count: Int, using generator: inout some RandomNumberGenerator,
    checking check: () throws -> Void
  ) rethrows -> Int {
    try ModularMatrix(rows: count, columns: otherCount, over: field) { _, values in
      try check()
      let vector = randomVector(using: &generator)
      var next = 0
      func append(_ matrix: ModularMatrix) {
        for row in 0..<matrix.rowCount {
          for entry in matrix.row(row) {
            values[next] = entry
            next += 1
          }
        }
      }
      for (column, line) in columns.enumerated() where line.conditions.columnCount > 0 {
        let entries = line.blocks.flatMap { block in vector[block].map { $0[column] } }
        append(ModularMatrix([entries], over: field) * line.conditions)
      }
      for (block, left, right) in kernels {
        append(left * ModularMatrix(vector[block], over: field) * right)
      }
    }.rank(checking: check)
  }

  /// Matrices, block by block, whose rows satisfy the conditions.
  private func randomVector(
    using generator: inout some RandomNumberGenerator
  ) -> [[[UInt]]] {
    let width = coordinates.columnCount
    var vector = (0..<coordinates.blockCount).map { _ in
      (0..<coordinates.rowCount).map { _ in field.randomElements(width, using: &generator) }
    }
    for (row, line) in rows.enumerated() where line.conditions.columnCount > 0 {
      let factors = field.randomElements(line.generators.rowCount, using: &generator)
      let combination = (ModularMatrix([factors], over: field) * line.generators).row(0)
      for (place, block) in line.blocks.enumerated() {
        vector[block][row] = Array(combination[place * width..<(place + 1) * width])
      }
    }
    return vector
  }

  /// For each row (column) of the blocks the conditions in the blocks in which the neuron behind
  /// it is not live: there the row is a combination of those of the neurons that are.
  private static func lines(
    _ count: Int, layer: Int, of network: LiveNetwork, over field: PrimeField,
    line: (_ block: Int, _ neuron: Int) -> [UInt]
  ) -> [Line] {
    let width = network.architecture.widths[layer]
    var known: [[Int]: Line] = [:]
    return (0..<count).map { index in
      let blocks = (0..<network.blockCount).filter {
        index >= width || !network.isLive(neuron: index, inLayer: layer, block: $0)
      }
      if let line = known[blocks] { return line }
      let neurons = (0..<width).filter { neuron in
        blocks.contains { network.isLive(neuron: neuron, inLayer: layer, block: $0) }
      }
      let size = blocks.reduce(0) { $0 + line($1, 0).count }
      let generators = ModularMatrix(rows: neurons.count, columns: size, over: field) {
        row, entries in
        for (place, entry) in blocks.flatMap({ line($0, neurons[row]) }).enumerated() {
          entries[place] = entry
        }
      }
      // Only where the rank is as large as the constraint permits.
      let kernel = generators.nullSpace
      let isSharp = kernel.pivotColumns.count == neurons.count
      let result = Line(
        blocks: blocks, generators: generators,
        conditions: isSharp ? kernel.columns : ModularMatrix(rows: size, columns: 0, over: field))
      known[blocks] = result
      return result
    }
  }

  /// The kernels of the blocks whose rank is bounded best by another layer than first and last.
  private static func kernels(
    of network: LiveNetwork, over field: PrimeField, block matrix: (Int) -> [[UInt]]
  ) -> [(block: Int, left: ModularMatrix, right: ModularMatrix)] {
    (0..<network.blockCount).compactMap { block in
      let counts = (1..<network.architecture.layerCount).map {
        network.liveNeurons(inLayer: $0, block: block).count
      }
      let bound = counts.min()!
      guard bound < min(counts.first!, counts.last!) else { return nil }
      let matrix = ModularMatrix(matrix(block), over: field)
      let right = matrix.nullSpace
      guard right.pivotColumns.count == bound else { return nil }
      return (block, matrix.transpose.nullSpace.columns.transpose, right.columns)
    }
  }
}

extension ModularNullSpace {
  /// The basis as the columns of a matrix.
  fileprivate var columns: ModularMatrix {
    ModularMatrix((0..<dimension).map(basisVector), over: field).transpose
  }
}
