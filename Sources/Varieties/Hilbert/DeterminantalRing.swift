public import ExactAlgebra

/// The coordinate ring of the matrices of a size whose rank is at most a number.
///
///     DeterminantalRing(rows: 4, columns: 4, rank: 2).degree    // 20
///
/// It is a Cohen-Macaulay domain over every field. Its Hilbert series is `h(t) / (1 - t)^d` with
/// `d = r (m + n - r)`, and with `p = m - r`, `q = n - r`
///
///     h(t) = det [ sum over a of binomial(p, a) binomial(q, a + i - j) t^a ],   0 <= i, j < r,
///
/// of degree `r min(p, q)`. Sources: Hochster and Eagon 1971 for Cohen-Macaulay; Conca and
/// Herzog 1994 (and Abhyankar 1988) for the series: differences of neighbouring rows and columns
/// turn their determinant of `sum over k of binomial(m - i, k) binomial(n - j, k) t^k`,
/// `1 <= i, j <= r`, divided by `t^(r (r - 1) / 2)`, into this one. Giambelli for the degree.
public struct DeterminantalRing: Hashable, Sendable {
  /// The number of rows.
  public let rowCount: Int
  /// The number of columns.
  public let columnCount: Int
  /// The bound for the rank, at most the number of rows and that of columns.
  public let rank: Int

  /// The largest degree of a numerator that is computed.
  public static let largestNumeratorDegree = 4_096

  /// The ring of the matrices of a size and a rank; a rank that exceeds the size is cut down.
  ///
  /// - Precondition: no number is negative.
  public init(rows: Int, columns: Int, rank: Int) {
    precondition(rows >= 0 && columns >= 0 && rank >= 0, "a negative number")
    rowCount = rows
    columnCount = columns
    self.rank = min(rank, rows, columns)
  }

  /// The number of rows and of columns that are missing to full rank.
  private var missing: (rows: Int, columns: Int) { (rowCount - rank, columnCount - rank) }

  /// The dimension of the variety of these matrices.
  public var dimension: Int { rank * (rowCount + columnCount - rank) }

  /// The degree of the variety of these matrices:
  /// `prod over i < n - r of binomial(m + i, r) / binomial(r + i, r)`.
  public var degree: Integer {
    var (numerator, denominator) = (Integer(1), Integer(1))
    for index in 0..<missing.columns {
      numerator *= binomial(rowCount + index, rank)
      denominator *= binomial(rank + index, rank)
    }
    return numerator.dividedExactly(by: denominator)
  }

  /// The degree of the numerator of the Hilbert series.
  public var numeratorDegree: Int { rank * min(missing.rows, missing.columns) }

  /// The Hilbert series.
  ///
  /// The coefficients of the numerator are not negative and have the degree as their sum, so
  /// residues modulo primes whose product exceeds it determine them.
  ///
  /// - Precondition: `numeratorDegree` is at most `largestNumeratorDegree`.
  public var hilbertSeries: HilbertSeries {
    precondition(numeratorDegree <= Self.largestNumeratorDegree, "a numerator that is too long")
    let total = degree
    var combination = ChineseRemainders(count: numeratorDegree + 1)
    for field in PrimeField.primes(bits: 60) where !(combination.modulus > total) {
      combination.insert(numerator(over: field), over: field)
      if combination.modulus > total { break }
    }
    let series = HilbertSeries(numerator: combination.values, dimension: dimension)
    precondition(series.degree == total, "a numerator with the wrong value at 1")
    return series
  }

  /// The coefficients of the numerator modulo a prime, from the values of the determinant.
  private func numerator(over field: PrimeField) -> [UInt] {
    let (rows, columns) = missing
    // For each difference i - j the coefficients of the entry.
    let entries = (-(rank - 1)..<max(rank, 1)).map { difference in
      (0...rows).map { index in
        (binomial(rows, index) * binomial(columns, index + difference)).residue(in: field)
      }
    }
    let values = (0...UInt(numeratorDegree)).map { point in
      let symbol = entries.map { coefficients in
        coefficients.reversed().reduce(UInt(0)) {
          field.add(field.multiply($0, point), $1)
        }
      }
      return ModularMatrix(rows: rank, columns: rank, over: field) { row, entries in
        for column in 0..<rank { entries[column] = symbol[row - column + rank - 1] }
      }.determinant
    }
    return Interpolation.coefficients(ofValues: values, over: field)
  }
}

/// Polynomials modulo a prime from their values at 0, 1, 2, ....
private enum Interpolation {
  /// The coefficients of the polynomial of degree below the number of values, by divided
  /// differences.
  static func coefficients(ofValues values: [UInt], over field: PrimeField) -> [UInt] {
    var differences = values
    for step in 1..<max(values.count, 1) {
      let inverse = field.inverse(of: UInt(step))!
      for index in (step..<values.count).reversed() {
        differences[index] = field.multiply(
          field.subtract(differences[index], differences[index - 1]), inverse)
      }
    }
    var coefficients: [UInt] = []
    for (point, difference) in differences.enumerated().reversed() {
      // Times t minus the point, plus the difference.
      coefficients.insert(0, at: 0)
      for index in coefficients.indices.dropLast() {
        coefficients[index] = field.subtract(
          coefficients[index], field.multiply(UInt(point), coefficients[index + 1]))
      }
      coefficients[0] = field.add(coefficients[0], difference)
    }
    return coefficients
  }
}
