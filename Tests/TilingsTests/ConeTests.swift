import ExactAlgebra
import Networks
import Testing

@testable import Tilings

/// Generators, faces and volumes beside trying everything, and beside known polytopes.
@Suite struct ConeTests {
  /// Extreme rays by all subsets of rows: where a subset leaves one line, that is one if no row is negative on it.
  private func raysByTrying(_ rows: [IntegerVector], size: Int) -> Set<IntegerVector> {
    var result: Set<IntegerVector> = []
    func choose(_ chosen: [Int], from start: Int) {
      guard chosen.count < size - 1 else {
        let kernel = IntegerMatrix(chosen.map { rows[$0].entries }).integerKernel
        guard kernel.rowCount == 1 else { return }
        for vector in [kernel.rowVector(0), -kernel.rowVector(0)]
        where rows.allSatisfy({ $0.dot(vector).signum() >= 0 }) {
          result.insert(vector.primitive)
        }
        return
      }
      for row in start..<rows.count { choose(chosen + [row], from: row + 1) }
    }
    choose([], from: 0)
    return result
  }

  /// Small integers: many rows are redundant, repeated or opposite, and many rays lie on many rows.
  @Test(arguments: [2, 3, 4, 5])
  func degenerateCones(size: Int) {
    var generator = SeededGenerator(seed: UInt64(size))
    var (pointed, full, rayCount) = (0, 0, 0)
    for _ in 0..<150 {
      let count = Int.random(in: size - 1...size + 5, using: &generator)
      var rows: [IntegerVector] = []
      while rows.count < count {
        let row = IntegerVector((0..<size).map { _ in Int.random(in: -1...2, using: &generator) })
        if !row.isZero { rows.append(row) }
      }
      let cone = DoubleDescription(
        size: size, rows, order: rows.indices.shuffled(using: &generator))
      let rank = IntegerMatrix(rows.map(\.entries)).rank
      #expect(cone.lines.count == size - rank)
      for line in cone.lines { #expect(rows.allSatisfy { $0.dot(line).isZero }) }
      for ray in cone.rays {
        let zeros = rows.indices.filter { rows[$0].dot(ray.vector).isZero }
        #expect(rows.allSatisfy { $0.dot(ray.vector).signum() >= 0 })
        #expect(ray.zeros.elements == zeros)
      }
      if rank == size {
        pointed += 1
        rayCount += cone.rays.count
        #expect(Set(cone.rays.map(\.vector.primitive)) == raysByTrying(rows, size: size))
        #expect(Set(cone.rays.map(\.vector.primitive)).count == cone.rays.count)
        // The sum of the rays is inside where anything is.
        let sum = cone.rays.map(\.vector).reduce(IntegerVector(Array(repeating: 0, count: size))) {
          .combination(1, $0, 1, $1)
        }
        let isFull = rows.allSatisfy { $0.dot(sum).signum() > 0 }
        #expect(cone.isFullDimensional == isFull)
        full += isFull ? 1 : 0
      }
    }
    #expect(pointed > 50 && full > 10 && full < pointed && rayCount > 100)
  }

  /// The facets of a cyclic polytope with n vertices in dimension 4 are n (n - 3) / 2.
  @Test(arguments: [6, 9, 14])
  func cyclicPolytope(count: Int) {
    let rows = (1...count).map { (t: Int) -> IntegerVector in
      let square: Int = t * t
      return IntegerVector([t, square, t * square, square * square, 1])
    }
    let cone = DoubleDescription(size: 5, rows)
    #expect(cone.lines.isEmpty && cone.rays.count == count * (count - 3) / 2)
    #expect(cone.rays.allSatisfy { $0.zeros.count == 4 })
  }

  private func shape(_ rows: [[Int]]) -> GeneratedShape? {
    let dimension = rows[0].count - 1
    let last = IntegerVector((0...dimension).map { $0 == dimension ? 1 : 0 })
    return GeneratedShape(
      dimension: dimension,
      [BoundingRow(form: last, source: .infinity)]
        + rows.enumerated().map {
          BoundingRow(form: IntegerVector($1), source: .side($0))
        })
  }

  private func unit(_ axis: Int, _ dimension: Int, _ sign: Int) -> [Int] {
    (0..<dimension).map { $0 == axis ? sign : 0 }
  }

  private func faceNumbers(_ shape: GeneratedShape) -> [Int] {
    let faces = shape.faces(of: shape.lattice)
    return (0...faces.map(\.dimension).max()!).map { dimension in
      faces.count { $0.dimension == dimension }
    }
  }

  @Test(arguments: [1, 2, 3, 4, 5])
  func cubesAndCrossPolytopes(dimension: Int) throws {
    let cube = (0..<dimension).flatMap { axis in
      [unit(axis, dimension, 1) + [0], unit(axis, dimension, -1) + [3]]
    }
    let box = try #require(shape(cube))
    #expect(box.isBounded && box.facets.count == 2 * dimension)
    #expect(box.volume(of: box.lattice) == Rational(3).power(dimension))
    let binomials = (0...dimension).map { k in
      Rational(binomial(dimension, k)) * Rational(2).power(dimension - k)
    }
    #expect(faceNumbers(box).map { Rational($0) } == binomials)
    // All sums of coordinates with signs are at most 1.
    let cross = (0..<1 << dimension).map { bits in
      (0..<dimension).map { bits >> $0 & 1 == 0 ? 1 : -1 } + [1]
    }
    let octahedron = try #require(shape(cross))
    #expect(octahedron.facets.count == 1 << dimension)
    let factorial = (1...dimension).reduce(Rational(1)) { $0 * Rational($1) }
    #expect(octahedron.volume(of: octahedron.lattice) == Rational(2).power(dimension) / factorial)
    if dimension > 1 {
      #expect(
        faceNumbers(octahedron).dropLast().map { Rational($0) }
          == binomials.dropLast().reversed())
    }
  }

