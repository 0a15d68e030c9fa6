import ExactAlgebra
import Polyhedra
import Properties
import Regions

/// A bounded box of inputs with rational sides, which may be points.
struct RangeBox: Sendable {
  /// For each input, its bounds.
  let sides: [(lower: Rational, upper: Rational)]
  /// The least box in double precision around it.
  let outer: InputBox
  /// Whether it is the domain, and not only a box around it.
  let isDomain: Bool

  /// The box that the inequalities of single coordinates bound.
  ///
  /// `nil` for a slice, where a coordinate has no bound, and where a number is beyond double precision.
  init?(around domain: InputDomain, inputCount: Int) {
    guard domain.slice == nil else { return nil }
    let variables = (0..<inputCount).map { LinearExpression(variable: $0) }
    let conditions = domain.halfSpaces.map { halfSpace in
      let sum = zip(halfSpace.normal, variables).reduce(LinearExpression(halfSpace.offset)) {
        $1.0.isZero ? $0 : $0 + $1.0 * $1.1
      }
      return LinearCondition((-1) * sum, halfSpace.isOpen ? .less : .atMost)
    }
    guard let sides = InputRanges(of: conditions, inputCount: inputCount).bounds,
      let outer = InputBox(around: sides)
    else { return nil }
    (self.sides, self.outer) = (sides, outer)
    isDomain = conditions.allSatisfy {
      $0.relation == .atMost && $0.expression.terms.count == 1
    }
  }

  /// The sides as conditions on inputs.
  var conditions: [LinearCondition] {
    sides.enumerated().flatMap { input, side in
      let variable = LinearExpression(variable: input)
      return [
        LinearCondition(LinearExpression(side.lower) - variable, .atMost),
        LinearCondition(variable - LinearExpression(side.upper), .atMost),
      ]
    }
  }

  /// An input in double precision, moved into the box.
  func point(near input: [Double]) -> [Rational] {
    zip(input, sides).map { number, side in
      min(max(Rational(exactly: number) ?? 0, side.lower), side.upper)
    }
  }
}
