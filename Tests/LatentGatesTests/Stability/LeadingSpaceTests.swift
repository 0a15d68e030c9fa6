import Enclosures
import ExactAlgebra
import Foundation
import LatentGates
import Networks
import Testing

/// Leading spaces where numbers are at the end of their range: eigenvalues that are zero, and angles that are.
@Suite struct LeadingSpaceTests {
  /// One gate that tells `x > 0` almost for sure.
  private static func lines(temperature: Rational) throws -> GateModel {
    try GateModel(
      of: Network(layers: [
        .init(weights: [[1, 0]], biases: [0]), .init(weights: [[1]], biases: [0]),
      ]), temperatures: [temperature], likelihood: .gaussian(variance: 1))
  }

  /// On each side the points lie on a line of their own: covariances of rank one, known directions.
  @Test func twoLines() throws {
    // On the right along (1, 0), on the left along (1, 1): half a right angle.
    let sample = try GateSample([[1, 0], [2, 0], [3, 0], [-1, -1], [-2, -2], [-3, -3]])
    let model = try Self.lines(temperature: Rational(1, 200))
    let stability = try #require(try GateStability(of: model, over: sample, rank: 1))
    #expect(stability.patterns.count == 2 && stability.patternCount == 2)
    let angle = try #require(stability.largestAngles[1][0])
    #expect(angle.status == "enclosed" && (angle.approximation - .pi / 4).magnitude < 1e-9)
    #expect(try #require(angle.ball).isWithin(absoluteBits: 40))
    // Variances 2/3 on the right, and twice that on the left along the diagonal.
    let values = stability.patterns.map { $0.geometry.eigenvalues.map(\.approximation) }.sorted {
      $0[0] < $1[0]
    }
    #expect((values[0][0] - 2.0 / 3).magnitude < 1e-9 && (values[1][0] - 4.0 / 3).magnitude < 1e-9)
    #expect(values[0][1].magnitude < 1e-9 && values[1][1].magnitude < 1e-9)
    // E = (2/3, 1/3; 1/3, 1/3), and the entries differ from it by 0, 1/3, 1/3.
    let mean = stability.meanCovariance.map { $0.map(\.approximation) }
    #expect((mean[0][0] - 2.0 / 3).magnitude < 1e-9 && (mean[0][1] - 1.0 / 3).magnitude < 1e-9)
    let spread = stability.covarianceVariance.map { $0.map(\.approximation) }
    #expect(spread[0][0].magnitude < 1e-9)
    #expect((spread[0][1] - 1.0 / 9).magnitude < 1e-9 && (spread[1][1] - 1.0 / 9).magnitude < 1e-9)
  }

  /// Two planes in space have a line in common: the first angle is zero, and it is enclosed to six digits.
  @Test func planes() throws {
    let random = try RandomGates(number: 4, widths: [3, 3, 2, 1])
    let sample = try GateSample(
      (0..<6).map { try RandomGates(number: $0, widths: [3, 3, 2, 1]).point })
    let stability = try #require(try GateStability(of: random.model, over: sample, rank: 2))
    #expect(stability.patternCount == 32 && stability.patterns.count == 16)
    for pattern in stability.patterns {
      let angles = try #require(pattern.angles)
      // Squares of sines are known to about 1e-16 beside the largest of them.
      #expect(angles.count == 2 && angles[0].approximation < 1e-6)
      #expect(try #require(angles[0].ball).isWithin(absoluteBits: 20))
      #expect(angles[1].approximation > 1e-4)
      #expect(try #require(angles[1].ball).isWithin(absoluteBits: 30))
      // The trace is the sum of the eigenvalues.
      let trace = (0..<3).reduce(.exact(0) as ReportedNumber) {
        $0 + pattern.geometry.covariance[$1][$1]
      }
      let sum = pattern.geometry.eigenvalues.reduce(.exact(0) as ReportedNumber, +)
      #expect((trace - sum).approximation.magnitude < 1e-10)
    }
  }
}
