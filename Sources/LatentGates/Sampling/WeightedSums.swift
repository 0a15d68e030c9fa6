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

  /// Sums for so many values beside the weight of each draw.
  init(valueCount: Int) {
    first = [Double](repeating: 0, count: valueCount)
    second = first
    third = first
  }

  /// Adds a draw.
  mutating func add(logWeight: Double, values: UnsafeBufferPointer<Double>) {
    count += 1
    logSum += logWeight
    logSumOfSquares += logWeight * logWeight
    if logWeight > largest { rescale(to: logWeight) }
    guard largest > -.infinity else { return }
    let weight = exp(logWeight - largest)
    guard weight > 0 else { return }
    let square = weight * weight
    sum += weight
    sumOfSquares += square
    for (index, value) in values.enumerated() {
      first[index] += weight * value
      second[index] += square * value
      third[index] += square * value * value
    }
  }

  /// Adds the sums of other draws.
  mutating func add(_ other: WeightedSums) {
    count += other.count
    logSum += other.logSum
    logSumOfSquares += other.logSumOfSquares
    if other.largest > largest { rescale(to: other.largest) }
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
  var logMean: (value: Double, standardError: Double) {
    let n = Double(count)
    let mean = sum / n
    let variance = max(sumOfSquares / n - mean * mean, 0) * n / max(n - 1, 1)
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
  var effectiveSize: Double { sumOfSquares > 0 ? sum * sum / sumOfSquares : 0 }

  /// The part of the largest weight in the sum of all.
  var largestShare: Double { sum > 0 ? 1 / sum : 1 }

  /// The weighted means of the values, with the errors that the delta method gives them.
  var means: [(value: Double, standardError: Double)] {
    first.indices.map { index in
      let mean = first[index] / sum
      let square = third[index] - 2 * mean * second[index] + mean * mean * sumOfSquares
      let n = Double(count)
      return (mean, (max(square, 0) * n / max(n - 1, 1)).squareRoot() / sum)
    }
  }
}
