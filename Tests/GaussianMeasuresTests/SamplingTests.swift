import Enclosures
import ExactAlgebra
import Polyhedra
import Testing

@testable import GaussianMeasures

/// Probabilities in dimension 4 and more, against closed forms.
@Suite struct SamplingTests {
  private static func measure(_ law: GaussianLaw) -> SampledGaussianMeasure {
    var measure = SampledGaussianMeasure(under: law)
    measure.relativeAccuracy = 1e-2
    measure.level = Rational(999, 1_000)
    measure.sampleLimit = 400_000
    measure.threads = 2
    return measure
  }

  /// What is sampled contains the value, narrow enough.
  private static func check(
    _ law: GaussianLaw, _ halfSpaces: [HalfSpace], is value: Rational, within width: Double = 0.011,
    sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    let result = try await measure(law).sampledProbability(of: halfSpaces)
    #expect(result.status == "confident", sourceLocation: sourceLocation)
    #expect(result.level == Rational(999, 1_000), sourceLocation: sourceLocation)
    let ball = try #require(result.ball, sourceLocation: sourceLocation)
    #expect(ball.contains(value), "\(result)", sourceLocation: sourceLocation)
    #expect(ball.lower.signum() > 0, sourceLocation: sourceLocation)
    let relative = Double(approximating: (ball.upper - ball.lower) / (ball.upper + ball.lower))
    #expect(relative < width, sourceLocation: sourceLocation)
  }

  @Test(arguments: [4, 10, 30]) func orthantsOfChains(dimension: Int) async throws {
    try await Self.check(
      SamplingSpecimens.chain(dimension, Rational(-1, 2)), SamplingSpecimens.orthant(dimension),
      is: SamplingSpecimens.inverseFactorial(dimension))
    try await Self.check(
      SamplingSpecimens.chain(dimension, Rational(1, 2)), SamplingSpecimens.orthant(dimension),
      is: SamplingSpecimens.zigzagShare(dimension), within: dimension > 10 ? 0.05 : 0.011)
  }

  @Test(arguments: [4, 20]) func orthantsWithOneFactor(dimension: Int) async throws {
    try await Self.check(
      SamplingSpecimens.equicorrelated(dimension, Rational(1, 2)),
      SamplingSpecimens.orthant(dimension), is: 1 / Rational(dimension + 1))
  }

  /// More half-spaces than dimensions: some follow from the others, and some hold for the differences of
  /// coordinates that are bounded already. The law is singular.
  @Test func moreHalfSpacesThanDimensions() async throws {
    let factor: [[Rational]] = [
      [1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1], [1, 1, 0, 0], [1, 1, 1, 1],
    ]
    let law = try GaussianLaw(mean: [0, 0, 0, 0, 0, 0], factor: factor)
    // x_5 > 0 and x_6 > 0 follow from the orthant.
    try await Self.check(law, SamplingSpecimens.orthant(6), is: Rational(1, 16))
    // All orders of four independent numbers are as probable: 6 half-spaces in dimension 3.
    var orders: [HalfSpace] = []
    for low in 0..<4 {
      for high in low + 1..<4 {
        var normal = [Rational](repeating: 0, count: 6)
        (normal[low], normal[high]) = (-1, 1)
        orders.append(HalfSpace(normal: normal))
      }
    }
    #expect(orders.count == 6)
    try await Self.check(law, orders, is: Rational(1, 24))
  }

  /// The cells that hyperplanes cut out have probabilities that add up to 1.
  @Test func cellsSumToOne() async throws {
    let normals: [[Rational]] = [
      [1, 2, -1, 0], [0, 1, 3, 1], [-2, 1, 1, 1], [1, 1, 1, -2], [1, 0, -1, 2],
    ]
    let law = try GaussianLaw(
      mean: [Rational(1, 3), 0, -1, Rational(1, 5)],
      covariance: [[2, 1, 0, 0], [1, 3, 1, 0], [0, 1, 2, 1], [0, 0, 1, 1]])
    var sum = ReportedNumber.exact(0)
    var positive = 0
    for signs in 0..<32 {
      let cell = normals.indices.map { index in
        let sign: Rational = signs >> index & 1 == 1 ? 1 : -1
        return HalfSpace(normal: normals[index].map { sign * $0 }, offset: sign * Rational(index))
      }
      var measure = Self.measure(law)
      measure.seed = UInt64(signs)
      let value = try await measure.probability(of: cell)
      if case .exact(let number) = value {
        #expect(number.isZero)
      } else {
        positive += 1
        #expect(try #require(value.ball).lower.signum() > 0)
      }
      sum = sum + value
    }
    // Five planes in general position leave one of 32 sign patterns of space out.
    #expect(positive == 31)
    #expect(try #require(sum.ball).contains(1))
    #expect(sum.status == "confident" && sum.level! > Rational(95, 100))
  }

