import ExactAlgebra
import Properties

/// Conditions that hold at once, in the order of the formula.
struct Conjunction: Hashable, Sendable {
  /// A condition with its number in the conjunction.
  struct Part: Hashable, Sendable {
    let number: Int
    let condition: LinearCondition
    /// Whether no output occurs in it.
    let isOnInputs: Bool
  }

  /// The conditions.
  private(set) var parts: [Part] = []

  /// The conjunction of some conditions.
  init(_ parts: [Part] = []) { self.parts = parts }

  fileprivate init(_ condition: LinearCondition, inputCount: Int) {
    let isOnInputs = condition.expression.terms.allSatisfy { $0.variable < inputCount }
    parts = [Part(number: 0, condition: condition, isOnInputs: isOnInputs)]
  }

  /// The conditions of two conjunctions, one after the other.
  static func + (a: Self, b: Self) -> Self {
    var sum = a
    for part in b.parts {
      sum.parts.append(
        Part(
          number: part.number + a.parts.count, condition: part.condition,
          isOnInputs: part.isOnInputs))
    }
    return sum
  }

  /// What a condition says of a form: that it is at most zero. An equation says it of the expression and of its negative.
  struct Side: Hashable, Sendable {
    /// The number of the condition.
    let condition: Int
    /// Whether the form is the negative of the expression.
    let isNegative: Bool

    /// The side with a multiplier, in a proof.
    func term(_ multiplier: Integer) -> SplitTree.Term {
      SplitTree.Term(condition: condition, multiplier: isNegative ? -multiplier : multiplier)
    }
  }

  /// The conditions on inputs alone.
  var inputs: [LinearCondition] { parts.filter(\.isOnInputs).map(\.condition) }
}

extension Conjunction.Part {
  /// One side, or both of an equation.
  var sides: [Conjunction.Side] {
    (condition.relation == .equal ? [false, true] : [false]).map {
      Conjunction.Side(condition: number, isNegative: $0)
    }
  }
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
        cases = cases.flatMap { first in own.map { first + $0 } }
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
    return [Conjunction(condition, inputCount: inputCount)]
  }
}
