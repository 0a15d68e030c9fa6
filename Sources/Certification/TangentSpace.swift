public import ExactAlgebra
public import NetworkVarieties
public import Varieties

/// What the generators of an ideal say about a variety near one of its points.
///
/// The generators that are known define a zero set which contains the variety `V`. At a point of it
/// the kernel of their Jacobian matrix contains the tangent space of `V`, and equals it where the
/// generators are complete.
public struct TangentSpace: Hashable, Sendable {
  /// What is known of the point lying on the variety.
  public enum Position: Hashable, Sendable {
    /// On the variety: it is the point of a network.
    case ofNetwork
    /// On the variety: all generators vanish there, and they generate the whole ideal.
    case onVariety
    /// All known generators vanish there; whether it lies on the variety is open.
    case onKnownEquations
    /// Not on the variety: so many of the generators do not vanish there.
    case outside(violations: Int)

    /// Whether the point is known to lie on the variety.
    public var isProved: Bool { self == .ofNetwork || self == .onVariety }
  }

  /// What is known of the variety at the point.
  public enum Finding: Hashable, Sendable {
    /// The point is smooth: the rank is the codimension, which it cannot exceed.
    case smooth
    /// The point is singular: the generators are complete, and the rank is below the codimension.
    case singular
    /// Only the zero set of the known generators is smooth there, of the dimension of the variety;
    /// the point may lie on another component of it.
    case smoothZeroSet
    /// The rank is below the codimension, but generators may be missing, the dimension may be
    /// larger, or the generators are not proved.
    case open
    /// The point does not lie on the variety.
    case outside
  }

  /// What is known of the point.
  public let position: Position
  /// The rank of the Jacobian matrix of the generators at the point, over the rationals.
  public let rank: Int
  /// Ambient dimension minus dimension, the latter proved or a lower bound.
  public let codimension: Int
  /// The degree up to which generators are known.
  public let maximumDegree: Int
  /// A basis of the kernel of the Jacobian matrix, one row of coordinates for each vector.
  public let basis: [[Rational]]
  /// What follows.
  public let finding: Finding

  /// The largest number of generators whose gradients are taken.
  public static let maximumGeneratorCount = 20_000

  /// The tangent space at a rational point, as far as generators of the ideal determine it.
  ///
  /// - Parameters:
  ///   - point: a number for each coordinate of the variety.
  ///   - isOfNetwork: whether it is the point of a network, so that it lies on the variety.
  ///   - ideal: the ideal up to a degree, in the coordinates of the variety.
  ///   - variety: the variety.
  ///   - dimension: its dimension.
  ///   - completeness: whether the generators are all.
  /// - Precondition: at most `maximumGeneratorCount` generators, all of them written.
  public init(
    at point: [Rational], isOfNetwork: Bool, ideal: GradedIdeal, of variety: ReLUVariety,
    dimension: Dimension, completeness: Completeness
  ) {
    precondition(point.count == variety.ambientDimension, "a point of the wrong length")
    precondition(
      ideal.generators.count <= Integer(Self.maximumGeneratorCount), "too many generators")
    precondition(ideal.unwritten.isEmpty, "generators that are not written")
    codimension = variety.ambientDimension - dimension.value
    maximumDegree = ideal.maximumDegree
    var gradients = RationalSubspace(ofDimension: point.count)
    var violations = 0
    for generator in ideal.generators {
      if !generator.polynomial(at: point).isZero { violations += 1 }
      guard gradients.dimension < point.count else { continue }
      _ = gradients.insert(generator.polynomial.gradient(at: point))
    }
    rank = gradients.dimension
    basis = gradients.annihilator
    position =
      violations > 0
      ? .outside(violations: violations)
      : isOfNetwork ? .ofNetwork : completeness.isComplete ? .onVariety : .onKnownEquations
    precondition(!isOfNetwork || violations == 0, "a generator that does not vanish on the variety")
    finding =
      switch position {
      case .outside: .outside
      case .onKnownEquations: rank == codimension ? .smoothZeroSet : .open
      case .ofNetwork, .onVariety:
        if !ideal.status.isProved {
          .open
        } else if rank == codimension {
          .smooth
        } else {
          completeness.isComplete && dimension.isProved ? .singular : .open
        }
      }
  }
}
