import ExactAlgebra

/// The value of an option that is a list of numbers, separated by `,`.
enum NumberList {
  /// Reads the numbers.
  static func read(_ text: String, option: String) throws -> [Rational] {
    try text.split(separator: ",", omittingEmptySubsequences: false).map {
      try VectorList.number($0, option: option)
    }
  }
}
