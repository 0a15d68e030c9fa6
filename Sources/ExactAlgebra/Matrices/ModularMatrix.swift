internal import CFLINTShims

/// A dense matrix over a prime field.
///
///     let matrix = ModularMatrix([[1, 2], [2, 4]], over: field)
///     matrix.rank        // 1
///     matrix.nullSpace   // spanned by (-2, 1)
///
/// Source of the elimination: FLINT's `nmod_mat` (recursive LU with Strassen multiplication).
public struct ModularMatrix: Sendable {
  /// The field of the entries.
  public let field: PrimeField
  /// The number of rows.
  public let rowCount: Int
  /// The number of columns.
  public let columnCount: Int
  private var storage: ModularMatrixStorage

  /// The zero matrix.
  public init(rows: Int, columns: Int, over field: PrimeField) {
    precondition(rows >= 0 && columns >= 0, "a matrix with a negative size")
    self.field = field
    rowCount = rows
    columnCount = columns
    storage = ModularMatrixStorage(rows: rows, columns: columns, modulus: field.modulus)
  }

  /// A matrix whose rows are written one after the other by `fill`, as residues.
  ///
  /// - Parameters:
  ///   - rows: the number of rows.
  ///   - columns: the number of columns; where it is 0, nothing is written.
  ///   - field: the field of the entries.
  ///   - fill: receives the row number and the row, which starts with zeros. Whatever it writes
  ///     must lie in `0 ..< modulus`; that is not checked.
  public init(
    rows: Int, columns: Int, over field: PrimeField,
    fillingRowsWith fill: (Int, UnsafeMutableBufferPointer<UInt>) throws -> Void
  ) rethrows {
    self.init(rows: rows, columns: columns, over: field)
    guard columns > 0 else { return }
    for row in 0..<rows {
      let entries = storage.row(row, count: columns)
      try fill(row, entries)
      // FLINT aborts on residues that are not reduced.
      precondition(entries.allSatisfy { $0 < field.modulus }, "an entry is not a residue")
    }
  }

  /// The matrix with the given rows, all of one length; entries are reduced.
  public init(_ rows: [[UInt]], over field: PrimeField) {
    let columns = rows.first?.count ?? 0
    precondition(rows.allSatisfy { $0.count == columns }, "rows of different lengths")
    self.init(rows: rows.count, columns: columns, over: field) { index, row in
      for (column, value) in rows[index].enumerated() { row[column] = value % field.modulus }
    }
  }

  /// One entry, a residue; row and column count from 0, and what is assigned is reduced.
  public subscript(row: Int, column: Int) -> UInt {
    get {
      precondition(contains(row, column), "index outside the matrix")
      return storage.row(row, count: columnCount)[column]
    }
    set {
      precondition(contains(row, column), "index outside the matrix")
      makeUnique()
      storage.row(row, count: columnCount)[column] = newValue % field.modulus
    }
  }

  /// One row as an array.
  public func row(_ index: Int) -> [UInt] {
    precondition((0..<rowCount).contains(index), "index outside the matrix")
    return columnCount == 0 ? [] : Array(storage.row(index, count: columnCount))
  }

  /// Calls `body` with one row in place.
  public func withRow<Result>(
    _ index: Int, _ body: (UnsafeBufferPointer<UInt>) throws -> Result
  ) rethrows -> Result {
    precondition((0..<rowCount).contains(index), "index outside the matrix")
    guard columnCount > 0 else { return try body(UnsafeBufferPointer(start: nil, count: 0)) }
    return try body(UnsafeBufferPointer(storage.row(index, count: columnCount)))
  }

  /// The rank.
  public var rank: Int {
    guard rowCount > 0, columnCount > 0 else { return 0 }
    return nmod_mat_rank(storage.pointer)
  }

  /// The determinant of a square matrix.
  public var determinant: UInt {
    precondition(rowCount == columnCount, "the determinant of a matrix that is not square")
    return rowCount == 0 ? 1 : nmod_mat_det(storage.pointer)
  }

