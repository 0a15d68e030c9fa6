/// A box on which some conjunctions are not refuted yet.
struct OpenBox: SharedPart, Sendable {
  /// The inputs.
  var box: InputBox
  /// Bounds of hidden neurons that hold there.
  var bounds: NeuronBounds
  /// The conjunctions that are left, as indices of the group's cases.
  var cases: [Int]
  /// Its share of all inputs, by volume.
  var share: Double
  /// The number of the node in the tree of splits.
  var node: Int
  /// How many neurons could have both signs on the box that it is a half of.
  var unstableCount: Int
  /// How many halvings in a row gave no neuron a sign, refuted no conjunction and cut nothing off.
  var idleHalvings = 0

  /// Notes what the halving that gave the box was good for.
  ///
  /// - Parameters:
  ///   - unstable: the number of neurons that may have both signs on the box.
  ///   - wasOfUse: whether something was refuted or cut off there.
  mutating func noteHalving(leaving unstable: Int, wasOfUse: Bool) {
    idleHalvings = !wasOfUse && unstable == unstableCount ? idleHalvings + 1 : 0
    unstableCount = unstable
  }
}

/// A part of a box that is cut off since the only conjunction that is left has no counterexample there.
struct Cut: Sendable {
  /// The input.
  let input: Int
  /// Where it is cut.
  let at: Double
  /// Whether the part with smaller inputs remains.
  let keepsBelow: Bool
  /// Why the other part is done.
  let refutation: Refutation
}

/// What was found on a box.
struct BoxOutcome: Sendable {
  /// The box before anything was cut off.
  let whole: InputBox
  /// The box with sharper bounds and the conjunctions that are left.
  var open: OpenBox
  /// What was cut off, one after the other.
  var cuts: [Cut] = []
  /// Those that have no counterexample there.
  var refutations: [Refutation] = []
  /// Inputs that might be counterexamples.
  var candidates: [[Double]] = []
  /// How much splitting an input promises, for each input.
  var scores: [Double] = []
  /// How far the conjunction that is farthest from being refuted is from it.
  var shortfall = 0.0
  /// A lower bound of the form that is nearest to being positive, of the conjunction that was tried last; it may be no number.
  var least = -Double.infinity

  init(open: OpenBox) {
    whole = open.box
    self.open = open
  }

  /// The share of the box that is left after the cuts.
  var remainingShare: Double {
    var share = 1.0
    for input in whole.lower.indices where whole.width(of: input) > 0 {
      share *= open.box.width(of: input) / whole.width(of: input)
    }
    return share
  }
}
