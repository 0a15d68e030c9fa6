/// How sums over all patterns are taken; both give proved bounds.
public enum GateArithmetic: String, Hashable, Sendable, CaseIterable {
  /// In balls, with as much precision as 20 digits of the result need.
  case balls
  /// In floating point with bounds for what rounding does: about 12 digits, a thousand times as fast.
  case rounded

  /// The number of patterns, over all points, up to which sums are taken in balls where nothing is said.
  public static let largestBallCount = 1 << 16
  /// The largest number of gates whose sums are taken in balls.
  public static let largestBallGates = 16

  /// The arithmetic for a model on so many points where nothing is said.
  public static func automatic(for model: GateModel, pointCount: Int) -> GateArithmetic {
    guard model.gateCount > 0, model.gateCount <= largestBallGates else {
      return model.gateCount == 0 ? .balls : .rounded
    }
    return pointCount <= largestBallCount >> model.gateCount ? .balls : .rounded
  }
}
