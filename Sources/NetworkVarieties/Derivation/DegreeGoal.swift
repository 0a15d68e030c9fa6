/// How far an ideal is derived.
public enum DegreeGoal: Hashable, Sendable {
  /// Up to a degree.
  case degree(Int)
  /// Until the Jacobian matrix of the generators reaches the codimension at a random point of the
  /// variety, and no further than to a degree.
  case codimension(largestDegree: Int)

  /// The last degree that may be treated.
  public var largestDegree: Int {
    switch self {
    case .degree(let degree), .codimension(let degree): degree
    }
  }
}
