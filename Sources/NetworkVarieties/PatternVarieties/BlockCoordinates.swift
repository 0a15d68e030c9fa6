public import Networks

/// The coordinates of the space of block matrices, and their names.
///
/// Order: block by block, each matrix `M_i` column by column, the constants `c_i` after the
/// matrix of their block.
public struct BlockCoordinates: Hashable, Sendable {
  /// The number of blocks.
  public let blockCount: Int
  /// The number of rows: `n_L`.
  public let rowCount: Int
  /// The number of columns of `M_i`: `n_0`.
  public let columnCount: Int
  /// Whether each block has a column of constants.
  public let hasConstants: Bool

  /// The coordinates for an architecture and a number of blocks.
  public init(_ architecture: Architecture, blockCount: Int) {
    self.blockCount = blockCount
    rowCount = architecture.outputCount
    columnCount = architecture.inputCount
    hasConstants = architecture.hasBiases
  }

  /// The number of columns of a block with its constants.
  public var extendedColumnCount: Int { columnCount + (hasConstants ? 1 : 0) }

  /// The number of coordinates: `blocks * n_L * (n_0 + bias)`.
  public var count: Int { blockCount * rowCount * extendedColumnCount }

  /// The position of an entry, all numbers from 0; column `columnCount` is that of the constants.
  public func index(block: Int, row: Int, column: Int) -> Int {
    (block * extendedColumnCount + column) * rowCount + row
  }

  /// The entry at a position, all numbers from 0; the column is `nil` for a constant.
  public func entry(at index: Int) -> (block: Int, row: Int, column: Int?) {
    let (line, row) = index.quotientAndRemainder(dividingBy: rowCount)
    let (block, column) = line.quotientAndRemainder(dividingBy: extendedColumnCount)
    return (block, row, column < columnCount ? column : nil)
  }

  /// The names: `m1_23` is row 2, column 3 of block 1, `c1_2` a constant; where an index has
  /// two digits, indices are kept apart as in `m1_2_13`.
  public var names: [String] {
    (0..<count).map { index in
      let (block, row, column) = entry(at: index)
      guard let column else { return "c\(block + 1)_\(row + 1)" }
      return "m\(block + 1)_" + Self.joined(row + 1, column + 1)
    }
  }

  /// Two indices from 1, joined directly where both have one digit.
  static func joined(_ row: Int, _ column: Int) -> String {
    row < 10 && column < 10 ? "\(row)\(column)" : "\(row)_\(column)"
  }
}
