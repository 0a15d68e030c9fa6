import Drawing
import ExactAlgebra
import Foundation
import Regions
import Testing

/// Files of all formats: that they are ones, of the right size, and the same ones every time.
@Suite struct FileTests {
  static let size = PictureSize(width: 240, height: 180, dotsPerInch: 100)

  private static func picture(_ coloring: RegionPicture.Coloring) throws -> RegionPicture {
    var picture = RegionPicture(
      of: try SampleNetwork.small.regions, x: -1...1, y: -1...1, coloring: coloring)
    picture.points = [LabelledPoint(PlanePoint(x: 0, y: 0), label: "a < b & c\u{7}\n")]
    picture.title = "<title> & \"more\"\u{0}\u{1B}"
    return picture
  }

  @Test(arguments: [RegionPicture.Coloring.pattern, .layer, .value(output: 1)])
  func svgIsXML(coloring: RegionPicture.Coloring) throws {
    let data = try Self.picture(coloring).data(as: .svg, size: Self.size)
    let document = try #require(SVGDocument(data))
    #expect(document.root == "svg")
    #expect(document.width == 240)
    #expect(document.title == "<title> & \"more\"")
    #expect(!document.paths.isEmpty)
  }

  @Test func pngHasItsPixels() throws {
    let data = try Self.picture(.pattern).data(as: .png, size: Self.size)
    #expect(data.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]))
    // Width and height, big endian, in the header chunk.
    func number(at place: Int) -> Int {
      data[place..<place + 4].reduce(0) { $0 << 8 | Int($1) }
    }
    #expect(number(at: 16) == 334)
    #expect(number(at: 20) == 250)
  }

  @Test func pdfIsOnePage() throws {
    let data = try Self.picture(.pattern).data(as: .pdf, size: Self.size)
    #expect(data.starts(with: Data("%PDF-".utf8)))
    #expect(data.suffix(8).contains(Data("%%EOF".utf8)))
    let text = String(decoding: data, as: UTF8.self)
    #expect(text.contains("/Count 1"))
    #expect(text.contains("CreationDate (20000101"))
  }

  @Test(arguments: PictureFormat.allCases)
  func sameBytes(format: PictureFormat) async throws {
    let first = try Self.picture(.value(output: 0)).data(as: format, size: Self.size)
    // Other surfaces in between, on other threads.
    let others = try await withThrowingTaskGroup(of: Data.self) { group in
      for _ in 0..<4 {
        group.addTask { try Self.picture(.value(output: 0)).data(as: format, size: Self.size) }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(others.count == 4)
    #expect(others.allSatisfy { $0 == first })
    #expect(try Self.picture(.layer).data(as: format, size: Self.size) != first)
  }

  @Test(arguments: [
    ("a.svg", PictureFormat.svg), ("b/c.d.PDF", .pdf), ("../x.Png", .png),
  ])
  func formatOfName(name: String, format: PictureFormat) throws {
    #expect(try PictureFormat(fileName: name) == format)
  }

  @Test(arguments: ["", "svg", "a.gif", "folder.svg/file", "a.svg ", "a.svg.gz", "a."])
  func otherNames(name: String) throws {
    #expect(throws: DrawingError.unknownFormat(fileName: name)) {
      try PictureFormat(fileName: name)
    }
    let message = DrawingError.unknownFormat(fileName: name).description
    #expect(message.contains("'\(name)'") && message.hasSuffix(".svg, .pdf, .png"))
    #expect(!message.contains("\n"))
  }

  @Test(arguments: [
    (0.0, 200.0, 72.0), (200, 119, 72), (.nan, 200, 72), (200, .nan, 72), (200, 200, .nan),
    (.infinity, 200, 72), (200, 200, .infinity), (200, 200, 0), (200, 200, -1),
    (10_001, 200, 72), (9_000, 9_000, 144),
  ])
  func sizesThatAreRefused(width: Double, height: Double, dots: Double) throws {
    let size = PictureSize(width: width, height: height, dotsPerInch: dots)
    #expect(throws: DrawingError.self) {
      try Self.picture(.pattern).data(as: .png, size: size)
    }
  }

  @Test func windowsThatAreRefused() throws {
    let regions = try SampleNetwork.small.regions
    let flat = RegionPicture(of: regions, x: 1...1, y: 0...1, coloring: .pattern)
    #expect(throws: DrawingError.emptyRange(axis: "x_1")) { try flat.data(as: .svg) }
    let huge = Rational(10).power(400)
    let wide = RegionPicture(of: regions, x: 0...1, y: 0...huge, coloring: .pattern)
    #expect(throws: DrawingError.notFinite(what: "axis x_2")) { try wide.data(as: .svg) }
    let missing = RegionPicture(of: regions, x: -1...1, y: -1...1, coloring: .value(output: 2))
    #expect(throws: DrawingError.noOutput(2, count: 2)) { try missing.data(as: .svg) }
  }
}
