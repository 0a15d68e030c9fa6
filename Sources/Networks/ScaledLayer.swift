package import ExactAlgebra

/// A layer over the integers: `scale` times the layer, as a matrix that neurons are multiplied by.
///
/// Values of neurons are homogeneous integer matrices: a row for each neuron, and a last row with
/// the common factor. The columns are points, each with its own factor, or the coefficients of
/// affine forms, with one factor at the constant, which is the last column. Everything exact that is
/// fed through a network takes the two steps `preactivations(on:)` and
/// `PiecewiseLinearActivation.applied(to:isActive:)`.
package struct ScaledLayer: Sendable {
  /// A row for each neuron of the layer, with the bias as last entry, and a row that carries the
  /// factor on.
  package let matrix: IntegerMatrix

  package init(_ layer: Network.Layer) {
    // Most weights of a convolution are zero.
    var entries: [(row: Int, column: Int, value: Rational)] = []
    let inputs = layer.weights[0].count
    for (row, weights) in layer.weights.enumerated() {
      for (column, weight) in weights.enumerated() where !weight.isZero {
        entries.append((row, column, weight))
      }
      if let bias = layer.biases?[row], !bias.isZero { entries.append((row, inputs, bias)) }
    }
    let scale = entries.lazy.map(\.value).commonDenominator
    var matrix = IntegerMatrix(rows: layer.weights.count + 1, columns: inputs + 1)
    for (row, column, value) in entries {
      matrix[row, column] = value.numerator * scale.dividedExactly(by: value.denominator)
    }
    matrix[layer.weights.count, inputs] = scale
    self.matrix = matrix
  }

  /// What the neurons of the layer are before the activation.
  package func preactivations(on values: IntegerMatrix) -> IntegerMatrix { matrix * values }

  /// The inputs at points, which have at least one coordinate in common: a column for each point.
  package static func inputs(at points: [[Rational]]) -> IntegerMatrix {
    let factors = points.map(\.commonDenominator)
    var matrix = IntegerMatrix(rows: points[0].count + 1, columns: points.count)
    for (column, point) in points.enumerated() {
      matrix.setColumn(column, to: point, times: factors[column])
      matrix[point.count, column] = factors[column]
    }
    return matrix
  }

  /// The inputs on the affine space of all `origin + u_1 directions_1 + ...`, as forms of `u`.
  package static func inputs(
    from origin: [Rational], along directions: [[Rational]]
  ) -> IntegerMatrix {
    let columns = directions + [origin]
    let factor = columns.joined().commonDenominator
    var matrix = IntegerMatrix(rows: origin.count + 1, columns: columns.count)
    for (column, entries) in columns.enumerated() {
      matrix.setColumn(column, to: entries, times: factor)
    }
    matrix[origin.count, columns.count - 1] = factor
    return matrix
  }

  /// Affine forms as rows of rational coefficients, the constant last, without the common factor.
  package static func coefficients(of forms: IntegerMatrix) -> [[Rational]] {
    let neurons = forms.rowCount - 1
    let factor = forms[neurons, forms.columnCount - 1]
    return (0..<neurons).map { row in forms.row(row).map { Rational($0, factor) } }
  }
}

extension PiecewiseLinearActivation {
  /// The values of neurons after the activation, where `isActive` tells, for a neuron and a column,
  /// on which side of the kink they are.
  package func applied(
    to preactivations: IntegerMatrix, isActive: (_ neuron: Int, _ column: Int) -> Bool
  ) -> IntegerMatrix {
    let (numerator, denominator) = (negativeSlope.numerator, negativeSlope.denominator)
    var values = preactivations
    for row in 0..<values.rowCount {
      let carriesFactor = row == values.rowCount - 1
      for column in 0..<values.columnCount {
        let factor = carriesFactor || isActive(row, column) ? denominator : numerator
        guard !factor.isOne else { continue }
        values[row, column] = factor.isZero ? 0 : factor * values[row, column]
      }
    }
    return values
  }
}

extension IntegerMatrix {
  /// Writes rational numbers times a multiple of their denominators from the first row on.
  fileprivate mutating func setColumn(
    _ column: Int, to entries: [Rational], times factor: Integer
  ) {
    for (row, entry) in entries.enumerated() where !entry.isZero {
      self[row, column] = entry.numerator * factor.dividedExactly(by: entry.denominator)
    }
  }
}
