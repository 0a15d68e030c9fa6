internal import ExactAlgebra
internal import Networks
internal import Regions

/// Regions as they are drawn: corners as parts of two axes, and what belongs together.
struct RegionGeometry {
  /// The distinct corners, each from 0 to 1 along both axes.
  let corners: [(x: Double, y: Double)]
  /// For each region the indices of its corners.
  let polygons: [[Int]]
  /// For each region the index of its pattern.
  let classes: [Int]
  /// The distinct patterns, as text, in the order of their first regions.
  let patterns: [String]
  /// The number of active neurons of each pattern.
  let activities: [Int]
  /// The area of each pattern, in units of the axes.
  let areas: [Rational]

  /// The geometry of regions.
  ///
  /// - Throws: `DrawingError.notFinite` for corners that lie too far outside the window.
  init(of regions: [PlanarRegion], x: Axis, y: Axis) throws(DrawingError) {
    var indices: [PlanePoint: Int] = [:]
    var corners: [(x: Double, y: Double)] = []
    polygons = regions.map { region in
      region.corners.map { corner in
        if let index = indices[corner] { return index }
        indices[corner] = corners.count
        corners.append((x.part(of: corner.x), y.part(of: corner.y)))
        return corners.count - 1
      }
    }
    self.corners = corners
    var classOf: [ActivationPattern: Int] = [:]
    var areas: [Rational] = []
    var representatives: [ActivationPattern] = []
    classes = regions.map { region in
      let index = classOf[region.pattern, default: representatives.count]
      if index == representatives.count {
        classOf[region.pattern] = index
        representatives.append(region.pattern)
        areas.append(0)
      }
      areas[index] += region.area
      return index
    }
    self.areas = areas
    patterns = representatives.map(\.description)
    activities = representatives.map { $0.layers.joined().count { $0 } }
    // Far outside, cairo's coordinates would overflow.
    guard corners.allSatisfy({ abs($0.x) < 100 && abs($0.y) < 100 }) else {
      throw .notFinite(what: "corners far outside the window")
    }
  }

  /// A colour for each pattern.
  var patternColors: [Color] {
    CategoryColors.ofPatterns(
      neighbors: PolygonNeighbors.classes(
        beside: polygons, classes: classes, count: patterns.count),
      activities: activities, preferences: patterns.map(\.stableHash))
  }

  /// The patterns by descending area.
  var patternsByArea: [Int] {
    patterns.indices.sorted { a, b in
      areas[a] == areas[b] ? patterns[a] < patterns[b] : areas[a] > areas[b]
    }
  }

  /// The polygons on the page.
  func outlines(in frame: PlaneFrame) -> [[PagePoint]] {
    let places = corners.map { frame.place($0.x, $0.y) }
    return polygons.map { $0.map { places[$0] } }
  }

  /// A width for the borders of regions that does not cover them where they are small.
  func borderWidth(in frame: PlaneFrame) -> Double {
    let side = (frame.box.width * frame.box.height / Double(max(1, polygons.count))).squareRoot()
    return side < 3 ? 0 : min(0.6, 0.03 * side)
  }
}

extension String {
  /// A number that is the same in every run: FNV-1a (Fowler, Noll and Vo).
  var stableHash: UInt64 {
    utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }
}
