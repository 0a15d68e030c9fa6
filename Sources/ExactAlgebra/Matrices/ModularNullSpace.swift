/// The right null space of a matrix over a prime field, in reduced form.
///
/// The basis vector of a free column has 1 there, 0 in every other free column, and its
/// remaining entries in the pivot columns. A vector of the space is therefore determined by
/// its entries in the free columns, and these may be prescribed at will.
public struct ModularNullSpace: Sendable {
  /// The field of the entries.
  public let field: PrimeField
  /// The pivot columns of the matrix, ascending.
  public let pivotColumns: [Int]
  /// The other columns, ascending; one basis vector each.
  public let freeColumns: [Int]
  private let echelonForm: ModularMatrix

  /// The vectors `v` with `matrix * v = 0`; the storage of the matrix is reused where nobody
  /// else holds it.
  public init(of matrix: consuming ModularMatrix) {
    pivotColumns = matrix.reduceToEchelonForm()
    let pivots = Set(pivotColumns)
    freeColumns = (0..<matrix.columnCount).filter { !pivots.contains($0) }
    field = matrix.field
    echelonForm = matrix
  }

  /// The vectors `v` with `matrix * v = 0`, in steps of a bounded size.
  ///
  /// Rows are eliminated in panels; `check` is called before each of them and may end the work.
  public init(of matrix: ModularMatrix, checking check: () throws -> Void) throws {
    let echelon = try matrix.reducedByPanels(checking: check)
    let pivots = Set(echelon.pivots)
    pivotColumns = echelon.pivots
    freeColumns = (0..<matrix.columnCount).filter { !pivots.contains($0) }
    field = matrix.field
    echelonForm = echelon.form
  }

  /// The dimension of the space.
  public var dimension: Int { freeColumns.count }

  /// The entries of a basis vector, numbered as `freeColumns`, in the pivot columns, in their
  /// order.
  public func pivotEntries(ofBasisVector index: Int) -> [UInt] {
    let column = freeColumns[index]
    return pivotColumns.indices.map { field.negate(echelonForm[$0, column]) }
  }

  /// One basis vector, numbered as `freeColumns`, with an entry for every column of the matrix.
  public func basisVector(_ index: Int) -> [UInt] {
    var vector = [UInt](repeating: 0, count: echelonForm.columnCount)
    vector[freeColumns[index]] = 1
    for (pivot, entry) in zip(pivotColumns, pivotEntries(ofBasisVector: index)) {
      vector[pivot] = entry
    }
    return vector
  }

  /// The vector of the space with given entries in the free columns, in the order of
  /// `freeColumns`.
  public func vector(freeEntries: [UInt]) -> [UInt] {
    precondition(freeEntries.count == dimension, "one entry is needed for each free column")
    var vector = [UInt](repeating: 0, count: echelonForm.columnCount)
    for (column, entry) in zip(freeColumns, freeEntries) where entry != 0 {
      vector[column] = entry
      for (row, pivot) in pivotColumns.enumerated() {
        let term = field.multiply(entry, echelonForm[row, column])
        vector[pivot] = field.subtract(vector[pivot], term)
      }
    }
    return vector
  }
}
