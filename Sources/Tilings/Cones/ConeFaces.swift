/// The faces of a cone with inner points, as sets of its rays, from the whole cone down.
struct ConeFaces {
  /// A face: the rays in it.
  typealias Face = RowSet

  /// The faces by their dimension modulo lines, the whole cone first, the rays last; those on which
  /// the last coordinate is zero are left out.
  private(set) var levels: [[Face]] = []
  /// The facets of each face, which is not left out, that are not left out themselves.
  private(set) var facets: [Face: [Face]] = [:]

  /// The faces of a cone.
  ///
  /// - Parameters:
  ///   - rays: the number of its rays.
  ///   - facets: its facets as sets of rays.
  ///   - infinity: the rays whose last coordinate is zero.
  init(rays: Int, facets: [Face], infinity: Face) {
    var level: [Face] = [Face(0..<rays)]
    while !level.isEmpty {
      levels.append(level)
      var next: [Face] = []
      var known: Set<Face> = []
      for face in level where face.count > 1 {
        let below = Self.maximal(facets.map { face.intersection($0) }.filter { $0 != face })
          .filter { !$0.isSubset(of: infinity) }
        self.facets[face] = below
        for facet in below where known.insert(facet).inserted { next.append(facet) }
      }
      level = next
    }
  }

  /// The sets that are in no other, each once.
  static func maximal(_ sets: [Face]) -> [Face] {
    var result: [Face] = []
    for set in sets {
      if result.contains(where: { set.isSubset(of: $0) }) { continue }
      result.removeAll { $0.isSubset(of: set) }
      result.append(set)
    }
    return result
  }

  /// A triangulation: the rays of each simplex. The least ray of a face is joined to the simplices of those facets
  /// of the face in which it does not lie.
  var simplices: [[Int]] {
    guard let whole = levels.first?.first else { return [] }
    var known: [Face: [[Int]]] = [:]
    return simplices(of: whole, &known)
  }

  private func simplices(of face: Face, _ known: inout [Face: [[Int]]]) -> [[Int]] {
    guard let apex = face.least else { return [] }
    guard face.count > 1 else { return [[apex]] }
    if let result = known[face] { return result }
    var result: [[Int]] = []
    for facet in facets[face] ?? [] where !facet.contains(apex) {
      result += simplices(of: facet, &known).map { [apex] + $0 }
    }
    known[face] = result
    return result
  }
}
