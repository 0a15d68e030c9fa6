import ExactAlgebra

/// A relative error that is aimed at, the value of `--accuracy`.
enum Accuracy {
  /// Reads a number between 0 and 1.
  static func read(_ text: String) throws -> Rational {
    guard let number = try? Rational(parsing: text), number.signum() > 0, number < 1 else {
      throw Failure.usage(
        "--accuracy: '\(text.excerpt)', expected a number between 0 and 1, such as 1e-9")
    }
    return number
  }
}
