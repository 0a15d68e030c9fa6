import ExactAlgebra

/// Bounds for the rank of `sum C_i (x) M_i` at all networks, by cutting the paths of the network.
///
/// The columns of the matrix are tuples of inputs, which travel along the paths. Conditions are
/// put on what arrives at some neurons, each of them linear, until nothing is left at the
/// outputs: the rank is at most the number of conditions. The statement and its proof are in the
/// documentation of this module.
struct PathCut {
  /// What can arrive at a site: tuples in a subspace, the same one in each of the blocks, and
  /// zero in the others.
  private struct Arrival: Hashable {
    let blocks: BlockSet
    let space: ColumnSpaces.Subspace
  }

  /// The number of choices after which the search for a cut is given up.
  static let maximumStepCount = 1 << 10

  private let graph: PathGraph
  private let spaces: ColumnSpaces
  /// `coefficients[block][row][column]`, columns where paths start and rows where they end.
  private let coefficients: [[[Int]]]
  /// The columns that start in neurons, and those that start in a constant.
  private let start: (neurons: ColumnSpaces.Subspace, constant: ColumnSpaces.Subspace)
  /// The rows in which constants end.
  private let constantRows: [Int]
  private var images: [Arrival: [[Int]]] = [:]
  /// The number of choices of the last search.
  private(set) var stepCount = 0

  /// The paths of a matrix built from blocks, followed from its columns, or from its rows where
  /// the graph is reversed; `nil` where its coefficients or sizes are too large.
  init?(_ expression: BlockExpression, through graph: PathGraph) {
    guard let table = CoefficientTable(expression) else { return nil }
    self.graph = graph
    coefficients = graph.isReversed ? table.blocks.map(Self.transposed) : table.blocks
    let columnCount = coefficients[0][0].count
    spaces = ColumnSpaces(dimension: columnCount)
    if graph.isReversed {
      start = (spaces.whole, spaces.whole)
      constantRows = table.constantColumns
    } else {
      guard columnCount <= 4 || table.constantColumns.isEmpty else { return nil }
      start = (
        spaces.span(ofColumns: table.inputColumns), spaces.span(ofColumns: table.constantColumns)
      )
      constantRows = Array(coefficients[0].indices)
    }
  }

  /// The paths through one neuron, in all blocks in which it is live side by side (stacked).
  ///
  /// The rank is that of what the weights into it (out of it) can do to the blocks.
  init(_ graph: PathGraph, blockCount: Int) {
    self.graph = graph
    spaces = ColumnSpaces(dimension: 1)
    coefficients = (0..<blockCount).map { block in (0..<blockCount).map { [$0 == block ? 1 : 0] } }
    start = (spaces.whole, spaces.whole)
    constantRows = Array(0..<blockCount)
  }

  /// Whether a cut shows that the rank is at most the given number at every network.
  mutating func proves(rankAtMost rank: Int) -> Bool {
    guard let first = graph.layers.first else { return true }
    stepCount = 0
    let support = BlockSet(
      coefficients.indices.filter { coefficients[$0].contains { $0.contains { $0 != 0 } } })
    let arrivals = first.map { site -> Set<Arrival> in
      let space = site.isConstant ? start.constant : start.neurons
      let blocks = site.blocks.intersection(support)
      return space == 0 || blocks.isEmpty ? [] : [Arrival(blocks: blocks, space: space)]
    }
    return cut(layer: 0, site: 0, arrivals, conditions: rank)
  }

  /// Goes on from one site, with at most the given number of conditions.
  private mutating func cut(
    layer: Int, site: Int, _ arrivals: [Set<Arrival>], conditions: Int
  ) -> Bool {
    if layer == graph.layers.count - 1 { return cutEnds(arrivals, conditions: conditions) }
    if site == arrivals.count {
      return cut(layer: layer + 1, site: 0, passed(arrivals, from: layer), conditions: conditions)
    }
    let arriving = arrivals[site]
    guard !arriving.isEmpty else {
      return cut(layer: layer, site: site + 1, arrivals, conditions: conditions)
    }
    let dimension = dimension(of: arriving)
    var seen: Set<Set<Arrival>> = []
    for space in spaces.all {
      stepCount += 1
      guard stepCount <= Self.maximumStepCount else { return false }
      let left = Set(
        arriving.compactMap { arrival in
          let common = arrival.space & space
          return common == 0 ? nil : Arrival(blocks: arrival.blocks, space: common)
        })
      guard seen.insert(left).inserted else { continue }
      let cost =
        left == arriving
        ? 0 : (dimension - self.dimension(of: left)) * graph.layers[layer][site].count
      guard cost <= conditions else { continue }
      var next = arrivals
      next[site] = left
      if cut(layer: layer, site: site + 1, next, conditions: conditions - cost) { return true }
    }
    return false
  }

