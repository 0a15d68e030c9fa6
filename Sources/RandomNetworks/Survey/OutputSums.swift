import Enclosures
import Foundation
import GaussianMeasures

/// Sums over samples from which mean and covariance of the outputs are estimated, with standard errors.
struct OutputSums: Sendable {
  /// What is subtracted, close to the mean.
  private let center: [Double]
  private var count = 0
  private var first: [Double]
  /// Row by row, all of it.
  private var second: [Double]
  private var fourth: [Double]

  init(center: [Double]) {
    self.center = center
    first = center.map { _ in 0 }
    second = Array(repeating: 0, count: center.count * center.count)
    fourth = second
  }

  /// Adds the outputs of a block.
  mutating func add(_ block: SampleBlock) {
    let size = center.count
    var shifted = center
    for sample in 0..<block.count {
      for output in 0..<size {
        shifted[output] = block.outputs[sample * size + output] - center[output]
      }
      for row in 0..<size {
        first[row] += shifted[row]
        for column in 0...row {
          let product = shifted[row] * shifted[column]
          second[row * size + column] += product
          fourth[row * size + column] += product * product
        }
      }
    }
    count += block.count
  }

  mutating func add(_ other: OutputSums) {
    count += other.count
    for place in first.indices { first[place] += other.first[place] }
    for place in second.indices {
      second[place] += other.second[place]
      fourth[place] += other.fourth[place]
    }
  }

  /// Mean and covariance, estimated; `nil` where there are too few samples.
  var moments: ConditionalMoments? {
    guard count > 1 else { return nil }
    let (size, number) = (center.count, Double(count))
    let mean = first.map { $0 / number }
    func average(_ sums: [Double], _ a: Int, _ b: Int) -> Double {
      sums[max(a, b) * size + min(a, b)] / number
    }
    func estimate(_ value: Double, variance: Double) -> ReportedNumber {
      .estimated(value: value, standardError: (max(0, variance) / number).squareRoot())
    }
    return ConditionalMoments(
      mass: .exact(1),
      mean: mean.indices.map { row in
        estimate(
          center[row] + mean[row], variance: average(second, row, row) - mean[row] * mean[row])
      },
      covariance: mean.indices.map { row in
        mean.indices.map { column in
          let product = average(second, row, column)
          return estimate(
            product - mean[row] * mean[column],
            variance: average(fourth, row, column) - product * product)
        }
      })
  }
}

extension SampleBlock {
  /// The means of the outputs.
  var meanOutputs: [Double] {
    var sums = [Double](repeating: 0, count: outputCount)
    for place in outputs.indices { sums[place % outputCount] += outputs[place] }
    return sums.map { $0 / Double(count) }
  }
}
