import ExactAlgebra

/// A network in double precision, without bounds for its errors: for pictures and guesses.
package struct NumericalNetwork: Sendable {
  /// Row by row; the last entry of each row is the bias.
  package private(set) var layers: [[[Double]]]
  /// What the activation multiplies negative numbers by.
  private let negativeSlope: Double

  /// The network with rounded weights; `nil` where one is beyond double precision.
  package init?(approximating network: Network) {
    layers = network.layers.map { layer in
      layer.affineForms.map { $0.map { Double(approximating: $0) } }
    }
    negativeSlope = Double(approximating: network.activation.negativeSlope)
    guard layers.joined().joined().allSatisfy(\.isFinite), negativeSlope.isFinite else {
      return nil
    }
  }

  /// The pre-activations of all hidden neurons, layer by layer, and the outputs.
  package func evaluate(_ input: [Double]) -> (preActivations: [Double], outputs: [Double]) {
    var values = input
    var preActivations: [Double] = []
    for (index, layer) in layers.enumerated() {
      let sums = layer.map { row in
        var sum = row[row.count - 1]
        for place in values.indices { sum += row[place] * values[place] }
        return sum
      }
      guard index < layers.count - 1 else { return (preActivations, sums) }
      preActivations += sums
      values = sums.map { $0 > 0 ? $0 : negativeSlope * $0 }
    }
    return (preActivations, values)
  }

  /// The network with another one, of the same shape, added some number of times.
  package func adding(_ factor: Double, times other: NumericalNetwork) -> NumericalNetwork {
    var sum = self
    for (l, layer) in other.layers.enumerated() {
      for (r, row) in layer.enumerated() {
        for (c, entry) in row.enumerated() { sum.layers[l][r][c] += factor * entry }
      }
    }
    return sum
  }
}
