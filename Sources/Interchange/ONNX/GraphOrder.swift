import ExactAlgebra

/// The nodes of a graph that an output depends on, each after those it needs.
struct GraphOrder {
  private enum Mark { case open, finished }

  private let nodes: [ONNXNode]
  private let known: Set<String>
  private let producers: [String: Int]

  /// The nodes of a graph, and the names that are known without them.
  ///
  /// - Throws: `DataError` for names that occur twice.
  init(_ nodes: [ONNXNode], known: Set<String>) throws(DataError) {
    var producers: [String: Int] = [:]
    for (index, node) in nodes.enumerated() {
      for output in node.output where !output.isEmpty {
        guard !known.contains(output), producers.updateValue(index, forKey: output) == nil else {
          throw DataError(
            "the value '\(output.excerpt)' is given twice, expected each value once"
          ).placed(at: node.place(index))
        }
      }
    }
    self.nodes = nodes
    self.known = known
    self.producers = producers
  }

  /// Whether a value is known or the output of a node.
  func isGiven(_ name: String) -> Bool { known.contains(name) || producers[name] != nil }

  /// The indices of the nodes that values need; without recursion, for graphs of any depth.
  ///
  /// - Throws: `DataError` for values that nothing gives, and for cycles.
  func nodes(for outputs: [String]) throws(DataError) -> [Int] {
    var order: [Int] = []
    var marks = [Int: Mark]()
    for output in outputs where !known.contains(output) {
      guard let last = producers[output] else {
        throw DataError("the output '\(output.excerpt)' is given by no node")
      }
      if marks[last] == nil { try visit(last, &order, &marks) }
    }
    return order
  }

  private func visit(
    _ last: Int, _ order: inout [Int], _ marks: inout [Int: Mark]
  ) throws(DataError) {
    var path = [(node: last, nextInput: 0)]
    marks[last] = .open
    while let (index, nextInput) = path.last {
      let node = nodes[index]
      guard nextInput < node.input.count else {
        marks[index] = .finished
        order.append(index)
        path.removeLast()
        continue
      }
      path[path.count - 1].nextInput += 1
      let name = node.input[nextInput]
      guard !name.isEmpty, !known.contains(name) else { continue }
      guard let producer = producers[name] else {
        throw DataError(
          "its input '\(name.excerpt)' is unknown, expected the output of a node, an initializer "
            + "or the input of the model"
        ).placed(at: node.place(index))
      }
      switch marks[producer] {
      case .finished: break
      case .open:
        throw DataError("depends on itself").placed(at: node.place(index))
      case nil:
        marks[producer] = .open
        path.append((producer, 0))
      }
    }
  }
}

extension ONNXNode {
  /// The node in messages; nodes without a name are counted from 1.
  func place(_ index: Int) -> String {
    let title = name.isEmpty ? "node \(index + 1)" : "node '\(name.excerpt)'"
    return "\(title) (operator \(opType.excerpt))"
  }
}
