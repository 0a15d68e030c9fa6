import ExactAlgebra
import Foundation
import Interchange
import LongWork
import Networks
import Polyhedra
import Properties
import Regions
import Testing
import Verification

/// Ranges on boxes by branch and bound, against all regions and against what is known.
@Suite struct BoxRangeTests {
  private static func options(
    _ method: OutputRange.Method?, threads: Int = 1, maximumRegions: Int? = nil
  ) -> OutputRange.Options {
    var options = OutputRange.Options()
    options.method = method
    options.threads = threads
    options.maximumRegions = maximumRegions
    return options
  }

  /// A network whose biases have all kinds of denominators.
  private static func random(
    _ widths: [Int], slope: Rational = 0, using generator: inout SeededGenerator
  ) throws -> Network {
    func number() -> Rational {
      Rational(Int.random(in: -9...9, using: &generator))
        / Rational(Int.random(in: 1...4, using: &generator))
    }
    return try Network(
      layers: zip(widths, widths.dropFirst()).map { inputs, neurons in
        .init(
          weights: (0..<neurons).map { _ in (0..<inputs).map { _ in number() } },
          biases: (0..<neurons).map { _ in number() })
      }, activation: slope.isZero ? .relu : try .leakyReLU(slope: slope))
  }

  /// An end that is attained, at a point of the domain.
  private static func expectAttained(
    _ end: RangeEnd, _ value: Rational?, _ objective: LinearExpression, _ network: Network,
    _ domain: InputDomain
  ) {
    guard case .attained(let found, let point) = end, found == value else {
      Issue.record("\(end), expected \(value.map(\.description) ?? "none")")
      return
    }
    #expect(domain.halfSpaces.allSatisfy { $0.contains(point) })
    #expect(objective(point + network.evaluate([point])[0].outputs) == value)
  }

  private static let shapes = [
    [2, 6, 1], [1, 4, 4, 2], [3, 5, 3, 1], [2, 4, 4, 3, 1], [4, 5, 2], [2, 8, 8, 1],
  ]

  /// Small weights and few of them: maxima on faces, several at once, and constant pieces are common.
  @Test func agreesWithRegions() async throws {
    var generator = SeededGenerator(seed: 404)
    var (count, interior, corners) = (0, 0, 0)
    for trial in 0..<300 {
      let widths = Self.shapes[trial % Self.shapes.count]
      let slope: Rational = trial % 7 == 6 ? [Rational(1, 10), 2, -1][trial / 7 % 3] : 0
      let network = try Self.random(widths, slope: slope, using: &generator)
      let sides = (0..<widths[0]).map { _ in
        let lower = Rational(Int.random(in: -9...6, using: &generator)) / 3
        // One side in eight is a point.
        return (lower, lower + Rational(Int.random(in: 0...7, using: &generator)) / 7)
      }
      let domain = Self.box(sides)
      let mixed = (0..<(widths[0] + widths[widths.count - 1])).reduce(LinearExpression(1)) {
        $0 + Rational(Int.random(in: -2...2, using: &generator)) * LinearExpression(variable: $1)
      }
      let objectives = OutputRange.outputs(of: network) + [mixed]
      let expected = try await OutputRange(
        objectives, of: network, on: domain, options: Self.options(.regions))
      let range = try await OutputRange(
        objectives, of: network, on: domain, options: Self.options(.boxes))
      #expect(range.isProved && expected.isProved)
      for (entry, other) in zip(range.entries, expected.entries) {
        Self.expectAttained(
          entry.minimum, other.minimum.value, entry.objective, network, domain)
        Self.expectAttained(
          entry.maximum, other.maximum.value, entry.objective, network, domain)
        count += 1
        for end in [entry.minimum, entry.maximum] {
          let isCorner = zip(end.point, sides).allSatisfy { $0 == $1.0 || $0 == $1.1 }
          if isCorner { corners += 1 } else { interior += 1 }
        }
      }
    }
    #expect(count == 700 && interior > 100 && corners > 100, "\(interior), \(corners)")
  }

  /// A closed box, whose sides may be points.
  private static func box(_ sides: [(Rational, Rational)]) -> InputDomain {
    InputDomain(
      halfSpaces: sides.enumerated().flatMap { input, side in
        let unit: [Rational] = sides.indices.map { $0 == input ? 1 : 0 }
        return [
          HalfSpace(normal: unit, offset: -side.0, isOpen: false),
          HalfSpace(normal: unit.map { -$0 }, offset: side.1, isOpen: false),
        ]
      })
  }

