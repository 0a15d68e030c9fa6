import ExactAlgebra
import Networks

/// The sum of numbers of regions whose patterns come in ascending order, added along common beginnings of
/// the patterns.
///
/// All regions whose patterns begin alike fill a cell of the first neurons. Their volumes have denominators with
/// thousands of digits, and the volume of the cell, with few vertices, has not: so numbers stay short
/// as long as nothing is missing.
struct PrefixSum {
  private struct Part {
    /// How many neurons the patterns of the part have in common with the part before.
    let common: Int
    let value: Rational
  }

  private var parts: [Part] = []
  private var last: PackedPattern?

  /// Adds the number of a region.
  mutating func add(_ value: Rational, of pattern: PackedPattern) {
    let common = last.map { $0.firstDifference(from: pattern) ?? .max } ?? 0
    last = pattern
    // Parts that have more in common with each other than the last of them with the new one.
    while parts.count > 1, parts[parts.count - 1].common > common { merge() }
    parts.append(Part(common: common, value: value))
  }

  private mutating func merge() {
    let upper = parts.removeLast()
    let lower = parts.removeLast()
    parts.append(Part(common: lower.common, value: lower.value + upper.value))
  }

  /// The sum.
  var total: Rational {
    var copy = self
    while copy.parts.count > 1 { copy.merge() }
    return copy.parts.first?.value ?? 0
  }
}
