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
    let total = count * input.coordinateCount
    var radii: [Double] = []
    let coefficients = [Double](unsafeUninitializedCapacity: total) { coefficients, filled in
      radii = [Double](unsafeUninitializedCapacity: total) { radii, filled in
        coefficients.initialize(repeating: 0)
        radii.initialize(repeating: 1e-290)
        for coordinate in 0..<input.coordinateCount {
          let start = coordinate * count
          if coordinate == input.coordinateCount - 1 {
            for neuron in 0..<count {
              coefficients[start + neuron] = layer.biases[neuron]
              radii[start + neuron] += layer.biases[neuron].magnitude * rounding
            }
          }
          add(
            layer, input, coordinate, rounding, to: coefficients.baseAddress! + start,
            radii.baseAddress! + start)
        }
        filled = total
      }
      filled = total
    }
    return (coefficients, radii)
  }

  /// Adds what the neurons before contribute to the coefficients of a coordinate.
  private static func add(
    _ layer: LayerArithmetic, _ input: LayerInput, _ coordinate: Int, _ rounding: Double,
    to coefficients: UnsafeMutablePointer<Double>, _ radii: UnsafeMutablePointer<Double>
  ) {
    let (count, inputs) = (layer.outputCount, layer.inputCount)
    layer.columns.withUnsafeBufferPointer { columns in
      layer.sizes.withUnsafeBufferPointer { sizes in
        for neuronBefore in 0..<inputs {
          let value = input.coefficients[coordinate * inputs + neuronBefore]
          let radius = input.radii[coordinate * inputs + neuronBefore]
          guard value != 0 || radius != 0 else { continue }
          let error = (value.magnitude * rounding + radius) * 1.000_001
          let (column, size) = (
            columns.baseAddress! + neuronBefore * count, sizes.baseAddress! + neuronBefore * count
          )
          for neuron in 0..<count {
            coefficients[neuron] += column[neuron] * value
            radii[neuron] += size[neuron] * error
          }
        }
      }
    }
  }
}
