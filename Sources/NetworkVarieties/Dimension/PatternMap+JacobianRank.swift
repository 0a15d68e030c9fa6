public import ExactAlgebra
public import Varieties

extension PatternMap {
  /// The rank of the Jacobian matrix at a random point modulo a prime, without the matrix.
  ///
  /// A proved lower bound for the dimension of the closure of the image, and with a probability
  /// close to 1 the rank of `jacobian(at:over:)` at the point that belongs to the seed. What is
  /// eliminated has at most one row and one column for each parameter of the hidden layers; see
  /// the documentation of this module.
  public func jacobianRank(seed: UInt64, over field: PrimeField) -> RankEvidence {
    jacobianRank(seed: seed, over: field) {}
  }

  /// The same; `check` is called a few times in a second, and what it throws ends the work.
  func jacobianRank(
    seed: UInt64, over field: PrimeField, checking check: () throws -> Void
  ) rethrows -> RankEvidence {
    var generator = SeededGenerator(seed: seed, stream: RandomStream.jacobian)
    let values = field.randomElements(parameterCount, using: &generator)
    let split = SplitJacobian(LayerFactors(of: self, at: values, over: field))
    // What a slice leaves out is a combination of the other derivatives.
    let slice = SymmetrySlice(of: self, at: values, over: field)
    let rest = parameters.filter { !split.isSplit($0) && !slice.parameters.contains($0) }
    let remainder = try split.remainder(of: rest, using: &generator, checking: check)
    let rank = try remainder.rank(checking: check)
    return RankEvidence(
      prime: field.modulus, seed: seed, rank: split.splitDimension + rank,
      rowCount: parameterCount, columnCount: coordinateCount)
  }
}
