import ExactAlgebra

/// Activation regions put together by the maps that the network is on them.
public struct LinearRegions: Hashable, Sendable {
  /// For each activation region the number of its affine map, from 0 in the order in which maps
  /// occur first.
  public let maps: [Int]
  /// For each activation region the number of its linear region, likewise.
  public let components: [Int]

  /// The number of distinct affine maps.
  public var mapCount: Int { (maps.max() ?? -1) + 1 }
  /// The number of linear regions: the largest connected sets on which the network is one affine
  /// map, where regions are connected that touch in a facet.
  public var count: Int { (components.max() ?? -1) + 1 }

  /// Compares maps exactly, as maps on the domain.
  public init(of graph: RegionGraph) {
    var mapNumbers = Numbering<IntegerVector>()
    maps = graph.regions.map { mapNumbers.number(of: $0.outputMapKey) }
    var forest = DisjointSets(count: graph.regions.count)
    for edge in graph.edges where maps[edge.regions[0]] == maps[edge.regions[1]] {
      forest.unite(edge.regions[0], edge.regions[1])
    }
    var rootNumbers = Numbering<Int>()
    components = graph.regions.indices.map { rootNumbers.number(of: forest.root(of: $0)) }
  }
}

/// Numbers keys from 0 in the order in which they are first seen.
private struct Numbering<Key: Hashable> {
  private var numbers: [Key: Int] = [:]

  mutating func number(of key: Key) -> Int {
    if let number = numbers[key] { return number }
    let number = numbers.count
    numbers[key] = number
    return number
  }
}

/// A partition of `0 ..< count` that becomes coarser. Source: R. E. Tarjan, *Efficiency of a good
/// but not linear set union algorithm*, 1975.
struct DisjointSets {
  private var parents: [Int]

  init(count: Int) { parents = Array(0..<count) }

  /// The element that stands for the set of an element: its smallest.
  mutating func root(of element: Int) -> Int {
    var root = element
    while parents[root] != root {
      parents[root] = parents[parents[root]]
      root = parents[root]
    }
    return root
  }

  /// Unites the sets of two elements.
  mutating func unite(_ a: Int, _ b: Int) {
    let (a, b) = (root(of: a), root(of: b))
    parents[max(a, b)] = min(a, b)
  }
}
