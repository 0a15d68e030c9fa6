import ExactAlgebra
import Properties

/// A conjunction as linear forms in floating point, none of which is above zero at a counterexample.
struct BoundedCase: Sendable {
  /// The number of the conjunction.
  let number: Int
  /// The forms.
  let forms: [BackSubstitution.Form]
  /// What each form comes from.
  let sides: [Conjunction.Side]

  /// `nil` where a number is beyond double precision.
  init?(_ number: Int, _ parts: [Conjunction.Part], inputCount: Int, outputCount: Int) {
    self.number = number
    var forms: [BackSubstitution.Form] = []
    for part in parts {
      for side in part.sides {
        guard
          let form = BackSubstitution.Form(
            Rational(side.isNegative ? -1 : 1) * part.condition.expression,
            inputCount: inputCount, outputCount: outputCount)
        else { return nil }
        forms.append(form)
      }
    }
    self.forms = forms
    sides = parts.flatMap(\.sides)
  }
}

extension BackSubstitution.Form {
  /// The form that a linear expression is; `nil` where a number is beyond double precision.
  init?(_ expression: LinearExpression, inputCount: Int, outputCount: Int) {
    guard expression.constant.isInRange, expression.terms.allSatisfy(\.coefficient.isInRange) else {
      return nil
    }
    var coefficients = [Double](repeating: 0, count: inputCount + outputCount)
    for term in expression.terms {
      coefficients[term.variable] = Double(approximating: term.coefficient)
    }
    let constant = Double(approximating: expression.constant)
    let (inputs, outputs) = (
      Array(coefficients.prefix(inputCount)), Array(coefficients.dropFirst(inputCount))
    )
    self.init(
      inputs: inputs, outputs: outputs, inputSizes: inputs.map(\.magnitude),
      outputSizes: outputs.map(\.magnitude), constant: constant, constantSize: constant.magnitude)
  }

  /// The sum of forms with positive multipliers.
  ///
  /// - Parameters:
  ///   - forms: one or more.
  ///   - terms: which of them, with which multipliers.
  static func combination(_ forms: [Self], _ terms: [Refutation.Term]) -> Self {
    let (inputs, outputs) = (forms[0].inputs.map { _ in 0.0 }, forms[0].outputs.map { _ in 0.0 })
    var sum = Self(
      inputs: inputs, outputs: outputs, inputSizes: inputs, outputSizes: outputs, constant: 0,
      constantSize: 0)
    sum.count = terms.count
    for (index, multiplier) in terms {
      let form = forms[index]
      for index in inputs.indices {
        sum.inputs[index] += multiplier * form.inputs[index]
        sum.inputSizes[index] += multiplier * form.inputSizes[index]
      }
      for index in outputs.indices {
        sum.outputs[index] += multiplier * form.outputs[index]
        sum.outputSizes[index] += multiplier * form.outputSizes[index]
      }
      sum.constant += multiplier * form.constant
      sum.constantSize += multiplier * form.constantSize
    }
    return sum
  }
}

extension Rational {
  /// Whether products of the rounded number neither overflow nor vanish.
  fileprivate var isInRange: Bool {
    let size = Double(approximating: magnitude)
    return isZero || size > 1e-100 && size < 1e90
  }
}
