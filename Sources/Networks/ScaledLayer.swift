package import ExactAlgebra

/// A layer over the integers: `scale` times the layer, with a last row that carries the scale of
/// the values on.
package struct ScaledLayer: Sendable {
  package let matrix: IntegerMatrix
  package let scale: Integer

  package init(_ layer: Network.Layer) {
    let rows = layer.weights.enumerated().map { row, weights in
      weights + [layer.biases?[row] ?? 0]
    }
    let scale = rows.joined().commonDenominator
    let width = rows[0].count
    var matrix = IntegerMatrix(rows: rows.count + 1, columns: width)
    for (row, entries) in rows.enumerated() {
      for (column, entry) in entries.enumerated() where !entry.isZero {
        matrix[row, column] = entry.numerator * scale.dividedExactly(by: entry.denominator)
      }
    }
    matrix[rows.count, width - 1] = scale
    self.matrix = matrix
    self.scale = scale
  }

  /// Points as integer columns, each with its common denominator as last entry.
  package static func columns(of points: [[Rational]]) -> (IntegerMatrix, [Integer]) {
    let scales = points.map(\.commonDenominator)
    var matrix = IntegerMatrix(rows: points[0].count + 1, columns: points.count)
    for (column, point) in points.enumerated() {
      for (row, entry) in point.enumerated() where !entry.isZero {
        matrix[row, column] =
          entry.numerator * scales[column].dividedExactly(by: entry.denominator)
      }
      matrix[point.count, column] = scales[column]
    }
    return (matrix, scales)
  }
}
