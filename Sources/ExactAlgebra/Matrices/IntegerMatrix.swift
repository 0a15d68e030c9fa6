internal import CFLINTShims

/// A dense matrix of integers of any size.
///
///     let matrix = IntegerMatrix([[1, 2, 3], [4, 5, 6]])
///     matrix.rank             // 2, computed exactly
///     matrix.integerKernel    // rows spanning the lattice of integer relations
///
/// Source of the algorithms: FLINT's `fmpz_mat`.
public struct IntegerMatrix: Sendable {
  /// The number of rows.
  public let rowCount: Int
  /// The number of columns.
  public let columnCount: Int
  private var storage: IntegerMatrixStorage

  /// The zero matrix.
  public init(rows: Int, columns: Int) {
    precondition(rows >= 0 && columns >= 0, "a matrix with a negative size")
    rowCount = rows
    columnCount = columns
    storage = IntegerMatrixStorage(rows: rows, columns: columns)
  }

  /// The matrix with the given rows, all of one length; 0 by 0 where there is none.
  public init(_ rows: [[Int]]) {
    let columns = rows.first?.count ?? 0
    precondition(rows.allSatisfy { $0.count == columns }, "rows of different lengths")
    self.init(rows: rows.count, columns: columns)
    for (r, row) in rows.enumerated() {
      for (c, value) in row.enumerated() where value != 0 {
        fmpz_set_si(storage.entry(r, c), value)
      }
    }
  }

  /// The matrix with the given rows, all of one length; 0 by 0 where there is none.
  public init(_ rows: [[Integer]]) {
    let columns = rows.first?.count ?? 0
    precondition(rows.allSatisfy { $0.count == columns }, "rows of different lengths")
    self.init(rows: rows.count, columns: columns)
    for (r, row) in rows.enumerated() {
      for (c, value) in row.enumerated() {
        fmpz_set(storage.entry(r, c), value.storage.pointer)
      }
    }
  }

  /// One entry; row and column count from 0.
  public subscript(row: Int, column: Int) -> Integer {
    get {
      precondition(contains(row, column), "index outside the matrix")
      let result = IntegerStorage()
      fmpz_set(result.pointer, storage.entry(row, column))
      return Integer(storage: result)
    }
    set {
      precondition(contains(row, column), "index outside the matrix")
      if !isKnownUniquelyReferenced(&storage) { storage = storage.copy() }
      fmpz_set(storage.entry(row, column), newValue.storage.pointer)
    }
  }

  /// Replaces the first entries of a row by those of a vector.
  ///
  /// - Parameters:
  ///   - row: the number of the row, from 0.
  ///   - vector: the vector.
  ///   - count: the number of entries.
  /// - Precondition: row and vector have so many entries.
  public mutating func setRow(_ row: Int, to vector: IntegerVector, count: Int) {
    precondition(count <= columnCount && count <= vector.count, "entries outside of row or vector")
    guard count > 0 else { return }
    precondition(contains(row, count - 1), "index outside the matrix")
    if !isKnownUniquelyReferenced(&storage) { storage = storage.copy() }
    for column in 0..<count { vector.copyEntry(column, to: storage.entry(row, column)) }
  }

  /// The sign of an entry: -1, 0 or 1.
  public func signum(row: Int, column: Int) -> Int {
    precondition(contains(row, column), "index outside the matrix")
    return Int(fmpz_sgn(storage.entry(row, column)))
  }

  /// The matrix of some columns, in the given order.
  public func columns(_ chosen: [Int]) -> IntegerMatrix {
    precondition(chosen.allSatisfy((0..<columnCount).contains), "index outside the matrix")
    let result = IntegerMatrix(rows: rowCount, columns: chosen.count)
    for row in 0..<rowCount {
      for (column, source) in chosen.enumerated() {
        fmpz_set(result.storage.entry(row, column), storage.entry(row, source))
      }
    }
    return result
  }

  /// One row as an array.
  public func row(_ index: Int) -> [Integer] {
    (0..<columnCount).map { self[index, $0] }
  }

  /// All rows.
  public var rows: [[Integer]] { (0..<rowCount).map(row) }

