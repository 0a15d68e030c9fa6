import Polyhedra

/// The units of a search in the order of their results.
struct UnitQueue<Cell: PolyhedralCell, Item: Sendable> {
  typealias Node = RegionTree<Cell>.Node

  private enum State {
    case waiting([Node])
    case running
    case finished(RegionSearch<Cell>.Unit<Item>)
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

  init(startingWith root: Node) {
    entries = [Entry(number: 0, state: .waiting([root]))]
  }

  /// Units to be started now, so that at most `width` are running.
  mutating func nextUnits(runningAtMost width: Int) -> [(number: Int, nodes: [Node])] {
    var units: [(Int, [Node])] = []
    for index in entries.indices.prefix(Self.lead * width) where runningCount < width {
      guard case .waiting(let nodes) = entries[index].state else { continue }
      entries[index].state = .running
      runningCount += 1
      units.append((entries[index].number, nodes))
    }
    return units
  }

  /// Records a result, and returns the items that are next in order, unit by unit.
  mutating func finish(_ number: Int, _ unit: RegionSearch<Cell>.Unit<Item>) -> [[Item]] {
    let index = entries.firstIndex { $0.number == number }!
    entries[index].state = .finished(unit)
    runningCount -= 1
    var items: [[Item]] = []
    while case .finished(let unit)? = entries.first?.state {
      items.append(unit.items)
      entries.removeFirst()
      entries.insert(contentsOf: parts(of: unit.rest), at: 0)
    }
    return items
  }

  /// What a unit left, in pieces: the last nodes have most below them.
  private mutating func parts(of nodes: [Node]) -> [Entry] {
    let single = nodes.suffix(4)
    let pieces = [Array(nodes.dropLast(single.count))] + single.map { [$0] }
    return pieces.filter { !$0.isEmpty }.map { piece in
      defer { nextNumber += 1 }
      return Entry(number: nextNumber, state: .waiting(piece))
    }
  }
}
