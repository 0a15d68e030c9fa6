import ExactAlgebra
import GaussianMeasures
public import RandomNetworks

/// The law of a point on a piecewise affine path, whose parameter is a random number.
///
///     let law = try LineLaw(.standardNormal(dimension: 1))
///     try law.image(under: .relu(weights: [[1]], biases: [0])).description().atoms
///     // 0 with probability 1/2
///
/// Images of laws on the line under layers stay of this form, whatever the widths: the path bends, and where
/// it stands still there is an atom. The path is exact; probabilities are exact under uniform laws and
/// laws of points, and enclosed under Gaussian laws and mixtures.
public struct LineLaw: Sendable {
  /// The law of the parameter, on the line.
  public let input: InputLaw
  /// The path.
  public let path: AffinePath

  /// A law on the line, moved along a path.
  ///
  /// - Throws: `LineLawError` for a law in more coordinates than one.
  public init(_ input: InputLaw, along path: AffinePath = .line) throws(LineLawError) {
    guard input.dimension == 1 else { throw .dimension(input.dimension) }
    (self.input, self.path) = (input, path)
  }

  /// The image under a layer.
  ///
  /// - Precondition: the layer takes as many coordinates as the path has.
  public func image(under map: LayerMap) -> LineLaw {
    LineLaw(input: input, path: path.image(under: map))
  }

  private init(input: InputLaw, path: AffinePath) { (self.input, self.path) = (input, path) }
}

/// Why there is no law on a line.
public enum LineLawError: Error, Hashable, CustomStringConvertible {
  /// A law in another number of coordinates.
  case dimension(Int)

  /// One line for the user.
  public var description: String {
    switch self {
    case .dimension(let dimension):
      "a law in \(dimension) coordinates, expected 1: images of other laws are not of a finite form"
        + " (atoms have exact images in any dimension)"
    }
  }
}
