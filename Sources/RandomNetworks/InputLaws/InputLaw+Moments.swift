public import ExactAlgebra
public import GaussianMeasures
public import Polyhedra

extension InputLaw {
  /// Mass, and mean and covariance under the condition, of the intersection of half-spaces, open or closed
  /// ones: exact under uniform and empirical laws, enclosed under Gaussian ones; `nil` where the mass is
  /// zero.
  ///
  /// - Parameters:
  ///   - halfSpaces: the half-spaces.
  ///   - accuracy: the relative error that is aimed at under a Gaussian law.
  ///
  /// - Throws: as `probability(of:accuracy:)`.
  /// - Precondition: half-spaces have the dimension of the law.
  public func conditionalMoments(
    of halfSpaces: [HalfSpace], accuracy: Rational? = nil
  ) throws -> ConditionalMoments? {
    switch self {
    case .gaussian(let mixture):
      let parts = try mixture.parts.compactMap { part in
        part.weight.isZero
          ? nil
          : try GaussianMeasure(under: part.law, accuracy: accuracy)
            .conditionalMoments(in: halfSpaces)?.weighted(by: part.weight)
      }
      return parts.isEmpty ? nil : ConditionalMoments(mixing: parts)
    case .uniform(let law): return ConditionalMoments(try law.moments(of: halfSpaces))
    case .points(let law): return ConditionalMoments(law.moments(of: halfSpaces))
    }
  }
}

extension ConditionalMoments {
  /// Moments that are known exactly; `nil` where the mass is zero.
  public init?(_ moments: ExactMoments) {
    guard !moments.mass.isZero else { return nil }
    self.init(PartialMoments(moments))
  }
}

extension PartialMoments {
  /// Moments that are known exactly.
  public init(_ moments: ExactMoments) {
    self.init(
      mass: .exact(moments.mass), first: moments.first.map { .exact($0) },
      second: moments.second.map { $0.map { .exact($0) } })
  }
}
