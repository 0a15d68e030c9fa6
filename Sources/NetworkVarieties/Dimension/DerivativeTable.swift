import ExactAlgebra

/// The derivatives of the block matrices by some parameters, ready to be paired with covectors.
///
/// The derivative of block `i` by the weight from neuron `b` to neuron `a` is a product of a
/// column and a row, so a covector of low rank needs their products with its factors only: back
/// from the outputs to `a`, and forward from the inputs to `b`.
struct DerivativeTable {
  /// One block in which a parameter is live: the rows of `a` in `targets` and of `b` in the
  /// `sources` of the block.
  private struct Place {
    let target: Int
    let block: Int
    let source: Int
  }

  private let field: PrimeField
  /// A row for each layer, block and neuron, its dependence of the outputs.
  private let targets: ModularMatrix
  /// For each block a row for each layer and neuron, and the constant.
  private let sources: [ModularMatrix]
  private let places: [[Place]]

  init(of parameters: [Parameter], _ factors: LayerFactors) {
    let (c, network) = (factors.coordinates, factors.network)
    let layers = 1..<network.architecture.layerCount
    let blocks = 0..<c.blockCount
    field = factors.field
    var targetRows: [[UInt]] = []
    var targetStarts: [[Int]] = []
    for layer in layers {
      targetStarts.append(
        blocks.map { block in
          let matrix = factors.targets[block][layer]
          let start = targetRows.count
          for neuron in 0..<network.architecture.widths[layer] {
            targetRows.append(matrix.map { $0[neuron] })
          }
          return start
        })
    }
    var sourceStarts = [0]
    for layer in layers {
      sourceStarts.append(sourceStarts.last! + factors.sourceCount(ofLayer: layer - 1))
    }
    targets = ModularMatrix(targetRows, over: field)
    sources = blocks.map { block in
      ModularMatrix(layers.flatMap { factors.sources[block][$0 - 1] }, over: factors.field)
    }
    places = parameters.map { parameter in
      let (layer, width) = (parameter.layer, network.architecture.widths[parameter.layer - 1])
      return blocks.filter { block in
        network.isLive(neuron: parameter.row, inLayer: layer, block: block)
          && (parameter.column.map {
            network.isLive(neuron: $0, inLayer: layer - 1, block: block)
          } ?? true)
      }.map { block in
        Place(
          target: targetStarts[layer - 1][block] + parameter.row, block: block,
          source: sourceStarts[layer - 1] + (parameter.column ?? width))
      }
    }
  }

  /// Writes the values of the covector `sum over s of left_s (x) right(block)_s` at the
  /// derivatives by all parameters.
  func evaluate(
    _ left: ModularMatrix, _ right: [ModularMatrix], into row: UnsafeMutableBufferPointer<UInt>
  ) {
    let outgoing = (targets * left).rows
    let incoming = zip(sources, right).map { ($0 * $1).rows }
    for (index, places) in places.enumerated() {
      var sum: UInt = 0
      for place in places {
        let (a, b) = (outgoing[place.target], incoming[place.block][place.source])
        for term in a.indices { sum = field.add(sum, field.multiply(a[term], b[term])) }
      }
      row[index] = sum
    }
  }
}

extension ModularMatrix {
  fileprivate var rows: [[UInt]] { (0..<rowCount).map(row) }
}
