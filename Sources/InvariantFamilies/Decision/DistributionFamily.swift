/// A family of laws on `R^d` that somebody may hope to be invariant under ReLU layers.
///
///     DistributionFamily.mixture(parts: 2).parameterCount(dimension: 3)     // 19
public enum DistributionFamily: Sendable {
  /// All Gaussian laws, singular ones included.
  case gaussian
  /// Gaussian laws with independent coordinates.
  case diagonalGaussian
  /// Mixtures of at most so many Gaussian laws, singular ones included.
  case mixture(parts: Int)
  /// Uniform laws on boxes, flat ones included.
  case uniformBox
  /// Uniform laws on bounded convex polyhedra, those of lower dimension included.
  case uniformPolytope
  /// Gaussian laws under the condition of a box.
  case truncatedGaussian
  /// Laws with at most so many points.
  case finite(atoms: Int)
  /// Laws of so many points with equal weights; points may coincide.
  case empirical(points: Int)
  /// The laws of `min(max(a X + b, l), u)` for one random number `X`; `d = 1`.
  case clamped
  /// The laws along a space-filling curve through all networks.
  case curve
  /// Points and weights that are polynomials in parameters.
  case generated(GeneratedFamily)

  /// The name of each kind in reports and on the command line; it never changes.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    case gaussian
    case diagonalGaussian = "diagonal-gaussian"
    case mixture
    case uniformBox = "uniform-box"
    case uniformPolytope = "uniform-polytope"
    case truncatedGaussian = "truncated-gaussian"
    case finite
    case empirical
    case clamped
    case curve
    case generated

    /// The kinds that a name and a size describe: all but those that need a file.
    public static let catalogue = allCases.filter { $0 != .generated }
  }

  /// The family of the catalogue of a kind; `nil` for those that need a file.
  ///
  /// - Parameters:
  ///   - kind: the kind.
  ///   - size: the number of parts, atoms or points, for the kinds that have one.
  public init?(_ kind: Kind, size: Int) {
    switch kind {
    case .gaussian: self = .gaussian
    case .diagonalGaussian: self = .diagonalGaussian
    case .mixture: self = .mixture(parts: size)
    case .uniformBox: self = .uniformBox
    case .uniformPolytope: self = .uniformPolytope
    case .truncatedGaussian: self = .truncatedGaussian
    case .finite: self = .finite(atoms: size)
    case .empirical: self = .empirical(points: size)
    case .clamped: self = .clamped
    case .curve: self = .curve
    case .generated: return nil
    }
  }

  /// The kind.
  public var kind: Kind {
    switch self {
    case .gaussian: .gaussian
    case .diagonalGaussian: .diagonalGaussian
    case .mixture: .mixture
    case .uniformBox: .uniformBox
    case .uniformPolytope: .uniformPolytope
    case .truncatedGaussian: .truncatedGaussian
    case .finite: .finite
    case .empirical: .empirical
    case .clamped: .clamped
    case .curve: .curve
    case .generated: .generated
    }
  }

  /// The number of parts, atoms or points that the family allows, where there is one.
  public var size: Int? {
    switch self {
    case .mixture(let count), .finite(let count), .empirical(let count): count
    case .generated(let family): family.atoms.count
    default: nil
    }
  }

  /// The number of parameters in dimension `d`; `nil` where finitely many do not do.
  public func parameterCount(dimension d: Int) -> Int? {
    let gaussian = d + d * (d + 1) / 2
    return switch self {
    case .gaussian: gaussian
    case .diagonalGaussian, .uniformBox: 2 * d
    case .mixture(let parts): parts * gaussian + parts - 1
    case .uniformPolytope: d == 1 ? 2 : nil
    case .truncatedGaussian: gaussian + 2 * d
    case .finite(let atoms): atoms * (d + 1) - 1
    case .empirical(let points): points * d
    case .clamped: 4
    case .curve: 1
    case .generated(let family): family.ring.variableCount
    }
  }

  /// A restriction that the theorem of Macdonald and Waeldchen leaves open: an invariant family with
  /// finitely many parameters has at least one of them.
  public enum Restriction: String, Hashable, Sendable, CaseIterable {
    /// Laws on the line: `d = 1`.
    case widthOne
    /// All members have finite support.
    case finiteSupport
    /// The law does not depend on the parameters in a locally Lipschitz way.
    case notLocallyLipschitz
  }

  /// The restrictions that the family has, in dimension `d`.
  public func restrictions(dimension: Int) -> [Restriction] {
    Restriction.allCases.filter { restriction in
      switch restriction {
      case .widthOne: dimension == 1
      case .finiteSupport: [.finite, .empirical, .generated].contains(kind)
      case .notLocallyLipschitz: kind == .curve
      }
    }
  }
}
