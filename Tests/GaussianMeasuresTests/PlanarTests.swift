import Enclosures
import ExactAlgebra
import Polyhedra
import Testing

@testable import GaussianMeasures

/// What is computed in floating point in the plane, held against balls with many digits.
@Suite struct PlanarTests {
  private static let unit = Rational(2).power(-53)

  private static func exact(_ number: Double) -> Rational { Rational(exactly: number)! }

  @Test func theExponentialIsWithinItsBound() {
    var generator = SeededGenerator(seed: 3)
    var arguments = [
      0, 0.5, 0.346_573_59, 0.346_573_60, 1, 700, RoundedExponential.largestArgument,
    ]
    arguments += (0..<2_000).map { _ in Double.random(in: 0...708, using: &generator) }
    arguments += (0..<2_000).map { _ in Double.random(in: 0...2, using: &generator) }
    var largest = Rational(0)
    for y in arguments {
      let value = RoundedExponential.ofNegative(SIMD4(repeating: y))
      #expect(value == SIMD4(repeating: value[0]))
      let right = (-Ball(Self.exact(y), precision: 160)).exponential()
      let ratio = Ball(Self.exact(value[0]), precision: 160) / right - 1
      largest = max(largest, ratio.upper, -ratio.lower)
      let bound = Self.exact(RoundedExponential.upperBound(ofNegative: y))
      #expect((Ball(bound, precision: 160) - right).isPositive || y == 0 && bound == 1)
    }
    #expect(largest > 0)
    #expect(largest <= Self.unit * Self.exact(RoundedExponential.error))
  }

