public import ExactAlgebra

/// How a rank modulo a prime was obtained; with the family and the method that was called,
/// enough to compute it again.
public struct RankEvidence: Hashable, Sendable {
  /// The prime.
  public let prime: UInt
  /// The seed of the random point.
  public let seed: UInt64
  /// The rank that was found at the point.
  public let rank: Int
  /// The number of rows of the matrix: one for each parameter of a family, or for each equation.
  public let rowCount: Int
  /// The number of columns of the matrix: one for each coordinate.
  public let columnCount: Int

  /// Records a rank.
  public init(prime: UInt, seed: UInt64, rank: Int, rowCount: Int, columnCount: Int) {
    self.prime = prime
    self.seed = seed
    self.rank = rank
    self.rowCount = rowCount
    self.columnCount = columnCount
  }
}

/// Why a variety cannot have a larger dimension.
public enum DimensionBound: String, Hashable, Sendable, CaseIterable {
  /// The dimension of the ambient space.
  case ambientSpace
  /// The dimension of the linear subspace that the points of the data leave.
  case linearRelations
  /// The number of parameters minus the rank of vector fields on the parameters along which the
  /// image does not move.
  case parameterSymmetry
  /// Ambient dimension minus the rank of differentials of minors that vanish on the variety, at
  /// one of its points.
  case rankConstraints
  /// The rank of the Jacobian matrix over the field of rational functions, by exact elimination.
  case exactElimination
  /// Ambient dimension minus the rank of the Jacobian matrix of verified equations, at a point
  /// of the variety.
  case equations
  /// The number of parameters of a normal form that all members have.
  case normalForm
}

/// The dimension of a variety, with what is known about it.
///
/// The rank of the Jacobian matrix at one point modulo one prime never exceeds the dimension:
/// it is a proved lower bound. Where a proved upper bound meets it, the dimension is proved.
public enum Dimension: Hashable, Sendable {
  /// Lower and upper bound agree.
  case proved(Int, by: DimensionBound, RankEvidence)
  /// The dimension is at least this; equality holds unless the random point or the prime was
  /// exceptional.
  case atLeast(Int, RankEvidence)

  /// The rank that was found: the dimension, or a lower bound for it.
  public var value: Int {
    switch self {
    case .proved(let value, _, _), .atLeast(let value, _): value
    }
  }

  /// Whether the value is proved.
  public var isProved: Bool {
    if case .proved = self { true } else { false }
  }

  /// The rank behind the lower bound.
  public var evidence: RankEvidence {
    switch self {
    case .proved(_, _, let evidence), .atLeast(_, let evidence): evidence
    }
  }

  /// The dimension for a rank and proved upper bounds: proved by the first of them that equals
  /// the rank, otherwise a lower bound.
  ///
  /// - Precondition: no upper bound lies below the rank.
  public init(rank evidence: RankEvidence, upperBounds: [(bound: DimensionBound, value: Int)]) {
    for (_, value) in upperBounds {
      precondition(value >= evidence.rank, "an upper bound lies below a proved lower bound")
    }
    if let meeting = upperBounds.first(where: { $0.value == evidence.rank }) {
      self = .proved(evidence.rank, by: meeting.bound, evidence)
    } else {
      self = .atLeast(evidence.rank, evidence)
    }
  }
}

extension Parametrization {
  /// The rank of the Jacobian matrix at a random point modulo a prime.
  ///
  /// A proved lower bound for the dimension of the closure of the image. At a random point it
  /// is smaller than the generic rank modulo the prime with probability at most
  /// `rank * (degree - 1) / prime` (Schwartz, Zippel), with the generic rank and the degree of
  /// the family in its parameters.
  ///
  /// - Precondition: `isDefined(over: field)`.
  public func jacobianRank(seed: UInt64, over field: PrimeField) -> RankEvidence {
    var generator = SeededGenerator(seed: seed, stream: RandomStream.jacobian)
    let parameters = field.randomElements(parameterCount, using: &generator)
    let jacobian = jacobian(at: parameters, over: field)
    return RankEvidence(
      prime: field.modulus, seed: seed, rank: jacobian.rank,
      rowCount: jacobian.rowCount, columnCount: jacobian.columnCount)
  }
}

/// Keeps apart the random numbers that different steps draw from one seed.
public enum RandomStream {
  /// The point at which a Jacobian rank is taken.
  public static let jacobian: UInt64 = 1
  /// The point at which the gradients of equations are taken.
  public static let equations: UInt64 = 2
  /// The points at which a verification by evaluation is done.
  public static let verification: UInt64 = 3
  /// Fillings of tableaux, and the points that tell them apart.
  public static let fillings: UInt64 = 4
  /// The first of the streams of the points that span a graded kernel.
  public static let kernel: UInt64 = 1 << 32
}