  /// The negative distance from a plane, in the largest of some coordinates: zero on a whole face through the box, and nowhere
  /// larger. The plane meets no corner of a box whose sides are halved.
  @Test(arguments: [2, 3, 5]) func maximumOnAFaceInside(dimension: Int) async throws {
    let normal = (0..<dimension).map { Rational(3 * $0 + 1) / 7 }
    // -|n . x - 1/3|, as a form in two neurons, and another layer that passes both on.
    let network = try Network(layers: [
      .init(
        weights: [normal, normal.map { -$0 }], biases: [Rational(-1, 3), Rational(1, 3)]),
      .init(weights: [[1, 0], [0, 1], [1, 1]], biases: [0, 0, 0]),
      .init(weights: [[0, 0, -1]], biases: [5]),
    ])
    let domain = Self.box(Array(repeating: (-1, 1), count: dimension))
    let range = try await OutputRange(of: network, on: domain, options: Self.options(.boxes))
    let entry = range.entries[0]
    Self.expectAttained(entry.maximum, 5, entry.objective, network, domain)
    let reach = normal.reduce(Rational(1, 3), +)
    Self.expectAttained(entry.minimum, 5 - reach, entry.objective, network, domain)
    #expect(range.boxCount < 100)
  }

  /// `-max(g, 0)` with a deep `g`: the maximum is zero on a set with inner points, up to a border of many pieces.
  @Test func maximumOnASetWithInnerPoints() async throws {
    var generator = SeededGenerator(seed: 7)
    let inner = try Self.random([3, 8, 6, 1], using: &generator)
    let layers =
      inner.layers.dropLast().map { $0 } + [
        .init(weights: inner.layers[2].weights, biases: inner.layers[2].biases),
        .init(weights: [[-1]], biases: [2]),
      ]
    let network = try Network(layers: layers)
    let domain = Self.box(Array(repeating: (-1, 1), count: 3))
    let expected = try await OutputRange(
      of: network, on: domain, options: Self.options(.regions))
    let range = try await OutputRange(of: network, on: domain, options: Self.options(.boxes))
    let entry = range.entries[0]
    Self.expectAttained(entry.maximum, 2, entry.objective, network, domain)
    Self.expectAttained(
      entry.minimum, expected.entries[0].minimum.value, entry.objective, network, domain)
    #expect(range.entries[0].minimum.value! < 2)
  }

  /// The same function twice, with another sign: everything is a maximum, of the value zero.
  @Test func everywhereTheSame() async throws {
    var generator = SeededGenerator(seed: 8)
    let half = try Self.random([3, 6, 5, 1], using: &generator)
    let network = try Network(
      layers: half.layers.dropLast() + [
        .init(
          weights: half.layers[2].weights + half.layers[2].weights.map { $0.map { 2 * $0 } },
          biases: half.layers[2].biases! + half.layers[2].biases!.map { 2 * $0 })
      ])
    let objective =
      2 * LinearExpression(variable: 3) - LinearExpression(variable: 4) + LinearExpression(7)
    let domain = Self.box(Array(repeating: (-1, 2), count: 3))
    let range = try await OutputRange(
      [objective], of: network, on: domain, options: Self.options(.boxes))
    Self.expectAttained(range.entries[0].minimum, 7, objective, network, domain)
    Self.expectAttained(range.entries[0].maximum, 7, objective, network, domain)
    #expect(range.boxCount < 10)
  }

  /// The peak is at (1/3, 2/7), which has no place among binary numbers.
  @Test func peakAtNoBinaryNumber() async throws {
    let network = try Network(layers: [
      .init(
        weights: [[3, 0], [-3, 0], [0, 7], [0, -7]], biases: [-1, 1, -2, 2]),
      .init(weights: [[-1, -1, -1, -1]], biases: [Rational(1, 9)]),
    ])
    let domain = Self.box([(0, 1), (0, 1)])
    let entry = try await OutputRange(
      of: network, on: domain, options: Self.options(.boxes)
    ).entries[0]
    #expect(entry.maximum == .attained(Rational(1, 9), at: [Rational(1, 3), Rational(2, 7)]))
    Self.expectAttained(
      entry.minimum, Rational(1, 9) - 7, entry.objective, network, domain)
  }

