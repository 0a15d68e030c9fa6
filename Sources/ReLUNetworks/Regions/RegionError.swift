/// Why a domain has no activation regions to enumerate.
public enum RegionError: Error, Hashable, CustomStringConvertible {
  /// A direction or point of a slice with a wrong number of coordinates.
  case directionLength(number: Int, count: Int, expected: Int)
  /// A direction that is a combination of the ones before it.
  case dependentDirections(number: Int)
  /// A slice through no points.
  case noPoints

  /// One line for the user.
  public var description: String {
    switch self {
    case .directionLength(let number, let count, let expected):
      "slice: vector \(number) has \(count) coordinates, expected \(expected)"
    case .dependentDirections(let number):
      "slice: vector \(number) is a combination of the ones before it, expected independent ones"
    case .noPoints: "slice: no points, expected at least one"
    }
  }
}
