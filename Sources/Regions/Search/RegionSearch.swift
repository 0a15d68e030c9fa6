import LongWork
import Polyhedra

/// A search through the leaves of a region tree, in order, with several threads.
///
/// Work is cut into units of bounded size: a unit takes some neighbouring nodes, finds leaves from
/// left to right, and gives back what it did not reach. Results are handed on in the order of the
/// tree, and only a few units are ahead of it, so memory does not grow with the number of leaves.
struct RegionSearch<Cell: PolyhedralCell>: Sendable {
  typealias Node = RegionTree<Cell>.Node

  /// How a search ended.
  enum End: Sendable {
    /// All leaves were handed on.
    case complete
    /// The caller did not want more.
    case stopped
    /// The time was over.
    case timeIsOver
  }

  /// A number of nodes after which a unit ends; the first ones are small, so that the first results
  /// come at once.
  private static func size(ofUnit number: Int) -> Int { number < 6 ? 8 << number : 512 }

  let tree: RegionTree<Cell>
  /// The number of threads.
  let width: Int

  /// Hands on what `transform` makes of the leaves below a node, in order, until `body` returns
  /// false.
  ///
  /// - Throws: `CancellationError`, `Interruption.IsRequested`, and what `transform` and `body` throw.
  func forEach<Item: Sendable>(
    below root: Node,
    transform: @escaping @Sendable (Leaf) throws -> Item,
    body: (Item) throws -> Bool
  ) async throws -> End {
    try await withThrowingTaskGroup(of: (Int, Unit<Item>).self) { group in
      var queue = UnitQueue<Cell, Item>(startingWith: root, width: width)
      func start() {
        for (number, nodes) in queue.nextUnits() {
          group.addTask {
            let size = Self.size(ofUnit: number)
            return (number, try self.run(nodes, size: size, transform: transform))
          }
        }
      }
      start()
      repeat {
        guard let (number, unit) = try await group.next() else { break }
        try Task.checkCancellation()
        if unit.isTimeOver {
          group.cancelAll()
          return .timeIsOver
        }
        let finished = queue.finish(number, unit)
        // With several threads, the others go on while results are handed on.
        if width > 1 { start() }
        for items in finished {
          for item in items where try !body(item) {
            group.cancelAll()
            return .stopped
          }
        }
        if width == 1 { start() }
      } while true
      return .complete
    }
  }

  /// Goes through the leaves below some nodes.
  private func run<Item>(
    _ nodes: [Node], size: Int, transform: (Leaf) throws -> Item
  ) throws -> Unit<Item> {
    var unit = Unit<Item>()
    var stack = Array(nodes.reversed())
    do {
      try tree.walk(&stack, size: size) { unit.items.append(try transform($0)) }
    } catch is Interruption.TimeIsOver {
      unit.isTimeOver = true
    }
    unit.rest = stack.reversed()
    return unit
  }

  /// The result of a unit of work.
  struct Unit<Item: Sendable>: Sendable {
    var items: [Item] = []
    /// The nodes that were not reached, in order.
    var rest: [Node] = []
    var isTimeOver = false
  }
}
