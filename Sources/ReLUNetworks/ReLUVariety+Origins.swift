public import Varieties

extension ReLUVariety {
  /// The rank constraints with which generators are compared, each with its condition in the
  /// coordinates of `idealComputation`; none where there are more than 6 blocks.
  public var comparedConstraints: [(constraint: RankConstraint, condition: RankCondition)] {
    guard patterns.count <= 6 else { return [] }
    switch self {
    case .pattern(let variety):
      return variety.rankConstraints.map { ($0, $0.condition) }
    case .output(let variety):
      return variety.restrictedBounds.map { bound in
        (RankConstraint(bound, of: variety), bound.condition(inColumns: variety.outputMap))
      }
    }
  }
}
