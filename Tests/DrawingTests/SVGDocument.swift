import Foundation

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// What a parser of XML finds in an SVG file.
final class SVGDocument: NSObject, XMLParserDelegate {
  /// A path with the way it is painted.
  struct Path {
    let fill: String
    let stroke: String
    /// The parts with three points or more.
    let polygons: [[(x: Double, y: Double)]]
  }

  private(set) var root = ""
  private(set) var title = ""
  /// The text elements, in their order.
  private(set) var texts: [String] = []
  /// The sizes of their letters, in points.
  private(set) var fontSizes: [Double] = []
  private(set) var height = 0.0
  private var isInText = false
  private var textScale = 1.0
  private(set) var paths: [Path] = []
  private(set) var width = 0.0
  private var isInTitle = false

  /// The document, or `nil` if it is not well-formed XML.
  init?(_ data: Data) {
    super.init()
    let parser = XMLParser(data: data)
    parser.delegate = self
    guard parser.parse() else { return nil }
  }

  /// The frame around the plot: the largest rectangle that is a line alone.
  var frame: [(x: Double, y: Double)]? {
    paths.filter { $0.fill == "none" && $0.polygons.count == 1 && $0.polygons[0].count == 4 }
      .map { $0.polygons[0] }.max { area(of: $0) < area(of: $1) }
  }

  /// What is filled inside the frame.
  var regions: [Path] {
    guard let frame else { return [] }
    let (xs, ys) = (frame.map(\.x), frame.map(\.y))
    let (left, right) = (xs.min()! - 0.01, xs.max()! + 0.01)
    let (top, bottom) = (ys.min()! - 0.01, ys.max()! + 0.01)
    return paths.filter { path in
      let corners = path.polygons.joined()
      return !["", "none"].contains(path.fill) && !corners.isEmpty
        && corners.allSatisfy { left < $0.x && $0.x < right && top < $0.y && $0.y < bottom }
    }
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    if root.isEmpty {
      root = name
      width = Double(attributes["width"]?.trimmingSuffix { $0.isLetter } ?? "") ?? 0
    }
    isInTitle = name == "title"
    if name == "svg" {
      height = Double(attributes["height"]?.trimmingSuffix { $0.isLetter } ?? "") ?? 0
    }
    if name == "g", let scale = attributes["transform"]?.firstMatch(of: /^scale\(([0-9.]+)\)$/) {
      textScale = Double(scale.1) ?? 0
    }
    if name == "text" {
      isInText = true
      texts.append("")
    }
    if name == "tspan", let size = attributes["font-size"].flatMap({ Double($0) }) {
      fontSizes.append(size * textScale)
    }
    guard name == "path" else { return }
    var style = attributes
    for part in attributes["style"]?.split(separator: ";") ?? [] {
      let pair = part.split(separator: ":", maxSplits: 1).map(String.init)
      if pair.count == 2 { style[pair[0]] = pair[1] }
    }
    paths.append(
      Path(
        fill: style["fill"] ?? "", stroke: style["stroke"] ?? "",
        polygons: Self.polygons(
          attributes["d"] ?? "", moved: Self.matrix(attributes["transform"] ?? ""))))
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) {
    if isInTitle { title += string }
    if isInText { texts[texts.count - 1] += string }
  }

  func parser(
    _ parser: XMLParser, didEndElement name: String, namespaceURI: String?,
    qualifiedName: String?
  ) {
    isInTitle = false
    if name == "text" { isInText = false }
  }

  /// The numbers of `matrix(a, b, c, d, e, f)`; those of the identity without it.
  private static func matrix(_ text: String) -> [Double] {
    let numbers = text.dropFirst("matrix(".count).dropLast().split(separator: ",")
      .compactMap { Double($0.drop { $0 == " " }) }
    return text.hasPrefix("matrix(") && numbers.count == 6 ? numbers : [1, 0, 0, 1, 0, 0]
  }

  private static func polygons(
    _ text: String, moved matrix: [Double]
  ) -> [[(x: Double, y: Double)]] {
    text.split(separator: "M").map { part in
      let numbers = part.split(whereSeparator: { " LZC".contains($0) }).compactMap {
        Double($0)
      }
      return stride(from: 0, to: numbers.count - 1, by: 2).map { place in
        let (x, y) = (numbers[place], numbers[place + 1])
        return (
          matrix[0] * x + matrix[2] * y + matrix[4], matrix[1] * x + matrix[3] * y + matrix[5]
        )
      }
    }.filter { $0.count >= 3 }
  }
}

extension StringProtocol {
  fileprivate func trimmingSuffix(while isDropped: (Character) -> Bool) -> String {
    var rest = self[...]
    while let last = rest.last, isDropped(last) { rest.removeLast() }
    return String(rest)
  }
}

/// The area of a polygon, whichever way it turns.
func area(of polygon: [(x: Double, y: Double)]) -> Double {
  abs(
    polygon.indices.reduce(0) { sum, place in
      let (a, b) = (polygon[place], polygon[(place + 1) % polygon.count])
      return sum + (a.x * b.y - b.x * a.y) / 2
    })
}
