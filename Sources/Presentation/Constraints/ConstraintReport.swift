public import Certification
public import NetworkVarieties

/// The rank constraints of a variety.
public struct ConstraintReport: Sendable {
  /// The variety.
  public let variety: ReLUVariety
  /// Its rank constraints, made while they are written.
  public let constraints: RankConstraintList
  /// Whether their minors are known to generate the whole ideal.
  public let completeness: Completeness

  /// The constraints of a list.
  ///
  /// - Parameters:
  ///   - constraints: the list.
  ///   - seed: of the point at which the dimension is computed, where that is cheap.
  public init(_ constraints: RankConstraintList, seed: UInt64 = 1) {
    variety = constraints.variety
    self.constraints = constraints
    completeness = Completeness(ofConstraintsOf: variety, seed: seed)
  }
}