  /// The rank over the rationals, exactly: by fraction-free elimination, or, for larger matrices,
  /// by an echelon form that is found with a prime and then verified over the integers.
  public var rank: Int { echelonForm.rank }

  /// A row echelon form over the rationals, scaled by one common denominator, and the rank.
  ///
  /// Dividing the matrix by `denominator` gives the reduced row echelon form; its first `rank`
  /// rows are the ones that are not zero.
  public var echelonForm: (matrix: IntegerMatrix, denominator: Integer, rank: Int) {
    guard rowCount > 0, columnCount > 0 else { return (self, 1, 0) }
    let result = IntegerMatrix(rows: rowCount, columns: columnCount)
    let denominator = IntegerStorage()
    let rank = fmpz_mat_rref(
      result.storage.pointer, denominator.pointer, storage.pointer)
    return (result, Integer(storage: denominator), rank)
  }

  /// One step of fraction-free elimination (Edmonds 1967, Bareiss 1968): every row but one becomes
  /// `(p * row - f * pivot row) / denominator`, where `p` is the pivot and `f` the entry of the row above
  /// or below it.
  ///
  /// If the matrix is `denominator` times one with columns of the identity in the places of earlier
  /// pivots, where `denominator` is the last of these, or 1 at the beginning, then all quotients
  /// are integers, and the pivot is the next denominator.
  ///
  /// - Precondition: the pivot and the denominator are not zero, and the quotients are integers.
  public mutating func eliminate(row: Int, column: Int, denominator: Integer) {
    precondition(signum(row: row, column: column) != 0, "a pivot that is zero")
    precondition(!denominator.isZero, "a denominator that is zero")
    if !isKnownUniquelyReferenced(&storage) { storage = storage.copy() }
    let (pivot, isFirst) = (self[row, column], denominator.isOne)
    for other in 0..<rowCount where other != row {
      let factor = self[other, column]
      let isZero = factor.isZero
      withExtendedLifetime((pivot, factor, denominator)) {
        for index in 0..<columnCount {
          let entry = storage.entry(other, index)
          fmpz_mul(entry, entry, pivot.storage.pointer)
          if !isZero {
            fmpz_submul(entry, factor.storage.pointer, storage.entry(row, index))
          }
          if !isFirst { fmpz_divexact(entry, entry, denominator.storage.pointer) }
        }
      }
    }
  }

  /// The determinant of a square matrix.
  public var determinant: Integer {
    precondition(rowCount == columnCount, "the determinant of a matrix that is not square")
    guard rowCount > 0 else { return 1 }
    let result = IntegerStorage()
    fmpz_mat_det(result.pointer, storage.pointer)
    return Integer(storage: result)
  }

  /// The product of two matrices.
  public static func * (a: IntegerMatrix, b: IntegerMatrix) -> IntegerMatrix {
    precondition(a.columnCount == b.rowCount, "matrices of sizes that do not fit")
    let product = IntegerMatrix(rows: a.rowCount, columns: b.columnCount)
    guard a.rowCount > 0, a.columnCount > 0, b.columnCount > 0 else { return product }
    fmpz_mat_mul(product.storage.pointer, a.storage.pointer, b.storage.pointer)
    return product
  }

  /// The transpose.
  public var transpose: IntegerMatrix {
    let result = IntegerMatrix(rows: columnCount, columns: rowCount)
    guard rowCount > 0, columnCount > 0 else { return result }
    fmpz_mat_transpose(result.storage.pointer, storage.pointer)
    return result
  }

  /// The Hermite normal form without its zero rows: the canonical basis of the row lattice.
  public var hermiteNormalForm: IntegerMatrix {
    guard rowCount > 0, columnCount > 0 else {
      return IntegerMatrix(rows: 0, columns: columnCount)
    }
    let form = IntegerMatrix(rows: rowCount, columns: columnCount)
    fmpz_mat_hnf(form.storage.pointer, storage.pointer)
    let isNonzero = { (row: Int) in form.row(row).contains { !$0.isZero } }
    return IntegerMatrix(
      (0..<rowCount).filter(isNonzero).map(form.row), columns: columnCount)
  }

