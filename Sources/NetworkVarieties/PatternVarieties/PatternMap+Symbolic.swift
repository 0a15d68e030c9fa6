public import ExactAlgebra

extension PatternMap {
  /// The names of weights and biases: `w2_13` is row 1, column 3 of `W_2`, `b2_1` a bias.
  public static func name(of parameter: Parameter) -> String {
    guard let column = parameter.column else { return "b\(parameter.layer)_\(parameter.row + 1)" }
    return "w\(parameter.layer)_" + BlockCoordinates.joined(parameter.row + 1, column + 1)
  }

  /// The map with polynomial entries, from all live parameters.
  ///
  /// - Precondition: the ring has one variable for each coordinate, in their order.
  public func polynomialMap(into ring: PolynomialRing) -> PolynomialMap {
    polynomialMap(into: ring, fixing: [])
  }

  /// The map restricted to networks in which one weight or bias into each live hidden neuron
  /// is 1; its image has the same closure.
  ///
  /// Multiplying what enters a hidden neuron by `t` and what leaves it by `1/t` does not change
  /// the block matrices, so almost every network can be brought to this form, first layer first.
  /// What is fixed is the first of `parameters` that enters the neuron.
  ///
  /// - Precondition: the ring has one variable for each coordinate, in their order.
  public func normalizedPolynomialMap(into ring: PolynomialRing) -> PolynomialMap {
    var fixed: Set<Parameter> = []
    for layer in 1..<network.architecture.layerCount {
      for neuron in 0..<network.architecture.widths[layer] {
        let incoming = parameters.first { $0.layer == layer && $0.row == neuron }
        if let incoming { fixed.insert(incoming) }
      }
    }
    return polynomialMap(into: ring, fixing: fixed)
  }

  /// The number of terms of all entries of the block matrices, constants included: the live paths
  /// from an input, or a bias, to an output, counted for each block.
  public var termCount: Double {
    let architecture = network.architecture
    return (0..<coordinates.blockCount).reduce(0) { sum, block in
      var (paths, constants) = (Double(network.liveNeurons(inLayer: 0, block: block).count), 0.0)
      for layer in 1...architecture.layerCount {
        let width = Double(network.liveNeurons(inLayer: layer, block: block).count)
        constants = width * (constants + (architecture.hasBiases ? 1 : 0))
        paths *= width
      }
      return sum + paths + constants
    }
  }

  private func polynomialMap(
    into ring: PolynomialRing, fixing fixed: Set<Parameter>
  ) -> PolynomialMap {
    let free = parameters.filter { !fixed.contains($0) }
    let parameterRing = PolynomialRing(free.map(Self.name))
    var entries = Dictionary(uniqueKeysWithValues: fixed.map { ($0, parameterRing.one) })
    for (index, parameter) in free.enumerated() {
      entries[parameter] = parameterRing.variable(index)
    }
    let images = (0..<coordinates.blockCount).flatMap { block in
      let matrix = blockMatrix(block, entries: entries, in: parameterRing)
      return (0..<coordinates.extendedColumnCount).flatMap { column in
        (0..<coordinates.rowCount).map { matrix[$0, column] }
      }
    }
    return PolynomialMap(from: parameterRing, to: ring, images: images)
  }

  /// `[M_i | c_i]` with the given polynomials for the live parameters.
  private func blockMatrix(
    _ block: Int, entries: [Parameter: Polynomial], in ring: PolynomialRing
  ) -> PolynomialMatrix {
    let architecture = network.architecture
    let width = coordinates.extendedColumnCount
    var layer = PolynomialMatrix(rows: architecture.inputCount, columns: width, in: ring) {
      $0 == $1 && network.isLive(neuron: $0, inLayer: 0, block: block) ? ring.one : ring.zero
    }
    for number in 1...architecture.layerCount {
      let sources = network.liveNeurons(inLayer: number - 1, block: block)
      let previous = layer
      layer = PolynomialMatrix(
        rows: architecture.widths[number], columns: width, in: ring
      ) { row, column in
        guard network.isLive(neuron: row, inLayer: number, block: block) else {
          return ring.zero
        }
        var sum = ring.zero
        for source in sources {
          let weight = Parameter(layer: number, row: row, column: source)
          sum += entries[weight]! * previous[source, column]
        }
        if architecture.hasBiases, column == width - 1 {
          sum += entries[Parameter(layer: number, row: row, column: nil)]!
        }
        return sum
      }
    }
    return layer
  }
}
