import Enclosures
import ExactAlgebra
import Foundation
import GaussianMeasures
import Networks
import Polyhedra
import RandomNetworks
import RegionInformation
import Testing

/// Densities with regions as bins: by hand, and by what must hold of them.
@Suite struct RegionDensityTests {
  private static func network(_ layers: [[[Rational]]]) throws -> Network {
    try Network(
      layers: layers.map { rows in
        Network.Layer(
          weights: rows.map { Array($0.dropLast()) }, biases: rows.map { $0[$0.count - 1] })
      })
  }

  /// Two neurons, `x_1` and `-x_1`: on the line between their regions both are inactive.
  private static func twoSides() throws -> Network {
    try network([[[1, 0, 0], [-1, 0, 0]], [[1, 1, 0]]])
  }

  private static let square: DensityReference = .box([(-1, 1), (-1, 1)])

  private static func near(_ number: ReportedNumber?, _ value: Double, _ error: Double = 1e-12)
    throws -> Bool
  {
    let number = try #require(number)
    return abs(Double(approximating: number.midpoint) - value) < error
  }

  @Test func pointsOnBoundariesAndOutside() async throws {
    let points: [[Rational]] = [
      [Rational(1, 2), 0], [-Rational(1, 2), 0], [0, Rational(1, 4)], [1, 0], [2, 0],
    ]
    let density = try await RegionDensity(of: points, in: Self.twoSides(), by: Self.square)
    #expect(density.pointCount == 4 && density.outsideCount == 1)
    #expect(density.cells.map(\.pattern.description) == ["01", "10"])
    #expect(density.cells.map(\.count) == [1, 2])
    #expect(density.slivers.map(\.pattern.description) == ["00"] && density.sliverCount == 1)
    for (cell, value) in zip(density.cells, [Rational(1, 8), Rational(1, 4)]) {
      guard case .exact(let size) = cell.size, case .exact(let number) = cell.density else {
        Issue.record("not exact")
        continue
      }
      #expect(size == 2 && number == value)
    }
    // The point without a cell is not in the sum, and among those by which it is divided.
    let mean = density.ofPoints
    #expect(mean.sliverCount == 1 && mean.zeroCount == 0 && mean.count == 4)
    let sum: Double = 2 * log(0.25) + log(0.125)
    #expect(try Self.near(mean.value, sum / 4))
    #expect(try Self.near(mean.valueWherePositive, sum / 3))
  }

  /// A gate at exactly zero is inactive: a point on the line belongs to the side where it is.
  @Test func zeroIsInactive() async throws {
    let network = try Self.network([[[1, 0, 0]], [[1, 0]]])
    let density = try await RegionDensity(
      of: [[0, 0], [0, 1], [Rational(1, 3), 0]], in: network, by: Self.square)
    #expect(density.cells.map(\.count) == [2, 1] && density.slivers.isEmpty)
  }

  @Test func pointsThatWereHeldOut() async throws {
    let network = try Self.twoSides()
    let points: [[Rational]] = [[Rational(1, 2), 0], [Rational(1, 3), 0], [Rational(1, 4), 0]]
    let others: [[Rational]] = [[Rational(1, 2), 1], [-1, 0], [0, 0], [7, 0]]
    let plain = try await RegionDensity(of: points, in: network, by: Self.square)
    let mean = try await plain.meanLogDensity(of: others)
    #expect(mean.value == nil && mean.zeroCount == 1 && mean.sliverCount == 1)
    #expect(mean.count == 3 && mean.outsideCount == 1)
    #expect(try Self.near(mean.valueWherePositive, log(0.5)))

    var options = RegionDensity.Options()
    options.smoothing = 1
    let smooth = try await RegionDensity(
      of: points, in: network, by: Self.square, options: options)
    #expect(smooth.densityElsewhere == Rational(1, 16))
    let better = try await smooth.meanLogDensity(of: others)
    #expect(better.zeroCount == 0 && better.sliverCount == 1)
    // (3 / 2 + 1 / 4) / 4 on one side, 1 / 16 on the other.
    let sum: Double = log(0.4375) + log(0.0625)
    #expect(try Self.near(better.value, sum / 3))
  }

