public import Foundation

/// A picture as a part of a page of HTML: one element of SVG, with a title and a description for those who do not see it.
///
///     let data = try picture.data(as: .svg)
///     let element = PageElement(data, named: "regions", title: "Regions", description: "299 polygons")
///     page += element.text
///
/// Names inside of the picture begin with that of the element, so that several stand on a page.
public struct PageElement: Sendable {
  /// The element.
  public let text: String

  /// A picture in SVG as an element.
  ///
  /// - Parameters:
  ///   - picture: a file that one of the pictures of this module made.
  ///   - name: a name that no other element of the page has: letters, digits and hyphens.
  ///   - title: what the picture is.
  ///   - description: what is to be seen.
  public init(_ picture: Data, named name: String, title: String, description: String) {
    let file = String(decoding: picture, as: UTF8.self)
    // What stands before is the declaration of XML.
    let start = file.firstRange(of: "<svg")?.lowerBound ?? file.startIndex
    let body = Self.renaming(file[start...], by: name)
    let attributes =
      " role=\"img\" aria-labelledby=\"\(name)-title\" aria-describedby=\"\(name)-description\""
    let words =
      "\n<title id=\"\(name)-title\">\(Self.escaped(title))</title>"
      + "\n<desc id=\"\(name)-description\">\(Self.escaped(description))</desc>"
    var text = body
    if let tag = text.firstRange(of: "<svg"), let end = text[tag.upperBound...].firstIndex(of: ">")
    {
      text.insert(contentsOf: words, at: text.index(after: end))
      text.insert(contentsOf: attributes, at: tag.upperBound)
    }
    while text.last?.isWhitespace == true { text.removeLast() }
    self.text = text
  }

  /// Names, and references to them, inside of tags; text between tags stays.
  private static func renaming(_ file: Substring, by name: String) -> String {
    var result = ""
    result.reserveCapacity(file.utf8.count * 9 / 8)
    for part in file.split(separator: "<", omittingEmptySubsequences: false).enumerated() {
      guard part.offset > 0 else {
        result += part.element
        continue
      }
      let end = part.element.firstIndex(of: ">") ?? part.element.endIndex
      result += "<"
      result += part.element[..<end].replacing(" id=\"", with: " id=\"\(name)-")
        .replacing("url(#", with: "url(#\(name)-").replacing("href=\"#", with: "href=\"#\(name)-")
      result += part.element[end...]
    }
    return result
  }

  private static func escaped(_ text: String) -> String {
    text.drawable.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
      .replacing(">", with: "&gt;")
  }
}
