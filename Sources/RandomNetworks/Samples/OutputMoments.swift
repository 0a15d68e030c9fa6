import Enclosures
import ExactAlgebra
import GaussianMeasures

/// Sums of outputs and of their products over random inputs, batch by batch: mean and covariance, with
/// standard errors from what the batches differ by.
struct OutputMoments: Sendable {
  private let outputCount: Int
  /// About the mean, so that nothing cancels; from the first block.
  private var center: [Double]?
  private var batches: [Batch] = []

  /// Sums of differences to the center.
  private struct Batch: Sendable {
    var count = 0.0
    var first: [Double]
    /// Row by row.
    var second: [[Double]]
  }

  init(outputCount: Int) { self.outputCount = outputCount }

  /// Samples of a batch.
  private static let batchSize = 256

  /// Adds the first samples of a block.
  mutating func append(_ block: SampleBlock, first: Int) {
    for start in stride(from: 0, to: first, by: Self.batchSize) {
      append(block, start..<min(start + Self.batchSize, first))
    }
  }

  private mutating func append(_ block: SampleBlock, _ samples: Range<Int>) {
    let places = 0..<outputCount
    let center =
      self.center
      ?? places.map { output in
        samples.reduce(0) { $0 + block.output(output, of: $1).value } / Double(samples.count)
      }
    self.center = center
    var batch = Batch(
      count: Double(samples.count), first: places.map { _ in 0 },
      second: places.map { _ in places.map { _ in 0 } })
    for sample in samples {
      let values = places.map { block.output($0, of: sample).value - center[$0] }
      for row in places {
        batch.first[row] += values[row]
        for column in 0...row { batch.second[row][column] += values[row] * values[column] }
      }
    }
    batches.append(batch)
  }

  /// Mean and covariance, estimated; `nil` for fewer than two batches, and beyond the range of floating
  /// point.
  var moments: ConditionalMoments? {
    guard let center, batches.count > 1 else { return nil }
    let count = batches.reduce(0) { $0 + $1.count }
    let places = 0..<outputCount
    let shift = places.map { row in batches.reduce(0) { $0 + $1.first[row] } / count }
    let mean = places.map { row in
      estimate(of: { $0.first[row] }, count: count).map { error in
        ReportedNumber.estimated(value: center[row] + shift[row], standardError: error.error)
      }
    }
    let covariance = places.map { row in
      places.map { column -> ReportedNumber? in
        let (high, low) = (max(row, column), min(row, column))
        return estimate(
          of: { batch in
            batch.second[high][low] - batch.first[high] * shift[low] - batch.first[low] * shift[high]
              + batch.count * shift[high] * shift[low]
          }, count: count
        ).map { .estimated(value: $0.value, standardError: $0.error) }
      }
    }
    let numbers = (mean + covariance.joined()).compactMap(\.self)
    guard numbers.count == outputCount * (outputCount + 1) else { return nil }
    return ConditionalMoments(
      mass: .exact(1), mean: mean.compactMap(\.self),
      covariance: covariance.map { $0.compactMap(\.self) })
  }

  /// The mean of a quantity over all samples, from its sums over batches, with the standard error.
  private func estimate(
    of sum: (Batch) -> Double, count: Double
  ) -> (value: Double, error: Double)? {
    let sums = batches.map(sum)
    let value = sums.reduce(0, +) / count
    let squares = zip(sums, batches).reduce(0) { total, entry in
      let deviation = entry.0 - entry.1.count * value
      return total + deviation * deviation
    }
    let batchCount = Double(batches.count)
    let error = (squares * batchCount / (batchCount - 1)).squareRoot() / count
    return value.isFinite && error.isFinite ? (value, error) : nil
  }
}