  /// The integral over an edge, with ends of all sizes, and with ends that are known roughly.
  @Test func edgesAreWithinTheirBounds() throws {
    var generator = SeededGenerator(seed: 4)
    func size(_ range: ClosedRange<Double>) -> Double {
      var size = 1.0
      let exponent = Double.random(in: range, using: &generator)
      for _ in 0..<Int(exponent.magnitude) { size *= exponent < 0 ? 0.5 : 2 }
      return size * Double.random(in: 1...2, using: &generator)
    }
    var (compared, withoutUnderflow) = (0, 0)
    for round in 0..<400 {
      let distance = size(-10...5)
      let kappa = distance * distance
      var ends = [size(-20...6), round % 3 == 0 ? Double.infinity : size(-20...6)].sorted()
      if round % 7 == 0 { ends[0] = 0 }
      let edge = RoundedEdgeIntegral(kappa: kappa)
      let error = round % 2 == 0 ? 0 : 1e-9 * ends[0]
      let value = edge.integral(
        from: RoundedNumber(value: ends[0] + error, error: error),
        to: RoundedNumber(value: ends[1], error: 0))
      compared += 1
      let number = try #require(value)
      if number.value > 0 { withoutUnderflow += 1 }
      let precision = 200
      let right =
        EdgeIntegral(distance: .squareRoot(of: Self.exact(kappa), precision: precision)).integral(
          from: Ball(Self.exact(ends[0]), precision: precision),
          to: ends[1].isFinite ? Ball(Self.exact(ends[1]), precision: precision) : nil,
          MeasureGoal(bits: 100)) * Ball.pi(precision: precision).shifted(by: 1)
      let difference = right - Ball(Self.exact(number.value), precision: precision)
      #expect(max(difference.upper, -difference.lower) <= Self.exact(number.error))
      if error == 0, number.value > 0 { #expect(number.error <= 0x1p-36 * number.value) }
      if number.value == 0 { #expect(number.error < 1e-250) }
    }
    #expect(compared == 400 && withoutUnderflow > 150)
  }

  /// Ends in the wrong order, and ends of which nothing is known.
  @Test func emptyEdgesHaveTheErrorOfTheirEnds() throws {
    let edge = RoundedEdgeIntegral(kappa: 1)
    let empty = try #require(
      edge.integral(
        from: RoundedNumber(value: 0.5, error: 1e-9), to: RoundedNumber(value: 0.4, error: 0)))
    #expect(empty.value == 0 && empty.error > 1e-10 && empty.error < 1e-8)
    #expect(
      edge.integral(
        from: RoundedNumber(value: .nan, error: 0), to: RoundedNumber(value: 1, error: 0)) == nil)
    #expect(
      edge.integral(
        from: RoundedNumber(value: 0, error: .nan), to: RoundedNumber(value: 1, error: 0)) == nil)
    #expect(
      RoundedEdgeIntegral(kappa: 0).integral(
        from: RoundedNumber(value: 0, error: 0), to: RoundedNumber(value: 1, error: 0)) == nil)
  }

  @Test func rectanglesAreEnclosed() throws {
    var generator = SeededGenerator(seed: 5)
    func number(_ size: Double) -> Double { Double.random(in: -size...size, using: &generator) }
    var quick = 0
    let rounds = 400
    for round in 0..<rounds {
      let variances = SIMD2(number(3).magnitude + 0.01, number(3).magnitude + 0.01)
      // Correlations near 1 too.
      let correlation = round % 5 == 0 ? 1 - number(1e-6).magnitude : number(1)
      let covariance = correlation * (variances.x * variances.y).squareRoot() * (1 - 1e-12)
      let law = try PlanarGaussian(
        mean: [number(1), number(1)], variances: variances, covariance: covariance)
      func range() -> ClosedRange<Double> {
        let ends = [number(4), number(4)].sorted()
        switch Int.random(in: 0..<3, using: &generator) {
        case 0: return -.infinity...ends[1]
        case 1: return ends[0]...(.infinity)
        default: return ends[0]...ends[1]
        }
      }
      let (x, y) = (range(), range())
      guard case .enclosed(let wide) = law.probability(x: x, y: y) else {
        Issue.record("not enclosed")
        continue
      }
      var fine = law
      fine.relativeBits = 100
      guard case .enclosed(let narrow) = fine.probability(x: x, y: y) else {
        Issue.record("not enclosed")
        continue
      }
      #expect(narrow.accurateBits >= 100 && wide.accurateBits >= 40)
      // The narrow one is where the number is.
      #expect(wide.lower <= narrow.lower && narrow.upper <= wide.upper)
      if wide.precision == 64 { quick += 1 }
    }
    #expect(quick > rounds / 2)
  }

  /// `1/4 + asin(rho) / (2 pi)`, quadrants far out, and a law on a line.
  @Test func specialQuadrants() throws {
    let law = try PlanarGaussian(mean: [0, 0], variances: [1, 1], covariance: 0.5)
    guard case .enclosed(let third) = law.probability(below: 0, 0) else {
      Issue.record("not enclosed")
      return
    }
    #expect(third.contains(Rational(1, 3)) && third.accurateBits >= 40)
    guard case .enclosed(let far) = law.probability(below: -60, -70) else {
      Issue.record("not enclosed")
      return
    }
    #expect(far.isPositive && far.accurateBits >= 40 && far.exponent < -3_000)
    let line = try PlanarGaussian(mean: [0, 0], variances: [1, 4], covariance: -2)
    // X <= 1 and -2 X <= 0.
    guard case .enclosed(let part) = line.probability(below: 1, 0) else {
      Issue.record("not enclosed")
      return
    }
    let expected = Ball(1, precision: 100).normalCDF() - Ball(Rational(1, 2), precision: 100)
    #expect(part.overlaps(expected) && part.accurateBits >= 40)
    guard
      case .exact(let everything) = law.probability(
        x: -.infinity...(.infinity), y: -.infinity...(.infinity))
    else {
      Issue.record("not exact")
      return
    }
    #expect(everything == 1)
    guard case .exact(let nothing) = law.probability(x: 1...1, y: 0...1) else {
      Issue.record("not exact")
      return
    }
    #expect(nothing.isZero)
  }

  /// Numbers at the ends of the range of floating point are for exact fractions.
  @Test func extremeNumbers() throws {
    let tiny = try PlanarGaussian(
      mean: [0, 0], variances: [1e-300, 1e-290], covariance: 5e-296)
    guard case .enclosed(let small) = tiny.probability(below: 1e-150, -1e-145) else {
      Issue.record("not enclosed")
      return
    }
    // The same, scaled.
    let usual = try PlanarGaussian(mean: [0, 0], variances: [1, 1], covariance: 0.5)
    guard case .enclosed(let right) = usual.probability(below: 1, -1) else {
      Issue.record("not enclosed")
      return
    }
    #expect(small.accurateBits >= 40)
    #expect((small.lower - right.lower).magnitude < Rational(2).power(-45))
    let wide = try PlanarGaussian(
      mean: [1e308, -1e308], variances: [1e300, 1], covariance: 1e-320)
    guard
      case .enclosed(let half) = wide.probability(x: 1e308...(.infinity), y: -1e308...(.infinity))
    else {
      Issue.record("not enclosed")
      return
    }
    #expect(half.overlaps(Ball(Rational(1, 4), precision: 64)) && half.accurateBits >= 40)
    #expect(throws: PlanarGaussianError.notPositiveSemidefinite) {
      try PlanarGaussian(mean: [0, 0], variances: [1e-160, 1e-160], covariance: 1.000_1e-160)
    }
    let edge = RoundedEdgeIntegral(kappa: 1e-300)
    #expect(
      edge.integral(
        from: RoundedNumber(value: 1, error: 0), to: RoundedNumber(value: .infinity, error: 1))
        == nil)
  }

  @Test func wrongLawsAreRefused() {
    #expect(throws: PlanarGaussianError.notPositiveSemidefinite) {
      try PlanarGaussian(mean: [0, 0], variances: [1, 1], covariance: 1.000_000_000_000_001)
    }
    #expect(throws: PlanarGaussianError.notPositiveSemidefinite) {
      try PlanarGaussian(mean: [0, 0], variances: [-1, -1], covariance: 0.5)
    }
    #expect(throws: PlanarGaussianError.self) {
      try PlanarGaussian(mean: [0, .nan], variances: [1, 1], covariance: 0)
    }
    #expect(throws: PlanarGaussianError.notFinite(.infinity)) {
      try PlanarGaussian(mean: [0, 0], variances: [.infinity, 1], covariance: 0)
    }
  }

  /// A polygon is tried in floating point first, and what is said there is right.
  @Test func polygons() throws {
    var generator = SeededGenerator(seed: 6)
    func number() -> Rational {
      Rational(Integer(Int.random(in: -99...99, using: &generator)), 32)
    }
    var quick = 0
    for _ in 0..<120 {
      let inequalities = (1...Int.random(in: 1...6, using: &generator)).map { _ in
        CentredPolyhedron.Inequality(
          normal: [number(), number() + Rational(1, 100)], offset: number())
      }
      let polyhedron = CentredPolyhedron(variances: [2, Rational(1, 3)], inequalities)
      guard let rounded = polyhedron.roundedMeasure(along: polyhedron.planarEdges) else {
        #expect(polyhedron.isEmpty)
        continue
      }
      quick += 1
      let right = polyhedron.measure(MeasureGoal(bits: 120))
      let difference = right - Ball(Self.exact(rounded.value), precision: 160)
      #expect(max(difference.upper, -difference.lower) <= Self.exact(rounded.error))
      #expect(rounded.error < 1e-13)
    }
    #expect(quick > 70)
  }
}
