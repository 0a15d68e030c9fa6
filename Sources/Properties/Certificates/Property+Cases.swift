import ExactAlgebra

extension Property {
  /// The counterexample as one of several conjunctions, by number, as certificates count them.
  ///
  /// - Throws: `tooManyConjunctions`.
  func numberedConjunctions() throws(CertificateRefusal) -> [[LinearCondition]] {
    try Self.conjunctions(of: counterexample)
  }

  private static func conjunctions(
    of formula: Formula
  ) throws(CertificateRefusal) -> [[LinearCondition]] {
    var result: [[LinearCondition]]
    switch formula {
    case .any(let parts):
      result = []
      for part in parts { result += try conjunctions(of: part) }
    case .all(let parts):
      result = [[]]
      for part in parts {
        let own = try conjunctions(of: part)
        guard result.count * own.count <= CertificateCheck.maximumConjunctionCount else {
          throw CertificateRefusal(.tooManyConjunctions)
        }
        result = result.flatMap { first in own.map { first + $0 } }
      }
    case .condition(let condition): result = conjunctions(of: condition)
    }
    guard result.count <= CertificateCheck.maximumConjunctionCount else {
      throw CertificateRefusal(.tooManyConjunctions)
    }
    return result
  }

  private static func conjunctions(of condition: LinearCondition) -> [[LinearCondition]] {
    let expression = condition.expression
    if expression.isConstant { return condition.holds(for: []) ? [[]] : [] }
    guard condition.relation == .notEqual else { return [[condition]] }
    return [
      [LinearCondition(expression, .less)], [LinearCondition((-1) * expression, .less)],
    ]
  }
}

/// Inputs between two numbers each; a bound that is missing is infinite.
struct CheckedBox: Hashable {
  /// An interval.
  struct Side: Hashable {
    var lower: Rational?
    var upper: Rational?

    var isEmpty: Bool {
      guard let lower, let upper else { return false }
      return lower > upper
    }

    mutating func raise(to value: Rational) { lower = lower.map { max($0, value) } ?? value }
    mutating func cut(at value: Rational) { upper = upper.map { min($0, value) } ?? value }
  }

  var sides: [Side]

  /// All inputs.
  init(inputCount: Int) { sides = Array(repeating: Side(), count: inputCount) }

  /// What the conditions in one input each tell of it.
  init(of conditions: [LinearCondition], inputCount: Int) {
    self.init(inputCount: inputCount)
    for condition in conditions where condition.expression.terms.count == 1 {
      let term = condition.expression.terms[0]
      guard term.variable < inputCount else { continue }
      let bound = -condition.expression.constant / term.coefficient
      let isEquation = condition.relation == .equal
      if isEquation || term.coefficient.signum() > 0 { sides[term.variable].cut(at: bound) }
      if isEquation || term.coefficient.signum() < 0 { sides[term.variable].raise(to: bound) }
    }
  }

  var isBounded: Bool { sides.allSatisfy { $0.lower != nil && $0.upper != nil } }
  var isEmpty: Bool { sides.contains(where: \.isEmpty) }
}
