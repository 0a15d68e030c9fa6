import ExactAlgebra
import GaussianMeasures
import InvariantFamilies
import Networks
import RandomNetworks
import Testing

/// The family with one parameter that is not locally Lipschitz.
@Suite struct InvariantCurveTests {
  private static func points() throws -> InputLaw {
    .points(
      try EmpiricalLaw([
        [1, 2], [-1, Rational(1, 3)], [0, 0], [Rational(-5, 7), -1], [3, -2],
      ]))
  }

  private static func layers(
    _ count: Int, dimension: Int, bits: Int, seed: UInt64
  ) throws -> RectifiedNetwork {
    var generator = SeededGenerator(seed: seed)
    let weights = (0..<RectifiedNetwork.weightCount(dimension: dimension, depth: count)).map { _ in
      Rational(
        Integer(Int.random(in: -(3 << bits)...(3 << bits), using: &generator)), Integer(1 << bits))
    }
    return try RectifiedNetwork(dimension: dimension, weights: weights)
  }

  @Test func excursionsAreInOrder() throws {
    let first = (0..<6).compactMap { CurveExcursion(number: $0) }
    #expect(first.map(\.stage) == [1, 2, 2, 3, 3, 3])
    #expect(first.map(\.depth) == [1, 1, 2, 1, 2, 3])
    #expect(first.map(\.number) == Array(0..<6))
    #expect(CurveExcursion(number: CurveExcursion.count - 1)?.stage == CurveExcursion.largestStage)
    #expect(CurveExcursion(number: CurveExcursion.count) == nil)
  }

  /// The parts fit: the start law shrinks to zero, and each excursion begins and ends at the zero network.
  @Test func continuousWhereThePartsMeet() throws {
    let curve = InvariantCurve(startingFrom: try Self.points())
    #expect(try curve.member(at: -5, bits: 10) == .scaled(1))
    #expect(try curve.member(at: Rational(-1, 3), bits: 10) == .scaled(Rational(1, 3)))
    for number in [0, 1, 2, 5] {
      func weights(_ parameter: Rational) throws -> [Rational] {
        guard case .network(let network, let excursion) = try curve.member(at: parameter, bits: 10)
        else {
          Issue.record("a member without weights")
          return []
        }
        #expect(excursion.number == number)
        return network.weights
      }
      let start = Rational(number)
      #expect(try weights(start).allSatisfy(\.isZero))
      for (place, side) in [(Rational(1, 4), Rational(-1)), (Rational(3, 4), Rational(1))] {
        let corner = try weights(start + place)
        let radius = try #require(CurveExcursion(number: number)).radius
        #expect(corner.allSatisfy { $0.magnitude == radius })
        let small = Rational(2).power(-20)
        let before = try weights(start + place + side * small)
        #expect(zip(corner, before).allSatisfy { ($0 - $1).magnitude <= 4 * radius * small })
      }
      let end = try weights(start + 1 - Rational(2).power(-30))
      #expect(end.allSatisfy { $0.magnitude <= Rational(2).power(-20) })
    }
  }

  /// Every layer maps every member to a member: for points atom by atom.
  @Test(arguments: [
    Rational(-3), Rational(-1, 3), 0, Rational(1, 8), Rational(1, 2), Rational(5, 9),
    Rational(7, 2), Rational(23, 16), Rational(29, 9), Rational(9, 10),
  ])
  func imagesAreMembers(parameter: Rational) async throws {
    let curve = InvariantCurve(startingFrom: try Self.points())
    let member = try curve.member(at: parameter, bits: 40)
    for (count, seed) in [(1, 1), (2, 2), (3, 3)] {
      let layers = try Self.layers(count, dimension: 2, bits: 6, seed: UInt64(seed))
      let found = try curve.parameter(ofImageOf: member, under: layers, bits: 100)
      #expect(found.isExact)
      #expect(found.lower >= 0)
      let check = try await curve.check(found, ofImageOf: member, under: layers, bits: 100)
      #expect(check.networks == .equal)
      #expect(check.laws?.isEqual == true && (check.laws?.atomCount ?? 0) >= 1)
      #expect(check.holds)
      // The image of the image too.
      let next = try curve.member(at: found.lower, bits: 100)
      let again = try curve.parameter(ofImageOf: next, under: layers, bits: 10)
      #expect(again.isExact && again.excursion.depth == found.excursion.depth + count)
      #expect(try await curve.check(again, ofImageOf: next, under: layers, bits: 10).holds)
    }
  }

