public import Enclosures
public import GaussianMeasures
public import Polyhedra

extension InputLaw {
  /// The probability of the intersection of half-spaces, open or closed ones.
  ///
  /// Exact under uniform and empirical laws, enclosed under Gaussian ones.
  ///
  /// - Throws: `GaussianMeasureError`, `UniformLawError.blockDimension`; also as `Interruption.check`.
  /// - Precondition: half-spaces have the dimension of the law.
  public func probability(of halfSpaces: [HalfSpace]) throws -> ReportedNumber {
    switch self {
    case .gaussian(let mixture):
      try mixture.parts.reduce(.exact(0)) { sum, part in
        guard !part.weight.isZero else { return sum }
        let probability = try GaussianMeasure(under: part.law).probability(of: halfSpaces)
        return sum + .exact(part.weight) * probability
      }
    case .uniform(let law): .exact(try law.probability(of: halfSpaces))
    case .points(let law): .exact(law.probability(of: halfSpaces))
    }
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