  /// A basis, as rows, of the lattice of integer vectors `v` with `self * v = 0`.
  ///
  /// The lattice is saturated: it contains every integer vector of the rational kernel. The
  /// basis is in Hermite normal form, hence canonical.
  public var integerKernel: IntegerMatrix {
    guard columnCount > 0 else { return IntegerMatrix(rows: 0, columns: 0) }
    guard rowCount > 0 else { return IntegerMatrix.identity(columnCount) }
    // Row operations that bring [A^T | I] to Hermite form leave a basis of the kernel
    // beside the zero rows of A^T.
    var extended = IntegerMatrix(rows: columnCount, columns: rowCount + columnCount)
    for row in 0..<columnCount {
      for column in 0..<rowCount { extended[row, column] = self[column, row] }
      extended[row, rowCount + row] = 1
    }
    let form = extended.hermiteNormalForm
    let kernelRows = (0..<form.rowCount).map(form.row).filter { row in
      row[..<rowCount].allSatisfy(\.isZero)
    }
    return IntegerMatrix(kernelRows.map { Array($0[rowCount...]) }, columns: columnCount)
      .hermiteNormalForm
  }

  /// A basis, as rows, of the same lattice with short vectors (LLL with delta 0.99).
  ///
  /// - Precondition: the rows are linearly independent.
  public var reducedLatticeBasis: IntegerMatrix {
    precondition(rank == rowCount, "the rows of a lattice basis must be independent")
    guard rowCount > 0, columnCount > 0 else { return self }
    let result = IntegerMatrix(rows: rowCount, columns: columnCount)
    fmpz_mat_set(result.storage.pointer, storage.pointer)
    var context = fmpz_lll_struct()
    fmpz_lll_context_init_default(&context)
    fmpz_lll(result.storage.pointer, nil, &context)
    return result
  }

  /// The identity matrix.
  public static func identity(_ size: Int) -> IntegerMatrix {
    let result = IntegerMatrix(rows: size, columns: size)
    if size > 0 { fmpz_mat_one(result.storage.pointer) }
    return result
  }

  /// The matrix of the residues modulo a prime.
  public func reduced(over field: PrimeField) -> ModularMatrix {
    ModularMatrix(rows: rowCount, columns: columnCount, over: field) { index, row in
      for column in 0..<columnCount {
        row[column] = fmpz_fdiv_ui(storage.entry(index, column), field.modulus)
      }
    }
  }

  private init(_ rows: [[Integer]], columns: Int) {
    self.init(rows: rows.count, columns: columns)
    for (r, row) in rows.enumerated() {
      for (c, value) in row.enumerated() {
        fmpz_set(storage.entry(r, c), value.storage.pointer)
      }
    }
  }

  private func contains(_ row: Int, _ column: Int) -> Bool {
    (0..<rowCount).contains(row) && (0..<columnCount).contains(column)
  }
}

extension IntegerMatrix: Equatable {
  /// Whether sizes and entries agree.
  public static func == (a: IntegerMatrix, b: IntegerMatrix) -> Bool {
    a.rowCount == b.rowCount && a.columnCount == b.columnCount
      && fmpz_mat_equal(a.storage.pointer, b.storage.pointer) != 0
  }
}

/// The owner of one `fmpz_mat`.
// Unchecked: entries are changed only through a uniquely referenced `IntegerMatrix`.
private final class IntegerMatrixStorage: @unchecked Sendable {
  let pointer: UnsafeMutablePointer<fmpz_mat_struct>

  init(rows: Int, columns: Int) {
    pointer = .allocate(capacity: 1)
    fmpz_mat_init(pointer, rows, columns)
    StorageCensus.acquire()
  }

  private init(copying other: IntegerMatrixStorage) {
    pointer = .allocate(capacity: 1)
    fmpz_mat_init_set(pointer, other.pointer)
    StorageCensus.acquire()
  }

  deinit {
    fmpz_mat_clear(pointer)
    pointer.deallocate()
    StorageCensus.release()
  }

  func copy() -> IntegerMatrixStorage { IntegerMatrixStorage(copying: self) }

  func entry(_ row: Int, _ column: Int) -> UnsafeMutablePointer<fmpz> {
    shim_fmpz_mat_entry(pointer, row, column)
  }
}
