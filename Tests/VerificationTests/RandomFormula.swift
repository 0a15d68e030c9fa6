import ExactAlgebra
import Networks
import Properties
import Verification

/// Networks and properties in small numbers, drawn at random.
struct RandomVerification {
  var generator: SeededGenerator

  init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

  mutating func number(_ size: Int = 4) -> Rational {
    Rational(Int.random(in: -size...size, using: &generator)) / 2
  }

  mutating func network(_ widths: [Int]) throws -> Network {
    var layers: [Network.Layer] = []
    for (inputs, neurons) in zip(widths, widths.dropFirst()) {
      let weights = (0..<neurons).map { _ in (0..<inputs).map { _ in number() } }
      layers.append(.init(weights: weights, biases: (0..<neurons).map { _ in number() }))
    }
    return try Network(layers: layers)
  }

  /// A formula in some variables, with conditions on one variable and on several, of all kinds.
  mutating func formula(variables: Int, depth: Int = 2) -> Formula {
    if depth > 0, Int.random(in: 0..<4, using: &generator) > 0 {
      let parts = (0..<Int.random(in: 1...3, using: &generator)).map { _ in
        formula(variables: variables, depth: depth - 1)
      }
      return Bool.random(using: &generator) ? .all(parts) : .any(parts)
    }
    var expression = LinearExpression(number(2))
    for _ in 0..<Int.random(in: 1...2, using: &generator) {
      expression =
        expression + number()
        * LinearExpression(variable: Int.random(in: 0..<variables, using: &generator))
    }
    let relation: LinearCondition.Relation =
      switch Int.random(in: 0..<10, using: &generator) {
      case 0: .equal
      case 1: .notEqual
      case 2...5: .less
      default: .atMost
      }
    return .condition(LinearCondition(expression, relation))
  }

  mutating func property(of network: Network) -> Property {
    let architecture = network.architecture
    return Property(
      inputCount: architecture.inputCount, outputCount: architecture.outputCount,
      counterexample: formula(
        variables: architecture.inputCount + architecture.outputCount))
  }
}

extension Formula {
  /// What holds where the formula does not.
  var negation: Formula {
    switch self {
    case .all(let parts): .any(parts.map(\.negation))
    case .any(let parts): .all(parts.map(\.negation))
    case .condition(let condition):
      switch condition.relation {
      case .less: .condition(.init((-1) * condition.expression, .atMost))
      case .atMost: .condition(.init((-1) * condition.expression, .less))
      case .equal: .condition(.init(condition.expression, .notEqual))
      case .notEqual: .condition(.init(condition.expression, .equal))
      }
    }
  }
}
