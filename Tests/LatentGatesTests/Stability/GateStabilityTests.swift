import Enclosures
import ExactAlgebra
import Foundation
import LatentGates
import Networks
import RandomNetworks
import Testing

/// The geometry of the input on different patterns.
@Suite struct GateStabilityTests {
  private static let points: [[Rational]] = (0..<12).map { index in
    [Rational(Integer(index * 7 % 12 - 6), 2), Rational(Integer(index * 5 % 11 - 4), 3)]
  }

  /// Means over patterns are those of the decomposition, computed by another sum.
  @Test(arguments: [0, 2, 4])
  func decomposition(number: Int) throws {
    let random = try RandomGates(number: number)
    let sample = try GateSample(Self.points)
    let stability = try #require(try GateStability(of: random.model, over: sample, rank: 1))
    let covariance = try GateCovariance(of: random.model, over: sample)
    #expect(stability.patternCount == random.model.patternCount)
    for row in 0..<2 {
      for column in 0..<2 {
        let (own, other) = (
          stability.meanCovariance[row][column], covariance.within[row][column]
        )
        #expect(try #require(own.ball).overlaps(try #require(other.ball)))
        #expect((own.approximation - other.approximation).magnitude < 1e-15)
        #expect(stability.covarianceVariance[row][column].approximation > 0)
      }
    }
    #expect(stability.patterns.count == min(16, random.model.patternCount))
  }

  /// Eigenvalues and angles of two dimensions by the closed formula.
  @Test func planeByFormula() throws {
    let random = try RandomGates(number: 0)
    let stability = try #require(
      try GateStability(of: random.model, over: try GateSample(Self.points), rank: 1))
    func values(_ matrix: [[ReportedNumber]]) -> (Double, Double, Double) {
      (
        matrix[0][0].approximation, matrix[0][1].approximation, matrix[1][1].approximation
      )
    }
    func direction(_ matrix: [[ReportedNumber]]) -> Double {
      let (a, b, c) = values(matrix)
      return atan2(2 * b, a - c) / 2
    }
    #expect(stability.patterns.count == 8)
    var mean = 0.0
    for pattern in stability.patterns {
      let (a, b, c) = values(pattern.geometry.covariance)
      let root = ((a - c) * (a - c) + 4 * b * b).squareRoot()
      let expected = [(a + c + root) / 2, (a + c - root) / 2]
      #expect(pattern.geometry.eigenvalues.count == 2 && pattern.geometry.isDetermined)
      for (own, other) in zip(pattern.geometry.eigenvalues, expected) {
        let ball = try #require(own.ball)
        #expect((own.approximation - other).magnitude < 1e-12)
        #expect(ball.upperDouble - ball.lowerDouble < 1e-12)
      }
      var angle = (direction(pattern.geometry.covariance) - direction(stability.total.covariance))
        .magnitude.truncatingRemainder(dividingBy: .pi)
      angle = min(angle, .pi - angle)
      let own = try #require(pattern.angles)
      #expect(own.count == 1 && (own[0].approximation - angle).magnitude < 1e-11)
      mean += pattern.mass.approximation * angle
    }
    #expect(try (#require(stability.meanLargestAngle).approximation - mean).magnitude < 1e-11)
    // Two patterns: the angle between their directions.
    let pair = try #require(stability.largestAngles[1][0])
    var angle =
      (direction(stability.patterns[0].geometry.covariance)
      - direction(stability.patterns[1].geometry.covariance)).magnitude
      .truncatingRemainder(dividingBy: .pi)
    angle = min(angle, .pi - angle)
    #expect((pair.approximation - angle).magnitude < 1e-11)
  }

  /// Equal eigenvalues: there is no leading space, and that is said.
  @Test func tiesAreSaid() throws {
    let network = try Network(
      layers: [.init(weights: [[0, 0]], biases: [1]), .init(weights: [[1]])])
    let model = try GateModel(
      of: network, temperatures: [1], likelihood: .gaussian(variance: 1))
    let square: [[Rational]] = [[1, 1], [1, -1], [-1, 1], [-1, -1]]
    let stability = try #require(
      try GateStability(of: model, over: try GateSample(square), rank: 1))
    #expect(!stability.total.isDetermined && stability.patterns.count == 2)
    #expect(stability.patterns.allSatisfy { $0.angles == nil && !$0.geometry.isDetermined })
    #expect(stability.meanLargestAngle == nil && stability.determinedMass.approximation == 0)
    #expect(stability.total.eigenvalues.allSatisfy { ($0.approximation - 1).magnitude < 1e-12 })
    // Both dimensions together are the whole plane.
    let whole = try #require(
      try GateStability(of: model, over: try GateSample(square), rank: 2))
    #expect(whole.patterns.allSatisfy { $0.angles?.count == 2 })
    #expect(whole.patterns.allSatisfy { $0.angles!.allSatisfy { $0.approximation < 1e-9 } })
  }

  /// Hard gates of a Gaussian input: on a half line of the first coordinate its variance is `1 - 2 / pi`, so the
  /// second coordinate leads; the whole has no leading direction.
  @Test func halfSpaces() async throws {
    let network = try Network(layers: [.init(weights: [[1, 0]]), .init(weights: [[1]])])
    var options = NetworkLaw.Options()
    options.hasInputMoments = true
    let law = try await NetworkLaw(
      of: network, under: .standardNormal(dimension: 2), options: options)
    let stability = try #require(GateStability(of: law, rank: 1))
    #expect(stability.patterns.count == 2 && !stability.total.isDetermined)
    for pattern in stability.patterns {
      #expect((pattern.mass.approximation - 0.5).magnitude < 1e-9)
      let values = pattern.geometry.eigenvalues.map(\.approximation)
      #expect((values[0] - 1).magnitude < 1e-6 && (values[1] - 1 + 2 / .pi).magnitude < 1e-6)
      #expect(pattern.geometry.isDetermined && pattern.angles == nil)
    }
    #expect(try #require(stability.largestAngles[1][0]).approximation < 1e-6)
    #expect((stability.meanCovariance[0][0].approximation - 1 + 2 / .pi).magnitude < 1e-6)
    #expect(stability.covarianceVariance[0][0].approximation.magnitude < 1e-6)
  }

  /// More patterns times points than are computed.
  @Test func tooMany() throws {
    let random = try RandomGates(number: 0, widths: [2, 16, 1])
    let sample = try GateSample(Self.points)
    #expect(try GateStability(of: random.model, over: sample, rank: 1) == nil)
  }
}
