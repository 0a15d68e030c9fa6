import Enclosures
import ExactAlgebra
import Polyhedra
import Testing

@testable import GaussianMeasures

/// Means and covariances under the condition of a polyhedron.
@Suite struct MomentsTests {
  /// One coordinate, from `lower` to `upper`, of a law with a mean and a standard deviation.
  private static func truncated(
    _ mean: Rational, _ deviation: Rational, from lower: Rational?, to upper: Rational?
  ) throws -> ConditionalMoments {
    let law = try GaussianLaw(mean: [mean], covariance: [[deviation * deviation]])
    let halfSpaces = [
      lower.map { HalfSpace(normal: [1], offset: -$0) },
      upper.map { HalfSpace(normal: [-1], offset: $0) },
    ].compactMap(\.self)
    return try #require(try GaussianMeasure(under: law).conditionalMoments(in: halfSpaces))
  }

  private static func expect(
    _ number: ReportedNumber, _ text: String, _ location: SourceLocation = #_sourceLocation
  ) throws {
    let ball = try #require(number.ball)
    let value = try Rational(parsing: text)
    // The text may be wrong in its twelfth digit.
    let error = value.magnitude / Rational(10).power(12)
    #expect(
      ball.overlaps(Ball(from: value - error, to: value + error, precision: 128)),
      sourceLocation: location)
    #expect(ball.accurateBits > 38, sourceLocation: location)
  }

  /// Values that other programs got wrong, by several methods in 60 digits.
  @Test func intervals() throws {
    try Self.expect(
      Self.truncated(3, 10, from: 7, to: 8).covariance[0][0], "0.083297130072635108705")
    let narrow = try Self.truncated(1, Rational(1, 10), from: 0, to: 1)
    try Self.expect(narrow.covariance[0][0], "0.0036338022763241865692")
    try Self.expect(narrow.mean[0], "0.92021154391971346441")
    let half = try Self.truncated(2, 2, from: 0, to: nil)
    try Self.expect(half.mean[0], "2.5751999418783567225")
    try Self.expect(half.covariance[0][0], "2.5187451431064216034")
    let large = try Self.truncated(7500, 15_000, from: 0, to: nil)
    try Self.expect(large.covariance[0][0], "109389473.03168259823")
    try Self.expect(large.mean[0], "15137.406507555502287")
    let far = try Self.truncated(54_000, Rational(297, 100), from: nil, to: 0)
    try Self.expect(far.mean[0], "-0.00016334999901173251495")
    try Self.expect(
      far.covariance[0][0] + far.mean[0] * far.mean[0], "0.000000053366444192832537443")
  }

  /// Parts of space give the moments of the whole law back.
  @Test(arguments: 2...3) func totals(dimension: Int) throws {
    let covariance: [[Rational]] = [[2, 1, 0], [1, 3, 1], [0, 1, 1]]
    let law = try GaussianLaw(
      mean: [Rational(1, 3), 0, -1], covariance: covariance)
    let normals: [[Rational]] = [[1, 2, -1], [0, 1, 3], [-2, 1, 1]]
    let offsets: [Rational] = [1, Rational(-1, 3), Rational(1, 2)]
    var total = PartialMoments.zero(dimension: 3)
    var count = 0
    for signs in 0..<(1 << dimension) {
      let cell = (0..<dimension).map { index in
        let sign: Rational = signs >> index & 1 == 1 ? 1 : -1
        return HalfSpace(normal: normals[index].map { sign * $0 }, offset: sign * offsets[index])
      }
      let moments = try #require(try GaussianMeasure(under: law).conditionalMoments(in: cell))
      for axis in 0..<3 {
        let ball = try #require(moments.covariance[axis][axis].ball)
        #expect(ball.isPositive && ball.accurateBits > 40)
      }
      total = total + moments.partial
      count += 1
    }
    #expect(count == 1 << dimension)
    for row in 0..<3 {
      let mean = try #require(total.mean[row].ball)
      #expect(mean.contains(law.mean[row]) && mean.accurateBits(relativeTo: 0) > 35)
      for column in 0..<3 {
        let entry = try #require(total.covariance[row][column].ball)
        #expect(entry.contains(covariance[row][column]))
        #expect(entry.accurateBits(relativeTo: 0) > 35)
      }
    }
  }

  /// A coordinate that does not vary has variance zero, exactly; one that a half-space does not concern
  /// keeps its own.
  @Test func singularLaws() throws {
    let law = try GaussianLaw(
      mean: [0, 5, 1], covariance: [[1, 0, 0], [0, 0, 0], [0, 0, 4]])
    let moments = try #require(
      try GaussianMeasure(under: law).conditionalMoments(
        in: [HalfSpace(normal: [1, 0, 0])]))
    #expect(moments.covariance[1][1].ball?.isZero == true)
    #expect(moments.mean[1].ball?.contains(5) == true)
    #expect(moments.covariance[2][2].ball?.contains(4) == true)
    #expect(moments.covariance[0][2].ball?.isZero == true)
  }
}
