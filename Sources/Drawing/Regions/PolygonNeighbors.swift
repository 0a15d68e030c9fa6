/// Which polygons of a subdivision of the plane share a side.
enum PolygonNeighbors {
  /// Two corners of a polygon that follow each other, the smaller one first.
  struct Side: Hashable {
    let first: Int
    let second: Int

    init(_ a: Int, _ b: Int) {
      first = min(a, b)
      second = max(a, b)
    }
  }

  /// The sides of polygons, given by the indices of their corners, with those on both sides: one
  /// at the rim, two otherwise.
  static func owners(of polygons: [[Int]]) -> [Side: [Int]] {
    var owners: [Side: [Int]] = [:]
    owners.reserveCapacity(polygons.count * 3)
    for (index, corners) in polygons.enumerated() {
      for (place, corner) in corners.enumerated() {
        owners[Side(corner, corners[(place + 1) % corners.count]), default: []].append(index)
      }
    }
    return owners
  }

  /// For each class of polygons those beside it, ascending.
  static func classes(
    beside polygons: [[Int]], classes: [Int], count: Int
  ) -> [[Int]] {
    var neighbors = [Set<Int>](repeating: [], count: count)
    for polygons in owners(of: polygons).values {
      for a in polygons {
        for b in polygons where classes[a] != classes[b] {
          neighbors[classes[a]].insert(classes[b])
        }
      }
    }
    return neighbors.map { $0.sorted() }
  }
}