  @Test func valuesAreTheSameForAnyNumberOfThreads() async throws {
    let law = try SamplingSpecimens.chain(6, Rational(1, 2))
    var values: [ReportedNumber] = []
    for threads in [1, 2, 5] {
      var measure = Self.measure(law)
      measure.threads = threads
      values.append(try await measure.sampledProbability(of: SamplingSpecimens.orthant(6)))
    }
    let balls = values.compactMap(\.ball)
    #expect(balls.count == 3)
    #expect(Set(balls.map(\.lower)).count == 1 && Set(balls.map(\.upper)).count == 1)
    var other = Self.measure(law)
    other.seed = 99
    let ball = try #require(
      try await other.sampledProbability(of: SamplingSpecimens.orthant(6)).ball)
    #expect(ball.lower != balls[0].lower && ball.overlaps(balls[0]))
  }

  /// A level of 99 in 100 is wrong in at most 1 of 100 repetitions on the average; the probability of 12
  /// misses in 300 is below 1e-4 then.
  @Test func coverage() async throws {
    let law = try SamplingSpecimens.chain(5, Rational(-1, 2))
    let value = SamplingSpecimens.inverseFactorial(5)
    var misses = 0
    for seed in 1...300 {
      var measure = SampledGaussianMeasure(under: law)
      measure.level = Rational(99, 100)
      measure.relativeAccuracy = 0.05
      measure.seed = UInt64(seed)
      let ball = try #require(
        try await measure.sampledProbability(of: SamplingSpecimens.orthant(5)).ball)
      if !ball.contains(value) { misses += 1 }
    }
    #expect(misses < 12)
  }

  @Test func emptyAndFullPolyhedra() async throws {
    let law = GaussianLaw(standardIn: 5)
    let axis: [Rational] = [1, 2, 3, 4, 5]
    let apart = [
      HalfSpace(normal: axis, offset: -1),
      HalfSpace(normal: axis.map { -$0 }, offset: Rational(1, 2)),
    ]
    for halfSpaces in [apart, apart + SamplingSpecimens.orthant(5)] {
      let value = try await Self.measure(law).probability(of: halfSpaces)
      guard case .exact(let number) = value else {
        Issue.record("\(value)")
        continue
      }
      #expect(number == 0)
    }
    // Empty, but no two half-spaces say so.
    let triangle = SamplingSpecimens.orthant(5) + [HalfSpace(normal: axis.map { -$0 })]
    let value = try await Self.measure(law).sampledProbability(of: triangle)
    guard case .exact(let number) = value else {
      Issue.record("\(value)")
      return
    }
    #expect(number == 0)
    let full = [HalfSpace(normal: [0, 0, 0, 0, 0], offset: 1)]
    guard case .exact(1) = try await Self.measure(law).probability(of: full) else {
      Issue.record("not 1")
      return
    }
  }

  /// Mean and variance of half-normal numbers, and a coordinate that nothing bounds.
  @Test func moments() async throws {
    let law = try SamplingSpecimens.law(6) { row, column in
      row == column ? 1 : (row == 5) != (column == 5) && min(row, column) == 0 ? Rational(1, 2) : 0
    }
    let moments = try #require(
      try await Self.measure(law).moments(of: Array(SamplingSpecimens.orthant(6).prefix(5))))
    func expect(_ number: ReportedNumber, near value: Double) {
      guard case .estimated(let estimate, let error) = number else {
        Issue.record("\(number)")
        return
      }
      #expect((estimate - value).magnitude < 6 * error + 1e-12, "\(estimate) \(error) \(value)")
      #expect(error < 0.02)
    }
    let mean = (2 / Double.pi).squareRoot()
    #expect(moments.mean.count == 6)
    for number in moments.mean.prefix(5) { expect(number, near: mean) }
    // x_6 = x_1 / 2 + something independent.
    expect(moments.mean[5], near: mean / 2)
    expect(moments.covariance[0][0], near: 1 - mean * mean)
    expect(moments.covariance[0][1], near: 0)
    expect(moments.covariance[0][5], near: (1 - mean * mean) / 2)
    expect(moments.covariance[5][5], near: 1 - mean * mean / 4)
  }
}
