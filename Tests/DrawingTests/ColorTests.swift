import ExactAlgebra
import Testing

@testable import Drawing

@Suite struct ColorTests {
  private func distance(_ a: Color, _ b: Color) -> Double {
    max(abs(a.red - b.red), abs(a.green - b.green), abs(a.blue - b.blue))
  }

  @Test func endsOfASequentialScale() {
    let scale = ColorScale(covering: 2...5)
    #expect(scale.range == 2...5)
    #expect(scale.color(at: 2) == Color(0x440154))
    #expect(scale.color(at: 5) == Color(0xFDE725))
    #expect(scale.color(at: 1) == scale.color(at: 2))
    #expect(scale.color(at: 9) == scale.color(at: 5))
  }

  @Test func zeroIsInTheMiddleOfADivergingScale() {
    let scale = ColorScale(covering: -1...4)
    #expect(scale.range == -1...4)
    #expect(distance(scale.color(at: 0), Color(0xF7F7F7)) < 1e-12)
    #expect(distance(scale.color(at: 4), Color(0x67001F)) < 1e-12)
    // Opposite numbers are equally far from the middle.
    #expect(scale.color(at: -1).blue > scale.color(at: -1).red)
    #expect(scale.color(at: 1).red > scale.color(at: 1).blue)
  }

  @Test(arguments: [0.0...0.0, 3...3, -2...(-2), 1e300...1e300, -1.7e308...1.7e308])
  func extremeRanges(range: ClosedRange<Double>) {
    let scale = ColorScale(covering: range)
    #expect(scale.range.lowerBound < scale.range.upperBound)
    let color = scale.color(at: range.lowerBound)
    #expect((0...1).contains(color.red) && (0...1).contains(color.blue))
  }

  /// Between stops the colour is linear.
  @Test(arguments: [-3.0...2.0, 0.5...7.0])
  func stops(range: ClosedRange<Double>) {
    let scale = ColorScale(covering: range)
    let stops = scale.stops(in: range)
    #expect(stops.first == range.lowerBound && stops.last == range.upperBound)
    #expect(stops.count > 6)
    for (a, b) in zip(stops, stops.dropFirst()) {
      #expect(a < b)
      let middle = scale.color(at: (a + b) / 2)
      #expect(
        distance(middle, scale.color(at: a).mixed(with: scale.color(at: b), by: 0.5)) < 1e-9)
    }
  }

  /// Maximal planar graphs, by putting vertices into triangles.
  @Test func planarGraphsAreColoredProperly() {
    var generator = SeededGenerator(seed: 8)
    for size in [3, 4, 10, 200] {
      var triangles = [[0, 1, 2], [0, 2, 1]]
      var edges: Set<[Int]> = [[0, 1], [0, 2], [1, 2]]
      for vertex in 3..<max(3, size) {
        let index = Int.random(in: triangles.indices, using: &generator)
        let old = triangles.remove(at: index)
        for place in 0..<3 {
          triangles.append([old[place], old[(place + 1) % 3], vertex])
          edges.insert([old[place], vertex])
        }
      }
      #expect(edges.count == 3 * size - 6)
      var neighbors = [[Int]](repeating: [], count: size)
      for edge in edges.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
        neighbors[edge[0]].append(edge[1])
        neighbors[edge[1]].append(edge[0])
      }
      let wishes = (0..<size).map { _ in Int.random(in: 0..<6, using: &generator) }
      let classes = CategoryColors.properColoring(of: neighbors, with: 6, wishes: wishes)
      #expect(classes.count == size && classes.allSatisfy((0..<6).contains))
      #expect(edges.allSatisfy { classes[$0[0]] != classes[$0[1]] })
    }
  }

  /// Neighbouring regions can be told apart on a screen, also by colour-blind people.
  @Test(arguments: [SampleNetwork.small, .deep])
  func neighboursDiffer(sample: SampleNetwork) throws {
    let regions = try sample.regions
    let axis = try Axis("x", over: Rational(-1)...1)
    let geometry = try RegionGeometry(of: regions, x: axis, y: axis)
    let colors = geometry.patternColors
    let neighbors = PolygonNeighbors.classes(
      beside: geometry.polygons, classes: geometry.classes, count: geometry.patterns.count)
    // Every region has a neighbour, and each side of a region is one of two or of the window.
    #expect(neighbors.allSatisfy { !$0.isEmpty })
    #expect(
      PolygonNeighbors.owners(of: geometry.polygons).values.allSatisfy {
        (1...2).contains($0.count)
      })
    for (index, others) in neighbors.enumerated() {
      for vision in ColorVision.allCases {
        #expect(others.allSatisfy { vision.difference(colors[index], colors[$0]) > 6 })
      }
    }
  }

  /// Up to 24 patterns have 24 colours, which all can tell apart, beside each other or not.
  @Test(arguments: [8, 12, 24], ColorVision.allCases)
  func fewPatternsHaveDifferentColors(count: Int, vision: ColorVision) {
    var generator = SeededGenerator(seed: UInt64(count))
    let colors = CategoryColors.ofPatterns(
      neighbors: [[Int]](repeating: [], count: count),
      activities: (0..<count).map { _ in Int.random(in: 0...5, using: &generator) },
      preferences: (0..<count).map { _ in UInt64.random(in: 0...9, using: &generator) })
    #expect(colors.count == count && Set(colors).count == count)
    for a in 0..<count {
      for b in 0..<a { #expect(vision.difference(colors[a], colors[b]) > 13) }
      // White borders and a black line are seen on each.
      #expect(vision.difference(colors[a], .white) > 13)
      #expect(vision.difference(colors[a], .black) > 35)
    }
  }

  /// All hues differ in all degrees of activity.
  @Test(arguments: ColorVision.allCases)
  func huesDiffer(vision: ColorVision) {
    // A complete graph, with patterns of no, some and all neurons.
    let count = CategoryColors.hues.count
    let neighbors = (0..<count).map { index in (0..<count).filter { $0 != index } }
    let idle: [[Int]] = [[], []]
    for activity in 0...4 {
      let colors = CategoryColors.ofPatterns(
        neighbors: neighbors + idle,
        activities: [Int](repeating: activity, count: count) + [0, 4],
        preferences: [UInt64](repeating: 0, count: count + 2))
      for a in 0..<count {
        for b in 0..<a { #expect(vision.difference(colors[a], colors[b]) > 6) }
      }
      #expect(Set(colors.prefix(count)).count == count)
    }
  }

  /// The sequential scale is one of lightness for everybody.
  @Test(arguments: ColorVision.allCases)
  func sequentialScaleIsSeen(vision: ColorVision) {
    let scale = ColorScale(covering: 0...1)
    let colors = (0...10).map { scale.color(at: Double($0) / 10) }
    for (a, b) in zip(colors, colors.dropFirst()) { #expect(vision.difference(a, b) > 5) }
    #expect(vision.difference(colors[0], colors[10]) > 70)
  }
}
