internal import CRealKernels
import ExactAlgebra
import Polyhedra
import Synchronization

/// The pre-activations of a layer on a cell of the layers before, as linear forms.
final class Preactivations: Sendable {
  /// What the layer is given.
  let input: LayerInput
  /// For each coordinate the coefficients of all neurons.
  let coefficients: [Double]
  /// How far the exact coefficients are from these at most.
  let radii: [Double]
  /// The same forms, each up to a positive factor, as cells are cut by them.
  let forms: LinearForms
  private let layer: LayerArithmetic
  private let known = Mutex<IntegerMatrix?>(nil)

  init(of layer: LayerArithmetic, on input: LayerInput) {
    self.input = input
    self.layer = layer
    (coefficients, radii) = Self.products(of: layer, with: input)
    forms = LinearForms(count: layer.outputCount, coefficients: coefficients, radii: radii) {
      (layer.exactRow($0) * input.exact).rowVector(0)
    }
  }

  /// The forms over the integers with a common factor, and a last row with that factor.
  var exact: IntegerMatrix {
    if let matrix = known.withLock({ $0 }) { return matrix }
    let matrix = layer.exact.preactivations(on: input.exact)
    known.withLock { $0 = matrix }
    return matrix
  }

  /// The coefficients in floating point. A sum of `n` products of weights and coefficients is
  /// wrong by at most `(n + 8) * 2^-50` times the sum of the absolute values, roundings of the
  /// weights and of the sum of these values included, and by the radii times the weights; a little
  /// more is for products that vanish by underflow.
  private static func products(
    of layer: LayerArithmetic, with input: LayerInput
  ) -> (coefficients: [Double], radii: [Double]) {
    let (count, inputs, coordinates) = (layer.outputCount, layer.inputCount, input.coordinateCount)
    let rounding = Double(inputs + 8) * 0x1p-50
    let total = count * coordinates
    // Appended as in `LinearForms.init`, since this is done for each cell.
    var coefficients: [Double] = []
    coefficients.append(contentsOf: repeatElement(0, count: total))
    var radii: [Double] = []
    radii.append(contentsOf: repeatElement(1e-290, count: total))
    for neuron in 0..<count {
      let index = total - count + neuron
      coefficients[index] = layer.biases[neuron]
      radii[index] += layer.biases[neuron].magnitude * rounding
    }
    coefficients.withUnsafeMutableBufferPointer { coefficients in
      radii.withUnsafeMutableBufferPointer { radii in
        withUnsafeTemporaryAllocation(of: Double.self, capacity: 2 * inputs * coordinates) {
          let values = $0.baseAddress!
          let errors = values + inputs * coordinates
          input.write(to: values, radii: errors)
          for index in 0..<inputs * coordinates {
            errors[index] = (values[index].magnitude * rounding + errors[index]) * 1.000_001
          }
          // Sums in the order of the neurons before, for all neurons at once; zeros are left out.
          if layer.sizesAreMagnitudes {
            real_multiply_add_bounded(
              coordinates, inputs, count, values, errors, layer.columns, coefficients.baseAddress!,
              radii.baseAddress!)
          } else {
            real_multiply_add_few(
              coordinates, inputs, count, values, layer.columns, coefficients.baseAddress!)
            real_multiply_add_few(
              coordinates, inputs, count, errors, layer.sizes, radii.baseAddress!)
          }
        }
      }
    }
    return (coefficients, radii)
  }
}
