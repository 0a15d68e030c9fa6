public import ExactAlgebra
public import Varieties

extension PatternVariety {
  /// The field modulo `2^61 - 1`, in which ranks are taken.
  public static let rankField = PrimeField(prime: (1 << 61) - 1)

  /// The dimension, by the rank of the Jacobian matrix at a random point modulo a prime.
  ///
  /// The rank is a proved lower bound. Upper bounds are the ambient dimension, the number of live
  /// parameters minus `PatternMap.symmetryOrbitDimension(seed:over:)`, and what the rank
  /// constraints leave, as far as their sizes permit; where one of them meets the rank, the
  /// dimension is proved. The proofs are in the documentation of this module and of Varieties.
  public func dimension(seed: UInt64) -> Dimension {
    let field = Self.rankField
    let rank = patternMap.jacobianRank(seed: seed, over: field)
    var bounds: [(bound: DimensionBound, value: Int)] = [(.ambientSpace, ambientDimension)]
    if rank.rank < ambientDimension {
      let orbits = patternMap.symmetryOrbitDimension(seed: seed, over: field)
      bounds.append((.parameterSymmetry, patternMap.parameterCount - orbits))
    }
    if bounds.allSatisfy({ $0.value > rank.rank }) {
      let found = conormalRank(upTo: ambientDimension - rank.rank, seed: seed, over: field)
      bounds.append((.rankConstraints, ambientDimension - found))
    }
    if bounds.allSatisfy({ $0.value > rank.rank }) {
      let motions = patternMap.idleMotionDimension(seed: seed, over: field)
      bounds.append((.parameterSymmetry, patternMap.parameterCount - motions))
    }
    return Dimension(rank: rank, upperBounds: bounds)
  }

  /// A proved lower bound for the codimension, aimed at the given number: the rank of the
  /// differentials of the rank constraints of first and last hidden layer and of single blocks.
  /// Smaller than what these give where architecture or size make the computation impossible.
  func layerConormalRank(upTo codimension: Int, seed: UInt64, over field: PrimeField) -> Int {
    guard let conormals = LayerConormals(of: patternMap, seed: seed, over: field) else { return 0 }
    let missing = codimension - conormals.rowDimension
    guard missing > 0, missing * conormals.otherCount <= Self.maximumConormalSize else {
      return conormals.rowDimension
    }
    var generator = SeededGenerator(seed: seed, stream: RandomStream.verification)
    return conormals.rowDimension + conormals.otherRank(onVectors: missing, using: &generator)
  }

  /// A proved lower bound for the codimension, aimed at the given number, by rank constraints:
  /// first those of single layers, then all, then those that cuts of paths prove.
  private func conormalRank(
    upTo codimension: Int, seed: UInt64, over field: PrimeField
  ) -> Int {
    let found = layerConormalRank(upTo: codimension, seed: seed, over: field)
    guard found < codimension else { return found }
    var generator = SeededGenerator(seed: seed, stream: RandomStream.equations)
    let point = patternMap.randomPoint(over: field, using: &generator)
    guard let known = conormalSpan(at: point, over: field) else { return found }
    guard known.count < codimension else { return known.count }
    let cuts = pathConormalRank(upTo: codimension, known: known, at: point, over: field)
    return max(found, known.count, cuts)
  }

  /// A basis of the span of the differentials of all rank constraints at a point. Where there
  /// are too many of them to be eliminated, `nil`.
  private func conormalSpan(at point: [UInt], over field: PrimeField) -> [[UInt]]? {
    let bounds = rankBounds
    // At a point where the rank is as large as the bound permits.
    let vectorCount = bounds.reduce(0) { count, bound in
      let size = bound.expression.size(in: coordinates)
      return count + (size.rows - bound.rankAtMost) * (size.columns - bound.rankAtMost)
    }
    guard vectorCount * ambientDimension <= Self.maximumConormalSize else { return nil }
    var (next, pending) = (bounds.makeIterator(), [[UInt]]())
    var matrix = ModularMatrix(
      rows: vectorCount, columns: ambientDimension, over: field
    ) { _, row in
      while pending.isEmpty, let bound = next.next() {
        let condition = bound.expression.condition(
          rankAtMost: bound.rankAtMost, in: coordinates)
        pending = condition.conormalVectors(at: point, over: field)
      }
      guard let vector = pending.popLast() else { return }
      for (column, entry) in vector.enumerated() { row[column] = entry }
    }
    return matrix.reduceToEchelonForm().indices.map(matrix.row)
  }
}
