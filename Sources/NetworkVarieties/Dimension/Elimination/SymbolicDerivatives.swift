import ExactAlgebra

/// The derivatives of the block matrices by parameters, as polynomials.
///
/// Layers are written in homogeneous form: with biases the constant 1 is a further neuron of each
/// layer, which leads to itself.
struct SymbolicDerivatives {
  private let map: PatternMap
  private let ring: PolynomialRing
  /// `sources[block][layer]`: layer `0 ..< L` as a function of the inputs and the constant.
  private let sources: [[PolynomialMatrix]]
  /// `targets[block][layer]`: the outputs as functions of layer `0 ... L`.
  private let targets: [[PolynomialMatrix]]

  /// The derivatives at a network whose live parameters are the given polynomials.
  init(of map: PatternMap, at entries: [Polynomial], in ring: PolynomialRing) {
    self.map = map
    self.ring = ring
    let layers = 1...map.network.architecture.layerCount
    let blocks = 0..<map.coordinates.blockCount
    let steps = blocks.map { block in
      layers.map { Self.step(map, layer: $0, block: block, entries, ring) }
    }
    sources = zip(blocks, steps).map { block, steps in
      steps.dropLast().reduce(into: [Self.inputs(of: map, block: block, ring)]) {
        $0.append($1 * $0.last!)
      }
    }
    let outputCount = map.coordinates.rowCount
    targets = steps.map { steps in
      let size = steps.last!.rowCount
      let last = PolynomialMatrix(rows: outputCount, columns: size, in: ring) {
        $0 == $1 ? ring.one : ring.zero
      }
      return steps.reversed().reduce(into: [last]) { $0.append($0.last! * $1) }.reversed()
    }
  }

  /// One row for each of the parameters, given by their numbers, and one column for each
  /// coordinate.
  func matrix(of parameters: [Int]) -> PolynomialMatrix {
    let c = map.coordinates
    var result = PolynomialMatrix(rows: parameters.count, columns: c.count, in: ring) { _, _ in
      ring.zero
    }
    for (index, number) in parameters.enumerated() {
      let parameter = map.parameters[number]
      for block in 0..<c.blockCount where isLive(parameter, block: block) {
        let outgoing = targets[block][parameter.layer]
        let incoming = sources[block][parameter.layer - 1]
        let source = parameter.column ?? incoming.rowCount - 1
        for row in 0..<c.rowCount where !outgoing[row, parameter.row].isZero {
          for column in 0..<c.extendedColumnCount {
            result[index, c.index(block: block, row: row, column: column)] =
              outgoing[row, parameter.row] * incoming[source, column]
          }
        }
      }
    }
    return result
  }

  private func isLive(_ parameter: Parameter, block: Int) -> Bool {
    map.network.isLive(neuron: parameter.row, inLayer: parameter.layer, block: block)
      && (parameter.column.map {
        map.network.isLive(neuron: $0, inLayer: parameter.layer - 1, block: block)
      } ?? true)
  }

  /// The unit matrix, zero where inputs are not live.
  private static func inputs(
    of map: PatternMap, block: Int, _ ring: PolynomialRing
  ) -> PolynomialMatrix {
    let (size, inputCount) = (map.coordinates.extendedColumnCount, map.coordinates.columnCount)
    return PolynomialMatrix(rows: size, columns: size, in: ring) { row, column in
      let isLive =
        row == inputCount || map.network.isLive(neuron: row, inLayer: 0, block: block)
      return row == column && isLive ? ring.one : ring.zero
    }
  }

  /// What leads from one layer to the next among the neurons that are live in a block.
  private static func step(
    _ map: PatternMap, layer: Int, block: Int, _ entries: [Polynomial], _ ring: PolynomialRing
  ) -> PolynomialMatrix {
    let network = map.network
    let (height, width) = (
      network.architecture.widths[layer], network.architecture.widths[layer - 1]
    )
    let constant = map.coordinates.hasConstants ? 1 : 0
    return PolynomialMatrix(
      rows: height + constant, columns: width + constant, in: ring
    ) { row, column in
      if row == height { return column == width ? ring.one : ring.zero }
      let isLive =
        network.isLive(neuron: row, inLayer: layer, block: block)
        && (column == width || network.isLive(neuron: column, inLayer: layer - 1, block: block))
      let parameter = Parameter(layer: layer, row: row, column: column == width ? nil : column)
      guard isLive, let number = map.number(of: parameter) else { return ring.zero }
      return entries[number]
    }
  }
}
