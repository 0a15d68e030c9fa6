public import Enclosures
import ExactAlgebra

/// How much the gates say about the input, and about the class, over a sample; in nats.
///
/// The law of `(X, A)` is that of a weighted point and of the pattern drawn there.
public struct GateInformation: Sendable {
  /// `H(A)`, the entropy of the law `sum_x w(x) P(A | x)` of the pattern.
  public let entropy: ReportedNumber
  /// `H(A | X)`, the mean of the entropies at the points.
  public let conditionalEntropy: ReportedNumber
  /// `I(A; X) = H(A) - H(A | X)`.
  public let aboutInput: ReportedNumber
  /// The probabilities of the classes that the model draws; `nil` for a Gaussian likelihood.
  public let classes: [ReportedNumber]?
  /// `I(A; Y)` with the class `Y` that the model draws; `nil` for a Gaussian likelihood.
  public let aboutClass: ReportedNumber?

  /// The information of a model over a sample.
  ///
  /// - Throws: `GateModelError` where a point does not belong to the network.
  public init(of model: GateModel, over sample: GateSample) throws(GateModelError) {
    try sample.validate(for: model)
    let terms = RaisedPrecision.first { precision in
      Terms(of: model, over: sample, precision: precision)
    } isKnown: {
      $0.isKnown
    }
    entropy = .enclosed(terms.entropy)
    conditionalEntropy = .enclosed(terms.conditional)
    aboutInput = .enclosed(terms.entropy - terms.conditional)
    classes = terms.classes?.map { .enclosed($0) }
    aboutClass = terms.aboutClass.map { .enclosed($0) }
  }

  private struct Terms {
    let entropy: Ball
    let conditional: Ball
    var classes: [Ball]?
    var aboutClass: Ball?

    init(of model: GateModel, over sample: GateSample, precision: Int) {
      let zero = Ball(0, precision: precision)
      let classCount = model.likelihood == .softmax ? model.network.architecture.outputCount : 0
      var law = Array(repeating: zero, count: model.patternCount)
      var joint = Array(
        repeating: Array(repeating: zero, count: model.patternCount), count: classCount)
      var conditional = zero
      for (point, weight) in zip(sample.points, sample.weights) {
        model.forEachPath(from: point, precision: precision) { path in
          let prior = path.logPrior.exponential()
          let mass = prior * weight
          law[path.number] += mass
          conditional -= mass * path.logPrior
          guard classCount > 0 else { return }
          for (label, logarithm) in GateLikelihood.logProbabilities(path.outputs).enumerated() {
            joint[label][path.number] += mass * logarithm.exponential()
          }
        }
      }
      func sumOfTerms(_ law: some Sequence<Ball>) -> Ball {
        law.lazy.map(\.entropyTerm).sum(precision: precision)
      }
      entropy = sumOfTerms(law)
      self.conditional = conditional
      guard classCount > 0 else { return }
      let classes = joint.map { $0.sum(precision: precision) }
      self.classes = classes
      aboutClass = entropy + sumOfTerms(classes) - sumOfTerms(joint.joined())
    }

    var isKnown: Bool {
      ([entropy, conditional] + (classes ?? []) + (aboutClass.map { [$0] } ?? []))
        .allSatisfy(\.isKnownBesideOne)
    }
  }
}
