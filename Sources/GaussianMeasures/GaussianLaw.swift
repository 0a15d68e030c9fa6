public import ExactAlgebra

/// A Gaussian law on `R^d`, with exact mean and covariance; the covariance may be singular.
///
///     let law = try GaussianLaw(mean: [0, 0], covariance: [[1, Rational(1, 2)], [Rational(1, 2), 1]])
///
/// It is kept as the law of `mean + factor W`, where `W` has independent centred coordinates with
/// positive variances. So nothing is rounded: roots come in when a probability is enclosed.
public struct GaussianLaw: Hashable, Sendable {
  /// The mean: `d` numbers.
  public let mean: [Rational]
  /// `d` rows; the columns belong to the coordinates of `W`.
  let factor: [[Rational]]
  /// The variances of `W`, all positive.
  let variances: [Rational]
  /// The covariance matrix, where the law was given by it.
  private let givenCovariance: [[Rational]]?

  /// The dimension of the space: `d`.
  public var dimension: Int { mean.count }

  /// The law with a mean and a covariance matrix, which is factored as `L D L^T`.
  ///
  /// - Throws: `GaussianLawError` where the matrix is not `d` by `d`, not symmetric, or not positive
  ///   semidefinite.
  public init(mean: [Rational], covariance: [[Rational]]) throws(GaussianLawError) {
    let count = mean.count
    guard covariance.count == count else {
      throw .wrongRowCount(covariance.count, expected: count)
    }
    for (row, entries) in covariance.enumerated() {
      guard entries.count == count else {
        throw .wrongRow(row, count: entries.count, expected: count)
      }
      for column in 0..<row where covariance[row][column] != covariance[column][row] {
        throw .notSymmetric(row: row, column: column)
      }
    }
    let (columns, variances) = try Self.factored(covariance)
    self.mean = mean
    self.variances = variances
    factor = (0..<count).map { row in columns.map { $0[row] } }
    givenCovariance = covariance
  }

  /// The columns of `L` and the entries of `D` for a symmetric matrix `L D L^T`, those with variance zero
  /// left out. On integers, by Bareiss: all divisions are exact, so no common divisors are looked for.
  private static func factored(
    _ covariance: [[Rational]]
  ) throws(GaussianLawError) -> (columns: [[Rational]], variances: [Rational]) {
    let count = covariance.count
    let scale = covariance.joined().reduce(Integer(1)) { leastCommonMultiple($0, $1.denominator) }
    // The lower half.
    var rest = covariance.enumerated().map { row, entries in
      entries[...row].map { $0.numerator * scale.dividedExactly(by: $0.denominator) }
    }
    var columns: [[Rational]] = []
    var variances: [Rational] = []
    var last = Integer(1)
    for pivot in 0..<count {
      let leading = rest[pivot][pivot]
      // A variance of zero has no covariances.
      guard leading.signum() > 0 || (pivot..<count).allSatisfy({ rest[$0][pivot] == 0 }) else {
        throw .notPositiveSemidefinite(row: pivot)
      }
      guard leading != 0 else { continue }
      let column = (pivot..<count).map { rest[$0][pivot] }
      columns.append(
        Array(repeating: 0, count: pivot) + column.map { Rational($0, leading) })
      variances.append(Rational(leading, last * scale))
      for row in pivot + 1..<max(count, pivot + 1) {
        let factor = column[row - pivot]
        for other in pivot + 1..<row + 1 {
          let entry = leading * rest[row][other] - factor * column[other - pivot]
          rest[row][other] = entry.dividedExactly(by: last)
        }
      }
      last = leading
    }
    return (columns, variances)
  }

