import ExactAlgebra

/// The factors of the derivatives of the block matrices at one network.
///
/// Moving the parameters of layer `l` by `dW` moves block `i` by `left * dW * right`: `right` is
/// the affine map from the inputs to layer `l - 1`, `left` the linear map from layer `l` to the
/// outputs, both through the neurons that are live in the block.
struct LayerFactors {
  let network: LiveNetwork
  let coordinates: BlockCoordinates
  let field: PrimeField
  /// `sources[block][layer]`: the neurons of layer `0 ..< L` as affine functions of the inputs,
  /// one row each and, with biases, a last row for the constant 1.
  let sources: [[[[UInt]]]]
  /// `targets[block][layer]`: for each output a row with its dependence on the neurons of layer
  /// `0 ... L`.
  let targets: [[[[UInt]]]]

  init(of map: PatternMap, at values: [UInt], over field: PrimeField) {
    network = map.network
    coordinates = map.coordinates
    self.field = field
    let inputCount = map.coordinates.columnCount
    let constant =
      map.coordinates.hasConstants ? [[UInt](repeating: 0, count: inputCount) + [1]] : []
    sources = (0..<map.coordinates.blockCount).map { block in
      map.forward(block: block, values: values, over: field).dropLast().map { $0 + constant }
    }
    targets = (0..<map.coordinates.blockCount).map { block in
      map.backward(block: block, values: values, over: field)
    }
  }

  /// The number of the layer's neurons and, with biases, the constant.
  func sourceCount(ofLayer layer: Int) -> Int {
    network.architecture.widths[layer] + (coordinates.hasConstants ? 1 : 0)
  }

  /// What the output layer moves: `[right_1 | right_2 | ...]`, all blocks side by side, sorted by
  /// inputs and then by blocks. One row for each neuron of the last hidden layer.
  var outputSide: ModularMatrix {
    let last = network.architecture.layerCount - 1
    let blocks = coordinates.blockCount
    return ModularMatrix(
      rows: sourceCount(ofLayer: last), columns: blocks * coordinates.extendedColumnCount,
      over: field
    ) { row, entries in
      for column in entries.indices {
        let (input, block) = column.quotientAndRemainder(dividingBy: blocks)
        entries[column] = sources[block][last][row][input]
      }
    }
  }

  /// What the first layer moves: `[left_1 ; left_2 ; ...]`, all blocks stacked, transposed. One
  /// row for each neuron of the first hidden layer.
  var inputSide: ModularMatrix {
    let outputs = coordinates.rowCount
    return ModularMatrix(
      rows: network.architecture.widths[1], columns: coordinates.blockCount * outputs,
      over: field
    ) { row, entries in
      for column in entries.indices {
        let (block, output) = column.quotientAndRemainder(dividingBy: outputs)
        entries[column] = targets[block][1][output][row]
      }
    }
  }
}
