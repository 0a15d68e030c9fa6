import ExactAlgebra

extension PatternMap {
  /// The directions in which parameters move under infinitesimal affine changes of the inputs and
  /// of the outputs, and when all biases are multiplied by one factor.
  ///
  /// The block matrices move by linear changes of the coordinates.
  func outerMotions(
    at values: [UInt], over field: PrimeField
  ) -> [[(parameter: Int, value: UInt)]] {
    let motions = inputMotions(values) + outputMotions(values)
    guard network.architecture.hasBiases else { return motions }
    let biases = parameters.indices.filter { parameters[$0].column == nil }
    return motions + [biases.map { ($0, values[$0]) }]
  }

  /// A multiple of one input is added to another one, or to the constant.
  private func inputMotions(_ values: [UInt]) -> [[(parameter: Int, value: UInt)]] {
    let architecture = network.architecture
    let inputs = 0..<architecture.inputCount
    let targets = inputs.map { Optional($0) } + (architecture.hasBiases ? [nil] : [])
    return inputs.flatMap { source in
      targets.map { target in
        (0..<architecture.widths[1]).compactMap { row -> (Int, UInt)? in
          guard
            let origin = number(of: Parameter(layer: 1, row: row, column: source)),
            let place = number(of: Parameter(layer: 1, row: row, column: target))
          else { return nil }
          return (place, values[origin])
        }
      }
    }
  }

  /// A multiple of one output, or of the constant, is added to an output.
  func outputMotions(_ values: [UInt]) -> [[(parameter: Int, value: UInt)]] {
    let architecture = network.architecture
    let (layer, outputs) = (architecture.layerCount, 0..<architecture.outputCount)
    let columns = (0..<architecture.widths[layer - 1]).map { Optional($0) } + [nil]
    let mixed = outputs.flatMap { target in
      outputs.map { source in
        columns.compactMap { column -> (Int, UInt)? in
          guard
            let origin = number(of: Parameter(layer: layer, row: source, column: column)),
            let place = number(of: Parameter(layer: layer, row: target, column: column))
          else { return nil }
          return (place, values[origin])
        }
      }
    }
    return mixed
      + outputs.compactMap { output in
        number(of: Parameter(layer: layer, row: output, column: nil)).map { [($0, UInt(1))] }
      }
  }
}
