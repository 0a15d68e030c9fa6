import ExactAlgebra

/// Decides exactly which of some linear functionals lie in the span of others.
///
/// The functionals are the rows of an integer matrix, which is taken modulo primes. By Hadamard's
/// inequality no minor exceeds the product of the norms of the rows, and the product of the primes
/// exceeds that. So a minor is zero exactly where it is zero modulo all of them, and the rank of
/// some rows is the largest of their ranks modulo the primes.
struct FunctionalSpans: Sendable {
  private let whole: Quotient

  /// The spans of rows of a matrix.
  ///
  /// - Parameter columnCount: the length of each row.
  init(rows: [[Integer]], columnCount: Int) {
    whole = Quotient(
      images: Self.fields(for: rows, columnCount: columnCount).map { field in
        Quotient.Image(
          field: field, columnCount: columnCount,
          entries: rows.flatMap { $0.map { $0.residue(in: field) } }, rank: 0)
      })
  }

  /// The rows modulo the span of some of them.
  func quotient(by rows: some Sequence<Int>) -> Quotient {
    var quotient = whole
    for row in rows { quotient.divide(by: row) }
    return quotient
  }

  /// The largest primes whose product exceeds all minors.
  private static func fields(for rows: [[Integer]], columnCount: Int) -> [PrimeField] {
    let squaredNorms = rows.map { $0.reduce(Integer(0)) { $0 + $1 * $1 } }.filter { !$0.isZero }
    let squaredBound = squaredNorms.sorted(by: >).prefix(columnCount).reduce(Integer(1), *)
    var fields: [PrimeField] = []
    var product = Integer(1)
    for field in PrimeField.primes(bits: 62) {
      fields.append(field)
      product *= Integer(Int(field.modulus))
      if product * product > squaredBound { break }
    }
    return fields
  }

  /// The rows modulo a span of some of them.
  struct Quotient: Sendable {
    fileprivate var images: [Image]

    /// The dimension of the span.
    var rank: Int { images.reduce(0) { max($0, $1.rank) } }

    /// Takes a row into the span.
    mutating func divide(by row: Int) {
      for index in images.indices { images[index].divide(by: row) }
    }

    /// Whether some rows lie in the span.
    func vanishes(on rows: Range<Int>) -> Bool {
      let rank = rank
      return rows.allSatisfy { row in
        images.allSatisfy { $0.rank + ($0.pivot(of: row) == nil ? 0 : 1) <= rank }
      }
    }

    /// The same modulo a prime.
    fileprivate struct Image: Sendable {
      let field: PrimeField
      let columnCount: Int
      /// Row by row.
      var entries: [UInt]
      var rank: Int

      /// The first column in which a row is not zero.
      func pivot(of row: Int) -> Int? {
        let start = row * columnCount
        return (0..<columnCount).first { entries[start + $0] != 0 }
      }

      /// Subtracts multiples of a row, so that a column of all rows becomes zero.
      mutating func divide(by row: Int) {
        guard let pivot = pivot(of: row) else { return }
        let (start, field, width) = (row * columnCount, field, columnCount)
        guard let inverse = field.inverse(of: entries[start + pivot]) else {
          preconditionFailure("an entry other than zero has no inverse")
        }
        rank += 1
        entries.withUnsafeMutableBufferPointer { entries in
          let divisor = (pivot..<width).map { field.multiply(entries[start + $0], inverse) }
          for other in stride(from: 0, to: entries.count, by: width) {
            let factor = entries[other + pivot]
            guard factor != 0 else { continue }
            for (column, value) in zip(pivot..<width, divisor) where value != 0 {
              entries[other + column] = field.subtract(
                entries[other + column], field.multiply(factor, value))
            }
          }
        }
      }
    }
  }
}
