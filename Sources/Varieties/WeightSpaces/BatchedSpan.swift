import ExactAlgebra
import LongWork

/// The span of many rows over a prime field, taken in batches and no further than to full rank.
struct BatchedSpan {
  /// A basis in reduced echelon form.
  private(set) var basis: [[UInt]] = []
  /// The pivot columns of the basis.
  private(set) var pivots: [Int] = []

  /// The span of rows of a length that `fill` writes into rows of zeros.
  init(
    rowCount: Int, width: Int, over field: PrimeField,
    fill: (Int, UnsafeMutableBufferPointer<UInt>) -> Void
  ) throws {
    var order = Array(0..<rowCount)
    var generator = SeededGenerator(seed: UInt64(width))
    order.shuffle(using: &generator)
    var next = 0
    while next < order.count, pivots.count < width {
      try Interruption.check()
      let batch = order[next..<min(next + width + 8, order.count)]
      next = batch.endIndex
      let kept = basis
      var matrix = ModularMatrix(
        rows: kept.count + batch.count, columns: width, over: field
      ) { row, values in
        if row < kept.count {
          for (place, value) in kept[row].enumerated() { values[place] = value }
        } else {
          fill(order[next - batch.count + row - kept.count], values)
        }
      }
      pivots = matrix.reduceToEchelonForm()
      basis = pivots.indices.map(matrix.row)
    }
  }
}
