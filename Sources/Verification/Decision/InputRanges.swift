import ExactAlgebra
import Properties

/// Between which numbers inputs lie by conditions on single ones.
struct InputRanges {
  /// For each input, the largest lower bound.
  private(set) var lower: [Rational?]
  /// The least upper bound.
  private(set) var upper: [Rational?]

  /// The ranges by those conditions in which one input occurs; strict ones count as the others.
  init(of conditions: [LinearCondition], inputCount: Int) {
    lower = Array(repeating: nil, count: inputCount)
    upper = lower
    for condition in conditions where condition.expression.terms.count == 1 {
      let term = condition.expression.terms[0]
      let bound = (-1) * condition.expression.constant / term.coefficient
      if condition.relation == .equal || term.coefficient.signum() > 0 {
        upper[term.variable] = upper[term.variable].map { min($0, bound) } ?? bound
      }
      if condition.relation == .equal || term.coefficient.signum() < 0 {
        lower[term.variable] = lower[term.variable].map { max($0, bound) } ?? bound
      }
    }
  }

  /// Both bounds of each input; `nil` where one is not there.
  var bounds: [(lower: Rational, upper: Rational)]? {
    var bounds: [(Rational, Rational)] = []
    for (least, largest) in zip(lower, upper) {
      guard let least, let largest else { return nil }
      bounds.append((least, largest))
    }
    return bounds
  }

  /// Whether the bounds of some input exclude each other.
  var isEmpty: Bool {
    zip(lower, upper).contains { least, largest in
      if let least, let largest { least > largest } else { false }
    }
  }

  /// Whether an input has one value.
  func isPoint(_ input: Int) -> Bool { lower[input] != nil && lower[input] == upper[input] }

  /// A point in the middle.
  var point: [Rational] {
    zip(lower, upper).map { least, largest in
      switch (least, largest) {
      case (let least?, let largest?): (least + largest) / 2
      case (let least?, nil): max(least, 0)
      case (nil, let largest?): min(largest, 0)
      case (nil, nil): 0
      }
    }
  }
}
