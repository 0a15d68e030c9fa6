/// A part of a box on which some neurons have a sign, with the conjunctions that are not refuted there yet.
struct SignedPart: SharedPart, Sendable {
  /// The neurons that have a sign, in the order in which they got it.
  var signs: [SignSearch.Sign] = []
  /// Bounds of hidden neurons that hold there.
  var bounds: NeuronBounds
  /// The first layer whose bounds may become sharper.
  var changedLayer = 0
  /// The conjunctions that are left, as indices of the question's cases.
  var cases: [Int]
  /// Multipliers that made the bound of a case large on the part that it was split from.
  var multipliers: [Int: SignMultipliers] = [:]
  /// Its share of all parts, where both signs of a neuron count the same.
  var share = 1.0
  /// The number of the node in the tree of splits.
  var node = 0
}

/// Multipliers of the forms of a case and of neurons with signs.
struct SignMultipliers: Sendable {
  /// For each form; none is negative.
  var forms: [Double]
  /// For each neuron that has a sign; none is negative.
  var neurons: [Double]
}

/// What was found on a part.
struct SignedPartOutcome: Sendable {
  /// The part with sharper bounds and the conjunctions that are left.
  var part: SignedPart
  /// Those that have no counterexample there.
  var refutations: [Refutation] = []
  /// Inputs that might be counterexamples.
  var candidates: [[Double]] = []
  /// The neuron whose sign promises most; `nil` where no sign does.
  var neuron: Int?
  /// How far the conjunction that is farthest from being refuted is from it.
  var shortfall = 0.0
}
