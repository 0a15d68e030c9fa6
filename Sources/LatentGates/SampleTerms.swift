import Enclosures
import ExactAlgebra

/// The sums over patterns and points of which the information and the covariance of a sample consist.
struct SampleTerms {
  /// The patterns of the first layers.
  struct Layer {
    /// `H(A)`.
    var entropy: Ball
    /// `H(A | X)`.
    var conditionalEntropy: Ball
    /// `H(A, Y)` with the class `Y`; zero where there are no classes.
    var jointEntropy: Ball
    /// The covariance of the input within and between patterns; empty where it was not asked for.
    var within: [[Ball]] = []
    var between: [[Ball]] = []
  }

  /// One gate.
  struct Gate {
    /// The probability that it is open.
    var open: Ball
    /// The entropy of its state, given the input.
    var conditionalEntropy: Ball
    /// The probabilities that it is open and the class is each one.
    var openClasses: [Ball]
  }

  /// For the first 1, 2, ... hidden layers.
  var layers: [Layer]
  /// In the order of the gates.
  var gates: [Gate]
  /// The probabilities of the classes; empty where there are none.
  var classes: [Ball]

  /// What is asked for.
  struct Request {
    var hasCovariance = true
    /// The number of classes; 0 for a Gaussian likelihood.
    let classCount: Int
    /// The mean of the sample and its covariance.
    let mean: [Rational]
    let covariance: [[Rational]]

    init(_ sample: GateSample, for model: GateModel, hasCovariance: Bool) {
      self.hasCovariance = hasCovariance
      classCount = model.likelihood == .softmax ? model.network.architecture.outputCount : 0
      mean = sample.mean
      covariance = hasCovariance ? sample.covariance : []
    }
  }

  /// The numbers that have to be known.
  var all: [Ball] {
    classes + gates.flatMap { [$0.open, $0.conditionalEntropy] + $0.openClasses }
      + layers.flatMap {
        [$0.entropy, $0.conditionalEntropy, $0.jointEntropy] + $0.within.joined()
          + $0.between.joined()
      }
  }
}

extension GateSample {
  /// The mean of the points.
  var mean: [Rational] {
    points[0].indices.map { column in
      zip(points, weights).reduce(0 as Rational) { $0 + $1.0[column] * $1.1 }
    }
  }

  /// The covariance of the points.
  var covariance: [[Rational]] {
    let mean = mean
    let deviations = points.map { zip($0, mean).map { $0 - $1 } }
    return mean.indices.map { row in
      mean.indices.map { column in
        zip(deviations, weights).reduce(0 as Rational) { $0 + $1.1 * $1.0[row] * $1.0[column] }
      }
    }
  }
}
