public import ExactAlgebra

/// Why numbers are not the weights of parts of a law. Parts count from 0.
public enum WeightError: Error, Hashable, CustomStringConvertible {
  /// There are no parts.
  case noParts
  /// A weight below zero.
  case negative(Rational, part: Int)
  /// Weights whose sum is not 1.
  case sum(Rational)

  /// Checks that weights are not negative and that their sum is 1, exactly.
  ///
  /// - Throws: `WeightError`.
  public static func check(_ weights: [Rational]) throws(WeightError) {
    guard !weights.isEmpty else { throw .noParts }
    for (part, weight) in weights.enumerated() where weight.signum() < 0 {
      throw .negative(weight, part: part)
    }
    let sum = weights.reduce(0, +)
    guard sum == 1 else { throw .sum(sum) }
  }

  /// One line for the user; parts count from 1 there.
  public var description: String {
    switch self {
    case .noParts: "no weights, expected at least one"
    case .negative(let weight, let part):
      "weight \(part + 1) is \(weight), expected a number that is not negative"
    case .sum(let sum): "weights whose sum is \(sum), expected 1 exactly"
    }
  }
}
