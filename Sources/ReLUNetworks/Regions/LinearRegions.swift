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
    var numbers: [IntegerVector: Int] = [:]
    maps = graph.regions.map { region in
      let number = numbers.count
      return numbers[region.outputMapKey, default: number, settingDefault: number]
    }
    var forest = DisjointSets(count: graph.regions.count)
    for edge in graph.edges where maps[edge.regions[0]] == maps[edge.regions[1]] {
      forest.unite(edge.regions[0], edge.regions[1])
    }
    var roots: [Int: Int] = [:]
    components = graph.regions.indices.map { region in
      let number = roots.count
      return roots[forest.root(of: region), default: number, settingDefault: number]
    }
  }
}

extension Dictionary {
  /// The value of a key, which is put there if there is none.
  fileprivate subscript(key: Key, default value: Value, settingDefault _: Value) -> Value {
    mutating get {
      if let known = self[key] { return known }
      self[key] = value
      return value
    }
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
