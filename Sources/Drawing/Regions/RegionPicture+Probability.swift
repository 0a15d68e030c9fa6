internal import Foundation
internal import Networks
internal import Regions

extension RegionPicture {
  /// The scale covers so many powers of ten; smaller probabilities have the colour of its lower end.
  private static let decades = 6.0

  /// Regions in the colours of the probabilities of their patterns.
  func probabilityPainting(
    of geometry: RegionGeometry, _ masses: [ActivationPattern: Double]
  ) throws(DrawingError) -> RegionPainting {
    let logarithms = regions.map { region -> Double? in
      masses[region.pattern].flatMap { $0 > 0 ? log10($0) : nil }
    }
    let known = logarithms.compactMap { $0 }
    let greatest = known.max() ?? 0
    let least = max(known.min() ?? 0, greatest - Self.decades)
    let scale = ColorScale(covering: least < 0 || greatest > 0 ? least...min(greatest, 0) : -1...0)
    let colors = logarithms.map { value in
      value.map { scale.color(at: max($0, least)) } ?? Color(0xE2E2E2)
    }
    return RegionPainting(bar: try ColorBar("log_10 P", scale)) { canvas, frame in
      let outlines = geometry.outlines(in: frame)
      canvas.fill(outlines, with: colors)
      let width = geometry.borderWidth(in: frame)
      if width > 0 {
        canvas.stroke(outlines, isClosed: true, color: Color(0x303030), width: 0.7 * width)
      }
    }
  }
}
