/// Why a list of regions cannot be checked at all.
public enum TilingError: Error, Hashable, CustomStringConvertible {
  /// A slice of another space.
  case sliceDimension(Int, expected: Int)
  /// Directions of a slice that are linearly dependent.
  case dependentDirections
  /// Inequalities with a wrong number of coordinates.
  case domainDimension(Int, expected: Int)
  /// Inequalities without a common inner point.
  case emptyDomain
  /// Other hidden layers than the network has.
  case layerCount(Int, maximum: Int)

  /// One line for the user.
  public var description: String {
    switch self {
    case .sliceDimension(let count, let expected):
      "slice: points have \(count) coordinates, expected \(expected), the inputs of the network"
    case .dependentDirections:
      "slice: the directions are linearly dependent, expected independent ones"
    case .domainDimension(let count, let expected):
      "domain: inequalities in \(count) coordinates, expected \(expected)"
    case .emptyDomain: "domain: no inner points, expected a full-dimensional one"
    case .layerCount(let count, let maximum):
      "layers: \(count), expected a number of hidden layers from 1 to \(maximum)"
    }
  }
}
