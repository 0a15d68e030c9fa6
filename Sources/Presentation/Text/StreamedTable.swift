/// A table for people that is written row by row: its columns are as wide as the first rows need.
struct StreamedTable {
  private let header: [String]
  private let leftAligned: Set<Int>
  private let widest: Int
  private var first: [[String]] = []
  private var widths: [Int]?
  /// Whether there is no row.
  private(set) var isEmpty = true

  /// The number of rows that decide.
  private static let decidingCount = 100

  /// A table without rows; no column is made wider than `widest`.
  init(header: [String], leftAligned: Set<Int>, widest: Int) {
    self.header = header
    self.leftAligned = leftAligned
    self.widest = widest
  }

  /// Takes a row.
  mutating func add(_ row: [String], to body: (String) throws -> Void) rethrows {
    isEmpty = false
    if let widths { return try write([row], widths, to: body) }
    first.append(row)
    if first.count == Self.decidingCount { try end(to: body) }
  }

  /// Writes what is still held back.
  mutating func end(to body: (String) throws -> Void) rethrows {
    guard widths == nil, !isEmpty else { return }
    let rows = [header] + first
    let widths = header.indices.map { column in
      min(rows.map { $0[column].count }.max() ?? 0, widest)
    }
    self.widths = widths
    first = []
    try body("\n")
    try write(rows, widths, to: body)
  }

  private func write(
    _ rows: [[String]], _ widths: [Int], to body: (String) throws -> Void
  ) rethrows {
    for row in rows {
      try body(TextLayout.line(row, widths: widths, leftAligned: leftAligned) + "\n")
    }
  }
}
