import ExactAlgebra
import Testing

@testable import InvariantFamilies

@Suite struct HilbertCurveTests {
  /// The points at all multiples of `2^(-N m)`.
  private static func grid(_ dimension: Int, level: Int) -> [[Rational]] {
    let curve = HilbertCurve(dimension: dimension)
    let count = 1 << (dimension * level)
    return (0...count).map { number in
      let place = curve.point(at: Rational(number) / Rational(count), bits: 1)
      #expect(place.isExact)
      return place.lower
    }
  }

  /// Neighbours differ by one step along one axis, and each cell is met: it is the box of a point that is followed
  /// for a little while.
  @Test(arguments: [(1, 6), (2, 5), (3, 3), (4, 2), (5, 2), (6, 1), (9, 1), (12, 1)])
  func allCellsAreMetInSteps(dimension: Int, level: Int) {
    let points = Self.grid(dimension, level: level)
    let step = Rational(1) / Rational(1 << level)
    for (point, next) in zip(points, points.dropFirst()) {
      let moves = zip(point, next).map { ($0 - $1).magnitude }.filter { !$0.isZero }
      #expect(moves == [step])
    }
    #expect(points[0].allSatisfy { $0.isZero })
    let curve = HilbertCurve(dimension: dimension)
    let count = points.count - 1
    var cells: Set<[Integer]> = []
    for number in 0..<count {
      // A number inside of the cell, that no finite number of digits tells.
      let inside = (Rational(number) + Rational(123, 1_009)) / Rational(count)
      let place = curve.point(at: inside, bits: 40)
      cells.insert(
        place.center.map { coordinate in
          let scaled = coordinate / step
          return scaled.numerator.dividedEuclideanly(by: scaled.denominator).quotient
        })
    }
    #expect(cells.count == count)
  }

  @Test func thePlaneHasTheClassicalCurve() {
    // The first step of Hilbert's curve: left bottom, left top, right top, right bottom, up to a reflection.
    let points = Self.grid(2, level: 1)
    let half = Rational(1, 2)
    #expect(
      points == [[0, 0], [half, 0], [half, half], [half, 1], [0, 1]]
        || points == [[0, 0], [0, half], [half, half], [1, half], [1, 0]])
    // The far corners, at one and two thirds.
    let curve = HilbertCurve(dimension: 2)
    let corners = [Rational(1, 3), Rational(2, 3)].map { curve.point(at: $0, bits: 10) }
    #expect(corners.allSatisfy { $0.isExact })
    #expect(Set(corners.map(\.lower)).isSubset(of: [[1, 0], [0, 1], [1, 1]]))
    #expect(Set(corners.map(\.lower)).count == 2)
  }

  @Test(arguments: [1, 2, 3, 6, 12, 20, 72]) func parametersLeadBack(dimension: Int) {
    var generator = SeededGenerator(seed: UInt64(dimension))
    let curve = HilbertCurve(dimension: dimension)
    var exact = 0
    for trial in 0..<24 {
      // Dyadic points, corners and middles among them, and thirds.
      let denominator = trial % 4 == 3 ? 3 : 1 << (trial % 4)
      let point = (0..<dimension).map { _ in
        Rational(Int.random(in: 0...denominator, using: &generator)) / Rational(denominator)
      }
      let found = curve.parameter(of: .init(lower: point, side: 0), bits: 200)
      #expect(found.lower >= 0 && found.lower + found.length <= 1)
      let place = curve.point(at: found.lower, bits: 200)
      if found.isExact {
        exact += 1
        #expect(place.isExact && place.lower == point)
      } else {
        #expect(found.length <= Rational(1, 2).power(200))
      }
    }
    #expect(exact >= 20)
  }

  @Test func firstParametersAreFirst() {
    // All parameters k / 4^3 of a grid point: the first of them is not before what is found.
    let points = Self.grid(2, level: 3)
    let curve = HilbertCurve(dimension: 2)
    var first: [[Rational]: Int] = [:]
    for (number, point) in points.enumerated() where first[point] == nil { first[point] = number }
    #expect(first.count > 40)
    for (point, number) in first {
      let found = curve.parameter(of: .init(lower: point, side: 0), bits: 100)
      #expect(found.isExact && found.lower <= Rational(number) / 64)
      #expect(curve.point(at: found.lower, bits: 100).lower == point)
    }
  }

  /// Refinement: a longer list of digits stays in the cell.
  @Test(arguments: [2, 5, 12]) func nearbyParametersAreNearbyPoints(dimension: Int) {
    let curve = HilbertCurve(dimension: dimension)
    var generator = SeededGenerator(seed: 9)
    for level in 1...6 {
      let count = Integer(2).power(dimension * level)
      let first = Rational(
        Integer(Int.random(in: 0..<(1 << min(60, dimension * level)), using: &generator)), count)
      let start = curve.point(at: first, bits: 300)
      for part in 1...8 {
        let near = curve.point(at: first + Rational(part) / 8 / Rational(count), bits: 300)
        let distance = zip(start.center, near.center).map { ($0 - $1).magnitude }.max()!
        #expect(distance <= Rational(1, 2).power(level))
      }
    }
  }

  @Test func boxesHaveIntervals() {
    let curve = HilbertCurve(dimension: 3)
    let box = HilbertCurve.Place(
      lower: [Rational(1, 7), Rational(2, 7), Rational(3, 5)], side: Rational(1, 2).power(50))
    let found = curve.parameter(of: box, bits: 1_000)
    #expect(!found.isExact && found.length < Rational(1, 2).power(120))
    let inside = curve.parameter(of: .init(lower: box.lower, side: 0), bits: 1_000)
    #expect(found.lower <= inside.lower && inside.lower <= found.lower + found.length)
  }
}

