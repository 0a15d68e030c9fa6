import Enclosures
import ExactAlgebra

/// The logarithms of the probabilities of all patterns at one point, by the number of the pattern.
struct PatternScores {
  /// `ln P(A | x)`.
  var logPriors: [Ball] = []
  /// `ln p(y | x, A)`; empty where nothing is observed.
  var logLikelihoods: [Ball] = []
  let precision: Int

  init(
    of model: GateModel, at point: [Rational], given observation: GateObservation?,
    precision: Int
  ) {
    self.precision = precision
    model.forEachPath(from: point, precision: precision) { path in
      logPriors.append(path.logPrior)
      guard let observation else { return }
      logLikelihoods.append(
        model.likelihood.logarithm(
          of: observation, at: path.outputs, precision: precision))
    }
  }

  /// `ln p(y, A | x)`.
  var logJoints: [Ball] { zip(logPriors, logLikelihoods).map { $0 + $1 } }

  /// The numbers of patterns by their logarithms, largest first; of equal ones the smaller number.
  static func ranked(_ logarithms: [Ball]) -> [Int] {
    let middles = logarithms.map { ($0.lowerDouble + $0.upperDouble) / 2 }
    return middles.indices.sorted { (middles[$1], $0) < (middles[$0], $1) }
  }

  /// `ln p(y | x)`: the largest term is taken out of the sum of exponentials.
  static func logSum(_ logarithms: [Ball], precision: Int) -> Ball {
    let largest = logarithms.max { $0.upperDouble < $1.upperDouble }!.middle
    let sum = logarithms.lazy.map { ($0 - largest).vanishingExponential() }.sum(
      precision: precision)
    return largest + sum.logarithm()
  }
}
