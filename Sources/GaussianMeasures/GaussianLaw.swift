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
    var rest = covariance
    var columns: [[Rational]] = []
    var variances: [Rational] = []
    for pivot in 0..<count {
      let variance = rest[pivot][pivot]
      // A variance of zero has no covariances.
      guard variance.signum() > 0 || rest[pivot].allSatisfy(\.isZero) else {
        throw .notPositiveSemidefinite(row: pivot)
      }
      guard !variance.isZero else { continue }
      let column = (0..<count).map { rest[$0][pivot] / variance }
      for row in pivot..<count where !column[row].isZero {
        for other in pivot..<count {
          rest[row][other] -= column[row] * variance * column[other]
        }
      }
      columns.append(column)
      variances.append(variance)
    }
    self.mean = mean
    self.variances = variances
    factor = (0..<count).map { row in columns.map { $0[row] } }
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
  }

  /// The standard Gaussian law.
  public init(standardIn dimension: Int) {
    mean = Array(repeating: 0, count: dimension)
    factor = (0..<dimension).map { row in (0..<dimension).map { $0 == row ? 1 : 0 } }
    variances = Array(repeating: 1, count: dimension)
  }

  /// The covariance matrix: `d` by `d`.
  public var covariance: [[Rational]] {
    factor.map { row in factor.map { covariance(row, $0) } }
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
