/// How far an ideal is derived.
public enum DegreeGoal: Hashable, Sendable {
  /// Up to a degree.
  case degree(Int)
  /// Until the Jacobian matrix of the generators reaches the codimension at a random point of the
  /// variety, or all generators are known by a theorem, and no further than to a degree, which does
  /// not bound what a theorem names.
  case codimension(largestDegree: Int)

  /// The last degree that may be treated.
  public var largestDegree: Int {
    switch self {
    case .degree(let degree), .codimension(let degree): degree
    }
  }

  /// Whether all minors that a theorem names for a variety are reached; not where there is none.
  public func reachesAllGenerators(of variety: ReLUVariety) -> Bool {
    if case .codimension = self, case .pattern(let pattern) = variety,
      IdealTheorem(of: pattern) != nil
    {
      return true
    }
    return variety.largestNamedMinor.map { $0 <= largestDegree } ?? false
  }

  /// The same goal where there is no theorem; where one says in which degrees the generators are,
  /// and they are not beyond the largest degree, the last of these in place of the codimension,
  /// which may be reached before.
  func settled(for variety: ReLUVariety) -> DegreeGoal {
    guard case .codimension = self, let size = variety.largestNamedMinor, size <= largestDegree
    else { return self }
    return .degree(size)
  }
}

extension ReLUVariety {
  /// The size of the largest minors among those that a theorem names as generators.
  fileprivate var largestNamedMinor: Int? {
    twoBlockTheorem?.largestMinorSize ?? blockProduct?.largestMinorSize
  }
}
