import ExactAlgebra
import Foundation
import GaussianMeasures
import Networks
import Regions

/// How often patterns occur among random inputs, in floating point: the order in which patterns are
/// measured. What is reported does not rest on it.
struct PatternFrequencies {
  /// The number of samples with each pattern.
  private(set) var counts: [ActivationPattern: Int] = [:]

  /// Draws inputs of the parts of a chart, in proportion to their weights.
  ///
  /// - Returns: no counts where numbers are beyond double precision.
  init(of chart: InputChart, samples: Int, seed: UInt64) {
    guard case .gaussian(let parts) = chart.coordinateLaw,
      let network = NumericalNetwork(approximating: chart.regions.network)
    else { return }
    var generator = SeededGenerator(seed: seed)
    let slice = NumericalSlice(chart.regions.slice)
    let widths = Array(chart.regions.network.architecture.hiddenWidths)
    let total = parts.reduce(0) { $0 + $1.weight }
    for part in parts {
      let count = Int((Double(approximating: part.weight / total) * Double(samples)).rounded(.up))
      guard let law = NumericalGaussian(part.law) else { continue }
      for _ in 0..<count {
        let values = network.evaluate(slice.point(law.next(using: &generator))).preActivations
        counts[ActivationPattern(widths, of: values), default: 0] += 1
      }
    }
  }
}

extension ActivationPattern {
  /// The pattern of pre-activations, layer by layer.
  fileprivate init(_ widths: [Int], of values: [Double]) {
    var position = 0
    self.init(
      widths.map { width in
        defer { position += width }
        return values[position..<position + width].map { $0 > 0 }
      })
  }
}

/// A slice in double precision.
private struct NumericalSlice {
  private let origin: [Double]
  private let directions: [[Double]]

  init(_ slice: AffineSlice) {
    origin = slice.origin.map { Double(approximating: $0) }
    directions = slice.directions.map { $0.map { Double(approximating: $0) } }
  }

  func point(_ coordinates: [Double]) -> [Double] {
    var point = origin
    for (u, direction) in zip(coordinates, directions) {
      for index in point.indices { point[index] += u * direction[index] }
    }
    return point
  }
}

/// A Gaussian law in double precision.
private struct NumericalGaussian {
  private let mean: [Double]
  /// By columns, each multiplied by its standard deviation.
  private let columns: [[Double]]

  init?(_ law: GaussianLaw) {
    mean = law.mean.map { Double(approximating: $0) }
    columns = law.scaledColumns
    guard mean.allSatisfy(\.isFinite), columns.joined().allSatisfy(\.isFinite) else { return nil }
  }

  func next(using generator: inout SeededGenerator) -> [Double] {
    var point = mean
    for column in columns {
      // The method of Box and Muller, one of its two numbers.
      let radius = (-2 * log(1 - Double.random(in: 0..<1, using: &generator))).squareRoot()
      let number = radius * cos(2 * .pi * Double.random(in: 0..<1, using: &generator))
      for index in point.indices { point[index] += number * column[index] }
    }
    return point
  }
}
