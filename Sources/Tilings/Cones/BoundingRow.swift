import ExactAlgebra

/// A condition on the closure of a region: a form of homogeneous coordinates that is not negative there.
struct BoundingRow: Sendable {
  /// Where a condition comes from.
  enum Source: Hashable, Sendable {
    /// The sign of a hidden neuron, by its number among all, from 0.
    case neuron(Int)
    /// An inequality of the domain, from 0.
    case side(Int)
    /// The last homogeneous coordinate is not negative.
    case infinity
  }

  let form: IntegerVector
  let source: Source
}

/// A facet of a region in the interior of the space, not at infinity.
struct Facet: Sendable {
  /// A point in its relative interior, in homogeneous coordinates with a positive last one.
  let point: IntegerVector
  /// The form that vanishes on it and is positive in the region.
  let form: IntegerVector
  /// The conditions that vanish on it, redundant ones included where they are known.
  let sources: [BoundingRow.Source]

  /// Whether it lies on the boundary of the domain.
  var isOnBoundary: Bool {
    sources.contains { if case .side = $0 { true } else { false } }
  }
}

/// What is needed of the shape of a region, however it is found.
protocol RegionShape {
  /// The facets, all of them.
  var facets: [Facet] { get }
  /// Whether the region is bounded.
  var isBounded: Bool { get }
}
