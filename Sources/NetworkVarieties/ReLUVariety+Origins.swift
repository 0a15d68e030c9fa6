public import Varieties

extension ReLUVariety {
  /// The rank constraints with which generators are compared, each with its condition in the
  /// coordinates of `idealComputation`; `nil` where there are more than 6 blocks, or where
  /// `Interruption` or a size ends the search for them early: then it is not known which generators
  /// none of them gives.
  ///
  /// - Throws: `CancellationError`.
  public func comparedConstraints() throws -> [(
    constraint: RankConstraint, condition: RankCondition
  )]? {
    guard patterns.count <= 6 else { return nil }
    switch self {
    case .pattern:
      let list = RankConstraintList(of: self)
      let constraints = Array(list)
      return list.coverage.isComplete ? constraints.map { ($0, $0.condition) } : nil
    case .output(let variety):
      let (bounds, coverage) = try variety.restrictedBounds()
      guard coverage.isComplete else { return nil }
      return bounds.map { bound in
        (RankConstraint(bound, of: variety), bound.condition(inColumns: variety.outputMap))
      }
    }
  }
}
