import Foundation
import Testing

@testable import Drawing

/// Pictures as parts of pages.
@Suite struct PageElementTests {
  private static let file = """
    <?xml version="1.0" encoding="UTF-8"?>
    <svg xmlns="http://www.w3.org/2000/svg" width="10pt">
    <defs><clipPath id="clip1"><path d="M 0 0"/></clipPath></defs>
    <g clip-path="url(#clip1)"><use xlink:href="#clip1"/></g>
    <text> id="clip1" url(#clip1)</text>
    </svg>

    """

  @Test func namesBelongToTheElement() {
    let element = PageElement(
      Data(Self.file.utf8), named: "a-1", title: "x < y & \u{1}z", description: "\"d\"")
    #expect(
      element.text == """
        <svg role="img" aria-labelledby="a-1-title" aria-describedby="a-1-description" \
        xmlns="http://www.w3.org/2000/svg" width="10pt">
        <title id="a-1-title">x &lt; y &amp; z</title>
        <desc id="a-1-description">"d"</desc>
        <defs><clipPath id="a-1-clip1"><path d="M 0 0"/></clipPath></defs>
        <g clip-path="url(#a-1-clip1)"><use xlink:href="#a-1-clip1"/></g>
        <text> id="clip1" url(#clip1)</text>
        </svg>
        """)
  }

  /// What cairo writes: all names, and nothing else of it.
  @Test func pictures() throws {
    let bars = (1...9).map { LawFigure.Bar(name: "\($0)", probability: 1 / Double($0 * 9)) }
    let figure = LawFigure(
      density: [.init(value: 0, density: 1), .init(value: 1, density: 0)], atoms: [], bars: bars)
    let data = try figure.data(as: .svg, size: PictureSize(width: 520, height: 260))
    let element = PageElement(data, named: "law", title: "Law", description: "A law").text
    #expect(element.hasPrefix("<svg role=\"img\"") && element.hasSuffix("</svg>"))
    let names = element.matches(of: #/ id="([^"]*)"/#).map(\.1)
    #expect(names.count >= 4 && Set(names).count == names.count)
    #expect(names.allSatisfy { $0.hasPrefix("law-") })
    let references = element.matches(of: #/url\(\#([^)]*)\)/#).map(\.1)
    #expect(!references.isEmpty && Set(references).isSubset(of: Set(names)))
  }
}