  /// The integral is 1 but for points without a cell, exactly, for random networks in a box.
  @Test(arguments: [(2, [5, 3]), (3, [4]), (4, [3])])
  func integral(dimension: Int, hidden: [Int]) async throws {
    var generator = SeededGenerator(seed: 3, stream: UInt64(dimension))
    func number(_ bound: Int) -> Rational {
      Rational(Integer(Int.random(in: -bound...bound, using: &generator)), 8)
    }
    for smoothing in [Rational(0), Rational(5, 3)] {
      let widths = [dimension] + hidden + [1]
      let network = try Self.network(
        zip(widths, widths.dropFirst()).map { inputs, outputs in
          (0..<outputs).map { _ in (0...inputs).map { _ in number(16) } }
        })
      let points = (0..<60).map { _ in (0..<dimension).map { _ in number(10) } }
      let sides = (0..<dimension).map { _ in (lower: Rational(-1), upper: Rational(1)) }
      var options = RegionDensity.Options()
      options.smoothing = smoothing
      let density = try await RegionDensity(
        of: points, in: network, by: .box(sides), options: options)
      #expect(density.cells.count > 2 && density.outsideCount > 0)
      let total = Rational(2).power(dimension)
      var (integral, occupied) = (Rational(0), Rational(0))
      for cell in density.cells {
        guard case .exact(let size) = cell.size, case .exact(let value) = cell.density else {
          Issue.record("not exact")
          continue
        }
        integral += size * value
        occupied += size
      }
      integral += density.densityElsewhere * (total - occupied)
      let counted = density.cells.reduce(0) { $0 + $1.count }
      #expect(counted + density.sliverCount == density.pointCount)
      let (part, whole) = (Rational(counted) + smoothing, Rational(density.pointCount) + smoothing)
      #expect(integral == part / whole)
      options.threads = 3
      let again = try await RegionDensity(
        of: points, in: network, by: .box(sides), options: options)
      #expect(again.cells.map(\.density.decimals) == density.cells.map(\.density.decimals))
      #expect(again.ofPoints.value?.decimals == density.ofPoints.value?.decimals)
    }
  }

