import ExactAlgebra

/// How a box was split, and what was refuted where.
struct SplitTree: Sendable {
  /// A box of the tree.
  struct Node: Sendable {
    /// What has no counterexample here.
    var refutations: [(case: Int, terms: [Term])] = []
    /// How it goes on.
    var end = End.closed
  }

  /// A condition with its multiplier.
  struct Term: Sendable {
    let source: BoundedCase.Source
    let multiplier: Double
  }

  /// What follows the refutations.
  enum End: Sendable {
    /// Nothing is left.
    case closed
    /// Both halves of an input.
    case split(input: Int, at: Double, below: Int, above: Int)
    /// The regions of the box.
    case regions
  }

  /// The root first.
  private(set) var nodes = [Node()]

  mutating func refute(_ refutations: [Refutation], _ cases: [BoundedCase], at node: Int) {
    for refutation in refutations {
      let boundedCase = cases[refutation.index]
      let terms = zip(boundedCase.sources, refutation.multipliers)
        .filter { $0.1 > 0 }.map { Term(source: $0.0, multiplier: $0.1) }
      nodes[node].refutations.append((boundedCase.number, terms))
    }
  }

  mutating func split(at node: Int, input: Int, _ value: Double) -> (below: Int, above: Int) {
    let first = nodes.count
    nodes.append(Node())
    nodes.append(Node())
    nodes[node].end = .split(input: input, at: value, below: first, above: first + 1)
    return (first, first + 1)
  }

  mutating func leaveToRegions(at node: Int) { nodes[node].end = .regions }
}
