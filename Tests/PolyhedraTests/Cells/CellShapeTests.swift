import ExactAlgebra
import Testing

@testable import Polyhedra

/// Cells whose faces are known.
@Suite struct CellShapeTests {
  /// Half-planes around the unit circle, each touching it at a rational point.
  static func tangents(_ count: Int) -> [HalfSpace] {
    (0..<count).map { number in
      // Rational points lie near the directions in equal steps; the last one is (-1, 0).
      guard number < count - 1 else { return HalfSpace(normal: [1, 0], offset: 1) }
      let t = Rational(Integer(2 * number - count + 2), 12)
      let (square, size) = (1 - t * t, 1 + t * t)
      return HalfSpace(normal: [-square / size, -2 * t / size], offset: 1)
    }
  }

  /// The same points, and the largest coefficient is 1 or -1.
  @Test(arguments: tangents(9) + [HalfSpace(normal: [2, -6], offset: 3, isOpen: false)])
  func scaledHalfSpace(halfSpace: HalfSpace) {
    let scaled = halfSpace.scaled
    #expect(scaled.normal.map(\.magnitude).max() == 1 && scaled.isOpen == halfSpace.isOpen)
    #expect(scaled.form == halfSpace.form)
    let nothing = HalfSpace(normal: [0, 0], offset: -3)
    #expect(nothing.scaled == nothing)
  }

  /// More facets than the 64 that fit into a word.
  @Test(arguments: [5, 63, 64, 65, 66, 130, 200])
  func tangentsOfACircle(count: Int) throws {
    let cell = try #require(GeneratedCell(dimension: 2, Self.tangents(count)))
    #expect(cell.isBounded && cell.facets.count == count)
    #expect(cell.facets.map(\.label) == (1...count).map { -$0 })
    #expect(cell.vertices?.count == count)
    let polygon = try #require(cell.boundaryPolygon)
    #expect(polygon.corners.count == count && Set(polygon.corners).count == count)
    for corner in polygon.corners {
      #expect(corner[0] * corner[0] + corner[1] * corner[1] > 1)
    }
    for facet in cell.facets {
      let point = cell.point(on: facet)
      #expect(HalfSpace(form: facet.form).value(at: point).isZero)
      #expect(Self.tangents(count).count { $0.value(at: point).isZero } == 1)
    }
    // One cut away from all corners but few, and all cells after it.
    let forms = LinearForms([IntegerVector([7, 13, 5]), IntegerVector([1, 0, 1])])
    #expect(cell.side(of: 0, in: forms) == .both && cell.side(of: 1, in: forms) == .positive)
    let parts = cell.cut(by: 0, in: forms, label: 7)
    let facetCounts = [parts.negative, parts.positive].map(\.facets.count)
    // The line meets two sides, which bound both parts.
    #expect(facetCounts.reduce(0, +) == count + 4)
    for part in [parts.negative, parts.positive] {
      var simple = part
      simple.simplify()
      #expect(simple.facets.map(\.label) == part.facets.map(\.label))
      #expect(simple.slots.count == part.facets.count + 1)
      #expect(simple.facets.last?.label == 7)
      #expect(simple.boundaryPolygon?.corners.count == part.facets.count)
      #expect(simple.interiorPoint == part.interiorPoint)
    }
  }

  @Test func tangentsByPrograms() throws {
    let cell = try #require(try WitnessedCell(dimension: 2, Self.tangents(70)))
    #expect(cell.isBounded && cell.facets.map(\.label) == (1...70).map { -$0 })
  }

