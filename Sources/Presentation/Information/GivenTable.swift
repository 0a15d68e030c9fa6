public import RegionInformation

/// A contingency table with the file that it was read from.
public struct GivenTable: Hashable, Sendable {
  /// The counts.
  public let table: ContingencyTable
  /// The file, as the user named it.
  public let file: String

  /// A table that was read from a file.
  public init(_ table: ContingencyTable, from file: String) {
    self.table = table
    self.file = file
  }
}
