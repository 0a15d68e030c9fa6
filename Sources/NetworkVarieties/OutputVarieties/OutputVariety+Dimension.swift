import ExactAlgebra
import LongWork
public import Varieties

extension OutputVariety {
  /// The dimension, by the rank of the Jacobian matrix at a random point modulo a prime.
  ///
  /// The rank is a proved lower bound. Where the variety is a pattern variety, the upper bounds
  /// are those of `PatternVariety.dimension(seed:)`. Otherwise they are what the linear relations
  /// leave, the number of parameters minus those directions in which outputs do not change, what
  /// the rank constraints leave and, for small networks, the rank of the Jacobian matrix over the
  /// field of rational functions.
  public func dimension(seed: UInt64) -> Dimension { dimension(seed: seed) {} }

  /// The same, as far as `Interruption` lets it be found; see
  /// `PatternVariety.dimensionInTime(seed:)`.
  public func dimensionInTime(seed: UInt64) throws -> InterruptedDimension {
    if isPatternVariety {
      return try reducedVariety.dimensionInTime(seed: seed).map {
        $0.inSpace(with: relationCount)
      }
    }
    return try InterruptedDimension(
      lower: { try lowerBound(seed: seed, checking: Interruption.check) },
      bounds: { try dimension(from: $0, seed: seed, checking: Interruption.check) })
  }

  private func dimension(seed: UInt64, checking check: () throws -> Void) rethrows -> Dimension {
    if isPatternVariety {
      return try reducedVariety.dimension(seed: seed, checking: check)
        .inSpace(with: relationCount)
    }
    return try dimension(
      from: lowerBound(seed: seed, checking: check), seed: seed, checking: check)
  }

  private func lowerBound(
    seed: UInt64, checking check: () throws -> Void
  ) rethrows -> RankEvidence {
    try outputMap.jacobianRank(seed: seed, over: PatternVariety.rankField, checking: check)
  }

  /// Looks for an upper bound that meets a rank.
  private func dimension(
    from rank: RankEvidence, seed: UInt64, checking check: () throws -> Void
  ) rethrows -> Dimension {
    let field = PatternVariety.rankField
    var bounds: [(bound: DimensionBound, value: Int)] = [
      (relationCount > 0 ? .linearRelations : .ambientSpace, reducedDimension)
    ]
    if rank.rank < reducedDimension {
      let map = reducedVariety.patternMap
      let orbits = try map.symmetryOrbitDimension(
        with: idleDirections(over: field), seed: seed, over: field, checking: check)
      bounds.append((.parameterSymmetry, map.parameterCount - orbits))
    }
    if bounds.allSatisfy({ $0.value > rank.rank }),
      let found = try conormalRank(seed: seed, over: field, checking: check)
    {
      bounds.append((.rankConstraints, reducedDimension - found))
    }
    if bounds.allSatisfy({ $0.value > rank.rank }),
      let found = try outputMap.eliminationBound(
        with: idleDirections(over: field), seed: seed, over: field, checking: check)
    {
      bounds.append((.exactElimination, found))
    }
    return Dimension(rank: rank, upperBounds: bounds)
  }

  /// Changes of the weights into a neuron of the first layer that vanish on the points of the
  /// blocks in which it is live.
  private func idleDirections(
    over field: PrimeField
  ) -> [[(parameter: Int, value: UInt)]] {
    let map = reducedVariety.patternMap
    let size = map.coordinates.extendedColumnCount
    var idle: [Signature: [[Integer]]] = [:]
    return map.network.signatures(ofLayer: 1).enumerated().flatMap { neuron, signature in
      guard !signature.blocks.isEmpty else { return [[(parameter: Int, value: UInt)]]() }
      if idle[signature] == nil {
        let vectors = signature.blocks.flatMap { reductions[$0].basis }
        let span = RationalSubspace(
          ofDimension: size, spannedBy: vectors.map { $0.map { Rational($0) } })
        idle[signature] = span.annihilator.map(\.primitiveIntegers)
      }
      return idle[signature]!.map { functional in
        functional.enumerated().compactMap { column, value in
          let isConstant = column == map.coordinates.columnCount
          let parameter = Parameter(layer: 1, row: neuron, column: isConstant ? nil : column)
          guard !value.isZero, let number = map.number(of: parameter) else { return nil }
          return (number, value.residue(in: field))
        }
      }
    }
  }

  /// The rank of the differentials of all rank constraints at a random point: a proved lower
  /// bound for the codimension in the space that the linear relations leave. Where there are too
  /// many of them to be eliminated, `nil`.
  private func conormalRank(
    seed: UInt64, over field: PrimeField, checking check: () throws -> Void
  ) rethrows -> Int? {
    var search = RankBoundSearch(on: reducedVariety)
    try search.run(checking: check)
    let conditions = try affordable(search.bounds).bounds.compactMap { bound in
      try check()
      return RestrictedBound(bound, of: self)?.condition(inColumns: outputMap)
    }
    let count = conditions.reduce(0) { $0 + $1.genericCodimension }
    guard count * reducedDimension <= PatternVariety.maximumConormalSize else { return nil }
    var generator = SeededGenerator(seed: seed, stream: RandomStream.equations)
    let point = outputMap.randomPoint(over: field, using: &generator)
    let vectors = try conditions.flatMap { condition in
      try check()
      return condition.conormalVectors(at: point, over: field)
    }
    return vectors.isEmpty ? 0 : try ModularMatrix(vectors, over: field).rank(checking: check)
  }
}

extension Dimension {
  /// The dimension where the same variety lies in a larger space that has linear relations.
  fileprivate func inSpace(with relationCount: Int) -> Dimension {
    if relationCount > 0, case .proved(let value, by: .ambientSpace, let evidence) = self {
      return .proved(value, by: .linearRelations, evidence)
    }
    return self
  }
}
