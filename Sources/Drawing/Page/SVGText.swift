internal import Foundation

/// What cairo's SVG lacks: a title, text that can be searched and changed, and names that do not
/// depend on what was drawn before.
enum SVGText {
  /// A finished file.
  ///
  /// - Parameters:
  ///   - texts: elements that stand on top of what was drawn.
  ///   - scale: the points of a unit in these elements.
  static func finished(_ data: Data, title: String, texts: [String], scale: Double) -> Data {
    var data = data
    if !texts.isEmpty, let end = data.lastRange(of: Data("</svg>".utf8)) {
      let group =
        "<g transform=\"scale(\(number(scale)))\">\n" + texts.map { $0 + "\n" }.joined() + "</g>\n"
      data.insert(contentsOf: Data(group.utf8), at: end.lowerBound)
    }
    // cairo counts all surfaces of the process; the name is used nowhere else.
    if let name = data.firstRange(of: Data("id=\"surface".utf8)),
      let end = data[name.upperBound...].firstIndex(of: UInt8(ascii: "\""))
    {
      data.replaceSubrange(name.lowerBound...end, with: Data("id=\"picture\"".utf8))
    }
    guard !title.isEmpty, let tag = data.firstRange(of: Data("<svg".utf8)),
      let end = data[tag.upperBound...].firstIndex(of: UInt8(ascii: ">"))
    else { return data }
    let element = Data("\n<title>\(escaped(title))</title>".utf8)
    data.insert(contentsOf: element, at: end + 1)
    return data
  }

  /// Text in one or more fonts around a point on its base line.
  static func element(
    _ runs: [Canvas.TextRun], at base: PagePoint, _ place: TextPlace, color: Color,
    isUpright: Bool
  ) -> String {
    let anchor =
      switch place {
      case .left: "end"
      case .center: "middle"
      case .right: "start"
      }
    let turn = isUpright ? " rotate(-90)" : ""
    var drop = 0.0
    let spans = runs.map { run in
      defer { drop = run.drop }
      let shift = run.drop == drop ? "" : " dy=\"\(number(run.drop - drop))\""
      return "<tspan font-family=\"\(run.isFixedPitch ? "monospace" : "sans-serif")\""
        + (run.isItalic ? " font-style=\"italic\"" : "")
        + " font-size=\"\(number(run.size))\"\(shift)>\(escaped(run.text))</tspan>"
    }
    return "<text xml:space=\"preserve\" transform=\"translate(\(number(base.x)),"
      + "\(number(base.y)))\(turn)\" text-anchor=\"\(anchor)\" fill=\"\(color.code)\">"
      + spans.joined() + "</text>"
  }

  /// A number with at most three decimals.
  private static func number(_ value: Double) -> String {
    let thousandths = (value * 1000).rounded()
    let whole = thousandths.truncatingRemainder(dividingBy: 1000) == 0
    return whole ? "\(Int(thousandths / 1000))" : "\(thousandths / 1000)"
  }

  private static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
  }
}

extension String {
  /// The text without control characters, which have no picture and are not allowed in XML, and
  /// with blanks in the place of line ends.
  var drawable: String {
    var result = ""
    for scalar in unicodeScalars {
      switch scalar.properties.generalCategory {
      case .control, .lineSeparator, .paragraphSeparator:
        if scalar.properties.isWhitespace { result.unicodeScalars.append(" ") }
      case .unassigned, .privateUse:
        result.unicodeScalars.append("\u{FFFD}")
      default:
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
