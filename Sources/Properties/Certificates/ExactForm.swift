import ExactAlgebra
import Networks

/// A linear form in the activations of a layer, over the integers: coefficients, the constant last, and a positive denominator.
struct ExactForm {
  var row: [Integer]
  var denominator: Integer
  /// Coefficients of the pre-activations of hidden neurons that were given a sign.
  var neurons: [(layer: Int, place: Int, coefficient: Integer)] = []
  /// Coefficients of the inputs.
  var inputs: [(input: Int, coefficient: Rational)] = []

  /// The form that a form in the neurons of a layer is in what comes in.
  func pulledBack(through layer: ScaledLayer) -> ExactForm {
    let product = IntegerMatrix([row]) * layer.matrix
    var result = self
    result.row = product.row(0)
    let last = layer.matrix.rowCount - 1
    result.denominator = denominator * layer.matrix[last, layer.matrix.columnCount - 1]
    return result
  }

  /// The form in pre-activations that is below the one in activations; `nil` where there is none.
  ///
  /// - Parameters:
  ///   - ranges: of all neurons of the layer, as multiples of `2^-scale`.
  ///   - one: slopes are cut to multiples of `1 / one`.
  func lowered(
    by activation: Rational, on ranges: [CheckedSet.Range], layer: Int, one: Integer, scale: Int
  ) -> ExactForm? {
    var result = self
    var shift: Integer = 0
    for (place, range) in ranges.enumerated() {
      let sign = row[place].signum()
      guard sign != 0 else { continue }
      let lines = ActivationLines(on: range, activation: activation, one: one)
      let line = sign > 0 ? lines.below : lines.above
      guard let constant = line.constant else { return nil }
      shift += row[place] * constant
      result.row[place] = row[place] * line.slope
    }
    let last = ranges.count
    result.row[last] = row[last] * one
    result.denominator = denominator * one
    if !shift.isZero {
      let power = Integer(2).power(abs(scale))
      if scale >= 0 {
        for place in result.row.indices { result.row[place] *= power }
        result.denominator *= power
        result.row[last] += shift * one
      } else {
        result.row[last] += shift * one * power
      }
    }
    for neuron in neurons where neuron.layer == layer {
      result.row[neuron.place] += neuron.coefficient * result.denominator
    }
    return result
  }

  /// The least value on a box of a form in the inputs; `nil` where there is none.
  func least(on box: CheckedBox) -> Rational? {
    var sum = Rational(row[row.count - 1], denominator)
    var coefficients = row.dropLast().map { Rational($0, denominator) }
    for (input, coefficient) in inputs { coefficients[input] += coefficient }
    for (coefficient, side) in zip(coefficients, box.sides) where !coefficient.isZero {
      guard let end = coefficient.signum() > 0 ? side.lower : side.upper else { return nil }
      sum += coefficient * end
    }
    return sum
  }
}
