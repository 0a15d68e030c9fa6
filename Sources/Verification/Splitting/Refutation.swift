/// A conjunction that has no counterexample on a part of a box, and why.
struct Refutation: Sendable {
  /// The index of the case.
  let index: Int
  /// Forms whose combination is positive on the part.
  let terms: [Term]
  /// Neurons that have a sign on the part, with multipliers, which are positive: their pre-activations, with the sign that they
  /// have, are taken off the combination.
  var neurons: [(neuron: Int, multiplier: Double)] = []

  /// A form of the case, by its index, and its multiplier, which is positive.
  typealias Term = (form: Int, multiplier: Double)
}