  /// What arrives in the next layer.
  private func passed(_ arrivals: [Set<Arrival>], from layer: Int) -> [Set<Arrival>] {
    graph.layers[layer + 1].map { target in
      var passed: Set<Arrival> = []
      for (source, arriving) in zip(graph.layers[layer], arrivals)
      where graph.leads(from: source, to: target) {
        for arrival in arriving {
          let blocks = arrival.blocks.intersection(target.blocks)
          if !blocks.isEmpty { passed.insert(Arrival(blocks: blocks, space: arrival.space)) }
        }
      }
      return passed
    }
  }

  /// Whether, with as many conditions, nothing is left at the ends: on each site of the last
  /// layer, or on the ends themselves, where they take care of several sites at once.
  private mutating func cutEnds(_ arrivals: [Set<Arrival>], conditions: Int) -> Bool {
    stepCount += 1
    guard stepCount <= Self.maximumStepCount else { return false }
    let last = graph.layers.count - 1
    let sites = graph.layers[last].indices.compactMap { site -> (count: Int, span: [[Int]])? in
      let span = images(of: arrivals[site], at: graph.layers[last][site])
      return span.isEmpty ? nil : (graph.layers[last][site].count, span)
    }
    let ranks = sites.map { Self.rank(of: $0.span) }
    if zip(sites, ranks).reduce(0, { $0 + $1.0.count * $1.1 }) <= conditions { return true }
    guard graph.endCount <= conditions, sites.count <= 6 else { return false }
    return (1..<1 << sites.count).contains { chosen in
      let common = sites.indices.filter { chosen >> $0 & 1 == 1 }.flatMap { sites[$0].span }
      let rank = Self.rank(of: common)
      let others = sites.indices.filter { chosen >> $0 & 1 == 0 }.reduce(0) { sum, site in
        let joint = Self.rank(of: common + sites[site].span)
        return sum + sites[site].count * min(joint - rank, ranks[site])
      }
      return rank * graph.endCount + others <= conditions
    }
  }

  /// What arrives at the ends from one site, as combinations of rows; zero is left out.
  private mutating func images(of arrivals: Set<Arrival>, at site: PathGraph.Site) -> [[Int]] {
    let images = arrivals.flatMap { image(of: $0) }
    guard site.isConstant else { return images }
    return images.map { image in
      image.indices.map { constantRows.contains($0) ? image[$0] : 0 }
    }.filter { $0.contains { $0 != 0 } }
  }

  private mutating func image(of arrival: Arrival) -> [[Int]] {
    if let known = images[arrival] { return known }
    let blocks = coefficients.indices.filter(arrival.blocks.contains)
    let result = spaces.basis(of: arrival.space).map { vector in
      coefficients[0].indices.map { row in
        blocks.reduce(0) { sum, block in
          zip(coefficients[block][row], vector).reduce(sum) { $0 + $1.0 * $1.1 }
        }
      }
    }.filter { $0.contains { $0 != 0 } }
    images[arrival] = result
    return result
  }

  private static func transposed(_ matrix: [[Int]]) -> [[Int]] {
    matrix[0].indices.map { column in matrix.map { $0[column] } }
  }

  private static func rank(of vectors: [[Int]]) -> Int {
    let distinct = Set(vectors)
    return distinct.count < 2 ? distinct.count : IntegerMatrix(Array(distinct)).rank
  }

  /// The dimension of the span of what arrives.
  private func dimension(of arrivals: Set<Arrival>) -> Int {
    guard arrivals.count > 1 else {
      return arrivals.first.map { spaces.basis(of: $0.space).count } ?? 0
    }
    return Self.rank(
      of: arrivals.flatMap { arrival in
        let blocks = arrival.blocks.indicator(count: coefficients.count)
        return spaces.basis(of: arrival.space).map { vector in
          blocks.flatMap { block in vector.map { $0 * block } }
        }
      })
  }
}
