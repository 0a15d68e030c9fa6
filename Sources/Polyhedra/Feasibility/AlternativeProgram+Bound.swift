extension AlternativeProgram {
  /// Whether floating point proves that the columns of a basis have multipliers that show that the
  /// system has no solution. False says nothing.
  ///
  /// Let `B` be the exact matrix of the basis: in its columns the rows `r_j`, each divided by its largest absolute
  /// value, and 1 or 0 in the last equation for a strict row or another one. Let `R` be any matrix, and
  /// `E = I - R B`. Let the sums of absolute values in the rows of `E` be at most `q_i`, and let `a = max q_i < 1`. Then `R B`
  /// is regular, hence `B` is, and there are exact multipliers `m` with `B m = e`, where `e` is the last unit vector.
  /// With `v = R e`, which is a column of `R` and so known without any error,
  ///
  ///     m = R B m + E m = v + E m,   |m| <= |v| / (1 - a),   |m_i - v_i| <= q_i |v| / (1 - a)
  ///
  /// in the norm of the largest entry. So if `v_i > q_i |v| / (1 - a)` for all `i`, then all `m_i` are positive. They combine
  /// the rows to zero, and the sum of those of strict rows is 1: there is no solution
  /// (`AlternativeProgram`). Nothing is asked of `R`; the bound just fails where it is far from the inverse. Source of
  /// the method: S. M. Rump, *Verification methods*, 2010, section 10.
  ///
  /// Rounding. An entry of `E` is computed as `d_ij - sum_k R_ik b_kj` from approximations `b_kj` of the entries of `B`, which
  /// are wrong by `2^-50 |b_kj|`, or by `2^-1000`. With `n` products, and with `n` sums one of which is the difference, the error is at most
  /// `(n + 8) 2^-50 (d_ij + sum_k |R_ik| |b_kj|)`, besides what vanishes by underflow, which is at most `n 2^-1074`, and
  /// `2^-1000 sum_k |R_ik|`. Summed over `j`, with `c_k = sum_j |b_kj|`:
  /// `(n + 8) 2^-50 (1 + sum_k |R_ik| c_k) + n^2 2^-1074 + n 2^-1000 sum_k |R_ik|`. The bound is computed with sums of at most
  /// `n^2` numbers that are not negative, `n < 2^10`, so its own rounding is below one millionth of it. What overflows is infinite
  /// or NaN, and no comparison with it holds.
  func certainlyRefutes(basis: [BasicColumn], inverse: [Double]) -> Bool {
    let size = equationCount
    guard basis.count == size, inverse.count == size * size, size < 1 << 10 else { return false }
    guard let matrix = approximateMatrix(ofBasis: basis) else { return false }
    return withUnsafeTemporaryAllocation(of: Double.self, capacity: 3 * size) { numbers in
      guard let start = numbers.baseAddress else { return false }
      let (sums, defects, sizes) = (start, start + size, start + 2 * size)
      for k in 0..<size {
        sizes[k] = 0
        for j in 0..<size { sizes[k] += matrix[k * size + j].magnitude }
      }
      var (largestDefect, largest) = (0.0, 0.0)
      for i in 0..<size {
        defects[i] = Self.defect(
          ofRow: i, size: size, inverse: inverse, matrix: matrix, sizes: sizes, sums: sums)
        guard defects[i] < 0.5 else { return false }
        largestDefect = max(largestDefect, defects[i])
        largest = max(largest, inverse[(i + 1) * size - 1].magnitude)
      }
      let bound = largest / (1 - largestDefect) * 1.000_001
      return (0..<size).allSatisfy { inverse[($0 + 1) * size - 1] > defects[$0] * bound }
    }
  }

  /// An upper bound for the sum of the absolute values in a row of `E`.
  ///
  /// - Parameters:
  ///   - sizes: the sums of absolute values in the rows of the matrix.
  ///   - sums: room for a row.
  private static func defect(
    ofRow i: Int, size: Int, inverse: [Double], matrix: [Double],
    sizes: UnsafeMutablePointer<Double>, sums: UnsafeMutablePointer<Double>
  ) -> Double {
    for j in 0..<size { sums[j] = i == j ? 1 : 0 }
    var (weight, plainWeight) = (1.0, 0.0)
    matrix.withUnsafeBufferPointer { matrix in
      for k in 0..<size {
        let factor = inverse[i * size + k]
        let row = matrix.baseAddress! + k * size
        for j in 0..<size { sums[j] -= factor * row[j] }
        weight += factor.magnitude * sizes[k]
        plainWeight += factor.magnitude
      }
    }
    var defect = 0.0
    for j in 0..<size { defect += sums[j].magnitude }
    return (defect + weight * Double(size + 8) * 0x1p-50 + (1 + plainWeight) * 0x1p-900)
      * 1.000_001
  }

  /// The approximate matrix of a basis, row by row; `nil` where there are artificial columns.
  private func approximateMatrix(ofBasis basis: [BasicColumn]) -> [Double]? {
    let size = equationCount
    var matrix = [Double](repeating: 0, count: size * size)
    for (index, column) in basis.enumerated() {
      guard case .row(let row) = column else { return nil }
      for coordinate in 0..<coordinateCount {
        matrix[coordinate * size + index] = approximateEntry(row, coordinate)
      }
      if isStrict(row) { matrix[(size - 1) * size + index] = 1 }
    }
    return matrix
  }
}
