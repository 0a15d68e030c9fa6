import Enclosures
import ExactAlgebra
import GaussianMeasures
import Polyhedra

/// A part of a mixture with the ways in which it is measured.
struct PartMeasure: Sendable {
  let weight: Rational
  let method: PolyhedronMeasure.Method
  let enclosure: GaussianMeasure
  let sampling: SampledGaussianMeasure

  /// The probability under the law of the part.
  ///
  /// - Throws: `GaussianMeasureError`, `SampledMeasureError`; also as `Interruption.check`.
  func probability(of halfSpaces: [HalfSpace]) async throws -> ReportedNumber {
    switch method {
    case .enclosure: return try enclosure.probability(of: halfSpaces)
    case .automatic:
      return isEnclosed(halfSpaces)
        ? try enclosure.probability(of: halfSpaces)
        : try await sampling.probability(of: halfSpaces)
    case .sampling: return try await sampling.sampledProbability(of: halfSpaces)
    }
  }

  /// Mass, times the weight, mean and covariance in the half-spaces; `nil` where the mass is zero.
  ///
  /// - Throws: as `probability`.
  func moments(in halfSpaces: [HalfSpace]) async throws -> ConditionalMoments? {
    if method == .enclosure { try checkDimension(of: halfSpaces) }
    if method == .enclosure || method == .automatic && isEnclosed(halfSpaces) {
      return try enclosure.conditionalMoments(in: halfSpaces)?.weighted(by: weight)
    }
    guard let moments = try await sampling.moments(of: halfSpaces) else { return nil }
    let mass = try await probability(of: halfSpaces)
    return ConditionalMoments(mass: mass, mean: moments.mean, covariance: moments.covariance)
      .weighted(by: weight)
  }

  private func isEnclosed(_ halfSpaces: [HalfSpace]) -> Bool {
    enclosure.integralDimension(of: halfSpaces) <= GaussianMeasure.largestDimension
  }

  private func checkDimension(of halfSpaces: [HalfSpace]) throws(GaussianMeasureError) {
    guard !isEnclosed(halfSpaces) else { return }
    throw .dimension(enclosure.integralDimension(of: halfSpaces))
  }
}

extension GaussianMixture {
  /// The measures of the parts that have a weight. All are right together at the level, since each is at
  /// a higher one.
  func measures(_ options: PolyhedronMeasure.Options) -> [PartMeasure] {
    let parts = parts.filter { !$0.weight.isZero }
    let count = Rational(Integer(parts.count))
    return parts.map { part in
      var sampling = SampledGaussianMeasure(under: part.law)
      sampling.level = 1 - (1 - options.level) / count
      sampling.seed = options.seed
      sampling.threads = options.threads
      if let limit = options.sampleLimit { sampling.sampleLimit = limit }
      // A little less: bounds are rounded.
      let accuracy = options.accuracy ?? PolyhedronMeasure.Options.sampledAccuracy
      sampling.relativeAccuracy = 0.99 * Double(approximating: accuracy)
      let enclosure = GaussianMeasure(
        under: part.law, accuracy: options.accuracy ?? PolyhedronMeasure.Options.enclosedAccuracy)
      if options.accuracy != nil { sampling.enclosedBits = enclosure.relativeBits }
      return PartMeasure(
        weight: part.weight, method: options.method, enclosure: enclosure, sampling: sampling)
    }
  }
}
