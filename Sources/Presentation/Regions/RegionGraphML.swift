import Networks
import Regions

/// The dual graph of regions as GraphML: a node for each region, an edge for each common facet, which
/// comes with the second of its nodes.
///
/// Source: U. Brandes, M. Eiglsperger, J. Lerner and C. Pich, *Graph markup language (GraphML)*, 2013.
struct RegionGraphML: Sendable {
  private let columns: RegionColumns

  init(of report: RegionReport) { columns = RegionColumns(of: report) }

  /// What comes before the first node.
  func head(of report: RegionReport, version: String) -> String {
    let title = RegionText(report, version: version).title
    let description =
      [title + "."] + (report.reading?.lines ?? [])
      + ["Written by reluvar \(version)."]
    let keys =
      columns.columns.map { Self.key($0.name, for: "node", type: $0.kind.rawValue) }
      + [
        Self.key("neurons", for: "edge", type: "string"),
        Self.key("count", for: "graph", type: "int"),
        Self.key("status", for: "graph", type: "string"),
      ]
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <graphml xmlns="http://graphml.graphdrawing.org/xmlns" \
      xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
      xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns \
      http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
        <desc>\(Self.escaped(description.joined(separator: "\n")))</desc>
      \(keys.joined(separator: "\n"))
        <graph id="regions" edgedefault="undirected">

      """
  }

  /// A node, and the edges to nodes before it.
  func text(of entry: RegionEntry) -> String {
    let node = Self.identifier(of: entry.pattern)
    let values = columns.columns.compactMap { column in
      let text = column.text(entry)
      return text.isEmpty && column.kind != .string ? nil : Self.data(column.name, text)
    }
    var lines = ["    <node id=\"\(node)\">" + values.joined() + "</node>"]
    for neighbour in entry.neighbours {
      let other = Self.identifier(of: neighbour.pattern)
      let neurons = neighbour.neurons.map { "\($0.layer):\($0.index + 1)" }
      lines.append(
        "    <edge source=\"\(other)\" target=\"\(node)\">"
          + Self.data("neurons", neurons.joined(separator: " ")) + "</edge>")
    }
    return lines.joined(separator: "\n")
  }

  /// What comes after the last node.
  func end(of report: RegionReport) -> String {
    let status = report.isComplete ? "complete" : "limitReached"
    return """
          \(Self.data("count", "\(report.count)"))
          \(Self.data("status", status))
        </graph>
      </graphml>

      """
  }

  /// A name of the letters that identifiers may have.
  private static func identifier(of pattern: ActivationPattern) -> String {
    "r" + pattern.description.replacing("/", with: ".")
  }

  private static func key(_ name: String, for element: String, type: String) -> String {
    "  <key id=\"\(name)\" for=\"\(element)\" attr.name=\"\(name)\" attr.type=\"\(type)\"/>"
  }

  private static func data(_ key: String, _ text: String) -> String {
    "<data key=\"\(key)\">\(escaped(text))</data>"
  }

  private static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
  }
}
