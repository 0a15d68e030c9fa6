public import Laboratory

/// The results of a sweep as a table that does not depend on the order in which they were found,
/// nor on the machine: two runs give the same bytes.
public struct SweepTable: Sendable {
  /// A format of tables. Unlike other results a table has no form for systems of algebra, and no
  /// text but its cells.
  public enum Format: String, Hashable, Sendable, CaseIterable {
    /// Comma separated values with a line of titles, as in RFC 4180 but for line feeds.
    case csv
    /// A `longtable`.
    case latex
    /// One JSON document.
    case json
    /// A JSON document on each line: the entries, and then what they are about.
    case jsonl
  }

  /// What a row of the table is.
  public enum Rows: Hashable, Sendable {
    /// One instance.
    case instances
    /// The instances with the same result.
    case groups
  }

  let store: SweepStore
  let rows: Rows
  let hasTimings: Bool

  /// The results in a store.
  ///
  /// - Parameters:
  ///   - store: the store.
  ///   - rows: what a row is.
  ///   - hasTimings: whether the seconds are shown, the only part that varies.
  public init(of store: SweepStore, rows: Rows = .instances, hasTimings: Bool = false) {
    self.store = store
    self.rows = rows
    self.hasTimings = hasTimings
  }

  /// Hands the table to `body` in pieces, the last one ending with a line break.
  ///
  /// - Parameters:
  ///   - format: the format.
  ///   - isFragment: for LaTeX, whether only the table is wanted, to be read by `\input`.
  ///   - body: called with each piece.
  /// - Throws: `StoreError`, and what `body` throws.
  public func write(
    as format: Format, isFragment: Bool = false, to body: (String) throws -> Void
  ) throws {
    switch format {
    case .csv: try CSVTable(table: self).write(to: body)
    case .latex: try LaTeXTable(table: self, isFragment: isFragment).write(to: body)
    case .json: try JSONTable(table: self).write(to: body)
    case .jsonl: try JSONTable(table: self).writeLines(to: body)
    }
  }
}
