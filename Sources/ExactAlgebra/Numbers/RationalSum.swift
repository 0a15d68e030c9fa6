/// A sum of many rational numbers, added up in pairs of like numbers of terms.
///
///     var sum = RationalSum()
///     for volume in volumes { sum.add(volume) }
///     sum.total
///
/// Common denominators grow with the number of terms, so to add one number after the other to a long sum takes
/// time that grows with the square of their number. In pairs most additions are of short numbers, and where
/// neighbouring terms have common denominators these cancel early.
public struct RationalSum: Hashable, Sendable {
  /// Sums of `2^level` terms, levels descending.
  private var parts: [(level: Int, value: Rational)] = []

  /// No terms.
  public init() {}

  /// Adds a number.
  public mutating func add(_ number: Rational) {
    var part = (level: 0, value: number)
    while let last = parts.last, last.level == part.level {
      part = (part.level + 1, last.value + part.value)
      parts.removeLast()
    }
    parts.append(part)
  }

  /// The sum.
  public var total: Rational { parts.reversed().reduce(0) { $1.value + $0 } }

  /// Whether totals agree.
  public static func == (a: Self, b: Self) -> Bool { a.total == b.total }

  /// Feeds the total.
  public func hash(into hasher: inout Hasher) { hasher.combine(total) }
}
