public import ExactAlgebra
public import Polyhedra

/// Closed half-spaces, each on a line of a file.
///
/// A line has the numbers `a1, ..., an, b` of the inequality `a . x + b >= 0`; the form of the file is
/// that of a `PointTable`.
public struct HalfSpaceTable: Sendable {
  /// The half-spaces, in their order.
  public let halfSpaces: [HalfSpace]

  /// The number of coordinates.
  public var dimension: Int { halfSpaces[0].dimension }

  /// Reads a file.
  ///
  /// - Parameters:
  ///   - file: its path.
  ///   - dimension: the number of coordinates; `nil` for one less than the first line has numbers.
  /// - Throws: `DataError` as `PointTable`, and for lines of a single number.
  public init(file: String, dimension: Int? = nil) throws(DataError) {
    let table = try PointTable(file: file, columns: dimension.map { $0 + 1 })
    guard table.points[0].count > 1 else {
      throw table.error("one number, expected the numbers a1,...,an,b of a . x + b >= 0", at: 0)
    }
    halfSpaces = table.points.map(Self.halfSpace)
  }

  /// The closed half-space of the numbers `a1, ..., an, b`.
  public static func halfSpace(_ row: [Rational]) -> HalfSpace {
    HalfSpace(normal: row.dropLast(), offset: row[row.count - 1], isOpen: false)
  }
}
