import Foundation

/// Sums over draws with weights, of which logarithms are known: relative to the largest weight, so that none of
/// them is beyond double precision.
struct WeightedSums: Sendable {
  private(set) var count = 0
  /// The logarithm of the largest weight.
  private(set) var largest = -Double.infinity
  private var sum = 0.0
  private var sumOfSquares = 0.0
  /// Sums over the logarithms themselves.
  private var logSum = 0.0
  private var logSumOfSquares = 0.0
  /// Sums of values, with weights, with squared weights, and of squared values with squared weights.
  private var first: [Double]
  private var second: [Double]
  private var third: [Double]
  /// The smallest and the largest of each value, whatever the weight.
  private var low: [Double]
  private var high: [Double]

  /// Sums for so many values beside the weight of each draw.
  init(valueCount: Int) {
    first = [Double](repeating: 0, count: valueCount)
    second = first
    third = first
    low = [Double](repeating: .infinity, count: valueCount)
    high = [Double](repeating: -.infinity, count: valueCount)
  }

  /// Adds a draw.
  mutating func add(logWeight: Double, values: UnsafeBufferPointer<Double>) {
    count += 1
    logSum += logWeight
    logSumOfSquares += logWeight * logWeight
    if logWeight > largest { rescale(to: logWeight) }
    widen(to: values)
    guard largest > -.infinity else { return }
    let weight = exp(logWeight - largest)
    guard weight > 0 else { return }
    add(weight, square: weight * weight, values)
  }

  private mutating func add(
    _ weight: Double, square: Double, _ values: UnsafeBufferPointer<Double>
  ) {
    sum += weight
    sumOfSquares += square
    for (index, value) in values.enumerated() {
      first[index] += weight * value
      second[index] += square * value
      third[index] += square * value * value
    }
  }

  /// Adds what a pattern that is drawn with a known probability is expected to add.
  mutating func addExpected(
    _ expectedCount: Double, logWeight: Double, values: UnsafeBufferPointer<Double>
  ) {
    if logWeight > largest { rescale(to: logWeight) }
    widen(to: values)
    guard largest > -.infinity else { return }
    let weight = exp(logWeight - largest) * expectedCount
    add(weight, square: weight * exp(logWeight - largest), values)
  }

  /// Adds the sums of other draws.
  mutating func add(_ other: WeightedSums) {
    count += other.count
    logSum += other.logSum
    logSumOfSquares += other.logSumOfSquares
    if other.largest > largest { rescale(to: other.largest) }
    for index in low.indices {
      low[index] = min(low[index], other.low[index])
      high[index] = max(high[index], other.high[index])
    }
    guard other.largest > -.infinity else { return }
    let scale = exp(other.largest - largest)
    let square = scale * scale
    sum += scale * other.sum
    sumOfSquares += square * other.sumOfSquares
    for index in first.indices {
      first[index] += scale * other.first[index]
      second[index] += square * other.second[index]
      third[index] += square * other.third[index]
    }
  }

  private mutating func widen(to values: UnsafeBufferPointer<Double>) {
    for (index, value) in values.enumerated() {
      low[index] = min(low[index], value)
      high[index] = max(high[index], value)
    }
  }

  private mutating func rescale(to logarithm: Double) {
    let scale = largest > -.infinity ? exp(largest - logarithm) : 0
    largest = logarithm
    let square = scale * scale
    sum *= scale
    sumOfSquares *= square
    for index in first.indices {
      first[index] *= scale
      second[index] *= square
      third[index] *= square
    }
  }

  /// `ln` of the mean weight, with the error that the delta method gives it.
  ///
  /// - Parameter known: what some patterns are expected to add: the variance is at least theirs, as they may
  ///   not have been drawn.
  func logMean(beside known: WeightedSums? = nil) -> (value: Double, standardError: Double) {
    let n = Double(count)
    let mean = sum / n
    let variance =
      max(squares(beside: known).weights / n - mean * mean, 0) * n / max(n - 1, 1)
    return (largest + log(mean), (variance / n).squareRoot() / mean)
  }

  /// The mean of the logarithms of the weights, with its error.
  var meanLog: (value: Double, standardError: Double) {
    let n = Double(count)
    let mean = logSum / n
    let variance = max(logSumOfSquares / n - mean * mean, 0) * n / max(n - 1, 1)
    return (mean, (variance / n).squareRoot())
  }

  /// `(sum w)^2 / sum w^2`: as many draws with equal weights would say about as much.
  func effectiveSize(beside known: WeightedSums? = nil) -> Double {
    let square = squares(beside: known).weights
    return square > 0 ? sum * sum / square : 0
  }

  /// The part of the largest weight in the sum of all.
  var largestShare: Double { sum > 0 ? 1 / sum : 1 }

  /// The sum of squared weights, and the factor that brings the sums of `known` to the scale of these.
  private func squares(beside known: WeightedSums?) -> (weights: Double, scale: Double) {
    guard let known, known.largest > -.infinity else { return (sumOfSquares, 0) }
    let scale = exp(2 * (known.largest - largest))
    return (max(sumOfSquares, scale * known.sumOfSquares), scale)
  }

  /// The weighted means of the values, with the errors that the delta method gives them.
  ///
  /// What was never drawn may have about the share of one draw: each error has in it what a draw would change whose
  /// value is at the other end of all that are known.
  func means(beside known: WeightedSums? = nil) -> [(value: Double, standardError: Double)] {
    let scale = squares(beside: known).scale
    let n = Double(count)
    let share = 1 / effectiveSize(beside: known)
    return first.indices.map { index in
      let mean = first[index] / sum
      var square = deviation(of: index, from: mean)
      if let known, scale > 0 {
        square = max(square, scale * known.deviation(of: index, from: mean))
      }
      let (low, high) = (
        min(low[index], known?.low[index] ?? .infinity),
        max(high[index], known?.high[index] ?? -.infinity)
      )
      let unseen = (high - low) * share
      let error = max(square, 0) * n / max(n - 1, 1) / (sum * sum) + unseen * unseen
      return (mean, error.squareRoot())
    }
  }

  /// The sum of squared weights times squared deviations of a value.
  private func deviation(of index: Int, from mean: Double) -> Double {
    third[index] - 2 * mean * second[index] + mean * mean * sumOfSquares
  }
}
