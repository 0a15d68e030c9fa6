import Foundation

/// An interval for the mean of independent numbers between 0 and 1, right with a probability that holds
/// for every number of them.
///
/// Somebody who believes that the mean is above `m` bets on each number at fair odds for the mean `m`:
/// his capital is multiplied by `1 + lambda (x - m)`. If the mean is at most `m`, the capital is at no time
/// above `1 / alpha` with more than the probability `alpha` (Ville). So all `m` at which he gets there
/// are excluded, and from above in the same way. The stakes may depend on what came before; they aim at
/// the deviation that the number of samples can show. Source: I. Waudby-Smith and A. Ramdas,
/// *Estimating means of bounded random variables by betting*, 2024.
///
/// As it holds at all times, one may look at the interval and go on.
struct BettingInterval {
  /// The probability with which each of the two ends may be wrong.
  let errorProbability: Double
  private var stages: [Stage] = []

  /// Numbers with the stakes that were chosen before they were seen.
  private struct Stage {
    let numbers: [Double]
    let stakeBelow: Double
    let stakeAbove: Double

    /// The sum of `ln(constant + stake number)` over all numbers, in four interleaved products.
    func logCapital(constant: Double, stake: Double) -> Double {
      numbers.withUnsafeBytes { bytes in
        let count = numbers.count / 4 * 4
        var sum = 0.0
        var products = SIMD4<Double>.one
        for index in stride(from: 0, to: count, by: 4) {
          let four = bytes.loadUnaligned(fromByteOffset: index * 8, as: SIMD4<Double>.self)
          products *= constant + stake * four
          let (least, largest) = (products.min(), products.max())
          if largest > 1e60 || least < 1e-60 {
            for lane in 0..<4 { sum += log(products[lane]) }
            products = .one
          }
        }
        for lane in 0..<4 { sum += log(products[lane]) }
        return numbers[count...].reduce(sum) { $0 + log(constant + stake * $1) }
      }
    }
  }

  /// The largest share of the capital that is ever at stake.
  private static let largestShare = 0.9

  init(errorProbability: Double) { self.errorProbability = errorProbability }

  /// All numbers so far.
  var numbers: [Double] { stages.flatMap(\.numbers) }

  /// Adds numbers.
  ///
  /// - Parameters:
  ///   - mean: about what they are, as known before they were drawn.
  ///   - deviation: their standard deviation, likewise.
  ///   - count: how many there will be in all.
  mutating func append(_ numbers: [Double], mean: Double, deviation: Double, of count: Int) {
    let information = log(1 / errorProbability)
    func stake(_ range: Double) -> Double {
      let shift =
        deviation * (2 * information / Double(count)).squareRoot()
        + range * information / (2 * Double(count))
      return shift > 0 ? shift / (deviation * deviation + shift * shift) : .infinity
    }
    stages.append(
      Stage(numbers: numbers, stakeBelow: stake(mean), stakeAbove: stake(1 - mean)))
  }

  /// The least mean that is not excluded.
  var lower: Double {
    var scale = 1.0
    while scale > 1e-300, !isExcluded(scale, by: .above) { scale /= 16 }
    guard scale > 1e-300 else { return 0 }
    guard scale < 1 else { return 1 }
    return Self.border(scale, 16 * scale) { !isExcluded($0, by: .above) }.below
  }

  /// The largest mean that is not excluded.
  var upper: Double {
    guard isExcluded(1, by: .below) else { return 1 }
    let numbers = numbers
    let mean = numbers.reduce(0, +) / Double(max(1, numbers.count))
    let start = min(1, max(mean, 1e-300))
    guard !isExcluded(start, by: .below) else { return 1 }
    return Self.border(start, 1) { isExcluded($0, by: .below) }.above
  }

  /// Narrows an interval between positive numbers down to where a condition that holds from some
  /// number on begins to hold.
  private static func border(
    _ below: Double, _ above: Double, _ holds: (Double) -> Bool
  ) -> (below: Double, above: Double) {
    var (below, above) = (below, above)
    while above > below * (1 + 1e-7) {
      let middle = (below * above).squareRoot()
      if holds(middle) { above = middle } else { below = middle }
    }
    return (below, above)
  }

  private enum Belief { case above, below }

  /// Whether the capital of somebody who believes that the mean is above or below a number reaches its
  /// limit.
  private func isExcluded(_ mean: Double, by belief: Belief) -> Bool {
    // What is added allows for rounding.
    let limit = log(1 / errorProbability) + 1e-6
    var sum = 0.0
    for stage in stages {
      var stake = min(stage.stakeBelow, Self.largestShare / mean)
      if belief == .below { stake = -min(stage.stakeAbove, Self.largestShare / (1 - mean)) }
      sum += stage.logCapital(constant: 1 - stake * mean, stake: stake)
    }
    return sum >= limit
  }
}
