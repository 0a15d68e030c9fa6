internal import Foundation

/// What cairo's SVG lacks: a title, and names that do not depend on what was drawn before.
enum SVGText {
  /// A finished file.
  static func finished(_ data: Data, title: String) -> Data {
    var data = data
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
