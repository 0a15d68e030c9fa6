import Enclosures
import ExactAlgebra
import Networks

extension NetworkLaw {
  /// The patterns of a survey, with their probabilities.
  static func patterns(of survey: SurveyedPatterns) -> [Pattern] {
    survey.patterns.map { pattern in
      Pattern(
        pattern: pattern, probability: survey.probability(of: CollectionOfOne(pattern)),
        interiorPoint: nil, input: nil)
    }.sortedBySize(\.probability) { $0.pattern < $1.pattern }
  }

  /// The probability of one of some listed patterns.
  func probability(ofOneOf some: [Pattern]) -> ReportedNumber {
    if let survey { return survey.probability(of: some.lazy.map(\.pattern)) }
    return some.dropFirst().reduce(some[0].probability) { $0 + $1.probability }
  }

  /// The atoms of an output on the patterns of a survey: where no path of neurons leads from an input to
  /// the output.
  func surveyedAtoms(of output: Int) -> [Atom] {
    var groups: [Rational: [Pattern]] = [:]
    for entry in patterns where !network.reaches(output, on: entry.pattern) {
      let row = network.outputMap(on: entry.pattern)[output]
      groups[row[row.count - 1], default: []].append(entry)
    }
    return groups.sorted { $0.key < $1.key }.map {
      Atom(value: $0.key, probability: probability(ofOneOf: $0.value))
    }
  }
}

extension Network {
  /// Whether a path of weights and slopes that are not zero leads from an input to an output.
  fileprivate func reaches(_ output: Int, on pattern: ActivationPattern) -> Bool {
    var reached = [Bool](repeating: true, count: architecture.inputCount)
    func isReached(_ weights: [Rational]) -> Bool {
      zip(weights, reached).contains { $1 && !$0.isZero }
    }
    for (layer, signs) in zip(layers, pattern.layers) {
      reached = zip(layer.weights, signs).map { weights, isActive in
        !activation.slope(isActive: isActive).isZero && isReached(weights)
      }
    }
    return isReached(layers[layers.count - 1].weights[output])
  }
}