  /// The law of `mean + factor Z`, where `Z` is standard Gaussian with as many coordinates as the
  /// factor has columns; its covariance is `factor factor^T`.
  ///
  /// - Throws: `GaussianLawError` where the factor has other rows than `d` of one length.
  public init(mean: [Rational], factor: [[Rational]]) throws(GaussianLawError) {
    guard factor.count == mean.count else {
      throw .wrongRowCount(factor.count, expected: mean.count)
    }
    let columns = factor.first?.count ?? 0
    for (row, entries) in factor.enumerated() where entries.count != columns {
      throw .wrongRow(row, count: entries.count, expected: columns)
    }
    self.mean = mean
    self.factor = factor
    variances = Array(repeating: 1, count: columns)
    givenCovariance = nil
  }

  /// The standard Gaussian law.
  public init(standardIn dimension: Int) {
    mean = Array(repeating: 0, count: dimension)
    factor = (0..<dimension).map { row in (0..<dimension).map { $0 == row ? 1 : 0 } }
    variances = Array(repeating: 1, count: dimension)
    givenCovariance = nil
  }

  /// The covariance matrix: `d` by `d`.
  public var covariance: [[Rational]] {
    givenCovariance ?? factor.map { row in factor.map { covariance(row, $0) } }
  }

  /// The covariance matrix of forms of the points, given by their coefficients.
  func covariance(of forms: [[Rational]]) -> [[Rational]] {
    guard let givenCovariance else {
      let pulledBack = forms.map { self.pulledBack($0) }
      return Self.symmetric(forms.count) { covariance(pulledBack[$0], pulledBack[$1]) }
    }
    // Shorter numbers than those of the factor.
    let images = forms.map { form in
      var sums = [Rational](repeating: 0, count: dimension)
      for (row, coefficient) in form.enumerated() where !coefficient.isZero {
        for (column, entry) in givenCovariance[row].enumerated() where !entry.isZero {
          sums[column] += coefficient * entry
        }
      }
      return sums
    }
    return Self.symmetric(forms.count) { row, column in
      zip(forms[row], images[column]).reduce(0) { $1.0.isZero ? $0 : $0 + $1.0 * $1.1 }
    }
  }

  private static func symmetric(
    _ count: Int, _ entry: (Int, Int) -> Rational
  ) -> [[Rational]] {
    var matrix = [[Rational]](repeating: [Rational](repeating: 0, count: count), count: count)
    for row in 0..<count {
      for column in 0...row {
        let value = entry(row, column)
        (matrix[row][column], matrix[column][row]) = (value, value)
      }
    }
    return matrix
  }

  public static func == (a: GaussianLaw, b: GaussianLaw) -> Bool {
    a.mean == b.mean && a.variances == b.variances && a.factor == b.factor
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(mean)
    hasher.combine(variances)
    hasher.combine(factor)
  }

  /// The covariance of two forms of `W`, given by their coefficients.
  func covariance(_ a: [Rational], _ b: [Rational]) -> Rational {
    variances.indices.reduce(0) { sum, index in
      a[index].isZero || b[index].isZero ? sum : sum + a[index] * variances[index] * b[index]
    }
  }
}

/// Why numbers are not those of a Gaussian law. Rows and columns count from 0.
public enum GaussianLawError: Error, Hashable, CustomStringConvertible {
  /// Another number of rows than coordinates.
  case wrongRowCount(Int, expected: Int)
  /// A row of another length.
  case wrongRow(Int, count: Int, expected: Int)
  /// Two entries that should be equal.
  case notSymmetric(row: Int, column: Int)
  /// A vector with a negative variance exists; found at this row of the factorization.
  case notPositiveSemidefinite(row: Int)

  /// One line for the user; rows count from 1 there.
  public var description: String {
    switch self {
    case .wrongRowCount(let count, let expected):
      "\(count) rows, expected \(expected), one for each coordinate of the mean"
    case .wrongRow(let row, let count, let expected):
      "row \(row + 1): \(count) numbers, expected \(expected)"
    case .notSymmetric(let row, let column):
      "not symmetric: row \(row + 1), column \(column + 1) differs from row \(column + 1), "
        + "column \(row + 1)"
    case .notPositiveSemidefinite(let row):
      "not positive semidefinite: the first \(row + 1) coordinates have a combination with a "
        + "negative variance, or one without variance that is correlated"
    }
  }
}