  /// Only the first layers: fewer, larger cells.
  @Test func firstLayers() async throws {
    let network = try Self.network([
      [[1, 0, 0]], [[1, -Rational(1, 2)], [-1, Rational(1, 4)]], [[1, 1, 0]],
    ])
    let points: [[Rational]] = [[Rational(3, 4), 0], [Rational(1, 8), 0], [-1, 0]]
    var options = RegionDensity.Options()
    let all = try await RegionDensity(of: points, in: network, by: Self.square, options: options)
    #expect(all.cells.map(\.pattern.description) == ["0/01", "1/01", "1/10"])
    options.layers = 1
    let first = try await RegionDensity(
      of: points, in: network, by: Self.square, options: options)
    #expect(first.cells.map(\.pattern.description) == ["0", "1"])
    #expect(first.cells.map(\.count) == [1, 2])
    options.layers = 3
    await #expect(throws: RegionDensityError.self) {
      try await RegionDensity(of: points, in: network, by: Self.square, options: options)
    }
  }

  // MARK: laws

  /// Half-planes have mass 1/2 under the standard normal law, wherever its density is taken.
  @Test func standardNormalLaw() async throws {
    let network = try Self.twoSides()
    let points: [[Rational]] = [[1, 0], [2, 1], [3, -1], [-1, 2], [0, 5]]
    let density = try await RegionDensity(
      of: points, in: network, by: .law(.standardNormal(dimension: 2)))
    #expect(density.pointCount == 5 && density.outsideCount == 0 && density.sliverCount == 1)
    #expect(try density.cells.map { try Self.near($0.size, 0.5) } == [true, true])
    #expect(try Self.near(density.cells[1].density, 3 / 2.5))
    // The squares of the distances are 1, 5, 10 and 5.
    let logs: Double = -4 * log(2 * Double.pi) - 10.5
    let factors: Double = 3 * log(1.2) + log(0.4)
    let expected = (factors + logs) / 5
    #expect(try Self.near(density.ofPoints.value, expected))
    #expect(density.ofPoints.value?.status == "enclosed")
  }

  @Test func mixturesAndFarPoints() throws {
    let far = try #require(GaussianDensity(of: GaussianMixture(GaussianLaw(standardIn: 1))))
    let value = far.logarithm(at: [100_000])
    let logarithm = -5e9 - log(2 * Double.pi) / 2
    #expect(value.isFinite && abs(value.upperDouble - logarithm) < 1e-5)
    let half = Rational(1, 2)
    let mixture = try GaussianMixture([
      .init(weight: half, law: GaussianLaw(mean: [0, 0], covariance: [[1, half], [half, 2]])),
      .init(weight: half, law: GaussianLaw(mean: [3, 0], covariance: [[2, 0], [0, 2]])),
    ])
    let density = try #require(GaussianDensity(of: mixture))
    // Determinant 7/4, inverse (2, -1/2; -1/2, 1) / (7/4); the second part has the square 4/2 + 1/2.
    let circle = 2 * Double.pi
    let first: Double = exp(-1 / 1.75) / (circle * 1.75.squareRoot())
    let second: Double = exp(-1.25) / (circle * 2)
    let expected = log((first + second) / 2)
    #expect(abs(density.logarithm(at: [1, 1]).lowerDouble - expected) < 1e-14)
    let singular = try GaussianMixture(GaussianLaw(mean: [0, 0], factor: [[1], [1]]))
    #expect(GaussianDensity(of: singular) == nil)
  }

  /// The uniform law on a box is the box: sizes are parts of its volume, and the density is the same.
  @Test func uniformLaw() async throws {
    let network = try Self.twoSides()
    let points: [[Rational]] = [[Rational(1, 2), 1], [-Rational(1, 2), 0], [1, 0], [3, 0]]
    let box = try await RegionDensity(of: points, in: network, by: Self.square)
    let law = try await RegionDensity(
      of: points, in: network,
      by: .law(.uniform(UniformLaw(box: [(-1, 1), (-1, 1)]))))
    #expect(law.pointCount == 3 && law.outsideCount == 1 && box.outsideCount == 1)
    for (cell, other) in zip(law.cells, box.cells) {
      guard case .exact(let mass) = cell.size, case .exact(let volume) = other.size else {
        Issue.record("not exact")
        continue
      }
      #expect(mass * 4 == volume)
    }
    #expect(
      try Self.near(
        law.ofPoints.value, Double(approximating: #require(box.ofPoints.value).midpoint)))
  }

  @Test func refusals() async throws {
    let network = try Self.twoSides()
    let points: [[Rational]] = [[1, 1]]
    let singular = InputLaw.gaussian(
      GaussianMixture(try GaussianLaw(mean: [0, 0], factor: [[1], [1]])))
    let data = InputLaw.points(try EmpiricalLaw([[0, 0]]))
    for (reference, message) in [
      (DensityReference.law(singular), "singular"), (.law(data), "law of points"),
      (.box([(0, 1)]), "1 coordinates, expected 2"), (.box([(5, 6), (5, 6)]), "none of 1 points"),
      (.box([(1, 0), (0, 1)]), "expected a lower bound below"),
    ] {
      let error = await #expect(throws: RegionDensityError.self) {
        try await RegionDensity(of: points, in: network, by: reference)
      }
      #expect(error?.description.contains(message) == true, "\(String(describing: error))")
    }
    let error = await #expect(throws: RegionDensityError.self) {
      try await RegionDensity(of: [[0, 0], [0, 1]], in: network, by: Self.square)
    }
    #expect(error?.description.contains("no interior") == true)
  }

  // MARK: samples

  /// Every point drawn has the pattern of a cell, in the frequencies of the counts, and the mean of what was
  /// drawn in a cell is near its centroid.
  @Test func samplesInABox() async throws {
    let network = try Self.network([
      [[1, Rational(1, 3), Rational(1, 10)], [-1, 2, 0], [1, 1, -1]], [[1, 1, 1, 0]],
    ])
    let points: [[Rational]] = (0..<40).map { number in
      [Rational(Integer(number - 20), 21), Rational(Integer((number * 7) % 40 - 20), 23)]
    }
    let density = try await RegionDensity(of: points, in: network, by: Self.square)
    let drawn = try density.samples(count: 2000, seed: 5)
    #expect(drawn.count == 2000)
    #expect(try density.samples(count: 2000, seed: 5) == drawn)
    #expect(try density.samples(count: 20, seed: 6) != Array(drawn.prefix(20)))
    let again = try await RegionDensity(of: drawn, in: network, by: Self.square)
    #expect(again.outsideCount == 0 && again.slivers.isEmpty)
    #expect(again.cells.map(\.pattern) == density.cells.map(\.pattern) && again.cells.count > 3)
    for (cell, count) in zip(density.cells, again.cells.map(\.count)) {
      let share = Double(cell.count) / 40
      let (expected, spread) = (2000 * share, (2000 * share * (1 - share)).squareRoot())
      #expect(abs(Double(count) - expected) < 5 * spread)
    }
  }

  /// Points of one cell are uniform on it: mean and second moments are those of a triangle.
  @Test func samplesAreUniformOnACell() async throws {
    // Above the diagonal of the square.
    let network = try Self.network([[[-1, 1, 0]], [[1, 0]]])
    let density = try await RegionDensity(
      of: [[-Rational(1, 2), Rational(1, 2)]], in: network, by: Self.square)
    let drawn = try density.samples(count: 4000, seed: 1)
    let numbers = drawn.map { $0.map { Double(approximating: $0) } }
    #expect(drawn.count == 4000 && drawn.allSatisfy { $0[1] > $0[0] })
    // The variance of a coordinate is 2/9, its mean -1/3 or 1/3, and the mean of its square 1/3.
    let error = 5 * (2.0 / 9 / 4000).squareRoot()
    for (axis, expected) in [-1.0 / 3, 1.0 / 3].enumerated() {
      let coordinates = numbers.map { $0[axis] }
      let mean = coordinates.reduce(0, +) / 4000
      let square = coordinates.reduce(0) { $0 + $1 * $1 } / 4000
      #expect(abs(mean - expected) < error)
      #expect(abs(square - 1.0 / 3) < 0.025)
    }
  }

  @Test func samplesOfALaw() async throws {
    let network = try Self.twoSides()
    let points: [[Rational]] = [[1, 0], [2, 1], [3, -1], [-1, 2]]
    var options = RegionDensity.Options()
    options.smoothing = 1
    let density = try await RegionDensity(
      of: points, in: network, by: .law(.standardNormal(dimension: 2)), options: options)
    let drawn = try density.samples(count: 3000, seed: 2)
    #expect(drawn.count == 3000)
    let right = drawn.count { $0[0] > 0 }
    // (3 + 1/2) / 5 of the points.
    let spread = (3000 * 0.7 * 0.3).squareRoot()
    #expect(abs(Double(right) - 2100) < 5 * spread)
    let square = drawn.map { Double(approximating: $0[1]) }.reduce(0) { $0 + $1 * $1 } / 3000
    #expect(abs(square - 1) < 0.15)
  }
}
