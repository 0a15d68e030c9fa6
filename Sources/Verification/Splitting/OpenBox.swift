/// A box on which some conjunctions are not refuted yet.
struct OpenBox: Sendable {
  /// The inputs.
  var box: InputBox
  /// Bounds of hidden neurons that hold there.
  var bounds: NeuronBounds
  /// The conjunctions that are left, as indices of the group's cases.
  var cases: [Int]
  /// How often inputs were halved.
  var depth: Int
  /// The number of the node in the tree of splits.
  var node: Int
}

/// A conjunction that has no counterexample on a box, and why.
struct Refutation: Sendable {
  /// The index of the case.
  let index: Int
  /// A multiplier for each form; their combination is positive on the box.
  let multipliers: [Double]
}

/// What was found on a box.
struct BoxOutcome: Sendable {
  /// The box with sharper bounds and the conjunctions that are left.
  var open: OpenBox
  /// Those that have no counterexample there.
  var refutations: [Refutation] = []
  /// Inputs that might be counterexamples.
  var candidates: [[Double]] = []
  /// How much splitting an input promises, for each input.
  var scores: [Double] = []
  /// How far the conjunction that is farthest from being refuted is from it.
  var shortfall = 0.0
}
