import ExactAlgebra
import Polyhedra

/// The pre-activations of a layer on a cell of the layers before, as linear forms.
final class Preactivations: Sendable {
  /// What the layer is given.
  let input: LayerInput
  /// For each coordinate the coefficients of all neurons.
  let coefficients: [Double]
  /// How far the exact coefficients are from these at most.
  let radii: [Double]
  /// The forms over the integers with a common factor, and a last row with that factor.
  let exact: OnDemand<IntegerMatrix>
  /// The same forms, each up to a positive factor, as cells are cut by them.
  let forms: LinearForms

  init(of layer: LayerArithmetic, on input: LayerInput) {
    self.input = input
    (coefficients, radii) = Self.products(of: layer, with: input)
    exact = OnDemand { layer.exact.preactivations(on: input.exact.value) }
    forms = LinearForms(count: layer.outputCount, coefficients: coefficients, radii: radii) {
      (layer.exactRows[$0] * input.exact.value).rowVector(0)
    }
  }

  /// The coefficients in floating point. A sum of `n` products of weights and coefficients is
  /// wrong by at most `(n + 8) * 2^-50` times the sum of the absolute values, roundings of the
  /// weights and of the sum of these values included, and by the radii times the weights; a little
  /// more is for products that vanish by underflow.
  private static func products(
    of layer: LayerArithmetic, with input: LayerInput
  ) -> (coefficients: [Double], radii: [Double]) {
    let (count, inputs) = (layer.outputCount, layer.inputCount)
    let rounding = Double(inputs + 8) * 0x1p-50
    var coefficients = [Double](repeating: 0, count: count * input.coordinateCount)
    var radii = [Double](repeating: 1e-290, count: coefficients.count)
    for coordinate in 0..<input.coordinateCount {
      let start = coordinate * count
      if coordinate == input.coordinateCount - 1 {
        for neuron in 0..<count {
          coefficients[start + neuron] = layer.biases[neuron]
          radii[start + neuron] += layer.biases[neuron].magnitude * rounding
        }
      }
      for neuronBefore in 0..<inputs {
        let value = input.coefficients[coordinate * inputs + neuronBefore]
        let radius = input.radii[coordinate * inputs + neuronBefore]
        guard value != 0 || radius != 0 else { continue }
        let error = (value.magnitude * rounding + radius) * 1.000_001
        let column = neuronBefore * count
        for neuron in 0..<count {
          coefficients[start + neuron] += layer.columns[column + neuron] * value
          radii[start + neuron] += layer.sizes[column + neuron] * error
        }
      }
    }
    return (coefficients, radii)
  }
}
