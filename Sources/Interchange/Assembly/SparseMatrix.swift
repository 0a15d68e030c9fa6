import ExactAlgebra
import Networks

/// A matrix by those entries of its rows that are not zero.
///
/// Convolutions, selections and sums touch few inputs each; full rows of them would be nearly empty.
struct SparseMatrix {
  /// An entry that is not zero, with its column.
  struct Entry {
    let column: Int
    let value: Rational
  }

  /// The most bits, about, that the entries of a product may have together.
  private static let maximumBits = 1 << 31

  let columnCount: Int
  /// The entries of each row, the columns ascending.
  let rows: [[Entry]]

  /// - Precondition: the columns of each row ascend and are below the number of columns.
  init(columnCount: Int, rows: [[Entry]]) {
    self.columnCount = columnCount
    self.rows = rows
  }

  /// The matrix with full rows.
  ///
  /// - Precondition: there is a row, and rows of one length.
  init(_ rows: [[Rational]]) {
    columnCount = rows[0].count
    self.rows = rows.map { row in
      row.enumerated().compactMap { $1.isZero ? nil : Entry(column: $0, value: $1) }
    }
  }

  /// `x -> x`.
  static func identity(_ count: Int) -> SparseMatrix { selection(Array(0..<count), of: count) }

  /// The matrix that takes entries by their indices, and zero for `nil`.
  static func selection(_ indices: [Int?], of count: Int) -> SparseMatrix {
    let one = Rational(1)
    return SparseMatrix(
      columnCount: count, rows: indices.map { $0.map { [Entry(column: $0, value: one)] } ?? [] })
  }

  /// The matrix that adds up entries by their indices, times a number for each sum.
  static func sums(
    of lists: [[Int]], times factors: [Rational], from count: Int
  ) -> SparseMatrix {
    SparseMatrix(
      columnCount: count,
      rows: zip(lists, factors).map { list, factor in
        list.map { Entry(column: $0, value: factor) }
      })
  }

  /// The number of entries that are not zero.
  var entryCount: Int { rows.reduce(0) { $0 + $1.count } }

  /// The rows with all their entries.
  var fullRows: [[Rational]] {
    let zero = Rational(0)
    return rows.map { row in
      var full = [Rational](repeating: zero, count: columnCount)
      for entry in row { full[entry.column] = entry.value }
      return full
    }
  }

  /// Some rows in a new order, an empty one for `nil`.
  func selecting(_ indices: [Int?]) -> SparseMatrix {
    SparseMatrix(columnCount: columnCount, rows: indices.map { $0.map { rows[$0] } ?? [] })
  }

  /// The matrix as a block on the diagonal several times.
  ///
  /// - Throws: `DataError` for too many entries.
  func repeated(_ count: Int) throws(DataError) -> SparseMatrix {
    guard count * max(rows.count, columnCount) <= Network.maximumParameterCount,
      count * entryCount <= Network.maximumParameterCount
    else { throw Self.tooMany }
    return SparseMatrix(
      columnCount: count * columnCount,
      rows: (0..<count).flatMap { block in
        rows.map { row in
          row.map { Entry(column: block * columnCount + $0.column, value: $0.value) }
        }
      })
  }

  static var tooMany: DataError {
    DataError("more than \(Network.maximumParameterCount) weights other than zero")
  }

  /// Each row times a number.
  func scaled(by factors: [Rational]) -> SparseMatrix {
    SparseMatrix(
      columnCount: columnCount,
      rows: zip(rows, factors).map { row, factor in
        factor.isZero
          ? [] : row.map { Entry(column: $0.column, value: $0.value * factor) }
      })
  }

  /// The sum of two matrices of one shape.
  static func + (a: SparseMatrix, b: SparseMatrix) -> SparseMatrix {
    precondition(
      a.columnCount == b.columnCount && a.rows.count == b.rows.count, "matrices of two shapes")
    return SparseMatrix(columnCount: a.columnCount, rows: zip(a.rows, b.rows).map(Self.sum))
  }

  private static func sum(_ a: [Entry], _ b: [Entry]) -> [Entry] {
    if a.isEmpty { return b }
    if b.isEmpty { return a }
    var result: [Entry] = []
    result.reserveCapacity(a.count + b.count)
    var (i, j) = (0, 0)
    while i < a.count, j < b.count {
      if a[i].column < b[j].column {
        result.append(a[i])
        i += 1
      } else if a[i].column > b[j].column {
        result.append(b[j])
        j += 1
      } else {
        let value = a[i].value + b[j].value
        if !value.isZero { result.append(Entry(column: a[i].column, value: value)) }
        (i, j) = (i + 1, j + 1)
      }
    }
    return result + a[i...] + b[j...]
  }

  /// The matrix of the map that applies this one and then another.
  ///
  /// - Precondition: the rows of this one are the columns of the other.
  /// - Throws: `DataError` where the entries of the product would be too large for memory.
  func followed(by next: SparseMatrix) throws(DataError) -> SparseMatrix {
    precondition(rows.count == next.columnCount, "maps that do not follow each other")
    let counts = rows.map(\.count)
    let work = next.rows.reduce(0) { sum, row in sum + row.reduce(0) { $0 + counts[$1.column] } }
    let entries = min(work, columnCount * next.rows.count)
    guard entries <= Network.maximumParameterCount,
      entries * (entryBits + next.entryBits) <= Self.maximumBits
    else {
      throw DataError(
        "the composition with the layer before has \(next.rows.count) x \(columnCount) weights "
          + "that are too large, expected ReLU between the layers")
    }
    if isDense, next.isDense, columnCount > 0, !rows.isEmpty, !next.rows.isEmpty {
      return SparseMatrix((RationalMatrix(next.fullRows) * RationalMatrix(fullRows)).rows)
    }
    guard work <= 16 * Network.maximumParameterCount else {
      throw DataError(
        "the composition with the layer before takes \(work) products, expected ReLU between the "
          + "layers")
    }
    var sums = [Rational?](repeating: nil, count: columnCount)
    let products = next.rows.map { row -> [Entry] in
      // Most rows of selections and normalizations have one entry.
      if row.count == 1 {
        return rows[row[0].column].map {
          Entry(column: $0.column, value: $0.value * row[0].value)
        }
      }
      var columns: [Int] = []
      for outer in row {
        for inner in rows[outer.column] {
          let product = outer.value * inner.value
          if let sum = sums[inner.column] {
            sums[inner.column] = sum + product
          } else {
            sums[inner.column] = product
            columns.append(inner.column)
          }
        }
      }
      columns.sort()
      defer { for column in columns { sums[column] = nil } }
      return columns.compactMap { column in
        let value = sums[column]!
        return value.isZero ? nil : Entry(column: column, value: value)
      }
    }
    return SparseMatrix(columnCount: columnCount, rows: products)
  }

  /// Whether a good part of the entries is not zero, so that full rows cost less.
  private var isDense: Bool { 4 * entryCount >= columnCount * rows.count }

  /// What the matrix makes of numbers.
  func applied(to numbers: [Rational]) -> [Rational] {
    rows.map { row in row.reduce(0) { $0 + $1.value * numbers[$1.column] } }
  }

  /// The size of the largest entry.
  private var entryBits: Int {
    var bits = 0
    for row in rows {
      for entry in row {
        bits = max(bits, entry.value.numerator.bitWidth + entry.value.denominator.bitWidth)
      }
    }
    return bits
  }
}
