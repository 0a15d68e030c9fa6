package import ExactAlgebra

/// A layer of a network in floating point, with bounds for what rounding does.
package struct RoundedLayer: Sendable {
  package let inputCount: Int
  package let outputCount: Int
  /// Column by column: what each input adds to all sums.
  private let columns: [Double]
  private let biases: [Double]
  /// The sums of absolute weights of each neuron.
  private let sizes: [Double]

  /// The relative error of one sum: products, sums, and the rounding of weights.
  private let sumError: Double

  /// `nil` where a weight is beyond double precision.
  package init?(_ layer: Network.Layer) {
    guard (layer.weights.joined() + (layer.biases ?? [])).allSatisfy(\.isInRoundingRange) else {
      return nil
    }
    let rows = layer.weights.map { $0.map { Double(approximating: $0) } }
    let inputs = rows.first?.count ?? 0
    inputCount = inputs
    outputCount = rows.count
    columns = (0..<inputs).flatMap { input in rows.map { $0[input] } }
    biases = layer.biases?.map { Double(approximating: $0) } ?? rows.map { _ in 0 }
    sizes = rows.map { row in row.reduce(0) { $0 + $1.magnitude } * (1 + 1e-9) }
    sumError = Double(inputs + 8) * 0x1p-52
  }

  /// The sums `W a + b` for inputs of which many are zero.
  package func sums(
    of values: UnsafePointer<Double>, into sums: UnsafeMutablePointer<Double>
  ) {
    biases.withUnsafeBufferPointer { sums.update(from: $0.baseAddress!, count: outputCount) }
    columns.withUnsafeBufferPointer { columns in
      for input in 0..<inputCount where values[input] != 0 {
        let (value, column) = (values[input], columns.baseAddress! + input * outputCount)
        for output in 0..<outputCount { sums[output] += value * column[output] }
      }
    }
  }

  /// A bound for the error of a sum.
  ///
  /// - Parameters:
  ///   - output: the neuron.
  ///   - largest: of the absolute inputs.
  ///   - error: the largest one of an input.
  package func error(of output: Int, largest: Double, error: Double) -> Double {
    guard largest > 0 || error > 0, sizes[output] > 0 else { return biasError(output) }
    return sizes[output] * ((1 + 1e-9) * error + sumError * largest) + biasError(output) + 1e-300
  }

  /// A sharper one, for sums that nearly vanish: zero where all inputs that count are zero for sure.
  package func error(
    of output: Int, _ values: UnsafePointer<Double>, errors: UnsafePointer<Double>
  ) -> Double {
    var sum = 0.0
    for input in 0..<inputCount {
      let weight = columns[input * outputCount + output].magnitude
      guard weight > 0, errors[input] > 0 || values[input] != 0 else { continue }
      sum += weight * (errors[input] + sumError * values[input].magnitude) + 1e-300
    }
    return sum * (1 + 1e-9) + biasError(output)
  }

  private func biasError(_ output: Int) -> Double {
    biases[output] == 0 ? 0 : sumError * biases[output].magnitude + 1e-300
  }
}

extension Rational {
  /// Whether products of the rounded number with others of usual size neither overflow nor vanish.
  package var isInRoundingRange: Bool {
    let size = Double(approximating: magnitude)
    return isZero || size > 1e-200 && size < 1e100
  }
}
