import ExactAlgebra
import Regions

extension RegionEntry {
  /// An object on one line, its keys in alphabetical order; written piece by piece, since there may
  /// be millions.
  func json(_ notation: RegionNotation) -> String {
    var members: [String] = []
    if let classes {
      members.append("\"affineMap\":\(classes.map + 1)")
      members.append("\"linearRegion\":\(classes.component + 1)")
    }
    if let points {
      members.append("\"pointCount\":\(points.inside.count)")
      members.append("\"points\":\(Self.list(points.inside))")
      if !points.touching.isEmpty { members.append("\"touching\":\(Self.list(points.touching))") }
    }
    if let details { members += details.members(notation) }
    members.append("\"pattern\":\"\(pattern)\"")
    return "{" + members.sorted().joined(separator: ",") + "}"
  }

  private static func list(_ numbers: [Int]) -> String {
    "[" + numbers.map(String.init).joined(separator: ",") + "]"
  }
}

extension RegionEntry.Details {
  fileprivate func members(_ notation: RegionNotation) -> [String] {
    var members: [String] = []
    if let isBounded { members.append("\"bounded\":\(isBounded)") }
    if let facetCount { members.append("\"facets\":\(facetCount)") }
    members += notation.members("interiorPoint", interiorPoint)
    if let area { members += notation.members("area", area) }
    if let map {
      let parts =
        notation.members("constants", map.map { $0[$0.count - 1] })
        + notation.members("weights", map.map { Array($0.dropLast()) })
      members.append("\"map\":{\(parts.joined(separator: ","))}")
    }
    if let facets {
      let list = facets.map { Self.object($0, notation) }
      members.append("\"inequalities\":[\(list.joined(separator: ","))]")
    }
    if let vertices { members += notation.members("vertices", vertices) }
    if let rays { members += notation.members("rays", rays) }
    return members
  }

  /// `normal . x + offset > 0`, with the neuron or the inequality of the domain.
  private static func object(_ facet: RegionFacet, _ notation: RegionNotation) -> String {
    let source =
      switch facet.source {
      case .neuron(let neuron):
        "\"neuron\":{\"layer\":\(neuron.layer),\"neuron\":\(neuron.index + 1)}"
      case .domain(let index): "\"domain\":\(index + 1)"
      }
    let parts = [source] + notation.members(facet.halfSpace)
    return "{\(parts.joined(separator: ","))}"
  }
}