@Suite struct NetworkCurveTests {
  @Test func excursionsAreAllDepthsAndRadii() {
    let excursions = (0..<10).map(NetworkCurve.Excursion.init(number:))
    #expect(excursions.map(\.stage) == [1, 2, 2, 3, 3, 3, 4, 4, 4, 4])
    #expect(excursions.map(\.depth) == [1, 1, 2, 1, 2, 3, 1, 2, 3, 4])
    #expect(NetworkCurve.Excursion(depth: 2, reaching: Rational(5, 2)).number == 4)
    #expect(NetworkCurve.Excursion(depth: 2, reaching: 0).number == 2)
    #expect(NetworkCurve.Excursion(number: 1_000_000).depth > 0)
  }

  /// Members on the left and the right of each join agree as laws: the zero network, and corners.
  @Test func theCurveIsContinuousWhereItIsGlued() {
    let curve = NetworkCurve(width: 1)
    #expect(curve.member(at: -3, bits: 10) == .multiple(1))
    #expect(curve.member(at: Rational(-1, 4), bits: 10) == .multiple(Rational(1, 4)))
    let small = Rational(1, 2).power(60)
    for number in 0..<6 {
      for join in [
        Rational(number), Rational(number) + Rational(1, 4), Rational(number) + Rational(3, 4),
      ] {
        guard case .network(let after) = curve.member(at: join + small, bits: 60) else { continue }
        guard case .network(let before) = curve.member(at: join - small, bits: 60) else { continue }
        let distance =
          join.isInteger
          ? (curve.weights(of: after.layers) + curve.weights(of: before.layers))
            .map(\.magnitude).max()!
          : zip(curve.weights(of: after.layers), curve.weights(of: before.layers))
            .map { ($0 - $1).magnitude }.max()!
        #expect(distance < Rational(1, 10), "\(join)")
      }
    }
  }

  @Test func parametersOfDyadicNetworksAreExact() {
    var generator = SeededGenerator(seed: 4)
    let curve = NetworkCurve(width: 2)
    for depth in 1...3 {
      for _ in 0..<6 {
        let weights = (0..<(6 * depth)).map { _ in
          Rational(Int.random(in: -24...24, using: &generator)) / 16
        }
        let layers = curve.layers(weights)
        #expect(curve.weights(of: layers) == weights)
        let found = curve.parameter(of: layers, bits: 200)
        #expect(found.isChecked && found.layers == layers)
        #expect(found.excursion.depth == depth)
        #expect(found.lower > Rational(found.excursion.number))
        #expect(found.lower < Rational(found.excursion.number + 1))
      }
    }
  }

  @Test func otherNetworksHaveNarrowIntervals() {
    let curve = NetworkCurve(width: 1)
    let layers = curve.layers([Rational(1, 997), Rational(-3, 1_009)])
    let found = curve.parameter(of: layers, bits: 120)
    #expect(found.isChecked || found.length <= Rational(1, 2).power(120))
    #expect(found.distance < Rational(1, 2).power(50))
    // Weights that are known up to an error.
    let box = curve.parameter(of: layers, within: Rational(1, 2).power(80), bits: 1_000)
    #expect(!box.isExact && box.length < Rational(1, 2).power(140))
    #expect(box.lower <= found.lower + found.length && found.lower <= box.lower + box.length)
  }
}
