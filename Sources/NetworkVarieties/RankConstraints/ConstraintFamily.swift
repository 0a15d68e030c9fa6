import ExactAlgebra

/// Collects rank constraints: each matrix once, with its smallest bound.
///
/// Matrices are made when they are asked for: there may be thousands of them, each with a hundred
/// combinations of blocks.
struct ConstraintFamily: Sendable {
  /// A bound for the rank of a matrix that is built from blocks.
  struct Candidate: Sendable {
    let matrix: CombinationMatrix
    let rankAtMost: Int
    let source: RankConstraint.Source

    /// The matrix.
    var expression: BlockExpression { matrix.expression }
  }

  let coordinates: BlockCoordinates
  private var order: [CombinationMatrix.Key] = []
  private var best: [CombinationMatrix.Key: Candidate] = [:]

  init(coordinates: BlockCoordinates) { self.coordinates = coordinates }

  mutating func add(_ candidate: Candidate) {
    let key = candidate.matrix.key
    if let known = best[key] {
      if candidate.rankAtMost < known.rankAtMost { best[key] = candidate }
    } else {
      order.append(key)
      best[key] = candidate
    }
  }

  /// The number of different matrices.
  var count: Int { order.count }

  /// The matrix with a number, in the order in which they were added first, with its smallest bound.
  func candidate(at index: Int) -> Candidate { best[order[index]]! }

  /// The same, unless its size or the matrix without constants implies the bound.
  func member(at index: Int) -> Candidate? {
    let candidate = candidate(at: index)
    let size = candidate.matrix.size(in: coordinates)
    let isTrivial = candidate.rankAtMost >= min(size.rows, size.columns)
    return isTrivial || isImpliedWithoutConstants(candidate) ? nil : candidate
  }

  /// The constraints that neither the sizes nor a matrix without constants imply.
  var members: [Candidate] { order.indices.compactMap(member) }

  /// Whether the bound for the same matrix without constants implies one: columns of constants raise
  /// a rank by at most their number.
  func isImpliedWithoutConstants(_ candidate: Candidate) -> Bool {
    let key = candidate.matrix.key
    guard key.constantCount > 0, let plain = best[key.withoutConstants] else { return false }
    return candidate.rankAtMost >= plain.rankAtMost + key.constantCount
  }
}