  /// A pyramid over a square, whose apex is on four facets, with repeated and touching inequalities.
  @Test func pyramid() throws {
    let pyramid = try #require(
      shape([
        [0, 0, 1, 0], [1, 0, -1, 1], [-1, 0, -1, 1], [0, 1, -1, 1], [0, -1, -1, 1],
        [0, 0, 2, 0], [0, 0, -1, 1], [1, 1, -2, 2], [0, 0, -1, 5],
      ]))
    #expect(pyramid.facets.count == 5 && pyramid.isBounded)
    #expect(faceNumbers(pyramid) == [5, 8, 5, 1])
    #expect(pyramid.volume(of: pyramid.lattice) == Rational(4, 3))
    let base = try #require(pyramid.facets.first { $0.sources.contains(.side(0)) })
    #expect(base.sources == [.side(0), .side(5)])
    let apex = try #require(
      pyramid.faces(of: pyramid.lattice).first { $0.zeros.contains(.side(6)) })
    #expect(apex.dimension == 0)
    #expect(apex.zeros == [1, 2, 3, 4, 6, 7].map { .side($0) })
  }

  @Test func unboundedAndEmpty() throws {
    let quadrant = try #require(shape([[1, 0, 0], [0, 1, 0], [1, 1, 5]]))
    #expect(!quadrant.isBounded && quadrant.facets.count == 2)
    #expect(faceNumbers(quadrant) == [1, 2, 1])
    let strip = try #require(shape([[1, 0, 0], [-1, 0, 1]]))
    #expect(!strip.isBounded && strip.isBoundedModuloLines && strip.lineCount == 1)
    #expect(faceNumbers(strip) == [0, 2, 1])
    let half = try #require(shape([[1, 0, 0]]))
    #expect(!half.isBoundedModuloLines && faceNumbers(half) == [0, 1, 1])
    #expect(shape([[1, 0, 0], [-1, 0, 0]]) == nil)
    #expect(shape([[1, 0, 0], [-1, 0, -1]]) == nil)
    #expect(shape([[1, 1, 0], [-1, 0, 0], [0, -1, 0]]) == nil)
  }

  /// Sums along common beginnings are sums.
  @Test func prefixSums() {
    var generator = SeededGenerator(seed: 5)
    var count = 0
    for _ in 0..<50 {
      let numbers = Set((0..<20).map { _ in Int.random(in: 0..<256, using: &generator) })
      let patterns = numbers.map { number in
        ActivationPattern([(0..<8).map { number >> (7 - $0) & 1 == 1 }])
      }.sorted()
      var sum = PrefixSum()
      var plain: Rational = 0
      for pattern in patterns {
        let value = Rational(
          Integer(Int.random(in: -9...9, using: &generator)),
          Integer(Int.random(in: 1...9, using: &generator)))
        sum.add(value, of: PackedPattern(pattern))
        plain += value
        #expect(sum.total == plain)
        count += 1
      }
    }
    #expect(count > 700)
  }

  @Test func setsOfRows() {
    var generator = SeededGenerator(seed: 9)
    for _ in 0..<200 {
      func draw() -> Set<Int> {
        Set(
          (0..<Int.random(in: 0...9, using: &generator)).map { _ in
            Int.random(in: 0..<[8, 100, 300].randomElement(using: &generator)!, using: &generator)
          })
      }
      let (a, b) = (draw(), draw())
      let (x, y) = (RowSet(a), RowSet(b))
      #expect(x.elements == a.sorted() && x.count == a.count && x.least == a.min())
      #expect(x.isEmpty == a.isEmpty)
      #expect(x.intersection(y) == RowSet(a.intersection(b)))
      #expect(x.intersection(y).isSubset(of: x))
      #expect(x.isSubset(of: y) == a.isSubset(of: b))
      #expect((0..<300).allSatisfy { x.contains($0) == a.contains($0) })
    }
  }
}
