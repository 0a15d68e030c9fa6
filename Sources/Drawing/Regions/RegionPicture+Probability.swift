internal import ExactAlgebra
internal import Foundation
internal import Networks
internal import Regions

extension RegionPicture {
  /// A scale covers so many powers of ten; smaller values have the colour of its lower end.
  private static let decades = 6.0

  /// Regions in the colours of the probabilities of their patterns.
  func probabilityPainting(
    of geometry: RegionGeometry, _ masses: [ActivationPattern: Double]
  ) throws(DrawingError) -> RegionPainting {
    try logarithmicPainting(
      of: geometry, regions.map { masses[$0.pattern] }, named: "log_10 P", largest: 0)
  }

  /// Regions in the colours of their areas.
  func volumePainting(of geometry: RegionGeometry) throws(DrawingError) -> RegionPainting {
    try logarithmicPainting(
      of: geometry, regions.map { Double(approximating: $0.area) }, named: "log_10 volume")
  }

  /// Regions in the colours of a density.
  func densityPainting(
    of geometry: RegionGeometry, _ values: [ActivationPattern: Double]
  ) throws(DrawingError) -> RegionPainting {
    try logarithmicPainting(
      of: geometry, regions.map { values[$0.pattern] }, named: "log_10 density")
  }

  /// Regions in the colours of the logarithms of values; grey where there is none, or zero.
  ///
  /// - Parameter limit: the largest logarithm that is possible.
  private func logarithmicPainting(
    of geometry: RegionGeometry, _ values: [Double?], named name: String,
    largest limit: Double = .infinity
  ) throws(DrawingError) -> RegionPainting {
    let logarithms = values.map { $0.flatMap { $0 > 0 ? log10($0) : nil } }
    let known = logarithms.compactMap { $0 }
    let greatest = min(known.max() ?? min(limit, 0), limit)
    let least = max(known.min() ?? greatest, greatest - Self.decades)
    let scale = ColorScale(
      sequentialOver: (least < greatest ? least : greatest - 1)...greatest)
    let colors = logarithms.map { value in
      value.map { scale.color(at: max($0, least)) } ?? Color(0xE2E2E2)
    }
    return RegionPainting(bar: try ColorBar(name, scale)) { canvas, frame in
      let outlines = geometry.outlines(in: frame)
      canvas.fill(outlines, with: colors)
      let width = geometry.borderWidth(in: frame)
      if width > 0 {
        canvas.stroke(outlines, isClosed: true, color: Color(0x303030), width: 0.7 * width)
      }
    }
  }
}
