import Drawing
import ExactAlgebra
import Interchange
import Networks
import Regions

/// Points of a plane that are drawn, from files.
enum PlanarPoints {
  /// The points of a file, with the classes of another one.
  ///
  /// - Parameters:
  ///   - points: the file of the points, if there is one.
  ///   - labels: the file of the classes, if there is one.
  ///   - columns: the columns that are coordinates, where not all are.
  static func read(
    _ points: String?, labels: String?, columns: String? = nil
  ) throws -> [LabelledPoint] {
    guard let points else { return [] }
    let selection: ColumnSelection?
    do {
      selection = try columns.map(ColumnSelection.init(parsing:))
    } catch {
      throw Failure.usage("--columns: \(error)")
    }
    let places = try PointTable(file: points, columns: 2, selecting: selection).points.map {
      PlanePoint(x: $0[0], y: $0[1])
    }
    guard let labels else { return places.map { LabelledPoint($0) } }
    let classes = try PointTable(file: labels, columns: 1).points.map { $0[0] }
    guard classes.count == places.count else {
      throw DataError(
        "\(classes.count) classes, expected \(places.count), one for each point", file: labels)
    }
    // The legend names classes in the order of their first points.
    return zip(places, classes).sorted { $0.1 < $1.1 }
      .map { LabelledPoint($0, label: "class \($1)") }
  }
}

extension DecisionBoundary {
  /// Where the output of a network is zero, or the largest of several changes.
  static func usual(for network: Network) -> DecisionBoundary {
    network.architecture.outputCount == 1 ? .zero(output: 0) : .largest
  }
}
