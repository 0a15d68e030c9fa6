import NumericalAlgebra

/// An orthonormal basis of the space that the columns of a matrix span, in floating point.
struct OrthonormalFrame {
  /// The basis, as columns.
  let basis: RealMatrix
  /// About how far the space of the basis is from that of the columns: a few units in the last
  /// place for each row and column, times the condition number of the columns.
  let resolution: Double
  private let triangular: RealMatrix

  /// Beyond this the space of the columns counts as unknown.
  private static let worstResolution = 1e-6

  /// The frame of columns that are independent, none longer than another by many orders of
  /// magnitude.
  ///
  /// - Throws: `NumericalError` for columns that are not finite, and for columns so nearly dependent
  ///   that double precision does not tell what they span.
  init(_ columns: RealMatrix) throws(NumericalError) {
    guard columns.columnCount <= columns.rowCount else { throw .nearlyDependent }
    let factors = try columns.orthogonalFactors
    (basis, triangular) = factors
    let values = try triangular.singularValues
    guard let largest = values.first, let smallest = values.last else {
      resolution = 0
      return
    }
    let rounding = Double(columns.rowCount + columns.columnCount) * 0x1p-51
    resolution = rounding * largest / smallest
    guard resolution <= Self.worstResolution else { throw .nearlyDependent }
  }

  /// A combination of the columns, given by functionals that are dual to them, in the basis: `Y`
  /// times the combination is `Y Q` times the result, where `Y` times the columns is the identity.
  func coordinates(of combination: [Double]) -> [Double] {
    triangular.solvingTransposed(combination)
  }
}
