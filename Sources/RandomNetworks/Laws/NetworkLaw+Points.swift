import Enclosures
import ExactAlgebra
import GaussianMeasures
import Networks
import Regions

extension NetworkLaw {
  /// One region for each point of an empirical law: the point with its weight. Patterns of several points
  /// are put together later.
  static func regions(
    of law: EmpiricalLaw, _ network: Network, _ options: Options
  ) throws -> [MeasuredRegion] {
    zip(law.points, law.weights).filter { !$0.1.isZero }.map { point, weight in
      let (pattern, outputs) = network.patternAndOutputs(at: point)
      return MeasuredRegion(
        pattern: pattern, point: point, weight: weight, outputs: outputs, options: options)
    }
  }
}

extension MeasuredRegion {
  /// An atom of a law.
  fileprivate init(
    pattern: ActivationPattern, point: [Rational], weight: Rational, outputs: [Rational],
    options: NetworkLaw.Options
  ) {
    func atom(_ values: [Rational]) -> ConditionalMoments {
      let zeros = [ReportedNumber](repeating: .exact(0), count: values.count)
      let mean = values.map { ReportedNumber.exact($0) }
      return ConditionalMoments(
        mass: .exact(weight), mean: mean,
        covariance: Array(repeating: zeros, count: values.count))
    }
    self.init(
      pattern: pattern, chart: 0, halfSpaces: [], outputs: outputs.map { [$0] }, point: point,
      mass: .exact(weight), outputMoments: options.hasOutputMoments ? atom(outputs) : nil,
      inputMoments: options.hasInputMoments ? atom(point) : nil)
  }
}

extension Network {
  /// The pattern at a point, where zero is inactive, and the outputs there.
  fileprivate func patternAndOutputs(
    at point: [Rational]
  ) -> (ActivationPattern, [Rational]) {
    var values = point
    var signs: [[Bool]] = []
    for (index, layer) in layers.enumerated() {
      let sums = layer.weights.enumerated().map { neuron, weights in
        zip(weights, values).reduce(layer.biases?[neuron] ?? 0) { $0 + $1.0 * $1.1 }
      }
      guard index < layers.count - 1 else { return (ActivationPattern(signs), sums) }
      signs.append(sums.map { $0.signum() > 0 })
      values = sums.map { $0.signum() > 0 ? $0 : activation.negativeSlope * $0 }
    }
    return (ActivationPattern(signs), values)
  }
}
