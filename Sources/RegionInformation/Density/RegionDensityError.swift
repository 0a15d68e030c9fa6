public import Regions

/// Why there is no density on regions.
public enum RegionDensityError: Error, CustomStringConvertible {
  /// Network and reference have different numbers of coordinates.
  case dimension(Int, expected: Int)
  /// No point lies in the domain, of so many.
  case noPointsInside(Int)
  /// All points have patterns whose regions have no interior.
  case noCells(Int)
  /// Volumes are not known in this dimension.
  case volumeDimension(Int, largest: Int)
  /// A part of the law has no density.
  case singularLaw
  /// A law of points has no density.
  case lawOfPoints
  /// A number of pseudo-counts below zero.
  case negativeSmoothing
  /// Draws from a law that have not hit a cell after so many attempts.
  case improbable(attempts: Int)
  /// The network, or the domain, is not one of regions.
  case regions(RegionError)

  /// Whether another computation might give the answer.
  public var isOfLimits: Bool { if case .improbable = self { true } else { false } }

  /// One line for the user.
  public var description: String {
    switch self {
    case .dimension(let dimension, let expected):
      "a reference in \(dimension) coordinates, expected \(expected), one for each input of the network"
    case .noPointsInside(let count):
      "none of \(count) points lies in the domain, expected at least one"
    case .noCells(let count):
      "all of \(count) points lie on boundaries, with patterns whose regions have no interior"
    case .volumeDimension(let dimension, let largest):
      "volumes in dimension \(dimension), expected at most \(largest); a Gaussian law has no such limit"
    case .singularLaw: "a singular law has no density, expected one that is not singular"
    case .lawOfPoints: "a law of points has no density, expected a Gaussian or a uniform law"
    case .negativeSmoothing: "a negative number of pseudo-counts"
    case .improbable(let attempts):
      "some cells are so improbable under the law that \(attempts) draws did not hit them often enough"
    case .regions(let error): error.description
    }
  }
}
