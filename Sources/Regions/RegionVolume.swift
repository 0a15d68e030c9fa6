public import ExactAlgebra

/// The volume of a region or of several, exactly.
public enum RegionVolume: Hashable, Sendable {
  /// Of bounded regions.
  case finite(Rational)
  /// Of regions one of which is unbounded.
  case infinite

  /// The volume of two regions together.
  public static func + (a: Self, b: Self) -> Self {
    guard case .finite(let x) = a, case .finite(let y) = b else { return .infinite }
    return .finite(x + y)
  }
}
