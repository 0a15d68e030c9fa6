public import Networks

/// Where a point lies among the activation regions of a domain.
public struct PointLocation: Hashable, Sendable {
  /// The kinds of places.
  public enum Position: String, Hashable, Sendable {
    /// In a region.
    case inside
    /// In the closure of a region, or of several, and in none.
    case boundary
    /// Not in the domain.
    case outside
  }

  /// What kind of place it is.
  public let position: Position
  /// The patterns of the regions whose closures contain the point, ascending.
  public let patterns: [ActivationPattern]
  /// The neurons whose pre-activation is zero at the point, but not on each of these regions,
  /// ascending: those on whose boundary the point lies.
  public let neurons: [HiddenNeuron]
  /// The inequalities of the domain, from 0, that are equations at the point.
  public let inequalities: [Int]
  /// Whether these are all patterns and neurons; otherwise a limit was reached.
  public let isComplete: Bool
}
