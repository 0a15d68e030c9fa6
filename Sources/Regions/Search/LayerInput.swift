import ExactAlgebra
import Networks
import Polyhedra
import Synchronization

/// What a layer is given on a cell: each neuron of the layer before, as an affine form of the
/// coordinates of the domain.
///
/// Forms are homogeneous, with the constant as last coordinate. Numbers are computed where they are used.
final class LayerInput: Sendable {
  /// The number of homogeneous coordinates.
  let coordinateCount: Int
  /// The number of neurons.
  let count: Int
  private let source: Source
  private let known = Mutex<IntegerMatrix?>(nil)

  private enum Source: Sendable {
    /// The inputs of the network, with their coefficients for each coordinate.
    case slice(AffineSlice, coefficients: [Double])
    /// What neurons of a given activity hand on.
    case output(of: Preactivations, active: SlotSet, PiecewiseLinearActivation)
  }

  /// The inputs of the network on a slice.
  init(_ slice: AffineSlice) {
    let columns = slice.directions + [slice.origin]
    coordinateCount = columns.count
    count = slice.origin.count
    source = .slice(
      slice, coefficients: columns.flatMap { $0.map { Double(approximating: $0) } })
  }

  /// What the next layer is given where the neurons of this one have the given activity.
  init(
    after preactivations: Preactivations, active: SlotSet,
    _ activation: PiecewiseLinearActivation
  ) {
    count = preactivations.forms.count
    coordinateCount = preactivations.input.coordinateCount
    source = .output(of: preactivations, active: active, activation)
  }

  /// The forms over the integers with a common factor, one row for each neuron, and a last row
  /// with the factor itself at the constant.
  var exact: IntegerMatrix {
    if let matrix = known.withLock({ $0 }) { return matrix }
    let matrix =
      switch source {
      case .slice(let slice, _):
        ScaledLayer.inputs(from: slice.origin, along: slice.directions)
      case .output(let preactivations, let active, let activation):
        activation.applied(to: preactivations.exact) { neuron, _ in active.contains(neuron) }
      }
    known.withLock { $0 = matrix }
    return matrix
  }

  /// Writes for each coordinate the coefficients of all neurons, and how far the exact ones are from
  /// these at most.
  func write(
    to coefficients: UnsafeMutablePointer<Double>, radii: UnsafeMutablePointer<Double>
  ) {
    switch source {
    case .slice(_, let numbers):
      for index in numbers.indices {
        coefficients[index] = numbers[index]
        radii[index] = numbers[index].magnitude * 0x1p-50 + 1e-290
      }
    case .output(let preactivations, let active, let activation):
      let total = count * coordinateCount
      for index in 0..<total {
        coefficients[index] = preactivations.coefficients[index]
        radii[index] = preactivations.radii[index]
      }
      scaleInactive(active, by: activation.negativeSlope, coefficients, radii)
    }
  }

  /// Multiplies the forms of the neurons that are not active by a slope.
  private func scaleInactive(
    _ active: SlotSet, by negativeSlope: Rational, _ coefficients: UnsafeMutablePointer<Double>,
    _ radii: UnsafeMutablePointer<Double>
  ) {
    let total = count * coordinateCount
    guard !negativeSlope.isZero else {
      for neuron in 0..<count where !active.contains(neuron) {
        for index in stride(from: neuron, to: total, by: count) {
          (coefficients[index], radii[index]) = (0, 0)
        }
      }
      return
    }
    let slope = Double(approximating: negativeSlope)
    let size = LayerArithmetic.size(of: negativeSlope, near: slope)
    for neuron in 0..<count where !active.contains(neuron) {
      for index in stride(from: neuron, to: total, by: count) {
        // Slope and product are rounded; the last term is for a product that vanishes by underflow.
        radii[index] =
          (radii[index] + coefficients[index].magnitude * 0x1p-49) * size * 1.000_001 + 1e-290
        coefficients[index] *= slope
      }
    }
  }
}
