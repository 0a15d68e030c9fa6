import ExactAlgebra
import Networks

/// Some points over the integers: a column for each, homogeneous, with the positive common factor last.
///
/// No common divisors are taken out on the way: entries grow by the digits of the weights with each layer, and
/// greatest common divisors would cost more than that.
struct PointBlock: Sendable {
  /// As many points are worked on at once by one thread.
  static let largestCount = 2_048

  let columns: IntegerMatrix

  init(columns: IntegerMatrix) { self.columns = columns }

  init(_ points: [[Rational]]) { columns = ScaledLayer.inputs(at: points) }

  var count: Int { columns.columnCount }

  /// The points themselves.
  var points: [[Rational]] {
    let factor = columns.rowCount - 1
    return (0..<count).map { column in
      let denominator = columns[factor, column]
      return (0..<factor).map { Rational(columns[$0, column], denominator) }
    }
  }

  func image(under layer: ScaledLayer, _ activation: PiecewiseLinearActivation?) -> PointBlock {
    let values = layer.preactivations(on: columns)
    guard let activation else { return PointBlock(columns: values) }
    return PointBlock(
      columns: activation.applied(to: values) { values.signum(row: $0, column: $1) > 0 })
  }

  /// Whether two points are equal: their homogeneous coordinates are multiples of each other.
  static func areEqual(
    _ a: PointBlock, _ column: Int, _ b: PointBlock, _ other: Int
  ) -> Bool {
    let factor = a.columns.rowCount - 1
    let (scale, otherScale) = (a.columns[factor, column], b.columns[factor, other])
    return (0..<factor).allSatisfy { row in
      a.columns[row, column] * otherScale == b.columns[row, other] * scale
    }
  }
}
