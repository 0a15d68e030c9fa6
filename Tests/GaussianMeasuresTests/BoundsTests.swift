import Enclosures
import ExactAlgebra
import Foundation
import Polyhedra
import Testing

@testable import GaussianMeasures

/// Upper bounds without samples.
@Suite struct BoundsTests {
  private static func bound(_ law: GaussianLaw, _ halfSpaces: [HalfSpace]) -> MeasureBound {
    halfSpaces.reduce(MeasureBound(under: law)) { $0.adding($1) }
  }

  /// The bounds are above the value, and the sharp one by the factor that is stated.
  @Test(arguments: [4, 8, 30]) func chains(dimension: Int) throws {
    let bound = Self.bound(
      try SamplingSpecimens.chain(dimension, Rational(-1, 2)),
      SamplingSpecimens.orthant(dimension))
    let value = log(Double(approximating: SamplingSpecimens.inverseFactorial(dimension)))
    #expect(bound.count == dimension)
    #expect(bound.logarithm > value && bound.sharpLogarithm > value)
    #expect(bound.sharpLogarithm < value + 1)
    #expect(bound.upperBound.upper > SamplingSpecimens.inverseFactorial(dimension))
    #expect(bound.sharpUpperBound.upper > SamplingSpecimens.inverseFactorial(dimension))
  }

  /// One half-space: the bound is its measure, on both sides of the mean and far out.
  @Test(arguments: [-3, -1, 0, 1, 5, 40, 100]) func oneHalfSpace(distance: Int) throws {
    let law = try GaussianLaw(
      mean: [1, 0, 0, 0],
      covariance: (0..<4).map { row in
        (0..<4).map { $0 == row ? 4 : 1 }
      })
    // A variance of 4 * 4 + 12 = 28 makes this far from rational.
    let bound = Self.bound(
      law, [HalfSpace(normal: [1, 1, 1, 1], offset: -1 - 5 * Rational(distance))])
    let exact = (Ball(distance * 5, precision: 128) / Ball(28, precision: 128).squareRoot())
      .normalTail().logarithm()
    #expect(bound.logarithm >= exact.lowerDouble)
    #expect(bound.logarithm - exact.upperDouble < 1e-8 * (1 + exact.lowerDouble.magnitude))
    #expect(bound.sharpLogarithm >= exact.lowerDouble)
  }

  /// Adding half-spaces never makes a bound larger, and the bound at each step is above the measure, which
  /// is enclosed in dimension 3.
  @Test func randomPolyhedra() throws {
    var generator = SeededGenerator(seed: 7)
    func integer(_ size: Int) -> Rational {
      Rational(Int.random(in: -size...size, using: &generator))
    }
    var compared = 0
    for _ in 0..<40 {
      let factor = (0..<5).map { _ in (0..<3).map { _ in integer(4) / 3 } }
      let law = try GaussianLaw(mean: (0..<5).map { _ in integer(3) / 2 }, factor: factor)
      var bound = MeasureBound(under: law)
      var halfSpaces: [HalfSpace] = []
      for _ in 0..<6 {
        halfSpaces.append(
          HalfSpace(normal: (0..<5).map { _ in integer(5) }, offset: integer(6)))
        let next = bound.adding(halfSpaces.last!)
        #expect(next.logarithm <= bound.logarithm)
        bound = next
        let measure = try GaussianMeasure(under: law).probability(of: halfSpaces)
        let upper = try #require(measure.ball).lower
        #expect(bound.upperBound.upper >= upper)
        #expect(bound.sharpUpperBound.upper >= upper)
        compared += 1
      }
    }
    #expect(compared == 240)
  }

  /// A half-space that the law decides.
  @Test func decidedHalfSpaces() throws {
    let law = try GaussianLaw(mean: [1, 2], factor: [[1], [1]])
    let fixed: [Rational] = [1, -1]
    let bound = Self.bound(law, [HalfSpace(normal: fixed, offset: 2)])
    #expect(bound.logarithm == 0 && bound.count == 0)
    let never = bound.adding(HalfSpace(normal: fixed, offset: 1))
    #expect(never.logarithm == -.infinity && never.upperBound.upper == 0)
  }

  /// Empty polyhedra have small bounds; no bound is zero without a proof.
  @Test func emptyPolyhedron() {
    let bound = Self.bound(
      GaussianLaw(standardIn: 4),
      SamplingSpecimens.orthant(4) + [HalfSpace(normal: [-1, -1, -1, -1], offset: -1)])
    #expect(bound.logarithm < -100 && bound.logarithm.isFinite)
  }
}
