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

  /// For lines and marks on pale ground: no yellow, and the wine of Tol for purple.
  static let strong: [Color] = [
    0x0072B2, 0xD55E00, 0x009E73, 0x882255, 0xE69F00, 0x000000,
  ].map(Color.init)

  /// The colour of a place in a cycle of strong colours.
  static func strong(_ index: Int) -> Color { strong[index % strong.count] }

  /// Colours of activation patterns: the hue of each differs from those of its neighbours, and
  /// is the more intense the more neurons are active.
  ///
  /// - Parameters:
  ///   - neighbors: for each pattern the indices of those beside it.
  ///   - activities: for each pattern the number of active neurons.
  ///   - preferences: for each pattern the hue it would like, so that it has the same one in
  ///     other pictures as far as possible.
  static func ofPatterns(
    neighbors: [[Int]], activities: [Int], preferences: [UInt64]
  ) -> [Color] {
    let wishes = preferences.map { Int($0 % UInt64(hues.count)) }
    // A few patterns are all told apart.
    let isFew = neighbors.count <= hues.count
    let apart =
      isFew
      ? neighbors.indices.map { index in neighbors.indices.filter { $0 != index } } : neighbors
    let classes = properColoring(of: apart, with: hues.count, wishes: wishes)
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
