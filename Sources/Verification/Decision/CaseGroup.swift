import ExactAlgebra
import Properties

/// Conjunctions with the same conditions on inputs.
struct CaseGroup: Sendable {
  /// The conditions on inputs.
  let inputs: [LinearCondition]
  /// Whose conditions they are.
  private(set) var cases: [Case]

  /// A conjunction of the group.
  struct Case: Sendable {
    /// Its number in the property.
    let number: Int
    let conjunction: Conjunction

    /// The conditions in which outputs occur.
    var conditions: [LinearCondition] {
      conjunction.parts.filter { !$0.isOnInputs }.map(\.condition)
    }
    /// Those, and the conditions on several inputs.
    var relations: [Conjunction.Part] {
      conjunction.parts.filter { !$0.isOnInputs || $0.condition.expression.terms.count > 1 }
    }
  }

  /// The conjunctions of a property, put together; groups in the order of their first ones.
  ///
  /// - Throws: `PropertyDecisionError.tooManyCases`.
  static func groups(of property: Property) throws(PropertyDecisionError) -> [CaseGroup] {
    var places: [[LinearCondition]: Int] = [:]
    var groups: [CaseGroup] = []
    for (number, conjunction) in try property.conjunctions().enumerated() {
      let new = Case(number: number, conjunction: conjunction)
      let inputs = conjunction.inputs
      if let place = places[inputs] {
        groups[place].cases.append(new)
      } else {
        places[inputs] = groups.count
        groups.append(CaseGroup(inputs: inputs, cases: [new]))
      }
    }
    return groups
  }
}
