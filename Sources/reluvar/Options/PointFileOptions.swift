import ArgumentParser
import Interchange
import Networks

/// A file with points, and the columns that are coordinates.
struct PointFileOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A file with points: one on each line, or an array of NumPy with a row for each.",
      valueName: "file"),
    completion: .file(extensions: ["csv", "tsv", "txt", "npy"]))
  var points: String?

  @Option(
    help: ArgumentHelp(
      "The columns of --points that are coordinates: numbers from 1, ranges, or names in the "
        + "header (default: all).", valueName: "columns"))
  var columns: String?

  /// The points, with so many coordinates.
  func read(columns count: Int) throws(DataError) -> InputPoints {
    try InputPoints(
      file: points ?? "", columns: count,
      selecting: columns.map { (text) throws(DataError) in try ColumnSelection(parsing: text) })
  }
}