  /// A wrong parameter is found out.
  @Test func theCheckCanFail() async throws {
    let curve = InvariantCurve(startingFrom: try Self.points())
    let layers = try Self.layers(1, dimension: 2, bits: 3, seed: 5)
    let other = try Self.layers(1, dimension: 2, bits: 3, seed: 6)
    let found = try curve.parameter(ofImageOf: .scaled(1), under: layers, bits: 10)
    let check = try await curve.check(found, ofImageOf: .scaled(1), under: other, bits: 10)
    #expect(check.networks == .different && check.laws?.isEqual == false && !check.holds)
    let half = try await curve.check(
      found, ofImageOf: .scaled(Rational(1, 2)), under: layers, bits: 10)
    #expect(!half.holds)
  }

  /// Weights whose digits repeat late are known in a cell, and so is the parameter of their image.
  @Test func parametersWithinBounds() async throws {
    let curve = InvariantCurve(startingFrom: .standardNormal(dimension: 1))
    let parameter = 2 + Rational(1, 4) + Rational(1, 1_000_003)
    let member = try curve.member(at: parameter, bits: 100)
    guard case .enclosed(let cell) = member else {
      Issue.record("an exact member")
      return
    }
    #expect(cell.side <= Rational(2).power(-100) && cell.excursion.depth == 2)
    let layer = try RectifiedNetwork(dimension: 1, weights: [Rational(1, 3), 20])
    let found = try curve.parameter(ofImageOf: member, under: layer, bits: 64)
    guard case .between(let lower, let upper) = found.value else {
      Issue.record("an exact parameter")
      return
    }
    #expect(found.excursion.stage == 6 && found.excursion.depth == 3)
    #expect(upper - lower <= Rational(2).power(-64) && lower < upper)
    let check = try await curve.check(found, ofImageOf: member, under: layer, bits: 100)
    guard case .within(let distance) = check.networks else {
      Issue.record("no distance")
      return
    }
    #expect(distance <= Rational(2).power(-90) && check.laws == nil)
    // The zero weights at the other end of the cube are no image.
    let wrong = try RectifiedNetwork(dimension: 1, weights: [-20, 20])
    #expect(try await !curve.check(found, ofImageOf: member, under: wrong, bits: 100).holds)
  }

