import ExactAlgebra
import Networks
import Regions

extension RegionEntry {
  /// A line for people, and one for each further detail.
  ///
  /// - Parameter value: what the rows of maps are called, with the number, from 1, of the row.
  func text(_ notation: RegionNotation, value: (Int) -> String) -> String {
    var line = pattern.description.isEmpty ? "-" : pattern.description
    if let classes {
      line += "  linear region \(classes.component + 1), map \(classes.map + 1)"
    }
    if let points { line += "  " + Self.text(points) }
    guard let details else { return line }
    if let facetCount = details.facetCount { line += "  \(counted(facetCount, "facet"))" }
    if let isBounded = details.isBounded { line += isBounded ? ", bounded" : ", unbounded" }
    if let point = details.interiorPoint { line += "  " + notation.text(point) }
    if let area = details.area { line += "  area \(notation.text(area))" }
    if let volume = details.volume { line += "  volume \(notation.text(volume))" }
    return ([line] + details.lines(notation, value: value).map { "    " + $0 })
      .joined(separator: "\n")
  }

  private static func text(_ points: Points) -> String {
    let touching = points.touching.isEmpty ? "" : ", \(points.touching.count) on its boundary"
    return counted(points.inside.count, "point") + touching
  }
}

extension RegionDetails {
  fileprivate func lines(_ notation: RegionNotation, value: (Int) -> String) -> [String] {
    var lines: [String] = []
    for (row, entries) in (map ?? []).enumerated() {
      let form = notation.text(form: Array(entries.dropLast()), constant: entries.last!)
      lines.append("\(value(row + 1)) = \(form)")
    }
    for facet in facets ?? [] {
      lines.append("\(notation.text(facet.halfSpace))  (\(Wording.facet(facet.source)))")
    }
    if let vertices {
      lines.append("vertices " + vertices.map { notation.text($0) }.joined(separator: ", "))
    }
    if let rays, !rays.isEmpty {
      lines.append("rays " + rays.map { notation.text($0) }.joined(separator: ", "))
    }
    return lines
  }
}
