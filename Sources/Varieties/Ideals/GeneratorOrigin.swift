/// Where a minimal generator of an ideal comes from.
public enum GeneratorOrigin: Hashable, Sendable {
  /// Minors of a rank condition, given by its position among those that were compared: the
  /// generator lies in their span.
  case condition(Int)
  /// A linear relation that was known before.
  case relation
  /// Modulo generators of lower degree it is independent of the minors of all conditions.
  case new
}
