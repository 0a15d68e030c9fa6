public import Enclosures
import ExactAlgebra
import Foundation
public import Polyhedra

/// Mean and covariance of a Gaussian law that is cut to a polyhedron, by sampling.
public struct SampledMoments: Sendable {
  /// The mean: one number for each coordinate of the law.
  public let mean: [ReportedNumber]
  /// The covariance matrix, row by row.
  public let covariance: [[ReportedNumber]]
}

extension SampledGaussianMeasure {
  /// Independent parts of the sample, from whose differences the standard errors come.
  private static let batchCount = 64

  /// Mean and covariance of the law cut to the intersection of half-spaces: `estimated`, with standard
  /// errors. Only what the half-spaces bound is sampled; the rest of the law is as it was.
  ///
  /// Weighted means `sum w y / sum w`; the standard errors are those of ratios, to first order, over 64
  /// batches. About `1 / (4 relativeAccuracy^2)` samples, so that errors are `2 relativeAccuracy`
  /// standard deviations where weights are nearly equal.
  ///
  /// - Returns: `nil` where the intersection has the measure zero, or no sample was inside.
  /// - Throws: as `probability`.
  /// - Precondition: half-spaces have the dimension of the law.
  public func moments(of halfSpaces: [HalfSpace]) async throws -> SampledMoments? {
    precondition(
      halfSpaces.allSatisfy { $0.dimension == law.dimension }, "another dimension than the law")
    guard let pulledBack = try roundedLaw.pullBack(halfSpaces) else { return nil }
    guard !pulledBack.isEmpty else {
      return SampledMoments(
        mean: law.mean.map { .exact($0) },
        covariance: law.covariance.map { $0.map { .exact($0) } })
    }
    let slabs = Slab.slabs(of: pulledBack)
    guard slabs.allSatisfy({ $0.lower < $0.upper }) else { return nil }
    var run = SamplingRun(slabs, of: self)
    try await run.explore()
    guard !run.isEmptySoFar else { return nil }
    try await run.chooseLattice()
    let wanted = 0.25 / (relativeAccuracy * relativeAccuracy)
    let samples = Int(min(Double(sampleLimit), max(10_000, min(wanted, 1e12))))
    let batches = try await run.batches(Self.batchCount, samples: samples)
    guard batches.contains(where: { $0.weight > 0 }) else { return nil }
    return WeightedBatches(batches, images: roundedLaw.images(of: run.basis)).moments(of: law)
  }
}

/// Sums over batches, and the map from sampled coordinates to those of the law.
private struct WeightedBatches {
  let batches: [SamplingRun.Sums]
  let images: [[Double]]
  let weight: Double
  let mean: [Double]

  init(_ batches: [SamplingRun.Sums], images: [[Double]]) {
    self.batches = batches
    self.images = images
    let weight = batches.reduce(0) { $0 + $1.weight }
    self.weight = weight
    var sum = batches[0].first
    for batch in batches.dropFirst() { add(1, times: batch.first, to: &sum) }
    mean = sum.map { $0 / weight }
  }

  /// The standard error of a ratio of sums over batches, from what its parts deviate by.
  private func error(_ squares: Double) -> Double {
    let count = Double(batches.count)
    return (squares * count / (count - 1)).squareRoot() / weight
  }

  func moments(of law: GaussianLaw) -> SampledMoments {
    let centre = zip(law.mean, images).map { Double(approximating: $0) + innerProduct($1, mean) }
    var squares = [Double](repeating: 0, count: images.count)
    for batch in batches {
      var rest = batch.first
      add(-batch.weight, times: mean, to: &rest)
      for (index, image) in images.enumerated() {
        let deviation = innerProduct(image, rest)
        squares[index] += deviation * deviation
      }
    }
    return SampledMoments(
      mean: zip(centre, squares).map { .estimated(value: $0, standardError: error($1)) },
      covariance: covariance(of: law))
  }

  private func covariance(of law: GaussianLaw) -> [[ReportedNumber]] {
    let centred = batches.map { spread($0) }
    var pooled = centred[0]
    for matrix in centred.dropFirst() {
      for row in pooled.indices { add(1, times: matrix[row], to: &pooled[row]) }
    }
    pooled = pooled.map { $0.map { $0 / weight } }
    let inside = mapped(pooled)
    let identity = mean.indices.map { row in mean.indices.map { $0 == row ? 1.0 : 0 } }
    let free = mapped(identity)
    var squares = inside.map { $0.map { _ in 0.0 } }
    for (batch, matrix) in zip(batches, centred) {
      let part = mapped(matrix)
      for row in inside.indices {
        for column in inside.indices {
          let deviation = part[row][column] - batch.weight * inside[row][column]
          squares[row][column] += deviation * deviation
        }
      }
    }
    return zip(law.covariance, inside.indices).map { entries, row in
      zip(entries, inside.indices).map { entry, column in
        .estimated(
          value: Double(approximating: entry) + inside[row][column] - free[row][column],
          standardError: error(squares[row][column]))
      }
    }
  }

  /// `sum w (y - mean) (y - mean)^T` of a batch.
  private func spread(_ batch: SamplingRun.Sums) -> [[Double]] {
    mean.indices.map { row in
      mean.indices.map { column in
        let (high, low) = (max(row, column), min(row, column))
        return batch.second[high * (high + 1) / 2 + low] - batch.first[row] * mean[column]
          - mean[row] * batch.first[column] + batch.weight * mean[row] * mean[column]
      }
    }
  }

  /// The matrix of the law's coordinates that belongs to one of sampled ones.
  private func mapped(_ matrix: [[Double]]) -> [[Double]] {
    let half = images.map { image in matrix.map { innerProduct($0, image) } }
    return images.map { image in half.map { innerProduct($0, image) } }
  }
}
