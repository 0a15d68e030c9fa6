public import Enclosures
public import ExactAlgebra

extension NetworkLaw {
  /// A value of an output and the density of the part of its law without atoms there.
  public struct CurvePoint: Sendable {
    /// The value.
    public let value: Rational
    /// The density, from below.
    public let density: ReportedNumber
  }

  /// Random inputs for a curve that is estimated.
  private static let curveSampleCount = 1_000_000

  /// The density of an output at values at equal distances, within four standard deviations of its mean,
  /// for pictures.
  ///
  /// - Parameters:
  ///   - output: from 0.
  ///   - count: the number of values, at least 2.
  /// - Returns: no points for outputs that are constant, and where there are no moments.
  /// - Throws: as `init`.
  public func densityCurve(of output: Int, count: Int = 241) async throws -> [CurvePoint] {
    precondition(count > 1, "a curve without a length")
    guard let moments = outputMoments else { return [] }
    let deviation = moments.covariance[output][output].approximation.squareRoot()
    guard let mean = Rational(exactly: moments.mean[output].approximation),
      let reach = Rational(exactly: 4 * deviation), reach > 0
    else { return [] }
    let values = (0..<count).map {
      mean - reach + reach * Rational(2 * $0) / Rational(count - 1)
    }
    return try await densityCurve(of: output, at: values)
  }

  /// The density of an output at some values, for pictures.
  ///
  /// - Parameters:
  ///   - output: from 0.
  ///   - values: the values.
  /// - Throws: as `init`.
  public func densityCurve(
    of output: Int, at values: [Rational]
  ) async throws -> [CurvePoint] {
    guard hasEnclosedRegions else {
      let answer = try await Self.sampledAnswer(
        to: OutputQuestion(outputs: [output], values: values), of: network, under: input, options,
        sampleCount: Self.curveSampleCount)
      return answer.distributions.flatMap(\.values).map {
        CurvePoint(value: $0.value, density: $0.density)
      }
    }
    var points: [CurvePoint] = []
    for value in values {
      points.append(CurvePoint(value: value, density: try await density(of: output, at: value)))
    }
    return points
  }
}
