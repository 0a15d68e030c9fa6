import ExactAlgebra
import Networks
import Regions

/// What is told of regions, as columns: in a table, and as attributes of the nodes of a graph.
struct RegionColumns: Sendable {
  /// A column.
  struct Column: Sendable {
    /// The kinds of values, by their names in GraphML.
    enum Kind: String {
      case string, int, boolean
    }

    let name: String
    let kind: Kind
    /// What stands there for a region; empty where it is not known.
    let text: @Sendable (RegionEntry) -> String

    init(
      _ name: String, _ kind: Kind = .string, _ text: @escaping @Sendable (RegionEntry) -> String?
    ) {
      (self.name, self.kind) = (name, kind)
      self.text = { text($0) ?? "" }
    }
  }

  /// The columns in their order, the pattern first.
  let columns: [Column]

  /// The columns of a list.
  init(of report: RegionReport) {
    let contents = report.contents
    let notation = report.notation
    var columns = [Column("pattern") { $0.pattern.description }]
    if contents.hasClasses {
      columns.append(Column("linear_region", .int) { $0.classes.map { "\($0.component + 1)" } })
      columns.append(Column("affine_map", .int) { $0.classes.map { "\($0.map + 1)" } })
    }
    if contents.hasPoints {
      columns.append(Column("point_count", .int) { $0.points.map { "\($0.inside.count)" } })
      columns.append(Column("points") { $0.points.map { $0.inside.json.text(.line) } })
      columns.append(Column("touching") { $0.points.map { $0.touching.json.text(.line) } })
    }
    if contents.hasPoint {
      columns += (0..<report.network.architecture.inputCount).map { input in
        Column("x_\(input + 1)") { $0.details?.interiorPoint.map { notation.text($0[input]) } }
      }
    }
    if contents.hasFacets {
      columns.append(Column("facets", .int) { $0.details?.facetCount.map { "\($0)" } })
      columns.append(Column("bounded", .boolean) { $0.details?.isBounded.map { "\($0)" } })
    }
    if contents.hasAreas {
      columns.append(Column("area") { $0.details?.area.map { notation.text($0) } })
    }
    if contents.hasVolumes {
      columns.append(Column("volume") { $0.details?.volume.map { notation.text($0) } })
    }
    self.columns = columns + Self.parts(of: report)
  }

  /// The columns of maps, inequalities and vertices; lists of any length are written as JSON.
  private static func parts(of report: RegionReport) -> [Column] {
    let (parts, notation) = (report.contents.parts, report.notation)
    var columns: [Column] = []
    if parts.contains(.map) {
      let coordinate = notation.coordinate
      for row in 0..<report.network.architecture.widths[report.hiddenLayerCount + 1] {
        columns += (0..<report.dimension).map { column in
          Column("weight_\(row + 1)_\(coordinate)_\(column + 1)") {
            $0.details?.map.map { notation.text($0[row][column]) }
          }
        }
        columns.append(
          Column("constant_\(row + 1)") {
            $0.details?.map.map { notation.text($0[row][$0[row].count - 1]) }
          })
      }
    }
    if parts.contains(.inequalities) {
      columns.append(
        Column("inequalities") {
          $0.details?.facets.map {
            $0.map { $0.halfSpace.normal + [$0.halfSpace.offset] }.json.text(.line)
          }
        })
    }
    if parts.contains(.vertices) {
      columns.append(Column("vertices") { $0.details?.vertices.map { $0.json.text(.line) } })
      columns.append(Column("rays") { $0.details?.rays.map { $0.json.text(.line) } })
    }
    return columns
  }

  /// The titles of a table.
  var titles: [String] { columns.map(\.name) }

  /// The row of a region.
  func row(of entry: RegionEntry) -> [String] { columns.map { $0.text(entry) } }
}
