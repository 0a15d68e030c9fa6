internal import CFLINTShims

/// A dense matrix of rational numbers.
///
///     let matrix = RationalMatrix([[1, 2], [3, 4]])
///     matrix.determinant          // -2
///     matrix.inverse! * matrix    // the identity
///
/// Source of the algorithms: FLINT's `fmpq_mat`.
public struct RationalMatrix: Sendable {
  /// The number of rows.
  public let rowCount: Int
  /// The number of columns.
  public let columnCount: Int
  private var storage: RationalMatrixStorage

  /// The zero matrix.
  public init(rows: Int, columns: Int) {
    precondition(rows >= 0 && columns >= 0, "a matrix with a negative size")
    rowCount = rows
    columnCount = columns
    storage = RationalMatrixStorage(rows: rows, columns: columns)
  }

  /// The matrix with the given rows, all of one length; 0 by 0 where there is none.
  public init(_ rows: [[Rational]]) {
    let columns = rows.first?.count ?? 0
    precondition(rows.allSatisfy { $0.count == columns }, "rows of different lengths")
    self.init(rows: rows.count, columns: columns)
    for (r, row) in rows.enumerated() {
      for (c, value) in row.enumerated() {
        fmpq_set(storage.entry(r, c), value.storage.pointer)
      }
    }
  }

  /// The identity matrix.
  public static func identity(_ size: Int) -> RationalMatrix {
    let result = RationalMatrix(rows: size, columns: size)
    if size > 0 { fmpq_mat_one(result.storage.pointer) }
    return result
  }

  /// One entry; row and column count from 0.
  public subscript(row: Int, column: Int) -> Rational {
    get {
      precondition(contains(row, column), "index outside the matrix")
      let result = RationalStorage()
      fmpq_set(result.pointer, storage.entry(row, column))
      return Rational(storage: result)
    }
    set {
      precondition(contains(row, column), "index outside the matrix")
      if !isKnownUniquelyReferenced(&storage) { storage = storage.copy() }
      fmpq_set(storage.entry(row, column), newValue.storage.pointer)
    }
  }

  /// One row as an array.
  public func row(_ index: Int) -> [Rational] { (0..<columnCount).map { self[index, $0] } }

  /// All rows.
  public var rows: [[Rational]] { (0..<rowCount).map(row) }

  /// The rank.
  public var rank: Int { reducedEchelonForm.pivotColumns.count }

  /// The reduced row echelon form with its pivot columns, ascending.
  public var reducedEchelonForm: (matrix: RationalMatrix, pivotColumns: [Int]) {
    guard rowCount > 0, columnCount > 0 else { return (self, []) }
    let result = RationalMatrix(rows: rowCount, columns: columnCount)
    let rank = fmpq_mat_rref(result.storage.pointer, storage.pointer)
    var pivots: [Int] = []
    var column = 0
    for row in 0..<rank {
      while result[row, column].isZero { column += 1 }
      pivots.append(column)
    }
    return (result, pivots)
  }

  /// A basis, as rows, of the vectors `v` with `self * v = 0`.
  ///
  /// Each free column has a basis vector with 1 there and 0 in the other free columns.
  public var kernel: RationalMatrix {
    let (echelon, pivots) = reducedEchelonForm
    let isPivot = Set(pivots)
    let free = (0..<columnCount).filter { !isPivot.contains($0) }
    var basis = RationalMatrix(rows: free.count, columns: columnCount)
    for (index, column) in free.enumerated() {
      basis[index, column] = 1
      for (row, pivot) in pivots.enumerated() { basis[index, pivot] = -echelon[row, column] }
    }
    return basis
  }

  /// The determinant of a square matrix.
  public var determinant: Rational {
    precondition(rowCount == columnCount, "the determinant of a matrix that is not square")
    guard rowCount > 0 else { return 1 }
    let result = RationalStorage()
    fmpq_mat_det(result.pointer, storage.pointer)
    return Rational(storage: result)
  }

  /// The inverse of a square matrix, or `nil` where the determinant is zero.
  public var inverse: RationalMatrix? {
    precondition(rowCount == columnCount, "the inverse of a matrix that is not square")
    let result = RationalMatrix(rows: rowCount, columns: columnCount)
    guard rowCount > 0 else { return result }
    return fmpq_mat_inv(result.storage.pointer, storage.pointer) != 0 ? result : nil
  }

  /// The sum of two matrices of one size.
  public static func + (a: RationalMatrix, b: RationalMatrix) -> RationalMatrix {
    precondition(
      a.rowCount == b.rowCount && a.columnCount == b.columnCount, "matrices of different sizes")
    let sum = RationalMatrix(rows: a.rowCount, columns: a.columnCount)
    guard a.rowCount > 0, a.columnCount > 0 else { return sum }
    fmpq_mat_add(sum.storage.pointer, a.storage.pointer, b.storage.pointer)
    return sum
  }

  /// The product of two matrices.
  public static func * (a: RationalMatrix, b: RationalMatrix) -> RationalMatrix {
    precondition(a.columnCount == b.rowCount, "matrices of sizes that do not fit")
    let product = RationalMatrix(rows: a.rowCount, columns: b.columnCount)
    guard a.rowCount > 0, a.columnCount > 0, b.columnCount > 0 else { return product }
    fmpq_mat_mul(product.storage.pointer, a.storage.pointer, b.storage.pointer)
    return product
  }

  /// The transpose.
  public var transpose: RationalMatrix {
    let result = RationalMatrix(rows: columnCount, columns: rowCount)
    guard rowCount > 0, columnCount > 0 else { return result }
    fmpq_mat_transpose(result.storage.pointer, storage.pointer)
    return result
  }

  private func contains(_ row: Int, _ column: Int) -> Bool {
    (0..<rowCount).contains(row) && (0..<columnCount).contains(column)
  }
}

extension RationalMatrix: Equatable {
  /// Whether sizes and entries agree.
  public static func == (a: RationalMatrix, b: RationalMatrix) -> Bool {
    a.rowCount == b.rowCount && a.columnCount == b.columnCount
      && fmpq_mat_equal(a.storage.pointer, b.storage.pointer) != 0
  }
}

/// The owner of one `fmpq_mat`.
// Unchecked: entries are changed only through a uniquely referenced `RationalMatrix`.
private final class RationalMatrixStorage: @unchecked Sendable {
  let pointer: UnsafeMutablePointer<fmpq_mat_struct>

  init(rows: Int, columns: Int) {
    pointer = .allocate(capacity: 1)
    fmpq_mat_init(pointer, rows, columns)
    StorageCensus.acquire()
  }

  private init(copying other: RationalMatrixStorage) {
    pointer = .allocate(capacity: 1)
    fmpq_mat_init_set(pointer, other.pointer)
    StorageCensus.acquire()
  }

  deinit {
    fmpq_mat_clear(pointer)
    pointer.deallocate()
    StorageCensus.release()
  }

  func copy() -> RationalMatrixStorage { RationalMatrixStorage(copying: self) }

  func entry(_ row: Int, _ column: Int) -> UnsafeMutablePointer<fmpq> {
    shim_fmpq_mat_entry(pointer, row, column)
  }
}