  /// The product of two matrices over one field.
  public static func * (a: ModularMatrix, b: ModularMatrix) -> ModularMatrix {
    precondition(a.field == b.field, "matrices over different fields")
    precondition(a.columnCount == b.rowCount, "matrices of sizes that do not fit")
    let product = ModularMatrix(rows: a.rowCount, columns: b.columnCount, over: a.field)
    guard a.rowCount > 0, a.columnCount > 0, b.columnCount > 0 else { return product }
    nmod_mat_mul(product.storage.pointer, a.storage.pointer, b.storage.pointer)
    return product
  }

  /// The difference of two matrices of one size over one field.
  public static func - (a: ModularMatrix, b: ModularMatrix) -> ModularMatrix {
    precondition(a.field == b.field, "matrices over different fields")
    precondition(
      a.rowCount == b.rowCount && a.columnCount == b.columnCount,
      "matrices of sizes that do not fit")
    let difference = ModularMatrix(rows: a.rowCount, columns: a.columnCount, over: a.field)
    guard a.rowCount > 0, a.columnCount > 0 else { return difference }
    nmod_mat_sub(difference.storage.pointer, a.storage.pointer, b.storage.pointer)
    return difference
  }

  /// The transpose.
  public var transpose: ModularMatrix {
    let result = ModularMatrix(rows: columnCount, columns: rowCount, over: field)
    guard rowCount > 0, columnCount > 0 else { return result }
    nmod_mat_transpose(result.storage.pointer, storage.pointer)
    return result
  }

  /// Brings the matrix to reduced row echelon form and returns the pivot columns, ascending.
  @discardableResult
  public mutating func reduceToEchelonForm() -> [Int] {
    guard rowCount > 0, columnCount > 0 else { return [] }
    makeUnique()
    let rank = nmod_mat_rref(storage.pointer)
    var pivots: [Int] = []
    var column = 0
    for index in 0..<rank {
      let row = storage.row(index, count: columnCount)
      while row[column] == 0 { column += 1 }
      pivots.append(column)
    }
    return pivots
  }

  /// The null space in its reduced form: one vector for each column without a pivot.
  public var nullSpace: ModularNullSpace { ModularNullSpace(of: self) }

  private func contains(_ row: Int, _ column: Int) -> Bool {
    (0..<rowCount).contains(row) && (0..<columnCount).contains(column)
  }

  private mutating func makeUnique() {
    if !isKnownUniquelyReferenced(&storage) { storage = storage.copy() }
  }
}

extension ModularMatrix: Equatable {
  /// Whether field, sizes and entries agree.
  public static func == (a: ModularMatrix, b: ModularMatrix) -> Bool {
    a.field == b.field && a.rowCount == b.rowCount && a.columnCount == b.columnCount
      && (0..<a.rowCount).allSatisfy { a.row($0) == b.row($0) }
  }
}

/// The owner of one `nmod_mat`.
// Unchecked: entries are changed only through a uniquely referenced `ModularMatrix`.
private final class ModularMatrixStorage: @unchecked Sendable {
  let pointer: UnsafeMutablePointer<nmod_mat_struct>

  init(rows: Int, columns: Int, modulus: UInt) {
    pointer = .allocate(capacity: 1)
    nmod_mat_init(pointer, rows, columns, modulus)
    StorageCensus.acquire()
  }

  private init(copying other: ModularMatrixStorage) {
    pointer = .allocate(capacity: 1)
    nmod_mat_init_set(pointer, other.pointer)
    StorageCensus.acquire()
  }

  deinit {
    nmod_mat_clear(pointer)
    pointer.deallocate()
    StorageCensus.release()
  }

  func copy() -> ModularMatrixStorage { ModularMatrixStorage(copying: self) }

  /// The row in place; `count` is the number of columns, not zero.
  func row(_ index: Int, count: Int) -> UnsafeMutableBufferPointer<UInt> {
    UnsafeMutableBufferPointer(start: shim_nmod_mat_row(pointer, index), count: count)
  }
}
