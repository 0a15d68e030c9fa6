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
    guard !unwritten.isEmpty || vectors.contains(where: { $0.origin != nil }) else { return [] }
    return Self.joined(
      vectors.map {
        OriginCount(degree: $0.degree, origin: $0.origin, count: $0.representation.dimension)
      } + unwrittenCounts)
  }

  /// The same for the generators that are not written.
  public var unwrittenCounts: [OriginCount] {
    Self.joined(
      unwritten.map { OriginCount(degree: $0.degree, origin: $0.origin, count: $0.count) })
  }

  /// One number for each degree and origin.
  private static func joined(_ parts: [OriginCount]) -> [OriginCount] {
    var counts: [OriginCount] = []
    for part in parts {
      if let place = counts.firstIndex(where: {
        $0.degree == part.degree && $0.origin == part.origin
      }) {
        counts[place] = OriginCount(
          degree: part.degree, origin: part.origin, count: counts[place].count + part.count)
      } else {
        counts.append(part)
      }
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
