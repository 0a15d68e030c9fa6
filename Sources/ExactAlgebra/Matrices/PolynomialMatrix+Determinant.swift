extension PolynomialMatrix {
  /// The largest size whose determinant is expanded along rows with shared minors.
  private static let largestExpandedSize = 12

  /// The determinant of a square matrix; 1 for the empty one.
  ///
  /// Up to size 12 by Laplace expansion in which every minor of the last rows is computed once
  /// (`n * 2^(n-1)` products instead of `n!`); beyond that by fraction-free elimination
  /// (Bareiss, *Sylvester's identity and multistep integer-preserving Gaussian elimination*,
  /// 1968).
  public var determinant: Polynomial {
    precondition(rowCount == columnCount, "the determinant of a matrix that is not square")
    guard rowCount > 0 else { return ring.one }
    return rowCount <= Self.largestExpandedSize ? expandedDeterminant : eliminatedDeterminant
  }

  /// Laplace expansion from the last row up; the keys are sets of columns as bit masks.
  var expandedDeterminant: Polynomial {
    var minors: [Int: Polynomial] = [0: ring.one]
    for row in stride(from: rowCount - 1, through: 0, by: -1) {
      var next: [Int: Polynomial] = [:]
      for (columns, minor) in minors where !minor.isZero {
        for column in 0..<columnCount where columns & (1 << column) == 0 {
          let entry = self[row, column]
          guard !entry.isZero else { continue }
          let before = (columns & ((1 << column) - 1)).nonzeroBitCount
          let product = entry * minor
          let key = columns | (1 << column)
          let signed = before.isMultiple(of: 2) ? product : -product
          next[key] = next[key].map { $0 + signed } ?? signed
        }
      }
      minors = next
    }
    return minors[(1 << columnCount) - 1] ?? ring.zero
  }

  /// Fraction-free elimination with the pivot of fewest terms.
  var eliminatedDeterminant: Polynomial {
    var work = self
    var sign = 1
    var previous = ring.one
    for step in 0..<rowCount - 1 {
      let candidates = (step..<rowCount).filter { !work[$0, step].isZero }
      guard let pivot = candidates.min(by: { work[$0, step].termCount < work[$1, step].termCount })
      else { return ring.zero }
      if pivot != step {
        for column in step..<columnCount {
          (work[step, column], work[pivot, column]) = (work[pivot, column], work[step, column])
        }
        sign = -sign
      }
      for row in step + 1..<rowCount {
        for column in step + 1..<columnCount {
          let crossed =
            work[step, step] * work[row, column] - work[row, step] * work[step, column]
          guard let exact = crossed.divided(by: previous) else {
            preconditionFailure("fraction-free elimination left a fraction")
          }
          work[row, column] = exact
        }
      }
      previous = work[step, step]
    }
    let last = work[rowCount - 1, columnCount - 1]
    return sign > 0 ? last : -last
  }
}
