public import ExactAlgebra
public import GaussianMeasures

/// The law of a random input: a probability measure on `R^d` with exact parameters.
///
///     let law = InputLaw.gaussian(GaussianMixture(GaussianLaw(standardIn: 2)))
///     try law.probability(of: [HalfSpace(normal: [1, 0])])      // 1/2
public enum InputLaw: Hashable, Sendable {
  /// A mixture of Gaussian laws; some may be singular.
  case gaussian(GaussianMixture)
  /// The uniform law on a bounded polyhedron.
  case uniform(UniformLaw)
  /// Finitely many points with weights.
  case points(EmpiricalLaw)

  /// The standard Gaussian law.
  public static func standardNormal(dimension: Int) -> InputLaw {
    .gaussian(GaussianMixture(GaussianLaw(standardIn: dimension)))
  }

  /// The dimension of the space: `d`.
  public var dimension: Int {
    switch self {
    case .gaussian(let mixture): mixture.dimension
    case .uniform(let law): law.dimension
    case .points(let law): law.dimension
    }
  }

  /// The mean, exactly: `d` numbers.
  public var mean: [Rational] {
    switch self {
    case .gaussian(let mixture): mixture.mean
    case .uniform(let law): law.mean
    case .points(let law): law.mean
    }
  }

  /// The covariance matrix, exactly: `d` by `d`.
  public var covariance: [[Rational]] {
    switch self {
    case .gaussian(let mixture): mixture.covariance
    case .uniform(let law): law.covariance
    case .points(let law): law.covariance
    }
  }
}
