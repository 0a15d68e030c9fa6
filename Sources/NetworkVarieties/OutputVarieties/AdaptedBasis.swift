import ExactAlgebra

/// A basis of the sum of the spans of all blocks, with as many vectors in as many spans as can
/// be.
///
/// With biases the last vector has the last entry 1, the others have 0: a change of basis is then
/// a change of the inputs by an affine map, which the first layer of a network absorbs. There is
/// one vector besides at least, outside of the spans if need be, so that it stands for the inputs
/// of a network.
struct AdaptedBasis {
  /// The vectors, as columns.
  let matrix: RationalMatrix
  /// `membership[vector]`: the blocks whose span contains it.
  let membership: [[Int]]

  init(of spans: PointSpans) {
    let subspaces = spans.intersections
    let origin = spans.hasConstant ? Self.origin(of: spans, in: subspaces) : nil
    var span = RationalSubspace(ofDimension: spans.length)
    var vectors: [[Rational]] = []
    for subspace in subspaces {
      for vector in Self.candidates(in: subspace, origin: origin, of: spans)
      where span.insert(vector) {
        vectors.append(vector)
      }
    }
    if let origin {
      for point in spans.spans.indices.flatMap({ block in
        spans.pivots[block].map { spans.points[block][$0] }
      }) {
        let difference = zip(point, origin).map(-)
        if span.insert(difference) { vectors.append(difference) }
      }
    }
    if vectors.isEmpty { vectors.append(spans.directions.basis[0]) }
    if let origin { vectors.append(origin) }
    matrix = RationalMatrix(vectors).transpose
    membership = vectors.map { vector in
      spans.spans.indices.filter { spans.spans[$0].contains(vector) }
    }
  }

  /// A vector with last entry 1 in as many spans as possible.
  private static func origin(
    of spans: PointSpans, in subspaces: [RationalSubspace]
  ) -> [Rational]? {
    for subspace in subspaces {
      let vectors = spans.points(in: subspace) + subspace.basis
      if let vector = vectors.first(where: { !$0.last!.isZero }) {
        let inverse = vector.last!.inverse!
        return vector.map { $0 * inverse }
      }
    }
    return nil
  }

  /// Vectors that span a subspace, its part without constants where there are any; data points,
  /// or differences of them, first.
  private static func candidates(
    in subspace: RationalSubspace, origin: [Rational]?, of spans: PointSpans
  ) -> [[Rational]] {
    guard let origin else { return spans.points(in: subspace) + subspace.basis }
    let differences =
      subspace.contains(origin)
      ? spans.points(in: subspace).map { zip($0, origin).map(-) } : []
    return differences + subspace.intersection(spans.directions).basis
  }
}