  /// Sides that are no binary numbers, thinner than the distance of two of them, and points.
  @Test func sidesBetweenBinaryNumbers() async throws {
    let network = try Network(layers: [
      .init(weights: [[1, 1], [1, -1]], biases: [-1, 0]), .init(weights: [[1, 1]]),
    ])
    let third = Rational(1, 3)
    let thin = third + Rational(1, Integer(10).power(30))
    let domain = Self.box([(third, thin), (Rational(1, 7), Rational(1, 7))])
    let range = try await OutputRange(of: network, on: domain, options: Self.options(.boxes))
    let entry = range.entries[0]
    Self.expectAttained(
      entry.minimum, third - Rational(1, 7), entry.objective, network, domain)
    Self.expectAttained(entry.maximum, thin - Rational(1, 7), entry.objective, network, domain)
    let point = Self.box([(third, third), (2, 2)])
    let single = try await OutputRange(of: network, on: point, options: Self.options(.boxes))
    #expect(single.entries[0].minimum == .attained(Rational(4, 3), at: [third, 2]))
    #expect(single.entries[0].maximum == single.entries[0].minimum && single.boxCount == 0)
  }

  /// At every limit the true ends lie between what was reached and what was proved.
  @Test func boundsAtLimits() async throws {
    var generator = SeededGenerator(seed: 31)
    var (open, decided) = (0, 0)
    for trial in 0..<10 {
      let network = try Self.random([[3, 10, 6, 1], [2, 9, 9, 2]][trial % 2], using: &generator)
      let inputs = network.architecture.inputCount
      let domain = Self.box(Array(repeating: (-1, 1), count: inputs))
      let exact = try await OutputRange(
        of: network, on: domain, options: Self.options(.regions))
      #expect(exact.isProved)
      for method in [OutputRange.Method.regions, .boxes] {
        for limit in [0, 1, 5] {
          let range = try await OutputRange(
            of: network, on: domain, options: Self.options(method, maximumRegions: limit))
          for (entry, other) in zip(range.entries, exact.entries) {
            let (minimum, maximum) = (other.minimum.value!, other.maximum.value!)
            #expect(entry.minimum.bound! <= minimum && minimum <= entry.minimum.value!)
            #expect(entry.maximum.bound! >= maximum && maximum >= entry.maximum.value!)
            #expect(entry.minimum.isProved == (entry.minimum.bound == entry.minimum.value))
            if entry.isProved { decided += 1 } else { open += 1 }
          }
        }
      }
    }
    #expect(open > 25 && open + decided == 90)
  }

