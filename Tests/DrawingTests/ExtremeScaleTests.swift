import ExactAlgebra
import Foundation
import Networks
import Regions
import Testing

@testable import Drawing

/// Pictures of windows and values of all sizes.
@Suite struct ExtremeScaleTests {
  /// The numbers in a legend are exact quotients, also where areas are beyond double precision.
  @Test(arguments: ["1e-300", "1e-200", "1", "1e200", "1e300"])
  func sharesOfArea(size: String) throws {
    let size = try Rational(parsing: size)
    let half = size * Rational(1, 2)
    func region(_ pattern: String, from left: Rational, to right: Rational) throws -> PlanarRegion {
      let corners = [(left, 0), (right, 0), (right, size), (left, size)]
      return PlanarRegion(
        pattern: try ActivationPattern(parsing: pattern),
        corners: corners.map { PlanePoint(x: $0.0, y: $0.1) },
        sides: [[], [], [], []], outputs: [[0, 0, 0]])
    }
    let regions = [
      try region("0", from: 0, to: half), try region("1", from: half, to: size),
    ]
    let picture = RegionPicture(of: regions, x: 0...size, y: 0...size, coloring: .pattern)
    let axes = (x: try Axis("x", over: 0...size), y: try Axis("y", over: 0...size))
    let painting = try picture.painting(of: RegionGeometry(of: regions, x: axes.x, y: axes.y))
    #expect(painting.legends.flatMap(\.entries).map(\.note) == ["50.0 %", "50.0 %"])
    #expect(try !picture.data(as: .svg).isEmpty)
  }

  private static let least = Double.leastNonzeroMagnitude

  /// Scales of values that are nearly equal, or so small that their halves vanish.
  @Test(arguments: [
    0...least, -least...least, 2 * least...3 * least, 0...1e-308, -1e-307...2e-308, 0...3e-308,
    1e-300...2e-300, 1e307...1.7e308, -1.7e308...1.7e308, 0...0, 1...1, 2e-308...2e-308,
  ])
  func scales(range: ClosedRange<Double>) throws {
    let scale = ColorScale(covering: range)
    #expect(scale.range.lowerBound < scale.range.upperBound)
    for value in [range.lowerBound, range.upperBound, range.lowerBound / 2 + range.upperBound / 2] {
      let color = scale.color(at: value)
      #expect([color.red, color.green, color.blue].allSatisfy { (0...1).contains($0) })
    }
    let axis = try Axis("f", over: scale.range)
    #expect(axis.part(at: range.lowerBound).isFinite && axis.part(at: range.upperBound).isFinite)
  }

  /// Boundary functions whose products vanish by underflow, or whose differences overflow, are cut all the same.
  @Test(arguments: [1e-300, 1e-170, 1, 1e170, 1e308])
  func boundariesOfAllSizes(size: Double) throws {
    let axis = try Axis("x", over: Rational(-1)...1)
    let function = PiecewiseSmoothFunction(
      x: axis, y: axis, valueName: "f", pointCount: 1, widths: [1]
    ) {
      x, y in
      PiecewiseSmoothFunction.Sample(boundaries: [size * (x + 0.3 * y - 0.21)], value: x)
    }
    let mesh = try SurfaceMesh(of: function, cells: 8)
    #expect(mesh.regions.count == 2)
    #expect(abs(mesh.areas.reduce(0, +) - 1) < 1e-9)
    // The boundary is zero at x = 0.21 in the middle, and is linear.
    let areas = Dictionary(uniqueKeysWithValues: zip(mesh.regions.map { $0[0] }, mesh.areas))
    #expect(abs(areas[false]! - 1.21 / 2) < 1e-9)
  }
}
