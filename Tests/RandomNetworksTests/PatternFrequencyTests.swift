import Enclosures
import ExactAlgebra
import Foundation
import GaussianMeasures
import Interchange
import Networks
import Testing

@testable import RandomNetworks

/// Probabilities of all patterns beside how often they occur among a million random inputs, drawn and
/// evaluated here.
@Suite struct PatternFrequencyTests {
  private static let count = 1_000_000

  /// A part of a mixture: `mean + factor Z`, the factor lower triangular.
  struct Part {
    let weight: Double
    let mean: [Double]
    let factor: [[Double]]

    var law: GaussianMixture.Part {
      get throws {
        func exact(_ number: Double) -> Rational { Rational(exactly: number)! }
        let covariance = factor.map { row in
          factor.map { other in zip(row, other).reduce(0) { $0 + exact($1.0) * exact($1.1) } }
        }
        return GaussianMixture.Part(
          weight: exact(weight),
          law: try GaussianLaw(mean: mean.map(exact), covariance: covariance))
      }
    }
  }

  /// How often each pattern occurs, as bits of the hidden neurons.
  private static func frequencies(
    of network: Network, under parts: [Part], seed: UInt64
  ) -> [UInt64: Int] {
    var generator = SeededGenerator(seed: seed)
    let layers = network.layers.dropLast().map { layer in
      (
        weights: layer.weights.map { $0.map { Double(approximating: $0) } },
        biases: (layer.biases ?? layer.weights.map { _ in 0 }).map { Double(approximating: $0) }
      )
    }
    let flat = layers.map { $0.weights.flatMap(\.self) + $0.biases }
    let widths = network.architecture.widths
    var counts: [UInt64: Int] = [:]
    var (values, sums) = ([Double](repeating: 0, count: 64), [Double](repeating: 0, count: 64))
    // Loops without ranges: tests are not optimized.
    values.withUnsafeMutableBufferPointer { values in
      sums.withUnsafeMutableBufferPointer { sums in
        var sample = 0
        while sample < count {
          draw(parts, into: values, sums, using: &generator)
          var (bits, neuron, layer) = (0 as UInt64, 0 as UInt64, 0)
          while layer < flat.count {
            let (inputs, outputs) = (widths[layer], widths[layer + 1])
            flat[layer].withUnsafeBufferPointer { weights in
              var row = 0
              while row < outputs {
                var (sum, column) = (weights[inputs * outputs + row], 0)
                while column < inputs {
                  sum += weights[row * inputs + column] * values[column]
                  column += 1
                }
                sums[row] = sum
                if sum > 0 { bits |= 1 << neuron }
                neuron += 1
                row += 1
              }
              row = 0
              while row < outputs {
                values[row] = sums[row] > 0 ? sums[row] : 0
                row += 1
              }
            }
            layer += 1
          }
          counts[bits, default: 0] += 1
          sample += 1
        }
      }
    }
    return counts
  }

  /// One input, by the polar method of Marsaglia.
  private static func draw(
    _ parts: [Part], into point: UnsafeMutableBufferPointer<Double>,
    _ numbers: UnsafeMutableBufferPointer<Double>, using generator: inout SeededGenerator
  ) {
    func uniform() -> Double { Double(generator.next() >> 11) * 0x1p-53 }
    var choice = uniform()
    var number = 0
    while number + 1 < parts.count, choice >= parts[number].weight {
      choice -= parts[number].weight
      number += 1
    }
    let dimension = parts[number].mean.count
    var axis = 0
    while axis < dimension {
      let (u, v) = (2 * uniform() - 1, 2 * uniform() - 1)
      let square = u * u + v * v
      guard square < 1, square > 0 else { continue }
      numbers[axis] = u * (-2 * log(square) / square).squareRoot()
      axis += 1
    }
    var row = 0
    while row < dimension {
      var (sum, column) = (parts[number].mean[row], 0)
      while column <= row {
        sum += parts[number].factor[row][column] * numbers[column]
        column += 1
      }
      point[row] = sum
      row += 1
    }
  }

  /// The probability of at least so many events of a law of Poisson.
  private static func poissonTail(_ count: Int, mean: Double) -> Double {
    var (term, sum) = (exp(-mean), 0.0)
    for number in 0..<count {
      sum += term
      term *= mean / Double(number + 1)
    }
    return 1 - sum
  }

  private func compare(
    _ network: Network, _ parts: [Part], least: Int, frequent: Int
  ) async throws {
    var options = NetworkLaw.Options()
    options.threads = 2
    options.hasOutputMoments = false
    options.aim(atRelativeError: Rational(10).power(-6))
    let law = try await NetworkLaw(
      of: network, under: .gaussian(GaussianMixture(parts.map { try $0.law })), options: options)
    #expect(law.isComplete && law.patterns.count >= least)
    var counts = Self.frequencies(of: network, under: parts, seed: 20_26)
    #expect(counts.values.reduce(0, +) == Self.count)
    let number = Double(Self.count)
    var (compared, rareCount, rareMean) = (0, 0, 0.0)
    for pattern in law.patterns {
      let bits = pattern.pattern.layers.joined().enumerated().reduce(0 as UInt64) {
        $1.element ? $0 | 1 << UInt64($1.offset) : $0
      }
      let observed = counts.removeValue(forKey: bits) ?? 0
      let probability = pattern.probability.approximation
      let mean = number * probability
      if mean >= 10 {
        let error = (mean * (1 - probability)).squareRoot()
        #expect((Double(observed) - mean).magnitude <= 5 * error, "\(pattern.pattern)")
        compared += 1
      } else {
        if observed > 0 {
          #expect(Self.poissonTail(observed, mean: mean) > 1e-8, "\(pattern.pattern)")
        }
        rareCount += observed
        rareMean += mean
      }
    }
    #expect((Double(rareCount) - rareMean).magnitude <= 5 * rareMean.squareRoot() + 1)
    #expect(compared >= frequent)
    // No input has a pattern that is not listed.
    #expect(counts.isEmpty)
  }

  /// The network of the example under a mixture of two.
  @Test func moons() async throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
      .appending(path: "examples/two-moons/step-1000.safetensors").path(percentEncoded: false)
    let network = try NetworkReading(file: file, options: .init()).network
    try await compare(
      network,
      [
        Part(weight: 0.5, mean: [0, 0.5], factor: [[0.75, 0], [0, 0.3125]]),
        Part(weight: 0.5, mean: [1, 0], factor: [[0.75, 0], [-0.0625, 0.3125]]),
      ], least: 200, frequent: 100)
  }

  /// A random network on three inputs.
  @Test func space() async throws {
    try await compare(
      try RandomSpecimen.network([3, 6, 4, 1], seed: 5),
      [
        Part(
          weight: 1, mean: [0.25, 0, -0.5],
          factor: [[1, 0, 0], [0.5, 1, 0], [-0.25, 0.5, 0.75]])
      ], least: 60, frequent: 40)
  }
}