  /// The time is over before anything is looked at: bounds on the whole box are there.
  @Test func boundsWithoutTime() async throws {
    var generator = SeededGenerator(seed: 32)
    let network = try Self.random([3, 20, 10, 1], using: &generator)
    let domain = Self.box(Array(repeating: (-1, 1), count: 3))
    let request = Interruption.Request()
    let late = try await Interruption.within(nil, of: request) {
      var options = Self.options(.boxes)
      options.boxProgress = { if $0.count > 40 { request.make() } }
      return try await OutputRange(of: network, on: domain, options: options)
    }
    let exact = try await OutputRange(of: network, on: domain, options: Self.options(.boxes))
    #expect(exact.isProved && !late.isProved && exact.boxCount > late.boxCount)
    let (entry, other) = (late.entries[0], exact.entries[0])
    #expect(
      entry.minimum.bound! <= other.minimum.value! && entry.minimum.value! >= other.minimum.value!)
    #expect(
      entry.maximum.bound! >= other.maximum.value! && entry.maximum.value! <= other.maximum.value!)
  }

  @Test func threadsChangeNothing() async throws {
    var generator = SeededGenerator(seed: 33)
    let network = try Self.random([4, 12, 10, 2], using: &generator)
    let domain = Self.box(Array(repeating: (-1, 1), count: 4))
    var ranges: [OutputRange] = []
    for threads in [1, 2] {
      ranges.append(
        try await OutputRange(
          of: network, on: domain, options: Self.options(.boxes, threads: threads)))
    }
    #expect(ranges[0].entries == ranges[1].entries && ranges[0].isProved)
    #expect(ranges[0].boxCount == ranges[1].boxCount && ranges[0].boxCount > 100)
    #expect(ranges[0].partCount == ranges[1].partCount)
  }

  /// Without a method, regions come first, and boxes where there are too many of them.
  @Test func methodByTheNumberOfRegions() async throws {
    var generator = SeededGenerator(seed: 34)
    let small = try Self.random([2, 6, 1], using: &generator)
    let square = Self.box([(-1, 1), (-1, 1)])
    let few = try await OutputRange(of: small, on: square)
    #expect(few.method == .regions && few.boxCount == 0 && few.isProved)
    let large = try Self.random([5, 20, 20, 1], using: &generator)
    let domain = Self.box(Array(repeating: (-1, 1), count: 5))
    let many = try await OutputRange(of: large, on: domain)
    #expect(many.method == .boxes && many.isProved)
    #expect(many.regionCount == OutputRange.regionsBeforeBoxes && many.boxCount > 0)
    // A limit below that is one of regions, also here.
    let limited = try await OutputRange(
      of: large, on: domain, options: Self.options(nil, maximumRegions: 3))
    #expect(limited.method == .regions && limited.regionCount == 3 && !limited.isProved)
    #expect(limited.entries[0].maximum.bound! >= many.entries[0].maximum.value!)
    // Open sides and polytopes are for regions; bounds from a box around them are there all the same.
    let open = InputDomain(halfSpaces: domain.halfSpaces.map(\.interior))
    let regions = try await OutputRange(
      of: large, on: open, options: Self.options(nil, maximumRegions: 3))
    #expect(regions.method == .regions)
    #expect(regions.entries[0].maximum.bound! >= many.entries[0].maximum.value!)
    await #expect(throws: OutputRangeError.noBox) {
      try await OutputRange(of: large, on: open, options: Self.options(.boxes))
    }
    let huge = try Network(layers: [
      .init(weights: [[Rational(10).power(200)]], biases: [0]), .init(weights: [[1]]),
    ])
    await #expect(throws: OutputRangeError.beyondDoublePrecision) {
      try await OutputRange(of: huge, on: Self.box([(0, 1)]), options: Self.options(.boxes))
    }
    let exact = try await OutputRange(of: huge, on: Self.box([(0, 1)]))
    #expect(exact.entries[0].maximum.value == Rational(10).power(200))
  }

  /// Values below all that coefficients of bounds may be, and values so large that there are no bounds.
  @Test func valuesAtTheEndsOfDoublePrecision() async throws {
    let tiny = Rational(1, 10).power(60)
    func hat(times factor: Rational) throws -> Network {
      // The distance of x + y from 1/3, and of x - y from 1/7, with a negative sign.
      try Network(layers: [
        .init(
          weights: [[1, 1], [-1, -1], [1, -1], [-1, 1]].map { $0.map { factor * $0 } },
          biases: [Rational(-1, 3), Rational(1, 3), Rational(-1, 7), Rational(1, 7)].map {
            factor * $0
          }), .init(weights: [Array(repeating: -factor, count: 4)]),
      ])
    }
    let domain = Self.box([(-1, 1), (-1, 1)])
    let small = try hat(times: tiny)
    let entry = try await OutputRange(
      of: small, on: domain, options: Self.options(.boxes)
    ).entries[0]
    Self.expectAttained(entry.maximum, 0, entry.objective, small, domain)
    let least = -tiny * tiny * (2 + Rational(1, 3) + Rational(1, 7))
    Self.expectAttained(entry.minimum, least, entry.objective, small, domain)
    let large = try hat(times: 1 / tiny)
    await #expect(throws: OutputRangeError.beyondDoublePrecision) {
      try await OutputRange(of: large, on: domain, options: Self.options(.boxes))
    }
    let exact = try await OutputRange(of: large, on: domain).entries[0]
    Self.expectAttained(exact.maximum, 0, exact.objective, large, domain)
  }

  /// A deep function that is cut at zero: on its zeros, a set with inner points and a border of many pieces, no
  /// bound is attained by halving.
  @Test func wideNetworkCutAtZero() async throws {
    var generator = SeededGenerator(seed: 35)
    let inner = try Self.random([3, 12, 10, 1], using: &generator)
    let domain = Self.box(Array(repeating: (-1, 1), count: 3))
    let uncut = try await OutputRange(
      of: inner, on: domain, options: Self.options(.boxes)
    ).entries[0]
    let (least, most) = (uncut.minimum.value!, uncut.maximum.value!)
    #expect(least < most && uncut.isProved)
    // Zero in the middle of its range.
    let last = Network.Layer(
      weights: inner.layers[2].weights,
      biases: inner.layers[2].biases!.map { $0 - (least + most) / 2 })
    let network = try Network(
      layers: inner.layers.dropLast() + [last, .init(weights: [[-1]], biases: [0])])
    let entry = try await OutputRange(
      of: network, on: domain, options: Self.options(.boxes)
    ).entries[0]
    Self.expectAttained(entry.maximum, 0, entry.objective, network, domain)
    Self.expectAttained(entry.minimum, (least - most) / 2, entry.objective, network, domain)
  }
}
