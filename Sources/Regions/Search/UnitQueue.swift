import Polyhedra

/// The units of a search in the order of their results.
struct UnitQueue<Cell: PolyhedralCell, Item: Sendable> {
  typealias Node = RegionTree<Cell>.Node

  private enum State {
    case waiting([Node])
    case running
    case finished([Item])
  }

  private struct Entry {
    let number: Int
    var state: State
  }

  /// How many units, for each thread, may be ahead of the first that is not finished.
  private static var lead: Int { 8 }

  private var entries: [Entry]
  private var nextNumber = 1
  private var runningCount = 0
  /// The first unit of what was left by the one that finished last. A thread that goes on with it shares less with
  /// the others, whose counts of references would stand in its way.
  private var continued: Int?
  /// The number of units that may be running.
  private let width: Int

  init(startingWith root: Node, width: Int) {
    self.width = width
    entries = [Entry(number: 0, state: .waiting([root]))]
  }

  /// Units to be started now, so that at most `width` are running: what the last one left, if that is not too far
  /// ahead, and the first ones in order.
  mutating func nextUnits() -> [(number: Int, nodes: [Node])] {
    var units: [(Int, [Node])] = []
    func start(_ index: Int) {
      guard runningCount < width, case .waiting(let nodes) = entries[index].state else { return }
      entries[index].state = .running
      runningCount += 1
      units.append((entries[index].number, nodes))
    }
    let open = entries.indices.prefix(Self.lead * width)
    if let index = open.first(where: { entries[$0].number == continued }) { start(index) }
    for index in open { start(index) }
    return units
  }

  /// Records a result and what was left, and returns the items that are next in order, unit by unit.
  mutating func finish(_ number: Int, _ unit: RegionSearch<Cell>.Unit<Item>) -> [[Item]] {
    let index = entries.firstIndex { $0.number == number }!
    entries[index].state = .finished(unit.items)
    let parts = parts(of: unit.rest)
    entries.insert(contentsOf: parts, at: index + 1)
    continued = parts.first?.number
    runningCount -= 1
    var items: [[Item]] = []
    while case .finished(let next)? = entries.first?.state {
      items.append(next)
      entries.removeFirst()
    }
    return items
  }

  /// What a unit left: in one piece where enough units are waiting, else in several, for the last nodes have most below
  /// them.
  private mutating func parts(of nodes: [Node]) -> [Entry] {
    let single = isShort ? nodes.suffix(4) : []
    let pieces = [Array(nodes.dropLast(single.count))] + single.map { [$0] }
    return pieces.filter { !$0.isEmpty }.map { piece in
      defer { nextNumber += 1 }
      return Entry(number: nextNumber, state: .waiting(piece))
    }
  }

  /// Whether few of the units that may be started are waiting.
  private var isShort: Bool {
    let waiting = entries.prefix(Self.lead * width).count {
      if case .waiting = $0.state { true } else { false }
    }
    return waiting < 2 * (width - 1)
  }
}
