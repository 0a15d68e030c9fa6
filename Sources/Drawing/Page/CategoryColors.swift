/// Colours for things without an order.
///
/// The colours of Okabe and Ito, *Color universal design*, 2008, and of Tol, *Colour schemes*,
/// 2021, which colour-blind people can tell apart.
enum CategoryColors {
  /// Indigo (Tol's, lightened), orange, green, purple, sky blue, vermilion, yellow (Okabe and
  /// Ito). Their blue is left out: a pale blue would be taken for sky blue.
  static let hues: [Color] = [
    0x6355A8, 0xE69F00, 0x009E73, 0xCC79A7, 0x56B4E9, 0xD55E00, 0xF0E442,
  ].map(Color.init)

  /// Colours that are all told apart, by people with normal and with dichromatic vision: the least
  /// distance in CIELAB, as `ColorTests` measures it, is 22 and 13. They were found by a greedy
  /// search for the largest such distance among colours of middle lightness.
  static let distinct: [Color] = [
    0x2882F0, 0xF0DC64, 0x5AF0FA, 0x825A5A, 0xA03C96, 0x82B478, 0x8C5A0A, 0x78F0AA, 0xDCA032,
    0x00C8FA, 0xE68CA0, 0xB4AA5A, 0xC85A50, 0x28A0F0, 0x6E78BE, 0xB4E682, 0x8C5078, 0x0AA082,
    0x96E6C8, 0x968200, 0x9682A0, 0x645ABE, 0x96B4D2, 0x466E32,
  ].map(Color.init)

  /// For lines and marks on pale ground: no yellow, and the wine of Tol for purple.
  static let strong: [Color] = [
    0x0072B2, 0xD55E00, 0x009E73, 0x882255, 0xE69F00, 0x000000,
  ].map(Color.init)

  /// The colour of a place in a cycle of strong colours.
  static func strong(_ index: Int) -> Color { strong[index % strong.count] }

  /// Colours of activation patterns: no two are the same as far as there are `distinct` colours;
  /// beyond that the hue of each differs from those of its neighbours, and is the more intense the
  /// more neurons are active.
  ///
  /// - Parameters:
  ///   - neighbors: for each pattern the indices of those beside it.
  ///   - activities: for each pattern the number of active neurons.
  ///   - preferences: for each pattern the hue it would like, so that it has the same one in
  ///     other pictures as far as possible.
  static func ofPatterns(
    neighbors: [[Int]], activities: [Int], preferences: [UInt64]
  ) -> [Color] {
    func classes(of neighbors: [[Int]], among count: Int) -> [Int] {
      properColoring(
        of: neighbors, with: count, wishes: preferences.map { Int($0 % UInt64(count)) })
    }
    let all = neighbors.indices
    let others =
      neighbors.count <= distinct.count
      ? all.map { index in all.filter { $0 != index } } : neighbors
    if neighbors.count > hues.count, neighbors.count <= distinct.count {
      return classes(of: others, among: distinct.count).map { distinct[$0] }
    }
    let classes = classes(of: others, among: hues.count)
    let least = activities.min() ?? 0
    let span = Double(max(1, (activities.max() ?? 0) - least))
    return classes.indices.map { index in
      let intensity = Double(activities[index] - least) / span
      return hues[classes[index]].mixed(with: .white, by: 0.46 - 0.24 * intensity)
    }
  }

  /// A colour from `0 ..< count` for each vertex of a graph, such that neighbours differ.
  ///
  /// Vertices of least degree are removed one after the other and coloured in the opposite order
  /// (Matula and Beck 1983). For a planar graph six colours are enough: it always has a vertex
  /// of degree at most five. Where the colours run out, one that few neighbours have is taken.
  static func properColoring(of neighbors: [[Int]], with count: Int, wishes: [Int]) -> [Int] {
    var classes = [Int?](repeating: nil, count: neighbors.count)
    for vertex in smallestLast(neighbors).reversed() {
      var uses = [Int](repeating: 0, count: count)
      for neighbor in neighbors[vertex] { if let used = classes[neighbor] { uses[used] += 1 } }
      let choices = (0..<count).map { (wishes[vertex] + $0) % count }
      classes[vertex] = choices.min { uses[$0] < uses[$1] }
    }
    return classes.map { $0! }
  }

  /// The vertices in an order in which each has least degree among those that are left.
  private static func smallestLast(_ neighbors: [[Int]]) -> [Int] {
    var degrees = neighbors.map(\.count)
    var buckets = [[Int]](repeating: [], count: (degrees.max() ?? 0) + 1)
    for vertex in neighbors.indices.reversed() { buckets[degrees[vertex]].append(vertex) }
    var isRemoved = [Bool](repeating: false, count: neighbors.count)
    var order: [Int] = []
    var degree = 0
    while order.count < neighbors.count {
      guard let vertex = buckets[degree].popLast() else {
        degree += 1
        continue
      }
      // Entries of a degree that has changed since are left where they are.
      guard !isRemoved[vertex], degrees[vertex] == degree else { continue }
      isRemoved[vertex] = true
      order.append(vertex)
      for neighbor in neighbors[vertex] where !isRemoved[neighbor] {
        degrees[neighbor] -= 1
        buckets[degrees[neighbor]].append(neighbor)
        degree = min(degree, degrees[neighbor])
      }
    }
    return order
  }
}