  @Test func manyDigits() throws {
    let curve = InvariantCurve(startingFrom: .standardNormal(dimension: 3))
    // Exactly rounded numbers, as of a trained network, and sixths.
    for denominator in [1 << 53, 6] {
      var generator = SeededGenerator(seed: 7)
      let weights = (0..<72).map { _ in
        Rational(
          Integer(Int.random(in: -denominator...denominator, using: &generator)),
          Integer(denominator))
      }
      let network = try RectifiedNetwork(dimension: 3, weights: weights)
      #expect(network.depth == 6)
      let found = try curve.firstParameter(of: network, bits: 3322)
      #expect(found.excursion.stage == 6)
      guard case .exact(let parameter) = found.value else {
        Issue.record("digits that do not repeat")
        continue
      }
      #expect(
        try curve.member(at: parameter, bits: 10) == .network(network, found.excursion))
    }
  }

  /// The quotients of weights are `4 r 2^((N-1) m)`, and those of laws follow.
  @Test func quotientsGrow() async throws {
    let laws: [InputLaw] = [
      try Self.points(), .standardNormal(dimension: 2),
      .uniform(try UniformLaw(box: [(-1, 1), (0, 2)])),
    ]
    for law in laws {
      let curve = InvariantCurve(startingFrom: law)
      for depth in 1...2 {
        let parameter = try curve.quietParameter(depth: depth)
        let quotients = try await CurveQuotients(
          of: curve, near: parameter, neuron: 1, levels: 4, options: .init())
        let count = 6 * depth
        #expect(quotients.weightCount == count && quotients.rows.map(\.level) == [1, 2, 3, 4])
        let radius = quotients.excursion.radius
        for row in quotients.rows {
          #expect(row.weightQuotient == 4 * radius * Rational(2).power((count - 1) * row.level))
          #expect(row.from < row.to && row.step == Rational(2).power(-count * row.level - 1))
          // Near the parameter: in the cell of the level before.
          let cell = Rational(2).power(-count * (row.level - 1))
          #expect((row.from - parameter).magnitude <= cell)
          try await Self.expectMoves(row, of: curve, neuron: 1)
        }
        let last = try #require(quotients.rows.last)
        #expect(last.active.ball!.lower > Rational(1, 2))
        #expect(last.quotient.ball!.lower > Rational(2).power(4 * (count - 1)))
      }
    }
  }

  /// One bias differs, and for points the means differ by as much as is said at least.
  private static func expectMoves(
    _ row: CurveQuotients.Row, of curve: InvariantCurve, neuron: Int
  ) async throws {
    var networks: [RectifiedNetwork] = []
    for parameter in [row.from, row.to] {
      guard case .network(let network, _) = try curve.member(at: parameter, bits: 1) else {
        Issue.record("no network at a corner")
        return
      }
      networks.append(network)
    }
    let bias = RectifiedNetwork.lastBias(
      of: neuron, dimension: networks[0].dimension, weightCount: networks[0].weights.count)
    let differing = networks[0].weights.indices.filter {
      networks[0].weights[$0] != networks[1].weights[$0]
    }
    #expect(differing == [bias])
    guard case .points(let points) = curve.start else { return }
    var means: [Rational] = []
    for network in networks {
      var law = FiniteLaw(points)
      for layer in network.layers { law = try await law.image(under: layer) }
      means.append(law.mean[neuron])
    }
    let difference = (means[0] - means[1]).magnitude
    guard case .exact(let distance) = row.distance else {
      Issue.record("a distance that is not exact")
      return
    }
    #expect(distance <= difference && difference <= row.weightStep)
  }

  @Test func straightLinesHaveNoQuotients() async throws {
    let curve = InvariantCurve(startingFrom: .standardNormal(dimension: 1))
    for parameter in [Rational(-1, 2), Rational(1, 8), Rational(9, 10)] {
      await #expect(throws: CurveQuotientError.notOnHilbertCurve) {
        try await CurveQuotients(
          of: curve, near: parameter, neuron: 0, levels: 2, options: .init())
      }
    }
  }

  @Test func refusals() throws {
    let curve = InvariantCurve(startingFrom: .standardNormal(dimension: 2))
    #expect(throws: InvariantCurveError.parameterTooLarge) {
      try curve.member(at: Rational(10).power(30), bits: 10)
    }
    #expect(throws: InvariantCurveError.weightTooLarge) {
      let weights = [Rational](repeating: Rational(2).power(2000), count: 6)
      return try curve.firstParameter(
        of: RectifiedNetwork(dimension: 2, weights: weights), bits: 10)
    }
    #expect(throws: InvariantCurveError.width(1, layer: 1, expected: 2)) {
      try RectifiedNetwork(Network(layers: [.init(weights: [[1, 1]])]), dimension: 2)
    }
    #expect(throws: InvariantCurveError.activation) {
      try RectifiedNetwork(
        Network(layers: [.init(weights: [[1]])], activation: .absoluteValue), dimension: 1)
    }
    #expect(throws: InvariantCurveError.size(depth: 64, weights: 128)) {
      try RectifiedNetwork(dimension: 1, weights: Array(repeating: 0, count: 128))
    }
  }
}
