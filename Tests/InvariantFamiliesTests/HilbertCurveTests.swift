import ExactAlgebra
import InvariantFamilies
import Testing

/// The Hilbert curve: what the article proves, on every cell of small levels and at random places of large ones.
@Suite struct HilbertCurveTests {
  /// Dimension, and a level that has at most some thousand cells.
  static let sizes = [
    (1, 7), (2, 5), (3, 3), (4, 2), (5, 2), (6, 2), (7, 1), (8, 1), (9, 1), (10, 1), (11, 1),
    (12, 1),
  ]

  private static func random(
    upTo bits: Int, _ generator: inout SeededGenerator
  ) -> Integer {
    var number: Integer = 0
    for _ in 0..<bits { number = number + number + (Bool.random(using: &generator) ? 1 : 0) }
    return number
  }

  private static func distance(_ a: [Integer], _ b: [Integer]) -> Integer {
    zip(a, b).reduce(0) { $0 + ($1.0 - $1.1).magnitude }
  }

  @Test(arguments: sizes) func everyCellOnceAndNeighboursTouch(dimension: Int, level: Int) {
    let curve = HilbertCurve(dimension: dimension)
    let count = Int(exactly: curve.cellCount(level: level))!
    #expect(count == 1 << (dimension * level))
    var seen: Set<[Integer]> = []
    var previous: [Integer]?
    for place in 0..<count {
      let cell = curve.cell(at: Integer(place), level: level)
      #expect(cell.allSatisfy { $0.signum() >= 0 && $0 < Integer(1 << level) })
      seen.insert(cell)
      if let previous { #expect(Self.distance(previous, cell) == 1) }
      previous = cell
      #expect(curve.place(ofCell: cell, level: level) == Integer(place))
    }
    #expect(seen.count == count)
  }

  /// The curve in a cell goes from one end of an edge to the other, through cells of the next level in the cell.
  @Test(arguments: sizes) func cornersAndRefinement(dimension: Int, level: Int) {
    let curve = HilbertCurve(dimension: dimension)
    let count = 1 << (dimension * level)
    let origin = [Integer](repeating: 0, count: dimension)
    #expect(curve.corner(at: 0, level: level) == origin)
    for place in 0..<count {
      let cell = curve.cell(at: Integer(place), level: level)
      let start = curve.corner(at: Integer(place), level: level)
      let end = curve.corner(at: Integer(place + 1), level: level)
      #expect(Self.distance(start, end) == 1)
      for corner in [start, end] {
        let isOfCell = zip(cell, corner).allSatisfy { $1 - $0 == 0 || $1 - $0 == 1 }
        #expect(isOfCell)
      }
      // The same number at the next level, and one of the parts.
      let first = Integer(place) * Integer(2).power(dimension)
      #expect(curve.corner(at: first, level: level + 1) == start.map { $0 + $0 })
      let part = first + Integer(place % (1 << dimension))
      let inner = curve.cell(at: part, level: level + 1)
      let isPart = zip(cell, inner).allSatisfy { $1 - $0 - $0 == 0 || $1 - $0 - $0 == 1 }
      #expect(isPart)
    }
    let exit = curve.corner(at: Integer(count), level: level)
    #expect(exit == (0..<dimension).map { $0 == 0 ? Integer(1 << level) : 0 })
  }

  /// Hilbert's own curve: up, right, down, with the first quarter turned.
  @Test func planeCurve() {
    let curve = HilbertCurve(dimension: 2)
    let expected: [[Integer]] = [
      [0, 0], [1, 0], [1, 1], [0, 1], [0, 2], [0, 3], [1, 3], [1, 2], [2, 2], [2, 3], [3, 3],
      [3, 2],
      [3, 1], [2, 1], [2, 0], [3, 0],
    ]
    #expect((0..<16).map { curve.cell(at: Integer($0), level: 2) } == expected)
    // The corners that are neither the beginning nor the end are reached at a third and two thirds.
    #expect(curve.firstParameter(of: [0, 1], bits: 10) == .exact(Rational(1, 3)))
    #expect(curve.firstParameter(of: [1, 1], bits: 10) == .exact(Rational(2, 3)))
    #expect(curve.position(at: Rational(1, 3), bits: 10) == .exact([0, 1]))
    #expect(curve.firstParameter(of: [1, 0], bits: 10) == .exact(1))
    // The centre belongs to four cells, and is reached at 1/6, 1/2 and 5/6.
    let centre = [Rational(1, 2), Rational(1, 2)]
    #expect(curve.firstParameter(of: centre, bits: 10) == .exact(Rational(1, 6)))
    for time in [Rational(1, 6), Rational(1, 2), Rational(5, 6)] {
      #expect(curve.position(at: time, bits: 10) == .exact(centre))
    }
  }

  @Test(arguments: Array(1...12) + [20, 72, 200]) func inverse(dimension: Int) {
    let curve = HilbertCurve(dimension: dimension)
    var generator = SeededGenerator(seed: UInt64(dimension))
    for level in [1, 2, 9, 40] {
      let place = Self.random(upTo: dimension * level, &generator)
      let cell = curve.cell(at: place, level: level)
      #expect(curve.place(ofCell: cell, level: level) == place)
      // A corner is a value of the curve; its first time is not later, and is exact.
      let corner = curve.corner(at: place, level: level)
      let scale = Integer(2).power(level)
      let point = corner.map { Rational($0, scale) }
      let time = Rational(place, curve.cellCount(level: level))
      #expect(curve.position(at: time, bits: 1) == .exact(point))
      guard case .exact(let first) = curve.firstParameter(of: point, bits: 1) else {
        Issue.record("a corner without an exact time")
        continue
      }
      #expect(first <= time)
      #expect(curve.position(at: first, bits: 1) == .exact(point))
    }
  }

  /// All points of a grid, corners and centres of faces among them, have exact times.
  @Test(arguments: [(1, 4), (2, 3), (3, 2), (4, 1), (5, 1)])
  func everyDyadicPoint(dimension: Int, level: Int) {
    let curve = HilbertCurve(dimension: dimension)
    let side = 1 << level
    var count = 0
    var times: Set<Rational> = []
    for number in 0..<Int(pow(side + 1, dimension)) {
      var rest = number
      let point = (0..<dimension).map { _ -> Rational in
        defer { rest /= side + 1 }
        return Rational(Integer(rest % (side + 1)), Integer(side))
      }
      guard case .exact(let time) = curve.firstParameter(of: point, bits: 1) else {
        Issue.record("a point without an exact time")
        continue
      }
      #expect(curve.position(at: time, bits: 1) == .exact(point))
      times.insert(time)
      count += 1
      // No cell around the point comes before the one that has the time.
      let cells = Self.cells(around: point, side: side)
      let places = cells.map { curve.place(ofCell: $0, level: level) }
      #expect(!places.isEmpty)
      let scale = Rational(curve.cellCount(level: level))
      #expect(Rational(places.min()!) / scale <= time)
      #expect(time <= Rational(places.min()! + 1) / scale)
    }
    #expect(count == pow(side + 1, dimension) && times.count == count)
  }

  private func pow(_ base: Int, _ exponent: Int) -> Int {
    (0..<exponent).reduce(1) { value, _ in value * base }
  }

  private static func cells(around point: [Rational], side: Int) -> [[Integer]] {
    point.reduce([[]]) { cells, coordinate in
      let number = (coordinate * Rational(side)).numerator
      let choices = [number - 1, number].filter { $0 >= 0 && $0 < Integer(side) }
      return cells.flatMap { cell in choices.map { cell + [$0] } }
    }
  }

  @Test(arguments: [2, 3, 6]) func otherNumbers(dimension: Int) {
    let curve = HilbertCurve(dimension: dimension)
    let point = (0..<dimension).map { Rational(Integer($0 + 1), Integer(dimension + 3)) }
    guard case .exact(let time) = curve.firstParameter(of: point, bits: 10) else {
      Issue.record("digits that do not repeat")
      return
    }
    #expect(curve.position(at: time, bits: 10) == .exact(point))
    // Digits that repeat late: bounds, and the cell of the lower one contains the point.
    let late = (0..<dimension).map { Rational(Integer($0 + 1), 1_000_003) }
    guard case .between(let lower, let upper) = curve.firstParameter(of: late, bits: 200) else {
      Issue.record("digits that repeat")
      return
    }
    #expect(lower < upper && upper - lower <= Rational(2).power(-200))
    let level = (lower.denominator.bitWidth + dimension) / dimension
    let scale = Rational(2).power(level)
    let cell = curve.cell(
      at: (lower * Rational(curve.cellCount(level: level))).numerator, level: level)
    let isNear = zip(cell, late).allSatisfy { ($1 * scale - Rational($0)).magnitude <= 2 }
    #expect(isNear)
    // Times with late digits are in a cell, near the corner of a time close by.
    let late2 = Rational(1, 1_000_003)
    guard case .cell(let found, let depth) = curve.position(at: late2, bits: 50) else {
      Issue.record("digits that repeat")
      return
    }
    let place = curve.place(ofCell: found, level: depth)
    let count = Rational(curve.cellCount(level: depth))
    #expect(Rational(place) <= late2 * count && late2 * count <= Rational(place + 1))
  }

  @Test(arguments: [1, 2, 3, 5, 8]) func everyDirectionInEveryCell(dimension: Int) {
    let curve = HilbertCurve(dimension: dimension)
    let level = dimension < 4 ? 2 : 1
    for cell in 0..<(1 << (dimension * level)) {
      for axis in 0..<dimension {
        let part = curve.firstPart(along: axis, of: Integer(cell), level: level)
        #expect(part.dividedEuclideanly(by: Integer(2).power(dimension)).quotient == Integer(cell))
        let start = curve.corner(at: part, level: level + 1)
        let end = curve.corner(at: part + 1, level: level + 1)
        #expect((0..<dimension).filter { start[$0] != end[$0] } == [axis])
      }
    }
  }
}
