import ExactAlgebra
import Networks
import Polyhedra

/// What a layer is given on a cell: each neuron of the layer before, as an affine form of the
/// coordinates of the domain.
///
/// Forms are homogeneous, with the constant as last coordinate.
struct LayerInput: Sendable {
  /// The number of homogeneous coordinates.
  let coordinateCount: Int
  /// For each coordinate the coefficients of all neurons.
  let coefficients: [Double]
  /// How far the exact coefficients are from these at most.
  let radii: [Double]
  /// The forms over the integers with a common factor, one row for each neuron, and a last row
  /// with the factor itself at the constant.
  let exact: OnDemand<IntegerMatrix>

  /// The inputs of the network on a slice.
  init(_ slice: AffineSlice) {
    let columns = slice.directions + [slice.origin]
    coordinateCount = columns.count
    coefficients = columns.flatMap { $0.map { Double(approximating: $0) } }
    radii = coefficients.map { $0.magnitude * 0x1p-50 + 1e-290 }
    exact = OnDemand { ScaledLayer.inputs(from: slice.origin, along: slice.directions) }
  }

  /// What the next layer is given where the neurons of this one have the given activity.
  init(
    after preactivations: Preactivations, active: SlotSet,
    _ activation: PiecewiseLinearActivation
  ) {
    let negativeSlope = activation.negativeSlope
    let slope = Double(approximating: negativeSlope)
    let size = LayerArithmetic.size(of: negativeSlope, near: slope)
    let count = preactivations.forms.count
    coordinateCount = preactivations.input.coordinateCount
    var coefficients = preactivations.coefficients
    var radii = preactivations.radii
    for neuron in 0..<count where !active.contains(neuron) {
      for index in Swift.stride(from: neuron, to: coefficients.count, by: count) {
        guard !negativeSlope.isZero else {
          (coefficients[index], radii[index]) = (0, 0)
          continue
        }
        // Slope and product are rounded; the last term is for a product that vanishes by underflow.
        radii[index] =
          (radii[index] + coefficients[index].magnitude * 0x1p-49) * size * 1.000_001 + 1e-290
        coefficients[index] *= slope
      }
    }
    self.coefficients = coefficients
    self.radii = radii
    exact = OnDemand {
      activation.applied(to: preactivations.exact.value) { neuron, _ in active.contains(neuron) }
    }
  }
}
