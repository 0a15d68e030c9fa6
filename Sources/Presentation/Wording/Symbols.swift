public import NetworkVarieties
public import Varieties

extension RankConstraint {
  /// The matrix in symbols, such as `M1 - M2` or `[M1 | M2]`.
  public var symbol: String { Wording.matrix(matrix) }
}

extension RepresentationContent {
  /// The sum in symbols, such as `2 S(2,1)xS(1,1,1) + S(3)xS(2,1)`; empty for the zero
  /// representation.
  public var symbol: String { Wording.representation(self) }
}

/// A number with a noun: `1 point`, `2 points`.
public func counted(_ count: Int, _ noun: String) -> String {
  "\(count) \(noun)\(count == 1 ? "" : "s")"
}
