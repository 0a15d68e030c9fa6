import ExactAlgebra

/// The value of an option that is a number between 0 and 1, without these.
enum ProperFraction {
  /// Reads the number.
  ///
  /// - Parameter example: such a number.
  static func read(
    _ text: some StringProtocol, option: String, example: String
  ) throws -> Rational {
    guard let number = try? Rational(parsing: String(text)), number.signum() > 0, number < 1
    else {
      throw Failure.usage(
        "\(option): '\(text.excerpt)', expected a number between 0 and 1, such as \(example)")
    }
    return number
  }
}
