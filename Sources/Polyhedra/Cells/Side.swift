/// On which sides of the zero set of a linear form an open cell has points.
public enum Side: Hashable, Sendable {
  /// The form is positive on the whole cell.
  case positive
  /// It is negative on the whole cell.
  case negative
  /// It takes values of both signs.
  case both
  /// It is identically zero.
  case neither
}
