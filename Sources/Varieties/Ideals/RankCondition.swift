public import ExactAlgebra

/// A matrix of linear forms in the coordinates together with a bound for its rank.
///
/// Its minors of size `rankAtMost + 1` vanish on every variety that satisfies the bound.
public struct RankCondition: Hashable, Sendable {
  /// A linear form: positions of coordinates, from 0, with coefficients other than zero.
  public typealias LinearForm = [Int: Integer]

  /// The entries, row by row.
  public let entries: [[LinearForm]]
  /// The number of columns.
  public let columnCount: Int
  /// The bound for the rank.
  public let rankAtMost: Int

  /// A bound for the rank of the matrix with the given rows of entries.
  ///
  /// - Precondition: every row has `columnCount` entries, and the bound is not negative.
  public init(entries: [[LinearForm]], columnCount: Int, rankAtMost: Int) {
    precondition(entries.allSatisfy { $0.count == columnCount }, "rows of different lengths")
    precondition(rankAtMost >= 0, "a negative rank")
    self.entries = entries
    self.columnCount = columnCount
    self.rankAtMost = rankAtMost
  }

  /// The number of rows.
  public var rowCount: Int { entries.count }

  /// Whether the sizes of the matrix alone imply the bound.
  public var isTrivial: Bool { rankAtMost >= min(rowCount, columnCount) }

  /// The codimension of the matrices that satisfy the bound among all matrices of this size, for a
  /// bound that is not more than the size permits: also the number of independent differentials of
  /// the minors at a matrix whose rank is the bound.
  public var genericCodimension: Int { (rowCount - rankAtMost) * (columnCount - rankAtMost) }

  /// A linear form as the list of its coefficients on so many coordinates.
  public static func coefficients(of form: LinearForm, count: Int) -> [Rational] {
    (0..<count).map { Rational(form[$0] ?? 0) }
  }

  /// The size of the minors that vanish.
  public var minorSize: Int { rankAtMost + 1 }

  /// The number of minors that vanish.
  public var minorCount: Integer {
    binomial(rowCount, minorSize) * binomial(columnCount, minorSize)
  }

  /// The matrix, `rowCount` by `columnCount`, over a ring whose variables are the coordinates.
  public func matrix(in ring: PolynomialRing) -> PolynomialMatrix {
    PolynomialMatrix(rows: rowCount, columns: columnCount, in: ring) { row, column in
      let form = entries[row][column].sorted { $0.key < $1.key }
      return Polynomial(
        form.map { (coefficient: Rational($0.value), variables: [$0.key]) }, in: ring)
    }
  }

  /// The matrix, `rowCount` by `columnCount`, at a point: one residue for each coordinate.
  public func matrix(at point: [UInt], over field: PrimeField) -> ModularMatrix {
    ModularMatrix(rows: rowCount, columns: columnCount, over: field) { row, values in
      for (column, form) in entries[row].enumerated() {
        for (coordinate, coefficient) in form {
          let product = field.multiply(coefficient.residue(in: field), point[coordinate])
          values[column] = field.add(values[column], product)
        }
      }
    }
  }

  /// The matrix, `rowCount` by `columnCount`, at a rational point: one number for each coordinate.
  public func matrix(at point: [Rational]) -> RationalMatrix {
    var matrix = RationalMatrix(rows: rowCount, columns: columnCount)
    for (row, forms) in entries.enumerated() {
      for (column, form) in forms.enumerated() {
        matrix[row, column] = form.reduce(Rational(0)) { sum, term in
          sum + Rational(term.value) * point[term.key]
        }
      }
    }
    return matrix
  }

  /// Covectors that span the differentials of the vanishing minors at a point.
  ///
  /// One residue for each coordinate. At a point where the rank of `A` equals the bound these
  /// are the forms `y -> u A(y) v` with `u` in the left and `v` in the right kernel at the
  /// point. Where the rank is smaller, the differentials are zero and there are none; none are
  /// given either where it is larger and the bound is violated.
  /// Source: Arbarello, Cornalba, Griffiths and Harris, *Geometry of algebraic curves I*, II.2.
  public func conormalVectors(at point: [UInt], over field: PrimeField) -> [[UInt]] {
    let matrix = matrix(at: point, over: field)
    let right = matrix.nullSpace
    guard columnCount - right.dimension == rankAtMost else { return [] }
    let left = matrix.transpose.nullSpace
    let rightVectors = (0..<right.dimension).map(right.basisVector)
    return (0..<left.dimension).flatMap { index in
      let u = left.basisVector(index)
      return rightVectors.map { covector(u, $0, coordinates: point.count, over: field) }
    }
  }

  private func covector(
    _ u: [UInt], _ v: [UInt], coordinates: Int, over field: PrimeField
  ) -> [UInt] {
    var covector = [UInt](repeating: 0, count: coordinates)
    for (row, forms) in entries.enumerated() where u[row] != 0 {
      for (column, form) in forms.enumerated() where v[column] != 0 {
        let factor = field.multiply(u[row], v[column])
        for (coordinate, coefficient) in form {
          let term = field.multiply(factor, coefficient.residue(in: field))
          covector[coordinate] = field.add(covector[coordinate], term)
        }
      }
    }
    return covector
  }
}
