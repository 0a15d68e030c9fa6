extension RationalMatrix {
  /// The coordinates of vectors in the basis that the columns form: the matrix `x` with
  /// `self * x = vectors`.
  ///
  /// - Precondition: the columns are independent, and the columns of `vectors` lie in their span.
  public func coordinates(of vectors: RationalMatrix) -> RationalMatrix {
    precondition(vectors.rowCount == rowCount, "vectors of a wrong length")
    guard columnCount > 0 else {
      return RationalMatrix(rows: 0, columns: vectors.columnCount)
    }
    let rows = transpose.reducedEchelonForm.pivotColumns
    precondition(rows.count == columnCount, "columns that are not independent")
    return selecting(rows: rows).inverse! * vectors.selecting(rows: rows)
  }

  /// Some rows, in the given order.
  public func selecting(rows: [Int]) -> RationalMatrix {
    var result = RationalMatrix(rows: rows.count, columns: columnCount)
    for (place, row) in rows.enumerated() {
      for column in 0..<columnCount { result[place, column] = self[row, column] }
    }
    return result
  }
}

extension RationalMatrix {
  /// The matrix with the given rows of one length, which is given too as there may be none.
  public init(_ rows: [[Rational]], columnCount: Int) {
    if rows.isEmpty { self.init(rows: 0, columns: columnCount) } else { self.init(rows) }
  }
}

extension Sequence<Rational> {
  /// The least common multiple of the denominators, 1 where there are no numbers.
  public var commonDenominator: Integer {
    reduce(Integer(1)) { leastCommonMultiple($0, $1.denominator) }
  }
}

extension [Rational] {
  /// The multiple with coprime integer entries by a positive number; zero for zero.
  public var primitiveIntegers: [Integer] {
    let denominator = commonDenominator
    let integers = map { $0.numerator * denominator.dividedExactly(by: $0.denominator) }
    let divisor = integers.reduce(Integer(0)) { greatestCommonDivisor($0, $1) }
    return divisor.isZero ? integers : integers.map { $0.dividedExactly(by: divisor) }
  }
}
