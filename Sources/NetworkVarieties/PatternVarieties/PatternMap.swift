public import ExactAlgebra
public import Networks
public import Varieties

/// The map from the weights and biases of a network to its block matrices on fixed patterns.
///
/// `M_i = W_L D_(L-1) W_(L-1) ... D_1 W_1` with the 0/1 diagonal matrices of the pattern of
/// block `i`; with biases `[M_i | c_i]` with the constant term. Evaluation multiplies matrices,
/// nothing is expanded. Only live parameters count; the others have no influence.
public struct PatternMap: Parametrization, Sendable {
  /// The live part of the network.
  public let network: LiveNetwork
  /// The coordinates of the block matrices.
  public let coordinates: BlockCoordinates
  /// The parameters, in the order in which values are given.
  public let parameters: [Parameter]
  /// `places[layer - 1][row][column]`: the number of the parameter, or -1 where it is not live.
  private let places: [[[Int]]]

  /// The map of an architecture on patterns.
  ///
  /// - Precondition: the patterns fit the architecture.
  public init(_ architecture: Architecture, on patterns: [ActivationPattern]) {
    network = LiveNetwork(architecture, on: patterns)
    coordinates = BlockCoordinates(architecture, blockCount: patterns.count)
    parameters = network.liveParameters
    var places = (1...architecture.layerCount).map { layer in
      [[Int]](
        repeating: [Int](repeating: -1, count: architecture.widths[layer - 1] + 1),
        count: architecture.widths[layer])
    }
    for (index, parameter) in parameters.enumerated() {
      let column = parameter.column ?? architecture.widths[parameter.layer - 1]
      places[parameter.layer - 1][parameter.row][column] = index
    }
    self.places = places
  }

  /// The number of a parameter among the live ones, or `nil` where it is not live.
  public func number(of parameter: Parameter) -> Int? {
    let row = places[parameter.layer - 1][parameter.row]
    let place = row[parameter.column ?? row.count - 1]
    return place < 0 ? nil : place
  }

  /// The number of live weights and biases.
  public var parameterCount: Int { parameters.count }

  /// The number of entries of all block matrices.
  public var coordinateCount: Int { coordinates.count }

  /// Always: the map has integer coefficients.
  public func isDefined(over field: PrimeField) -> Bool { true }

  /// The entries of the block matrices, in the order of `coordinates`, for one value of each of
  /// `parameters`.
  public func point(at values: [UInt], over field: PrimeField) -> [UInt] {
    var point = [UInt](repeating: 0, count: coordinateCount)
    for block in 0..<coordinates.blockCount {
      let last = forward(block: block, values: values, over: field).last!
      for row in 0..<coordinates.rowCount {
        for column in 0..<coordinates.extendedColumnCount {
          point[coordinates.index(block: block, row: row, column: column)] = last[row][column]
        }
      }
    }
    return point
  }

  /// The partial derivatives of the entries: one row for each of `parameters`, one column for
  /// each coordinate.
  public func jacobian(at values: [UInt], over field: PrimeField) -> ModularMatrix {
    let blocks = (0..<coordinates.blockCount).map { block in
      (
        forward: forward(block: block, values: values, over: field),
        backward: backward(block: block, values: values, over: field)
      )
    }
    return ModularMatrix(
      rows: parameterCount, columns: coordinateCount, over: field
    ) { index, derivative in
      let parameter = parameters[index]
      for (block, products) in blocks.enumerated() {
        guard network.isLive(neuron: parameter.row, inLayer: parameter.layer, block: block)
        else { continue }
        let outgoing = products.backward[parameter.layer]
        let incoming = incoming(to: parameter, block: block, products.forward)
        for (column, right) in incoming.enumerated() where right != 0 {
          for row in 0..<coordinates.rowCount {
            let place = coordinates.index(block: block, row: row, column: column)
            derivative[place] = field.multiply(outgoing[row][parameter.row], right)
          }
        }
      }
    }
  }

  /// What the source of a parameter carries, as a row over the inputs and the constant.
  private func incoming(
    to parameter: Parameter, block: Int, _ forward: [[[UInt]]]
  ) -> [UInt] {
    guard let column = parameter.column else {
      let zeros = [UInt](repeating: 0, count: coordinates.columnCount)
      return zeros + [1]
    }
    let isLive = network.isLive(neuron: column, inLayer: parameter.layer - 1, block: block)
    return isLive ? forward[parameter.layer - 1][column] : []
  }

  /// For each layer `0 ... L` the live neurons as affine functions of the input: a row of
  /// coefficients and, with biases, the constant. Rows of neurons that are not live are zero.
  func forward(
    block: Int, values: [UInt], over field: PrimeField
  ) -> [[[UInt]]] {
    let architecture = network.architecture
    let width = coordinates.extendedColumnCount
    let zero = [UInt](repeating: 0, count: width)
    let inputs = (0..<architecture.inputCount).map { input in
      var row = zero
      if network.isLive(neuron: input, inLayer: 0, block: block) { row[input] = 1 }
      return row
    }
    var layers = [inputs]
    for layer in 1...architecture.layerCount {
      let previous = layers[layer - 1]
      let sources = network.liveNeurons(inLayer: layer - 1, block: block)
      var rows = [[UInt]](repeating: zero, count: architecture.widths[layer])
      for neuron in network.liveNeurons(inLayer: layer, block: block) {
        let places = places[layer - 1][neuron]
        for source in sources {
          let weight = values[places[source]]
          for column in 0..<width {
            rows[neuron][column] = field.add(
              rows[neuron][column], field.multiply(weight, previous[source][column]))
          }
        }
        if architecture.hasBiases {
          rows[neuron][width - 1] = field.add(rows[neuron][width - 1], values[places.last!])
        }
      }
      layers.append(rows)
    }
    return layers
  }

  /// For each layer `0 ... L` the matrix that maps the neurons of the layer to the outputs.
  func backward(
    block: Int, values: [UInt], over field: PrimeField
  ) -> [[[UInt]]] {
    let widths = network.architecture.widths
    var matrices = [[[UInt]]](repeating: [], count: widths.count)
    matrices[widths.count - 1] = (0..<coordinates.rowCount).map { row in
      (0..<coordinates.rowCount).map { $0 == row ? 1 : 0 }
    }
    for layer in stride(from: widths.count - 1, to: 0, by: -1) {
      let targets = network.liveNeurons(inLayer: layer, block: block)
      let sources = network.liveNeurons(inLayer: layer - 1, block: block)
      var matrix = [[UInt]](
        repeating: [UInt](repeating: 0, count: widths[layer - 1]), count: coordinates.rowCount)
      for row in 0..<coordinates.rowCount {
        for target in targets {
          let factor = matrices[layer][row][target]
          guard factor != 0 else { continue }
          let places = places[layer - 1][target]
          for source in sources {
            matrix[row][source] = field.add(
              matrix[row][source], field.multiply(factor, values[places[source]]))
          }
        }
      }
      matrices[layer - 1] = matrix
    }
    return matrices
  }
}
