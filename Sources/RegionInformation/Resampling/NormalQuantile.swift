import Foundation

/// Quantiles of the standard normal law, in double precision.
enum NormalQuantile {
  /// The number that a standard normal number does not exceed in absolute value with some probability.
  static func ofTwoSides(_ probability: Double) -> Double {
    var (low, high) = (0.0, 40.0)
    while true {
      let middle = (low + high) / 2
      guard middle > low, middle < high else { return middle }
      if erfc(middle / 2.0.squareRoot()) > 1 - probability { low = middle } else { high = middle }
    }
  }
}
