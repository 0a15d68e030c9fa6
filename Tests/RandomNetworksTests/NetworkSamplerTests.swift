import Enclosures
import ExactAlgebra
import Foundation
import GaussianMeasures
import Networks
import Testing

@testable import RandomNetworks

@Suite struct NetworkSamplerTests {
  private static func identity(_ count: Int) -> [[Rational]] {
    (0..<count).map { row in (0..<count).map { $0 == row ? 1 : 0 } }
  }

  private static func counts(
    _ network: Network, _ law: InputLaw, blocks: Int, seed: UInt64 = 7, threads: Int = 2
  ) async throws -> [ActivationPattern?: Int] {
    let sampler = try #require(NetworkSampler(of: network, under: law))
    let parts = try await sampler.map(
      blocks: 0..<blocks, seed: seed, threads: threads, hasOutputs: false
    ) { block in
      block.patterns.reduce(into: [:]) { $0[$1, default: 0] += 1 } as [PackedPattern?: Int]
    }
    return parts.reduce(into: [:]) { sum, part in
      for (pattern, count) in part {
        sum[pattern?.pattern(of: network.architecture), default: 0] += count
      }
    }
  }

  /// Five independent neurons: each of 32 patterns has the probability 1/32.
  @Test func independentNeurons() async throws {
    let network = try Network(layers: [
      .init(weights: Self.identity(5)), .init(weights: [[1, 1, 1, 1, 1]]),
    ])
    let blocks = 25
    let counts = try await Self.counts(network, .standardNormal(dimension: 5), blocks: blocks)
    #expect(counts[nil] == nil && counts.count == 32)
    let mean = Double(blocks * NetworkSampler.blockSize) / 32
    #expect(counts.values.allSatisfy { abs(Double($0) - mean) < 5 * mean.squareRoot() })
    let single = try await Self.counts(
      network, .standardNormal(dimension: 5), blocks: blocks, threads: 1)
    #expect(single == counts)
  }

  /// Seventy neurons fill more than one machine word.
  @Test func manyNeurons() async throws {
    let rows = (0..<70).map { row in [Rational(Integer(row - 35)) + Rational(1, 2), 0] }
    let network = try Network(layers: [
      .init(weights: rows), .init(weights: [rows.map { $0[0] }]),
    ])
    let counts = try await Self.counts(network, .standardNormal(dimension: 2), blocks: 2)
    let negative = String(repeating: "1", count: 35) + String(repeating: "0", count: 35)
    let positive = String(negative.reversed())
    #expect(Set(counts.keys.map { $0?.description ?? "" }) == [negative, positive])
  }

  /// A neuron without input, and one that a singular law does not reach, are inactive; two that always
  /// cancel leave the pattern open, whatever rounding says.
  @Test func pointsOnBoundaries() async throws {
    let network = try Network(layers: [
      .init(weights: [[1, 0], [1, 0], [0, 0], [0, 1]], biases: [0, 0, 0, 0]),
      .init(weights: [[1, 0, 1, 0], [0, 0, 3, 1]]), .init(weights: [[1, 1]]),
    ])
    let law = InputLaw.gaussian(
      GaussianMixture(try GaussianLaw(mean: [0, 0], covariance: [[1, 0], [0, 0]])))
    let counts = try await Self.counts(network, law, blocks: 2)
    #expect(Set(counts.keys.map { $0?.description ?? "" }) == ["1100/10", "0000/00"])
    let cancelling = try Network(layers: [
      .init(weights: [[Rational(1, 3), 1], [Rational(1, 3), 1]]),
      .init(weights: [[Rational(1, 7), Rational(-1, 7)]]), .init(weights: [[1]]),
    ])
    let open = try await Self.counts(cancelling, .standardNormal(dimension: 2), blocks: 2)
    #expect(open.count == 2 && open[nil] ?? 0 > 3_000)
    #expect(open.keys.contains { $0?.description == "00/0" })
  }

  /// A mixture, a wide first layer and a box: the frequencies of outputs below a value.
  @Test func outputs() async throws {
    let step = try Network(layers: [.init(weights: [[1], [-1]]), .init(weights: [[1, -1]])])
    let mixture = try GaussianMixture([
      .init(
        weight: Rational(1, 3), law: GaussianLaw(mean: [-2], covariance: [[1]])),
      .init(weight: Rational(2, 3), law: GaussianLaw(mean: [1], covariance: [[4]])),
    ])
    // The network is the identity.
    try await Self.expectShare(
      below: 0, step, .gaussian(mixture), share: 0.977249868 / 3 + 2 * 0.308537539 / 3)
    try await Self.expectShare(
      below: Rational(1, 4), step, .uniform(try UniformLaw(box: [(-1, 3)])), share: 0.3125)
  }

  private static func expectShare(
    below value: Rational, _ network: Network, _ law: InputLaw, share: Double
  ) async throws {
    let sampler = try #require(NetworkSampler(of: network, under: law))
    let border = Double(approximating: value)
    let counts = try await sampler.map(blocks: 0..<25, seed: 3, threads: 2) { block in
      (0..<block.count).count { sample in
        let output = block.output(0, of: sample)
        #expect(output.error < 1e-9)
        return output.value < border
      }
    }
    let count = Double(counts.reduce(0, +))
    let total = Double(25 * NetworkSampler.blockSize)
    #expect(abs(count - share * total) < 5 * (total * share * (1 - share)).squareRoot())
  }
}
