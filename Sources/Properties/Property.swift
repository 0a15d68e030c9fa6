public import ExactAlgebra

/// A question on networks: is there an input whose output is a counterexample?
///
/// A counterexample is an input `x` such that a formula in `x` and the output `y` holds, as in VNN-LIB. The property
/// holds for a network if there is none: a property is violated where the formula can be satisfied.
public struct Property: Hashable, Sendable {
  /// The number of inputs.
  public let inputCount: Int
  /// The number of outputs.
  public let outputCount: Int
  /// What a counterexample satisfies; variables are the inputs, then the outputs.
  public let counterexample: Formula

  /// A property.
  ///
  /// - Precondition: the formula has no other variables.
  public init(inputCount: Int, outputCount: Int, counterexample: Formula) {
    (self.inputCount, self.outputCount) = (inputCount, outputCount)
    self.counterexample = counterexample
  }

  /// Whether an input with its output is a counterexample.
  ///
  /// - Precondition: they have as many coordinates as the property.
  public func isViolated(by input: [Rational], _ output: [Rational]) -> Bool {
    precondition(
      input.count == inputCount && output.count == outputCount, "a point of another network")
    return counterexample.holds(for: input + output)
  }
}
