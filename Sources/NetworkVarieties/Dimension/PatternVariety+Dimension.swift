public import ExactAlgebra
import LongWork
public import Varieties

extension PatternVariety {
  /// The field modulo `2^61 - 1`, in which ranks are taken.
  public static let rankField = PrimeField(prime: (1 << 61) - 1)

  /// The dimension, by the rank of the Jacobian matrix at a random point modulo a prime.
  ///
  /// The rank is a proved lower bound. Upper bounds are the ambient dimension, the number of live
  /// parameters minus `PatternMap.symmetryOrbitDimension(seed:over:)`, what the rank constraints
  /// leave, as far as their sizes permit, motions of single neurons' weights, for small networks
  /// the rank of the Jacobian matrix over the field of rational functions, and at last constraints
  /// that several layers impose together. Where one of them meets the rank, the dimension is
  /// proved. The proofs are in the documentation of this module and of Varieties.
  public func dimension(seed: UInt64) -> Dimension { dimension(seed: seed) {} }

  /// The same, as far as `Interruption` lets it be found: at the end of the time, or on request, a
  /// lower bound stays one that further upper bounds might prove.
  ///
  /// - Returns: the dimension, and why the search for upper bounds ended early, if it did.
  /// - Throws: what `Interruption` throws before there is a lower bound.
  public func dimensionInTime(seed: UInt64) throws -> InterruptedDimension {
    try InterruptedDimension(
      lower: { try lowerBound(seed: seed, checking: Interruption.check) },
      bounds: { try dimension(from: $0, seed: seed, checking: Interruption.check) })
  }

  private func lowerBound(
    seed: UInt64, checking check: () throws -> Void
  ) rethrows -> RankEvidence {
    try patternMap.jacobianRank(seed: seed, over: Self.rankField, checking: check)
  }

  /// The dimension; `check` is called a few times in a second, and what it throws ends the work.
  func dimension(seed: UInt64, checking check: () throws -> Void) rethrows -> Dimension {
    try dimension(from: lowerBound(seed: seed, checking: check), seed: seed, checking: check)
  }

  /// Looks for an upper bound that meets a rank.
  private func dimension(
    from rank: RankEvidence, seed: UInt64, checking check: () throws -> Void
  ) rethrows -> Dimension {
    let field = Self.rankField
    let codimension = ambientDimension - rank.rank
    var bounds: [(bound: DimensionBound, value: Int)] = [(.ambientSpace, ambientDimension)]
    var isOpen: Bool { bounds.allSatisfy { $0.value > rank.rank } }
    if isOpen {
      let orbits = try patternMap.symmetryOrbitDimension(
        seed: seed, over: field, checking: check)
      bounds.append((.parameterSymmetry, patternMap.parameterCount - orbits))
    }
    if isOpen, let known = TwoBlockTheorem(of: self)?.dimension ?? BlockProduct(of: self)?.dimension
    {
      // The minors generate a prime ideal, so their differentials have the codimension as rank.
      bounds.append((.rankConstraints, known))
    }
    if isOpen {
      let found = try layerConormalRank(
        upTo: codimension, seed: seed, over: field, checking: check)
      bounds.append((.rankConstraints, ambientDimension - found))
    }
    let known = isOpen ? try conormals(seed: seed, over: field, checking: check) : nil
    if let known { bounds.append((.rankConstraints, ambientDimension - known.basis.count)) }
    if isOpen {
      let motions = try patternMap.idleMotionDimension(
        seed: seed, over: field, checking: check)
      bounds.append((.parameterSymmetry, patternMap.parameterCount - motions))
    }
    if isOpen {
      let found = try patternMap.eliminationBound(seed: seed, over: field, checking: check)
      if let found { bounds.append((.exactElimination, found)) }
    }
    if isOpen, let known {
      let found = try pathConormalRank(
        upTo: codimension, from: known, over: field, checking: check)
      bounds.append((.rankConstraints, ambientDimension - found))
    }
    return Dimension(rank: rank, upperBounds: bounds)
  }

  /// A proved lower bound for the codimension, aimed at the given number: the rank of the
  /// differentials of the rank constraints of first and last hidden layer and of single blocks.
  /// Smaller than what these give where architecture or size make the computation impossible.
  func layerConormalRank(
    upTo codimension: Int, seed: UInt64, over field: PrimeField,
    checking check: () throws -> Void
  ) rethrows -> Int {
    guard let conormals = LayerConormals(of: patternMap, seed: seed, over: field) else { return 0 }
    let missing = codimension - conormals.rowDimension
    guard missing > 0, missing * conormals.otherCount <= Self.maximumConormalSize else {
      return conormals.rowDimension
    }
    var generator = SeededGenerator(seed: seed, stream: RandomStream.verification)
    return conormals.rowDimension
      + (try conormals.otherRank(onVectors: missing, using: &generator, checking: check))
  }

  /// Covectors that vanish on the tangent space at a point of the variety.
  struct Conormals {
    let point: [UInt]
    let basis: [[UInt]]
  }

  /// The differentials of all rank constraints at a random point. The dimension of their span is
  /// a proved lower bound for the codimension. Where there are too many of them to be eliminated,
  /// `nil`.
  func conormals(
    seed: UInt64, over field: PrimeField, checking check: () throws -> Void
  ) rethrows -> Conormals? {
    var search = RankBoundSearch(on: self)
    try search.run(checking: check)
    let bounds = search.bounds
    // At a point where the rank is as large as the bound permits.
    let vectorCount = bounds.reduce(0) { count, bound in
      let size = bound.matrix.size(in: coordinates)
      return count + (size.rows - bound.rankAtMost) * (size.columns - bound.rankAtMost)
    }
    guard vectorCount * ambientDimension <= Self.maximumConormalSize else { return nil }
    var generator = SeededGenerator(seed: seed, stream: RandomStream.equations)
    let point = patternMap.randomPoint(over: field, using: &generator)
    var (next, pending) = (bounds.makeIterator(), [[UInt]]())
    let matrix = try ModularMatrix(
      rows: vectorCount, columns: ambientDimension, over: field
    ) { _, row in
      try check()
      while pending.isEmpty, let bound = next.next() {
        let condition = bound.expression.condition(
          rankAtMost: bound.rankAtMost, in: coordinates)
        pending = condition.conormalVectors(at: point, over: field)
      }
      guard let vector = pending.popLast() else { return }
      for (column, entry) in vector.enumerated() { row[column] = entry }
    }
    let echelon = try matrix.reducedByPanels(checking: check)
    return Conormals(point: point, basis: (0..<echelon.pivots.count).map(echelon.form.row))
  }
}
