import ExactAlgebra

/// The subspaces that the points of the blocks span, with biases those of the points `(x, 1)`.
struct PointSpans {
  /// How many pairs of spans are intersected at most; intersections only make coordinates nicer.
  static let maximumIntersections = 2_048

  /// The length of a point: `n_0`, with biases one more.
  let length: Int
  let hasConstant: Bool
  /// The points of each block, with biases with the last entry 1.
  let points: [[[Rational]]]
  /// For each block the points, by their numbers in the block, that do not depend on earlier
  /// ones.
  let pivots: [[Int]]
  let spans: [RationalSubspace]

  /// The spans of the points of each block.
  ///
  /// - Precondition: every point has `inputCount` coordinates.
  init(of points: [[[Rational]]], inputCount: Int, hasBiases: Bool) {
    length = inputCount + (hasBiases ? 1 : 0)
    hasConstant = hasBiases
    self.points = points.map { block in block.map { hasBiases ? $0 + [1] : $0 } }
    var (pivots, spans) = ([[Int]](), [RationalSubspace]())
    for block in self.points {
      var span = RationalSubspace(ofDimension: length)
      pivots.append(block.indices.filter { span.insert(block[$0]) })
      spans.append(span)
    }
    self.pivots = pivots
    self.spans = spans
  }

  /// Independent points of the blocks in which a subspace lies that lie in the subspace.
  func points(in subspace: RationalSubspace) -> [[Rational]] {
    spans.indices.flatMap { block in
      pivots[block].map { points[block][$0] }.filter(subspace.contains)
    }
  }

  /// The spans and their intersections: those that lie in many blocks first, large ones before
  /// small ones.
  var intersections: [RationalSubspace] {
    var found: [RationalSubspace] = []
    for span in spans where !found.contains(span) { found.append(span) }
    let generators = found
    var (next, attempts) = (0, 0)
    while next < found.count, attempts < Self.maximumIntersections {
      for generator in generators.prefix(Self.maximumIntersections - attempts) {
        let common = found[next].intersection(generator)
        if common.dimension > 0, !found.contains(common) { found.append(common) }
        attempts += 1
      }
      next += 1
    }
    let ranked = found.enumerated().map { index, subspace in
      (subspace, [-spans.count { $0.contains(subspace) }, -subspace.dimension, index])
    }
    return ranked.sorted { $0.1.lexicographicallyPrecedes($1.1) }.map(\.0)
  }

  /// The vectors with last entry 0, where there are constants.
  var directions: RationalSubspace {
    RationalSubspace(
      ofDimension: length,
      spannedBy: RationalMatrix.identity(length).rows.dropLast(hasConstant ? 1 : 0))
  }
}
