import ExactAlgebra
import Polyhedra

/// Why a property holds, as a certificate that others can check.
///
/// The format is described, and what a check of it proves, in the article of the module `Properties`.
public struct PropertyProof: Sendable {
  /// A conjunction whose conditions on inputs contradict each other.
  struct EmptyCase: Sendable {
    let number: Int
    let terms: [SplitTree.Term]
  }

  private(set) var emptyCases: [EmptyCase] = []
  private(set) var trees: [SplitTree] = []

  /// The number of nodes of all trees.
  public var nodeCount: Int { trees.reduce(0) { $0 + $1.nodes.count } }

  mutating func append(_ tree: SplitTree) { trees.append(tree) }
  mutating func append(_ emptyCase: EmptyCase) { emptyCases.append(emptyCase) }

  /// Hands on the certificate, line by line.
  public func writeLines(to body: (String) throws -> Void) rethrows {
    try body("{\"certificate\": \"reluvar\", \"version\": 1}")
    for empty in emptyCases {
      try body("{\"empty\": \(empty.number), \"r\": \(Self.text(empty.terms))}")
    }
    for tree in trees {
      try body("{\"tree\": \(tree.cases)}")
      // In preorder, without recursion: trees may be deep.
      var stack = [0]
      while let index = stack.popLast() {
        let node = tree.nodes[index]
        try body(Self.line(of: node))
        switch node.end {
        case .closed: break
        case .input(_, _, let first, let second), .neuron(_, let first, let second):
          stack += [second, first]
        }
      }
    }
  }

  private static func line(of node: SplitTree.Node) -> String {
    var entries: [String] = []
    if !node.refutations.isEmpty {
      let refutations = node.refutations.map { refutation in
        let neurons = refutation.neurons.map { "[\($0.neuron), \($0.multiplier)]" }
        let last = neurons.isEmpty ? "" : ", [\(neurons.joined(separator: ", "))]"
        return "[\(refutation.case), \(text(refutation.terms))\(last)]"
      }
      entries.append("\"r\": [\(refutations.joined(separator: ", "))]")
    }
    if node.keepsBounds { entries.append("\"k\": 1") }
    switch node.end {
    case .closed: break
    case .input(let input, let value, _, _):
      entries.append("\"x\": [\(input), \"\(Rational(exactly: value)!)\"]")
    case .neuron(let neuron, _, _): entries.append("\"z\": \(neuron)")
    }
    return "{\(entries.joined(separator: ", "))}"
  }

  private static func text(_ terms: [SplitTree.Term]) -> String {
    "[\(terms.map { "[\($0.condition), \($0.multiplier)]" }.joined(separator: ", "))]"
  }
}
