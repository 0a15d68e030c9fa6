package import ExactAlgebra
package import NetworkVarieties
package import Networks

/// A network with values for all weights and biases, live or not, evaluated layer by layer.
package struct NaiveNetwork {
  package let architecture: Architecture
  package let field: PrimeField
  /// `weights[layer][row][column]` of layer `layer + 1`.
  package var weights: [[[UInt]]]
  package var biases: [[UInt]]

  package init(
    _ architecture: Architecture, over field: PrimeField,
    using generator: inout SeededGenerator
  ) {
    self.architecture = architecture
    self.field = field
    let widths = architecture.widths
    weights = (1..<widths.count).map { layer in
      (0..<widths[layer]).map { _ in
        field.randomElements(widths[layer - 1], using: &generator)
      }
    }
    biases = (1..<widths.count).map { layer in
      architecture.hasBiases
        ? field.randomElements(widths[layer], using: &generator)
        : [UInt](repeating: 0, count: widths[layer])
    }
  }

  /// The value of one parameter.
  package func value(of parameter: Parameter) -> UInt {
    guard let column = parameter.column else {
      return biases[parameter.layer - 1][parameter.row]
    }
    return weights[parameter.layer - 1][parameter.row][column]
  }

  /// The output for an input, with ReLU replaced by the mask of a pattern.
  package func output(for input: [UInt], on pattern: ActivationPattern) -> [UInt] {
    var values = input
    for layer in weights.indices {
      values = weights[layer].indices.map { row in
        let isHidden = layer + 1 < weights.count
        guard !isHidden || pattern.isActive(neuron: row, inLayer: layer + 1) else { return 0 }
        return zip(weights[layer][row], values).reduce(biases[layer][row]) {
          field.add($0, field.multiply($1.0, $1.1))
        }
      }
    }
    return values
  }

  /// The block matrices, read off from the outputs for 0 and the unit vectors.
  package func blockMatrices(on patterns: [ActivationPattern]) -> [UInt] {
    let zero = [UInt](repeating: 0, count: architecture.inputCount)
    return patterns.flatMap { pattern -> [UInt] in
      let constant = output(for: zero, on: pattern)
      let columns = zero.indices.flatMap { column -> [UInt] in
        var unit = zero
        unit[column] = 1
        return zip(output(for: unit, on: pattern), constant).map(field.subtract)
      }
      return architecture.hasBiases ? columns + constant : columns
    }
  }
}
