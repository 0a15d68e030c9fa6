import ExactAlgebra
import Polyhedra
import Testing

struct VolumeTests {
  /// The hull of points with the origin inside, by its polar body.
  private func hull(of points: [[Rational]]) throws -> GeneratedCell {
    let dimension = points[0].count
    let center = (0..<dimension).map { axis in
      points.reduce(0) { $0 + $1[axis] } / Rational(Integer(points.count))
    }
    let polar = try #require(
      GeneratedCell(
        dimension: dimension,
        points.map { point in
          HalfSpace(normal: zip(center, point).map { $0 - $1 }, offset: 1)
        }))
    let facets = try #require(polar.vertices)
    return try #require(
      GeneratedCell(
        dimension: dimension,
        facets.map { facet in
          HalfSpace(
            normal: facet.map { -$0 },
            offset: 1 + zip(facet, center).reduce(0) { $0 + $1.0 * $1.1 })
        }))
  }

  private func box(_ sides: [(Rational, Rational)]) throws -> GeneratedCell {
    try #require(
      GeneratedCell(
        dimension: sides.count,
        sides.enumerated().flatMap { axis, side in
          let unit: [Rational] = sides.indices.map { $0 == axis ? 1 : 0 }
          return [
            HalfSpace(normal: unit, offset: -side.0),
            HalfSpace(normal: unit.map { -$0 }, offset: side.1),
          ]
        }))
  }

  /// `(a, b, c, ab, ac, bc)` for bits `a, b, c`: a simplicial hull with many repeated pieces in
  /// dimension 6, whose volume a program gave as 41/240.
  @Test func correlationPolytope() throws {
    let bits: [[Rational]] = (0..<8).map { number in
      let (a, b, c) = (number & 1, number >> 1 & 1, number >> 2 & 1)
      return [a, b, c, a * b, a * c, b * c].map { Rational(Integer($0)) }
    }
    #expect(try hull(of: bits).volume() == Rational(1, 180))
  }

  /// A hull whose volume a program gave as 16/3.
  @Test func hullOfFivePoints() throws {
    let points: [[Rational]] = [[-1, 1, 1], [-1, -1, 1], [1, 0, -1], [1, 1, 1], [0, 1, -1]]
    #expect(try hull(of: points).volume() == Rational(8, 3))
  }

  /// The polar body of a small cube: a program gave its volume, 85.33, for that of the cube.
  @Test func cubeAndPolarBody() throws {
    let quarter = Rational(1, 4)
    #expect(
      try box(Array(repeating: (-quarter, quarter), count: 3)).volume() == Rational(1, 8))
    let polar = try #require(
      GeneratedCell(
        dimension: 3,
        (0..<8).map { corner in
          HalfSpace(
            normal: (0..<3).map { corner >> $0 & 1 == 0 ? quarter : -quarter }, offset: 1)
        }))
    #expect(try polar.volume() == Rational(256, 3))
  }

  /// Volumes alone are computed over the integers, moments over the rationals: two ways to one number.
  @Test(arguments: 2...5)
  func volumesTwice(dimension: Int) throws {
    var generator = SeededGenerator(seed: 5, stream: UInt64(dimension))
    func number(_ range: ClosedRange<Int>) -> Rational {
      Rational(Integer(Int.random(in: range, using: &generator)), 7)
    }
    for _ in 0..<6 {
      let cuts = (0..<dimension + 2).map { _ in
        HalfSpace(normal: (0..<dimension).map { _ in number(-9...9) }, offset: number(1...9))
      }
      let sides = (0..<dimension).flatMap { axis in
        let unit: [Rational] = (0..<dimension).map { $0 == axis ? 1 : 0 }
        return [
          HalfSpace(normal: unit, offset: number(1...9)),
          HalfSpace(normal: unit.map { -$0 }, offset: number(1...9)),
        ]
      }
      let cell = try #require(GeneratedCell(dimension: dimension, sides + cuts))
      let volume = try #require(try cell.volume())
      #expect(try volume > 0 && cell.moments(upTo: .first)?.mass == volume)
      // Simplices fill the cell too.
      let simplices = try #require(cell.simplices())
      #expect(simplices.allSatisfy { $0.volume > 0 && $0.vertices.count == dimension + 1 })
      #expect(simplices.reduce(0) { $0 + $1.volume } == volume)
    }
  }

  /// A cross-polytope and a cube in dimension 10 in coordinates of very different sizes, sheared:
  /// random methods are wrong by factors there.
  @Test func badlyScaledBodiesInTenDimensions() throws {
    let sizes = (0..<10).map { Rational(10).power(3 * $0 - 15) }
    let product = sizes.reduce(1, *)
    // The first coordinate is sheared by all others, which leaves volumes as they are.
    func row(_ axis: Int) -> [Rational] {
      (0..<10).map { column in
        if column == axis { return 1 / sizes[axis] }
        return axis == 0 ? 3 / sizes[column] : 0
      }
    }
    let cube = try #require(
      GeneratedCell(
        dimension: 10,
        (0..<10).flatMap { axis in
          [
            HalfSpace(normal: row(axis), offset: 1),
            HalfSpace(normal: row(axis).map { -$0 }, offset: 1),
          ]
        }))
    #expect(try cube.volume() == 1024 * product)
    let simplex = try #require(
      GeneratedCell(
        dimension: 10,
        (0..<10).map { HalfSpace(normal: row($0)) }
          + [
            HalfSpace(
              normal: (0..<10).map { axis in (0..<10).reduce(0) { $0 - row($1)[axis] } }, offset: 1)
          ]))
    #expect(try simplex.volume() == product / 3_628_800)
  }

  @Test func intervalsAndPoints() throws {
    let moments = try #require(try box([(1, 3)]).moments())
    #expect(moments == ExactMoments(mass: 2, first: [4], second: [[Rational(26, 3)]]))
    #expect(try GeneratedCell(dimension: 0).volume() == 1)
    #expect(try GeneratedCell(dimension: 1, [HalfSpace(normal: [1])])?.volume() == nil)
    #expect(try GeneratedCell(dimension: 2).volume() == nil)
    #expect(GeneratedCell(dimension: 2).simplices() == nil)
  }

  /// A simplex has the mean of its vertices, and its second moments are known.
  @Test(arguments: 1...7)
  func simplices(dimension: Int) throws {
    var generator = SeededGenerator(seed: 7, stream: UInt64(dimension))
    let vertices: [[Rational]] = (0...dimension).map { _ in
      (0..<dimension).map { _ in Rational(Integer(Int.random(in: -9...9, using: &generator))) }
    }
    let edges = RationalMatrix(
      vertices.dropFirst().map { zip($0, vertices[0]).map { $0 - $1 } })
    let factorial = (1...dimension).reduce(1) { $0 * Rational(Integer($1)) }
    let volume = edges.determinant.magnitude / factorial
    try #require(!volume.isZero)
    let moments = try #require(try hull(of: vertices).moments())
    #expect(moments.mass == volume)
    let sum = (0..<dimension).map { axis in vertices.reduce(0) { $0 + $1[axis] } }
    let count = Rational(Integer(dimension + 1))
    #expect(moments.mean == sum.map { $0 / count })
    for row in 0..<dimension {
      for column in 0..<dimension {
        let squares = vertices.reduce(0) { $0 + $1[row] * $1[column] }
        let expected = volume * (squares + sum[row] * sum[column]) / (count * (count + 1))
        #expect(moments.second[row][column] == expected)
      }
    }
  }

  /// Cuts of a cell have its moments together, and sections are the derivatives of volumes: between
  /// the heights of vertices the volume is a polynomial of degree `d`, known from `d + 1` values.
  @Test(arguments: 1...6)
  func cutsAndSections(dimension: Int) throws {
    var generator = SeededGenerator(seed: 11, stream: UInt64(dimension))
    func number() -> Rational { Rational(Integer(Int.random(in: -5...5, using: &generator))) }
    for _ in 0..<4 {
      var cell = try box(Array(repeating: (-2, 3), count: dimension))
      for _ in 0..<2 {
        let forms = LinearForms([
          IntegerVector(direction: (0..<dimension).map { _ in number() } + [number()])
        ])
        guard cell.side(of: 0, in: forms) == .both else { continue }
        let parts = cell.cut(by: 0, in: forms, label: 0)
        let negative = try #require(try parts.negative.moments())
        let positive = try #require(try parts.positive.moments())
        #expect(try negative + positive == cell.moments())
        cell = parts.positive
      }
      var form = (0..<dimension).map { _ in number() }
      form[0] = 1
      try check(sectionsOf: cell, along: form + [number()])
    }
  }

  /// Compares the section in the middle of the longest interval between heights of vertices, and
  /// the ones at its ends.
  private func check(sectionsOf cell: GeneratedCell, along form: [Rational]) throws {
    let dimension = form.count - 1
    func height(_ point: [Rational]) -> Rational {
      zip(form, point).reduce(form[dimension]) { $0 + $1.0 * $1.1 }
    }
    let heights = Set(try #require(cell.vertices).map(height)).sorted()
    let (low, high) = try #require(
      zip(heights, heights.dropFirst()).max { $0.1 - $0.0 < $1.1 - $1.0 })
    func volume(below value: Rational) throws -> Rational {
      let level = IntegerVector(direction: form.dropLast() + [form[dimension] - value])
      let forms = LinearForms([level])
      switch cell.side(of: 0, in: forms) {
      case .both: return try cell.cut(by: 0, in: forms, label: 0).negative.volume()!
      case .negative: return try cell.volume()!
      default: return 0
      }
    }
    // The derivative of the polynomial through equidistant values, at each of them (Lagrange).
    let nodes = (0...dimension).map {
      low + (high - low) * Rational(Integer($0), Integer(dimension))
    }
    let values = try nodes.map(volume)
    for (number, node) in nodes.enumerated() {
      var derivative: Rational = 0
      for (other, value) in values.enumerated() {
        var weight: Rational = 0
        for skipped in nodes.indices where skipped != other {
          var product = 1 / (nodes[other] - nodes[skipped])
          for factor in nodes.indices where factor != other && factor != skipped {
            product *= (node - nodes[factor]) / (nodes[other] - nodes[factor])
          }
          weight += product
        }
        derivative += weight * value
      }
      let section = try #require(
        try cell.sectionMoments(
          of: form, at: node, fromBelow: number == dimension, upTo: .first))
      #expect(section.mass == derivative)
      if !section.mass.isZero { #expect(try height(#require(section.mean)) == node) }
    }
  }
}
