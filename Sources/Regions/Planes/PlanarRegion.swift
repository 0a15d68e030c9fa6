public import ExactAlgebra
public import Networks

/// An activation region of a network in a plane, as far as it lies in a window: a convex polygon
/// on which the network is one affine map.
///
/// The plane is the input space of a network with two inputs, or a plane in a larger one with
/// coordinates `x` and `y`.
public struct PlanarRegion: Hashable, Sendable {
  /// The neurons that are active in the interior.
  public let pattern: ActivationPattern
  /// The corners, counterclockwise, at least three.
  public let corners: [PlanePoint]
  /// For each `i` the hidden neurons whose pre-activation vanishes on the side from corner `i` to
  /// the next one, ascending; none for a side of the window.
  public let sides: [[HiddenNeuron]]
  /// A row `(a, b, c)` for each output, which is `a * x + b * y + c` here.
  public let outputs: [[Rational]]

  /// A polygon with its affine map.
  ///
  /// - Precondition: three or more corners in counterclockwise order, one list for each side, and
  ///   three numbers for each output.
  public init(
    pattern: ActivationPattern, corners: [PlanePoint], sides: [[HiddenNeuron]],
    outputs: [[Rational]]
  ) {
    precondition(corners.count >= 3, "a polygon with fewer than three corners")
    precondition(sides.count == corners.count, "as many sides as corners are needed")
    precondition(outputs.allSatisfy { $0.count == 3 }, "an affine function of x and y")
    self.pattern = pattern
    self.corners = corners
    self.sides = sides.map { $0.count < 2 ? $0 : Set($0).sorted() }
    self.outputs = outputs
    precondition(area > 0, "corners that are not in counterclockwise order")
  }

  /// The area, by the shoelace formula.
  public var area: Rational {
    var twice = Rational(0)
    for (index, corner) in corners.enumerated() {
      let next = corners[(index + 1) % corners.count]
      twice += corner.x * next.y - next.x * corner.y
    }
    return twice * Rational(1, 2)
  }
}
