public import ExactAlgebra

/// Why a domain has no activation regions to enumerate.
public enum RegionError: Error, Hashable, CustomStringConvertible {
  /// A vector of a slice with a wrong number of coordinates.
  case directionLength(number: Int, count: Int, expected: Int)
  /// A direction that is a combination of the ones before it.
  case dependentDirections(number: Int)
  /// A slice through no points.
  case noPoints
  /// A slice of another space.
  case sliceDimension(Int, expected: Int)
  /// Inequalities with a wrong number of coordinates.
  case domainDimension(Int, expected: Int)
  /// A side of a box without inner points.
  case emptySide(coordinate: Int, lower: Rational, upper: Rational)
  /// Inequalities without a common inner point.
  case emptyDomain
  /// More dimensions than are searched.
  case dimensionTooLarge(Int, maximum: Int)
  /// Other hidden layers than the network has.
  case layerCount(Int, maximum: Int)
  /// Polygons are asked for, and the dimension is not 2.
  case notPlanar(Int)
  /// Polygons are asked for, and some regions are unbounded.
  case unboundedPolygon
  /// The search tree of the network has no such node.
  case strangePrefix(RegionPrefix)

  /// One line for the user.
  public var description: String {
    switch self {
    case .directionLength(let number, let count, let expected):
      "slice: vector \(number) has \(count) coordinates, expected \(expected)"
    case .dependentDirections(let number):
      "slice: direction \(number) is a combination of the ones before it, "
        + "expected linearly independent ones"
    case .noPoints: "slice: no points, expected at least one"
    case .sliceDimension(let count, let expected):
      "slice: points have \(count) coordinates, expected \(expected), the inputs of the network"
    case .domainDimension(let count, let expected):
      "domain: inequalities in \(count) coordinates, expected \(expected)"
    case .emptySide(let coordinate, let lower, let upper):
      "box: coordinate \(coordinate) lies between \(lower) and \(upper), "
        + "expected a lower bound below the upper one"
    case .emptyDomain: "domain: no inner points, expected a full-dimensional one"
    case .dimensionTooLarge(let dimension, let maximum):
      "the domain has dimension \(dimension), expected at most \(maximum): take a slice"
    case .layerCount(let count, maximum: 0):
      "layers: \(count), but the network has no hidden layers"
    case .layerCount(let count, let maximum):
      "layers: \(count), expected a number of hidden layers from 1 to \(maximum)"
    case .notPlanar(let dimension):
      "the domain has dimension \(dimension), expected 2: take a slice"
    case .strangePrefix(let prefix):
      "prefix '\("\(prefix)".excerpt)': no node of the search tree, expected one of this network and "
        + "domain"
    case .unboundedPolygon: "the domain is not bounded, expected a box or another polygon"
    }
  }
}
