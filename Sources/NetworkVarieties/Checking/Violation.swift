public import ExactAlgebra
public import Varieties

/// A constraint that given block matrices or outputs violate, and by how much.
public struct Violation: Sendable {
  /// What is violated.
  public enum Subject: Sendable {
    /// Linear relations between the outputs on the points of a block: how many of how many, and
    /// the output and point at which the deviation is largest; all numbers from 0.
    case relations(block: Int, violated: Int, total: Int, row: Int, point: Int)
    /// Two blocks with the same pattern have different matrices; blocks count from 0.
    case samePattern(first: Int, second: Int)
    /// A bound for a rank. Where values are exact, with the rank and a minor that is not zero.
    case rank(
      RankConstraint.Matrix, RankConstraint.Source, rankAtMost: Int, minor: Minor?)
    /// A generator of the ideal.
    case generator(Generator)
  }

  /// A minor of a matrix whose rank is larger than it may be.
  public struct Minor: Hashable, Sendable {
    /// The rank of the matrix.
    public let rank: Int
    /// The rows of the minor, from 0.
    public let rows: [Int]
    /// The columns of the minor, from 0.
    public let columns: [Int]
  }

  /// By how much.
  public enum Measure: Hashable, Sendable {
    /// The value of what should be zero: a relation, an entry, a minor, a generator.
    case exact(Rational)
    /// The distance to values that satisfy the constraint, relative to the size of all values: the
    /// singular value that should be zero, or for a generator an estimate of first order.
    case relative(Double)
  }

  /// What is violated.
  public let subject: Subject
  /// By how much.
  public let measure: Measure

  /// Records a violation.
  public init(subject: Subject, measure: Measure) {
    self.subject = subject
    self.measure = measure
  }
}

/// What a check of given values found.
public struct CheckOutcome: Sendable {
  /// What was violated; nothing where the values pass.
  public var violations: [Violation] = []
  /// The number of linear relations that were tested.
  public var relationCount = 0
  /// The number of rank constraints that were tested.
  public var constraintCount = 0
  /// Which rank constraints were not tested.
  public var coverage: ConstraintCoverage
  /// The number of generators that were tested.
  public var generatorCount = 0
  /// Why not all generators up to the degree that was asked for were tested, if not.
  public var generatorLimit: KernelLimit?

  /// Whether all was tested that there is to be tested.
  public var isComplete: Bool { coverage.isComplete && generatorLimit == nil }

  /// Whether nothing is violated of what was tested.
  public var isSatisfied: Bool { violations.isEmpty }
}
