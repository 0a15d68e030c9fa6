public import ExactAlgebra

/// The data points that share one activation pattern.
///
/// On a block the network is one affine map, `Network.outputMap(on:)`. Without points the block
/// stands for all inputs with its pattern.
public struct Block: Hashable, Sendable {
  /// The pattern that the points share.
  public let pattern: ActivationPattern
  /// The points, each with `n_0` exact coordinates; none where only the pattern matters.
  public let points: [[Rational]]

  /// A block with a pattern and points; neither their number of coordinates nor whether they
  /// have the pattern is checked.
  public init(_ pattern: ActivationPattern, points: [[Rational]] = []) {
    self.pattern = pattern
    self.points = points
  }
}
