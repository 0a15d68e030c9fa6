/// A symmetric positive definite matrix in floating point, row by row below the diagonal and on it.
struct SymmetricMatrix {
  let size: Int
  var entries: [Double]

  init(size: Int) {
    self.size = size
    entries = [Double](repeating: 0, count: size * size)
  }

  subscript(row: Int, column: Int) -> Double {
    get { entries[row * size + column] }
    set { entries[row * size + column] = newValue }
  }

  /// The product of a lower triangular matrix and its transpose.
  init(productOf triangular: [[Double]]) {
    self.init(size: triangular.count)
    for row in 0..<size {
      for column in 0...row {
        self[row, column] = innerProduct(triangular[row], triangular[column])
      }
    }
  }

  /// The solution of a linear system, by Cholesky's factorization; `nil` where rounding makes the
  /// matrix indefinite.
  func solution(of right: [Double]) -> [Double]? {
    var factor = entries
    var result = right
    let isThere = factor.withUnsafeMutableBufferPointer { factor in
      result.withUnsafeMutableBufferPointer { result in
        guard let rows = factor.baseAddress, let x = result.baseAddress else { return true }
        for row in 0..<size {
          let this = rows + row * size
          for column in 0..<row {
            let other = rows + column * size
            this[column] =
              (this[column] - innerProduct(this, other, count: column)) / other[column]
          }
          let square = this[row] - innerProduct(this, this, count: row)
          guard square > 0 else { return false }
          this[row] = square.squareRoot()
          x[row] = (x[row] - innerProduct(this, x, count: row)) / this[row]
        }
        for row in (0..<size).reversed() {
          let this = rows + row * size
          x[row] /= this[row]
          for column in 0..<row { x[column] -= this[column] * x[row] }
        }
        return true
      }
    }
    return isThere ? result : nil
  }
}
