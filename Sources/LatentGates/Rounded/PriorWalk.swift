import Enclosures

/// What the prior says of each gate and each layer at a point, in floating point with bounds.
struct PriorWalk {
  /// The probability that each gate is open, in the order of the gates.
  var open: [RoundedNumber]
  /// `H(A_l | A_1 ... A_(l-1), x)` for each hidden layer.
  var entropies: [RoundedNumber]

  init(_ model: RoundedGateModel, at point: [RoundedNumber]) {
    let zero = RoundedNumber(exactly: 0)
    var open = Array(repeating: zero, count: model.gateCount)
    var entropies = Array(repeating: zero, count: model.widths.count)
    let starts = model.widths.indices.map { model.widths[..<$0].reduce(0, +) }
    PrefixWalk(model, hasEntropies: true).run(from: point) { visit in
      for gate in 0..<model.widths[visit.layer] {
        open[starts[visit.layer] + gate] += visit.mass * visit.gates[gate].openNumber
        entropies[visit.layer] += visit.mass * visit.gates[gate].entropy
      }
    }
    (self.open, self.entropies) = (open, entropies)
  }
}
