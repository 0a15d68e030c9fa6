/// How far an ideal is derived.
public enum DegreeGoal: Hashable, Sendable {
  /// Up to a degree.
  case degree(Int)
  /// Until the Jacobian matrix of the generators reaches the codimension at a random point of the
  /// variety, or all generators are known by a theorem, and no further than to a degree.
  case codimension(largestDegree: Int)

  /// The last degree that may be treated.
  public var largestDegree: Int {
    switch self {
    case .degree(let degree), .codimension(let degree): degree
    }
  }

  /// Whether all minors that a theorem names are reached.
  public func reaches(_ theorem: TwoBlockTheorem) -> Bool {
    theorem.largestMinorSize <= largestDegree
  }

  /// The same goal where there is no theorem; where one says in which degrees the generators are,
  /// and they are not beyond the largest degree, the last of these in place of the codimension,
  /// which may be reached before.
  func settled(by theorem: TwoBlockTheorem?) -> DegreeGoal {
    guard case .codimension = self, let theorem, reaches(theorem) else { return self }
    return .degree(theorem.largestMinorSize)
  }
}
