import ExactAlgebra
import Networks

/// What a network does on a short segment that starts at a point, the point itself excluded.
struct NetworkGerm: Hashable, Sendable {
  /// The activity on the segment.
  let pattern: ActivationPattern
  /// The hidden neurons whose pre-activation is zero at the point, but not on the segment.
  let vanishing: [HiddenNeuron]
}

extension Network {
  /// The pattern on `point + t * direction` for all small `t > 0`, exactly.
  ///
  /// Pre-activations are polynomials `z_0 + z_1 t` there; the sign is that of the first
  /// coefficient that is not zero, and a neuron without any is inactive.
  ///
  /// - Precondition: point and direction have `n_0` coordinates.
  func germ(at point: [Rational], towards direction: [Rational]) -> NetworkGerm {
    precondition(
      point.count == architecture.inputCount && direction.count == point.count,
      "a point or direction of a wrong length")
    var values = Self.columns(point, direction)
    var layers: [[Bool]] = []
    var vanishing: [HiddenNeuron] = []
    let slope = activation.negativeSlope
    for (index, layer) in scaledLayers.dropLast().enumerated() {
      values = layer.matrix * values
      let width = architecture.widths[index + 1]
      var signs: [Bool] = []
      for neuron in 0..<width {
        let (constant, linear) = (values[neuron, 0].signum(), values[neuron, 1].signum())
        if constant == 0, linear != 0 {
          vanishing.append(HiddenNeuron(layer: index + 1, index: neuron))
        }
        signs.append(constant > 0 || constant == 0 && linear > 0)
      }
      layers.append(signs)
      for row in 0...width {
        let factor = row == width || signs[row] ? slope.denominator : slope.numerator
        for column in 0..<2 where !factor.isOne {
          values[row, column] = values[row, column] * factor
        }
      }
    }
    return NetworkGerm(pattern: ActivationPattern(layers), vanishing: vanishing)
  }

  /// Point and direction over the integers with a common factor, which is the last entry of the
  /// first column.
  private static func columns(_ point: [Rational], _ direction: [Rational]) -> IntegerMatrix {
    let factor = (point + direction).commonDenominator
    let rows = zip(point, direction).map { pair in
      [pair.0, pair.1].map { $0.numerator * factor.dividedExactly(by: $0.denominator) }
    }
    return IntegerMatrix(rows + [[factor, 0]])
  }
}
