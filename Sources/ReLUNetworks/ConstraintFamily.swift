/// Collects rank constraints: each matrix once, with its smallest bound.
struct ConstraintFamily {
  struct Candidate {
    let expression: BlockExpression
    let rankAtMost: Int
    let source: RankConstraint.Source
  }

  let coordinates: BlockCoordinates
  private var order: [BlockExpression] = []
  private var best: [BlockExpression: Candidate] = [:]

  init(coordinates: BlockCoordinates) { self.coordinates = coordinates }

  mutating func add(_ candidate: Candidate) {
    if let known = best[candidate.expression] {
      if candidate.rankAtMost < known.rankAtMost { best[candidate.expression] = candidate }
    } else {
      order.append(candidate.expression)
      best[candidate.expression] = candidate
    }
  }

  /// The constraints that neither the sizes nor a matrix without constants imply.
  var members: [Candidate] {
    order.compactMap { expression in
      let candidate = best[expression]!
      let size = expression.size(in: coordinates)
      let isTrivial = candidate.rankAtMost >= min(size.rows, size.columns)
      return isTrivial || isImpliedWithoutConstants(candidate) ? nil : candidate
    }
  }

  /// Columns of constants raise a rank by at most their number.
  private func isImpliedWithoutConstants(_ candidate: Candidate) -> Bool {
    let expression = candidate.expression
    guard expression.hasConstants,
      let plain = best[BlockExpression(entries: expression.entries)]
    else { return false }
    return candidate.rankAtMost >= plain.rankAtMost + expression.constants[0].count
  }
}
