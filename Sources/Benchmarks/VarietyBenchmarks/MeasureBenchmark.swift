import Benchmark
import Enclosures
import ExactAlgebra
import Foundation
import GaussianMeasures
import Networks
import RandomNetworks

/// Gaussian probabilities in the plane: many of one law, and those of all regions of a network.
///
/// `Sources/Benchmarks/Peers/bivariate.py` does the first with SciPy.
enum MeasureBenchmark {
  static let pointCount = 100_000

  /// `P(X <= x, Y <= y)` under correlation 1/2 at random points, on one thread.
  static func bivariateProbabilities() throws {
    var generator = SeededGenerator(seed: 1)
    let law = try PlanarGaussian(mean: [0, 0], variances: [1, 1], covariance: 0.5)
    for _ in 0..<pointCount {
      let (x, y) = (
        Double.random(in: -2.5...2.5, using: &generator),
        Double.random(in: -2.5...2.5, using: &generator)
      )
      blackHole(law.probability(below: x, y))
    }
  }

  /// The probabilities of all patterns of a network with two inputs, standard Gaussian.
  static func planarNetwork() async throws {
    var generator = SeededGenerator(seed: 1)
    func number() -> Rational {
      Rational(Integer(Int.random(in: -999...999, using: &generator)), 500)
    }
    let widths = [2, 28, 18, 1]
    let network = try Network(
      layers: zip(widths, widths.dropFirst()).map { inputs, outputs in
        Network.Layer(
          weights: (0..<outputs).map { _ in (0..<inputs).map { _ in number() } },
          biases: (0..<outputs).map { _ in number() })
      })
    var options = NetworkLaw.Options()
    options.threads = ProcessInfo.processInfo.activeProcessorCount
    options.hasOutputMoments = false
    let law = try await NetworkLaw(
      of: network, under: .standardNormal(dimension: 2), options: options)
    precondition(law.patterns.count > 500 && law.mass.ball!.contains(1))
    blackHole(law)
  }
}