  /// Half-spaces above a paraboloid, one for each point of a grid, all of them facets.
  @Test func tangentsOfAParaboloid() throws {
    let grid = (-4...4).flatMap { a in (-4...4).map { b in (a, b) } }
    let rows = grid.map { a, b in
      HalfSpace(normal: [Rational(-2 * a), Rational(-2 * b), 1], offset: Rational(a * a + b * b))
    }
    let cell = try #require(GeneratedCell(dimension: 3, rows))
    #expect(cell.facets.count == 81 && !cell.isBounded)
    // Four neighbours meet above the centre of each square of the grid.
    #expect(cell.vertices?.count == 64)
    for (facet, (a, b)) in zip(cell.facets, grid) {
      let point = cell.point(on: facet)
      #expect(rows.count { $0.value(at: point).isZero } == 1)
      #expect(rows.allSatisfy { $0.value(at: point) >= 0 })
      #expect(
        HalfSpace(form: facet.form).value(at: [Rational(a), Rational(b), Rational(a * a + b * b)])
          == 0)
    }
  }

  /// A cube, and a cut through six of its edges, through corners, and along a face.
  @Test func cube() throws {
    let rows = (0..<3).flatMap { axis in
      [1, -1].map { sign in
        HalfSpace(normal: (0..<3).map { $0 == axis ? Rational(sign) : 0 }, offset: 1)
      }
    }
    var cell = try #require(GeneratedCell(dimension: 3, rows))
    #expect(cell.facets.count == 6 && cell.vertices?.count == 8 && cell.isBounded)
    let cuts: [(form: [Int], side: Side, facets: [Int], vertices: [Int])] = [
      ([1, 1, 1, 0], .both, [7, 7], [10, 10]), ([1, -1, 0, 0], .both, [5, 5], [6, 6]),
      ([1, 1, 1, 1], .both, [4, 7], [4, 7]), ([1, 0, 0, 1], .positive, [], []),
      ([1, 1, 1, -3], .negative, [], []), ([0, 0, 0, 0], .neither, [], []),
      ([0, 0, 0, -2], .negative, [], []), ([0, 0, 1, 0], .both, [6, 6], [8, 8]),
    ]
    let forms = LinearForms(cuts.map { IntegerVector($0.form) })
    #expect(try cell.sides(of: forms) == cuts.map(\.side))
    for (index, cut) in cuts.enumerated() where cut.side == .both {
      let parts = cell.cut(by: index, in: forms, label: index)
      #expect([parts.negative, parts.positive].map(\.facets.count) == cut.facets)
      #expect([parts.negative, parts.positive].map { $0.vertices?.count } == cut.vertices)
    }
  }

  /// Cells that contain lines: a slab, a wedge, and the whole space.
  @Test func lines() throws {
    let slab = [HalfSpace(normal: [1, 2, 0]), HalfSpace(normal: [-1, -2, 0], offset: 1)]
    let wedge = [HalfSpace(normal: [1, 0, 0]), HalfSpace(normal: [1, 1, 0], offset: 5)]
    let forms = LinearForms([
      IntegerVector([1, 2, 0, 1]), IntegerVector([-1, -2, 0, 0]), IntegerVector([0, 0, 1, -9]),
      IntegerVector([3, 6, 0, -1]),
    ])
    for rows in [slab, wedge, []] {
      let generated = try #require(GeneratedCell(dimension: 3, rows))
      let witnessed = try #require(try WitnessedCell(dimension: 3, rows))
      #expect(generated.vertices == nil && !generated.isBounded && !witnessed.isBounded)
      #expect(generated.boundaryPolygon == nil)
      for cell in [generated, witnessed] as [any PolyhedralCell] {
        #expect(cell.facets.map(\.label) == rows.indices.map { -1 - $0 })
        #expect(rows.allSatisfy { $0.contains(cell.interiorPoint) })
        for facet in cell.facets {
          #expect(rows.map { $0.value(at: cell.point(on: facet)).signum() }.sorted() == [0, 1])
        }
      }
    }
    var cell = try #require(GeneratedCell(dimension: 3, slab))
    #expect(try cell.sides(of: forms) == [.positive, .negative, .both, .both])
    cell = cell.cut(by: 2, in: forms, label: 2).negative
    #expect(cell.facets.map(\.label) == [-1, -2, 2] && cell.vertices == nil)
    cell = cell.cut(by: 3, in: forms, label: 3).positive
    #expect(cell.facets.map(\.label) == [-2, 2, 3])
  }

  /// Three hyperplanes through one plane, so that corners opposite in a square have as many
  /// inequalities in common as the ends of an edge; only edges get new corners.
  @Test func squareWithoutDiagonals() throws {
    let box = (0..<4).flatMap { axis in
      [1, -1].map { sign in
        HalfSpace(normal: (0..<4).map { $0 == axis ? Rational(sign) : 0 }, offset: 1)
      }
    }
    let forms = LinearForms(
      [[1, 1, 0, 0, 0], [1, 0, 0, 0, 0], [0, 1, 0, 0, 0], [0, 0, 1, 1, 0]].map {
        IntegerVector($0)
      })
    var cell = try #require(GeneratedCell(dimension: 4, box))
    for index in 0..<3 { cell = cell.cut(by: index, in: forms, label: index).positive }
    #expect(cell.vertices?.count == 16 && cell.facets.count == 8)
    // Four corners in the first two coordinates, times the three of a triangle.
    let parts = cell.cut(by: 3, in: forms, label: 3)
    for part in [parts.negative, parts.positive] {
      #expect(part.vertices?.count == 12 && part.facets.count == 7)
    }
  }

  /// So many cuts that the inequalities without effect are left out.
  @Test func manyCutsOfAnInterval() throws {
    let rows = [HalfSpace(normal: [1]), HalfSpace(normal: [-1], offset: Rational(1 << 20))]
    var generated = try #require(GeneratedCell(dimension: 1, rows))
    var witnessed = try #require(try WitnessedCell(dimension: 1, rows))
    let forms = LinearForms((0..<20).map { IntegerVector([-1, 1 << (19 - $0)]) })
    for index in 0..<20 {
      generated = generated.cut(by: index, in: forms, label: index).positive
      witnessed = try witnessed.cut(by: index, in: forms, label: index).positive
      generated.simplify()
      try witnessed.simplify()
      for cell in [generated, witnessed] as [any PolyhedralCell] {
        #expect(cell.facets.map(\.label) == [-1, index])
        #expect(cell.facets.map { cell.point(on: $0) } == [[0], [Rational(1 << (19 - index))]])
        #expect(cell.isBounded && cell.interiorPoint[0] < Rational(1 << (19 - index)))
      }
    }
  }

  @Test func noCoordinates() throws {
    for rows in [[], [HalfSpace(normal: [], offset: 2)]] {
      let generated = try #require(GeneratedCell(dimension: 0, rows))
      let witnessed = try #require(try WitnessedCell(dimension: 0, rows))
      for cell in [generated, witnessed] as [any PolyhedralCell] {
        #expect(cell.isBounded && cell.facets.isEmpty && cell.interiorPoint.isEmpty)
        var cell = cell
        let forms = LinearForms([[3], [-3], [0]].map { IntegerVector($0) })
        #expect(try cell.sides(of: forms) == [.positive, .negative, .neither])
      }
      #expect(generated.vertices == [[]])
    }
    for offset in [0, -1] as [Rational] {
      #expect(GeneratedCell(dimension: 0, [HalfSpace(normal: [], offset: offset)]) == nil)
      #expect(try WitnessedCell(dimension: 0, [HalfSpace(normal: [], offset: offset)]) == nil)
    }
  }
}
