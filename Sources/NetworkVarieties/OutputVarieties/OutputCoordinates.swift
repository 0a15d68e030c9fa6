/// The coordinates of the space of outputs, and their names.
///
/// Order: point by point, each with its outputs; points as they were given.
public struct OutputCoordinates: Hashable, Sendable {
  /// The number of outputs: `n_L`.
  public let rowCount: Int
  /// The number of points of all blocks.
  public let pointCount: Int

  /// The coordinates for a number of outputs and of points.
  public init(rowCount: Int, pointCount: Int) {
    self.rowCount = rowCount
    self.pointCount = pointCount
  }

  /// The number of coordinates: `n_L * points`.
  public var count: Int { rowCount * pointCount }

  /// The position of an output, all numbers from 0.
  public func index(row: Int, point: Int) -> Int { point * rowCount + row }

  /// The output at a position, all numbers from 0.
  public func entry(at index: Int) -> (row: Int, point: Int) {
    let (point, row) = index.quotientAndRemainder(dividingBy: rowCount)
    return (row, point)
  }

  /// The names: `y_23` is output 2 on point 3; where an index has two digits, `y_2_13`.
  public var names: [String] {
    (0..<count).map { index in
      let (row, point) = entry(at: index)
      return "y_" + BlockCoordinates.joined(row + 1, point + 1)
    }
  }
}
