import ExactAlgebra
import Foundation
import Networks
import Regions
import Testing

@testable import Drawing

/// Pages: their pixels, sizes, letters, and what stands beside a picture.
@Suite struct PageTests {
  private static func picture(_ sample: SampleNetwork = .small) throws -> RegionPicture {
    RegionPicture(of: try sample.regions, x: -1...1, y: -1...1, coloring: .pattern)
  }

  /// Vertical stripes, each a region of its own.
  private static func stripes(_ count: Int) -> [PlanarRegion] {
    (0..<count).map { index in
      let (left, right) = (Rational(index), Rational(index + 1))
      return PlanarRegion(
        pattern: ActivationPattern([(0..<8).map { index >> $0 & 1 == 1 }]),
        corners: [
          PlanePoint(x: left, y: 0), PlanePoint(x: right, y: 0), PlanePoint(x: right, y: 10),
          PlanePoint(x: left, y: 10),
        ],
        sides: [[], [], [], []], outputs: [[1, 0, -1]])
    }
  }

  private static func picture(ofStripes count: Int) -> RegionPicture {
    RegionPicture(of: stripes(count), x: 0...Rational(count), y: 0...10, coloring: .pattern)
  }

  /// The rim of a page is white wherever its size in pixels comes from.
  @Test(arguments: [71.3, 100, 101, 133.7, 299])
  func rimIsWhite(dots: Double) throws {
    let size = PictureSize(width: 241, height: 173.5, dotsPerInch: dots)
    let canvas = try Canvas(.png, size, scale: 1.25, title: "")
    #expect(abs(canvas.page.width - 241 / 1.25) < 1e-9)
    let pixels = try #require(PNGPixels(canvas.data()))
    #expect(pixels.width == Int((241 * dots / 72).rounded(.up)))
    #expect(pixels.height == Int((173.5 * dots / 72).rounded(.up)))
    #expect(pixels.bytes.count > 1000 && pixels.bytes.allSatisfy { $0 == 255 })
  }

  @Test func resolutionIsInTheFile() throws {
    let size = PictureSize(width: 240, height: 180, dotsPerInch: 300)
    let data = Array(try Self.picture().data(as: .png, size: size))
    // Directly behind the header: 11811 pixels in a metre, both ways.
    #expect(Array(data[33..<41]) == [0, 0, 0, 9] + Array("pHYs".utf8))
    #expect(Array(data[41..<50]) == [0, 0, 0x2E, 0x23, 0, 0, 0x2E, 0x23, 1])
    // The checksum of the empty end chunk is known.
    #expect(PNGResolution.checksum(of: Array("IEND".utf8)) == 0xAE42_6082)
    let sum = PNGResolution.checksum(of: Array(data[37..<50]))
    #expect(data[50..<54].reduce(0) { $0 << 8 | UInt32($1) } == sum)
  }

  @Test func textIsText() throws {
    var picture = try Self.picture()
    picture.title = "a < b & c"
    picture.xName = "speed"
    let document = try #require(SVGDocument(try picture.data(as: .svg)))
    #expect(document.texts.contains("a < b & c") && document.texts.contains("speed"))
    #expect(document.texts.contains("x2") && document.texts.contains("Pattern, part of area"))
    let patterns = Set(picture.regions.map(\.pattern.description))
    #expect(patterns.count > 5 && patterns.isSubset(of: document.texts))
    let text = String(decoding: try picture.data(as: .svg), as: UTF8.self)
    #expect(!text.contains("<symbol") && !text.contains("glyph"))
  }

  @Test func legendEndsAtTwentyFour() throws {
    for count in [1, 7, 8, 24, 25, 60] {
      let picture = Self.picture(ofStripes: count)
      let document = try #require(
        SVGDocument(try picture.data(as: .svg, size: PictureSize(width: 900, height: 600))))
      let colors = try RegionGeometry(
        of: picture.regions, x: Axis("x", over: picture.x), y: Axis("y", over: picture.y)
      ).patternColors
      #expect(colors.count == count)
      if count <= 24 {
        #expect(Set(colors.map { "\($0)" }).count == count)
      }
      let named = document.texts.count { text in
        text.count == 8 && text.allSatisfy { "01".contains($0) }
      }
      // What has no room on the page is counted.
      let others = document.texts.compactMap { text in
        text.hasPrefix("and ") ? Int(text.split(separator: " ")[1]) : nil
      }
      #expect(named + others.reduce(0, +) == (count <= 24 ? count : 0))
      #expect((named > 0) == (count <= 24))
    }
  }

  /// The page ends where the picture does, and one scale holds for both axes.
  @Test(arguments: [
    (width: 5, height: 5), (5, 2), (2, 5), (100, 1), (1, 100),
  ])
  func noBlankBands(box: (width: Int, height: Int)) throws {
    let square = PlanarRegion(
      pattern: ActivationPattern([[true]]),
      corners: [(0, 0), (box.width, 0), (box.width, box.height), (0, box.height)].map {
        PlanePoint(x: Rational($0.0), y: Rational($0.1))
      },
      sides: [[], [], [], []], outputs: [[0, 0, 5]])
    var picture = RegionPicture(
      of: [square], x: 0...Rational(box.width), y: 0...Rational(box.height), coloring: .pattern)
    picture.hasLegend = false
    for size in [PictureSize.fitted(width: 440), PictureSize(width: 500, height: 300)] {
      let document = try #require(SVGDocument(try picture.data(as: .svg, size: size)))
      let frame = try #require(document.frame)
      let (xs, ys) = (frame.map(\.x), frame.map(\.y))
      let (left, right) = (xs.min()!, xs.max()!)
      #expect(ys.min()! < 16 && document.height - ys.max()! < 55)
      #expect(left < 60 && document.width - right < 16)
      let ratio = Double(box.width) / Double(box.height)
      if size.isFitted, ratio > 0.34, ratio < 2.9 {
        let drawn = (right - left) / (ys.max()! - ys.min()!)
        #expect(abs(drawn / ratio - 1) < 0.02)
      }
    }
  }

  @Test func lettersGrowWithThePage() throws {
    func sizes(_ width: Double, _ height: Double) throws -> [Double] {
      let data = try Self.picture().data(
        as: .svg, size: PictureSize(width: width, height: height))
      return try #require(SVGDocument(data)).fontSizes
    }
    let (plain, large, small) = try (sizes(440, 320), sizes(1320, 960), sizes(200, 150))
    #expect(plain.contains(7.5) && plain.contains(9))
    #expect(large.contains(22.5) && large.contains(27))
    // Still legible.
    #expect(small.min()! > 4 && small.max()! < 9)
  }

  @Test func boundaryIsDrawn() throws {
    var picture = Self.picture(ofStripes: 3)
    func lines() throws -> [SVGDocument.Path] {
      let document = try #require(SVGDocument(try picture.data(as: .svg)))
      return document.paths.filter { $0.stroke.contains("0%,0%,0%") || $0.stroke == "black" }
    }
    #expect(try lines().isEmpty)
    picture.boundary = .zero(output: 0)
    #expect(try !lines().isEmpty)
    // x = 1 is a side of two stripes.
    let axis = try Axis("x", over: 0...Rational(3))
    let segments = try picture.boundaryLines(axis, try Axis("y", over: 0...Rational(10)))
    #expect(segments.count == 1)
    #expect(abs(segments[0].start.x - 1.0 / 3) < 1e-12 && segments[0].end.x == segments[0].start.x)
    picture.boundary = .zero(output: 1)
    #expect(throws: DrawingError.noOutput(1, count: 1)) { try picture.data(as: .svg) }
  }
}
