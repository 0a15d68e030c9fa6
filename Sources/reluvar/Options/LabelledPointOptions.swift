import ArgumentParser
import Interchange
import Networks
import RegionInformation

/// Points, with a label each.
struct LabelledPointOptions: ParsableArguments {
  @OptionGroup var file: PointFileOptions

  @Option(
    help: ArgumentHelp(
      "The labels of the points, numbers or words, one on each line of a file; it may be a table, or an "
        + "array of NumPy.", valueName: "file"),
    completion: .file(extensions: ["csv", "tsv", "txt", "npy"]))
  var labels: String?

  @Option(
    help: ArgumentHelp(
      "The column of --labels, by its number from 1 or its name in the header, where there are several.",
      valueName: "column"))
  var labelColumn: String?

  /// The file of the points.
  var points: String? { file.points }

  func check() throws {
    guard file.columns == nil || points != nil else {
      throw Failure.usage("--columns needs --points")
    }
    guard labels == nil || points != nil else { throw Failure.usage("--labels needs --points") }
    guard labelColumn == nil || labels != nil else {
      throw Failure.usage("--label-column needs --labels")
    }
  }

  /// The points, with so many coordinates.
  func readPoints(columns count: Int) throws -> InputPoints {
    do {
      return try file.read(columns: count)
    } catch {
      throw Failure.data("\(error)")
    }
  }

  /// The labels of so many points.
  func readLabels(count: Int) throws -> PointLabels? {
    guard let labels else { return nil }
    do {
      return PointLabels(try LabelTable(file: labels, count: count, column: labelColumn).labels)
    } catch {
      throw Failure.data("\(error)")
    }
  }
}
