import ExactAlgebra

extension RankBoundSearch {
  /// The first part of the search, from the present one on, that may still lower a bound or show
  /// that a matrix without constants implies it; `nil` where there is none.
  ///
  /// In a family the bound of a matrix is a function of the matrix, the minimum of its survivors and
  /// of a cap. A vector of the space, modulo a prime, on which a neuron does not vanish shows that
  /// the neuron survives. So the bounds to come are at least what a vector gives; where that is
  /// less than what is known, the answer waits.
  func obstacle(to bound: ConstraintFamily.Candidate) -> Stage? {
    let key = bound.matrix.key
    guard bound.rankAtMost > 0 else { return nil }
    let rest = upcoming.filter { number in
      key.shape == .single || key.shape == families[number].shape
    }
    guard !rest.isEmpty || key.shape == .single else { return nil }
    let field = PatternVariety.rankField
    let witness = bound.matrix.witness(over: field)
    let survivors = rest.compactMap { number in
      families[number].survivors(on: witness, over: field).map { (number, $0) }
    }
    let lower = survivors.first { number, count in
      families[number].bound(survivors: count, withConstants: bound.matrix.hasConstants)
        < bound.rankAtMost
    }
    if let lower { return .family(lower.0) }
    if key.shape == .single, let difference = differenceBound(along: witness, over: field),
      difference < bound.rankAtMost
    {
      return .differences
    }
    guard bound.matrix.hasConstants, !collected.isImpliedWithoutConstants(bound) else {
      return nil
    }
    let implying = survivors.first { number, count in
      families[number].bound(survivors: count, withConstants: false) + key.constantCount
        <= bound.rankAtMost
    }
    return implying.map { .family($0.0) }
  }

  /// The numbers of the families that are not gone through.
  private var upcoming: Range<Int> {
    switch stage {
    case .blocks: families.indices
    case .family(let number): number..<families.count
    case .differences, .finished: families.count..<families.count
    }
  }

  /// The bound for a difference of two blocks, where a vector is a multiple of it.
  private func differenceBound(along vector: [UInt], over field: PrimeField) -> Int? {
    let support = vector.indices.filter { vector[$0] != 0 }
    guard support.count == 2, field.add(vector[support[0]], vector[support[1]]) == 0 else {
      return nil
    }
    return differenceBound(support[0], support[1])
  }
}
