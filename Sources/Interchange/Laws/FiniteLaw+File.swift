import ExactAlgebra
public import InvariantFamilies
import RandomNetworks

extension FiniteLaw {
  /// The most numbers that a file of atoms may have.
  private static let maximumCount = 1 << 23

  /// Reads atoms from a table: one on each line, its coordinates and its weight last; see `PointTable`.
  ///
  /// - Parameters:
  ///   - file: its path.
  ///   - dimension: the number of coordinates that is expected.
  /// - Throws: `DataError` with file and line for what is no table of numbers, a table without atoms, negative
  ///   weights, and weights that do not sum to 1.
  public init(file: String, dimension: Int) throws(DataError) {
    let table = try PointTable(
      file: file, columns: dimension + 1, maximumCount: Self.maximumCount)
    do {
      self.init(
        try EmpiricalLaw(
          table.points.map { $0.dropLast() }, weights: table.points.map { $0[dimension] }))
    } catch {
      guard case .weights(.negative(_, let atom)) = error else {
        throw DataError("\(error)", file: file)
      }
      throw table.error("\(error)", at: atom)
    }
  }
}
