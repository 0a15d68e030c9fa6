import Enclosures
import ExactAlgebra

/// Bars and short numbers of tables.
enum Bars {
  private static let length = 40

  /// A bar for a count, the longest one for the largest count; a sign at least where something was counted.
  static func bar(_ count: Int, of most: Int) -> String {
    let share = Double(count) / Double(max(most, 1))
    return String(
      repeating: "#", count: count == 0 ? 0 : max(1, Int((share * Double(length)).rounded())))
  }

  /// Four digits.
  static func decimal(_ number: Rational) -> String {
    number.decimal(digits: 4, rounding: .nearest)
  }
}
