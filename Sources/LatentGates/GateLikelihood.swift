import Enclosures
public import ExactAlgebra

/// The law of what is observed, given the output `f` of the network on the drawn path.
public enum GateLikelihood: Hashable, Sendable {
  /// `y ~ N(f, variance I)`.
  case gaussian(variance: Rational)
  /// The class `k` with probability `exp f_k / sum_j exp f_j`.
  case softmax
}

/// What is observed at a point.
public enum GateObservation: Hashable, Sendable {
  /// As many numbers as the network has outputs, with a Gaussian likelihood.
  case outputs([Rational])
  /// A class, counted from 0, with the softmax likelihood.
  case label(Int)
}

extension GateLikelihood {
  /// The logarithm of the density, or of the probability, of an observation.
  ///
  /// - Precondition: the observation belongs to the likelihood and the outputs.
  func logarithm(of observation: GateObservation, at outputs: [Ball], precision: Int) -> Ball {
    switch (self, observation) {
    case (.gaussian(let variance), .outputs(let observed)):
      let distance = zip(outputs, observed).reduce(Ball(0, precision: precision)) {
        $0 + ($1.0 - $1.1).squared()
      }
      return -(distance / variance).shifted(by: -1)
        - logNormalizer(outputCount: outputs.count, precision: precision)
    case (.softmax, .label(let label)):
      return Self.logProbabilities(outputs)[label]
    default: preconditionFailure("an observation of another likelihood")
    }
  }

  /// `m / 2 ln(2 pi variance)` for `m` outputs with Gaussian noise, 0 for classes.
  func logNormalizer(outputCount: Int, precision: Int) -> Ball {
    guard case .gaussian(let variance) = self else { return Ball(0, precision: precision) }
    let tau = Ball.pi(precision: precision).shifted(by: 1)
    return ((tau * variance).logarithm() * outputCount).shifted(by: -1)
  }

  /// The gradient of that logarithm with respect to the outputs.
  func slopes(of observation: GateObservation, at outputs: [Ball]) -> [Ball] {
    switch (self, observation) {
    case (.gaussian(let variance), .outputs(let observed)):
      return zip(outputs, observed).map { -($0 - $1) / variance }
    case (.softmax, .label(let label)):
      return Self.logProbabilities(outputs).enumerated().map { index, logarithm in
        let probability = logarithm.vanishingExponential()
        return index == label ? 1 - probability : -probability
      }
    default: preconditionFailure("an observation of another likelihood")
    }
  }

  /// `f_k - ln sum_j exp f_j`, with the largest output taken out of the sum.
  static func logProbabilities(_ outputs: [Ball]) -> [Ball] {
    let largest = outputs.max { $0.upperDouble < $1.upperDouble }!.middle
    let shifted = outputs.map { $0 - largest }
    let sum = shifted.dropFirst().reduce(shifted[0].vanishingExponential()) {
      $0 + $1.vanishingExponential()
    }
    let logarithm = sum.logarithm()
    return shifted.map { $0 - logarithm }
  }
}
