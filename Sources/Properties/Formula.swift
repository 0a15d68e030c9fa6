public import ExactAlgebra

/// A linear expression in the inputs and outputs of a network: `sum of a_i z_i + c`, exact, where `z` has the
/// inputs first and then the outputs.
public struct LinearExpression: Hashable, Sendable {
  /// A variable with its coefficient, which is not zero.
  public struct Term: Hashable, Sendable {
    /// The variable, from 0: the inputs, then the outputs.
    public let variable: Int
    /// Its coefficient.
    public let coefficient: Rational
  }

  /// The terms, variables ascending.
  public let terms: [Term]
  /// The constant.
  public let constant: Rational

  private init(terms: [Term], constant: Rational) {
    (self.terms, self.constant) = (terms, constant)
  }

  /// A number.
  public init(_ constant: Rational) { self.init(terms: [], constant: constant) }

  /// A variable.
  public init(variable: Int) {
    self.init(terms: [Term(variable: variable, coefficient: 1)], constant: 0)
  }

  /// Whether no variable occurs.
  public var isConstant: Bool { terms.isEmpty }

  /// The sum.
  public static func + (a: Self, b: Self) -> Self {
    var terms: [Term] = []
    var (i, j) = (0, 0)
    while i < a.terms.count || j < b.terms.count {
      let left = i < a.terms.count ? a.terms[i].variable : Int.max
      let right = j < b.terms.count ? b.terms[j].variable : Int.max
      if left < right {
        terms.append(a.terms[i])
      } else if right < left {
        terms.append(b.terms[j])
      } else {
        let coefficient = a.terms[i].coefficient + b.terms[j].coefficient
        if !coefficient.isZero { terms.append(Term(variable: left, coefficient: coefficient)) }
      }
      if left <= right { i += 1 }
      if right <= left { j += 1 }
    }
    return Self(terms: terms, constant: a.constant + b.constant)
  }

  /// A multiple.
  public static func * (factor: Rational, a: Self) -> Self {
    guard !factor.isZero else { return Self(0) }
    return Self(
      terms: a.terms.map { Term(variable: $0.variable, coefficient: factor * $0.coefficient) },
      constant: factor * a.constant)
  }

  /// The expression with other variables in place of its own.
  ///
  /// - Precondition: different variables stay different.
  public func renaming(_ name: (Int) -> Int) -> Self {
    Self(
      terms: terms.map { Term(variable: name($0.variable), coefficient: $0.coefficient) }
        .sorted { $0.variable < $1.variable },
      constant: constant)
  }

  /// The difference.
  public static func - (a: Self, b: Self) -> Self { a + (-1) * b }

  /// The value for numbers in place of the variables.
  ///
  /// - Precondition: there is a number for each variable.
  public func callAsFunction(_ values: [Rational]) -> Rational {
    terms.reduce(constant) { $0 + $1.coefficient * values[$1.variable] }
  }
}

/// A linear expression compared with zero.
public struct LinearCondition: Hashable, Sendable {
  /// How an expression is compared with zero.
  public enum Relation: String, Hashable, Sendable, CaseIterable {
    /// Below zero.
    case less
    /// Zero or below.
    case atMost
    /// Zero.
    case equal
    /// Not zero.
    case notEqual
  }

  /// What is compared with zero.
  public let expression: LinearExpression
  /// How.
  public let relation: Relation

  /// A condition.
  public init(_ expression: LinearExpression, _ relation: Relation) {
    (self.expression, self.relation) = (expression, relation)
  }

  /// Whether the condition holds for numbers in place of the variables.
  ///
  /// - Precondition: there is a number for each variable.
  public func holds(for values: [Rational]) -> Bool {
    let sign = expression(values).signum()
    return switch relation {
    case .less: sign < 0
    case .atMost: sign <= 0
    case .equal: sign == 0
    case .notEqual: sign != 0
    }
  }
}

/// Conditions put together by `and` and `or`.
public indirect enum Formula: Hashable, Sendable {
  /// All of them hold; true where there are none.
  case all([Formula])
  /// One of them holds; false where there are none.
  case any([Formula])
  /// A condition holds.
  case condition(LinearCondition)

  /// Whether the formula holds for numbers in place of the variables.
  ///
  /// - Precondition: there is a number for each variable.
  public func holds(for values: [Rational]) -> Bool {
    switch self {
    case .all(let parts): parts.allSatisfy { $0.holds(for: values) }
    case .any(let parts): parts.contains { $0.holds(for: values) }
    case .condition(let condition): condition.holds(for: values)
    }
  }
}
