public import ExactAlgebra

/// The number of minimal generators of one degree that come from the same place.
public struct OriginCount: Hashable, Sendable {
  /// The degree.
  public let degree: Int
  /// Where they come from; `nil` where that is not known.
  public let origin: GeneratorOrigin?
  /// How many these are.
  public let count: Integer
}

extension GradedIdeal {
  /// For each degree, and each origin in it, the number of minimal generators, in the order in which
  /// they come first; empty where no origin is known.
  public var originCounts: [OriginCount] {
    let vectors = highestWeightGenerators
    guard vectors.contains(where: { $0.origin != nil }) else { return [] }
    var counts: [OriginCount] = []
    for vector in vectors {
      let place = counts.firstIndex {
        $0.degree == vector.degree && $0.origin == vector.origin
      }
      let entry = OriginCount(
        degree: vector.degree, origin: vector.origin,
        count: vector.representation.dimension + (place.map { counts[$0].count } ?? 0))
      if let place { counts[place] = entry } else { counts.append(entry) }
    }
    return counts
  }
}

extension HighestWeightGenerator {
  /// Whether it is known to come from minors or relations.
  public var isMinor: Bool {
    switch origin {
    case .condition, .relation: true
    case .new, nil: false
    }
  }
}
