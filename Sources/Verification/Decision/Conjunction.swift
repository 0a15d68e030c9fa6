import ExactAlgebra
import Properties

/// Conditions that hold at once: those on inputs alone, and those in which outputs occur.
struct Conjunction: Hashable, Sendable {
  /// On inputs alone.
  var inputs: [LinearCondition] = []
  /// The others.
  var others: [LinearCondition] = []
}

extension Property {
  /// The most conjunctions.
  static let maximumConjunctionCount = 100_000

  /// The counterexample as one of several conjunctions. An inequality `a != 0` is one of `a < 0` and `-a < 0`;
  /// conditions without variables are decided.
  ///
  /// - Throws: `PropertyDecisionError.tooManyCases`.
  func conjunctions() throws(PropertyDecisionError) -> [Conjunction] {
    try Self.expanded(counterexample, inputCount: inputCount)
  }

  private static func expanded(
    _ formula: Formula, inputCount: Int
  ) throws(PropertyDecisionError) -> [Conjunction] {
    switch formula {
    case .any(let parts):
      var cases: [Conjunction] = []
      for part in parts {
        cases += try expanded(part, inputCount: inputCount)
        guard cases.count <= maximumConjunctionCount else { throw .tooManyCases }
      }
      return cases
    case .all(let parts):
      var cases = [Conjunction()]
      for part in parts {
        let own = try expanded(part, inputCount: inputCount)
        guard cases.count * own.count <= maximumConjunctionCount else { throw .tooManyCases }
        cases = cases.flatMap { first in
          own.map {
            Conjunction(inputs: first.inputs + $0.inputs, others: first.others + $0.others)
          }
        }
      }
      return cases
    case .condition(let condition): return expanded(condition, inputCount: inputCount)
    }
  }

  private static func expanded(
    _ condition: LinearCondition, inputCount: Int
  ) -> [Conjunction] {
    let expression = condition.expression
    if expression.isConstant { return condition.holds(for: []) ? [Conjunction()] : [] }
    if condition.relation == .notEqual {
      return [expression, (-1) * expression].flatMap {
        expanded(LinearCondition($0, .less), inputCount: inputCount)
      }
    }
    let isOnInputs = expression.terms.allSatisfy { $0.variable < inputCount }
    return [
      Conjunction(inputs: isOnInputs ? [condition] : [], others: isOnInputs ? [] : [condition])
    ]
  }
}
