internal import Algorithms
import ExactAlgebra
import LongWork

extension IdealComputation {
  /// The ideal with the origins of its highest weight vectors, which are chosen among the minors of
  /// rank conditions as far as these reach.
  ///
  /// In a degree `d` the highest weight vectors of one weight modulo `R_1 J_(d-1)` are compared with
  /// the minors of size `d`, condition by condition; all ranks are those over the rationals.
  /// Vectors of the minors take the place of arbitrary ones, and are verified. What would be too
  /// large to compare keeps its vectors, without origins.
  ///
  /// - Parameters:
  ///   - ideal: an ideal in the coordinates of this computation.
  ///   - conditions: rank conditions that hold on the variety, in the coordinates that the
  ///     computation had before linear forms were eliminated.
  /// - Throws: `CancellationError`.
  public func tracingOrigins(
    of ideal: GradedIdeal, to conditions: [RankCondition]
  ) throws -> GradedIdeal {
    guard let kernel, !ideal.highestWeightGenerators.isEmpty,
      let trace = OriginTrace(
        of: conditions.map { eliminated?.applied(to: $0) ?? $0 }, in: kernel, seed: ideal.seed)
    else { return ideal }
    return try trace.traced(ideal)
  }
}

extension IdealComputation {
  /// The computation with the origins of the linear forms that it eliminated: those rank conditions
  /// with bound zero among whose entries they are combinations.
  ///
  /// - Parameter conditions: as for `tracingOrigins(of:to:)`.
  public func namingRelations(by conditions: [RankCondition]) -> IdealComputation {
    guard let reduction, let eliminated, let count = eliminated.relations.first?.count else {
      return self
    }
    let spans = conditions.enumerated().filter { $0.element.rankAtMost == 0 }.map {
      (
        position: $0.offset,
        span: RationalSubspace(
          ofDimension: count,
          spannedBy: $0.element.entries.joined().map {
            RankCondition.coefficients(of: $0, count: count)
          })
      )
    }
    var families = reduction.families
    let first = families.count - eliminated.relations.count
    for (index, relation) in eliminated.relations.enumerated() {
      let span = spans.first { $0.span.contains(relation) }
      families[first + index] = families[first + index].with(
        origin: span.map { .condition($0.position) })
    }
    var computation = IdealComputation(
      kernel,
      in: LinearReduction(
        substitution: reduction.substitution, families: families, status: reduction.status),
      action: action)
    computation.eliminated = eliminated
    return computation
  }
}

/// Compares highest weight vectors of an ideal with minors of rank conditions.
private struct OriginTrace {
  /// The largest space of highest weight vectors that is treated, and numbers of minors of one
  /// condition and of monomials.
  private static let largestSpace = 120
  private static let largestMinorCount = Integer(20_000)
  private static let largestMonomialCount = 200_000.0

  private let kernel: GradedKernel
  private let action: GeneralLinearAction
  private let tensors: TensorCoordinates
  private let sectors: LabelSectors
  private let keys: MonomialKeys
  private let field: PrimeField
  private let seed: UInt64
  private let conditions: [RankCondition]
  private let minors: ConditionMinors
  /// For each position among the usable conditions that among all.
  private let positions: [Int]

  init?(of conditions: [RankCondition], in kernel: GradedKernel, seed: UInt64) {
    guard let action = kernel.action, action.factors.count <= 2,
      let tensors = TensorCoordinates(action, coordinateCount: kernel.map.coordinateCount)
    else { return nil }
    self.kernel = kernel
    self.action = action
    self.tensors = tensors
    self.seed = seed
    self.conditions = conditions
    sectors = LabelSectors(of: tensors, grading: .trivial, symmetries: [])
    field = AdmissibleFields(for: kernel.evaluator).first
    keys = MonomialKeys(coordinateCount: kernel.map.coordinateCount)
    positions = conditions.indices.filter { [tensors] position in
      let condition = conditions[position]
      return !condition.isTrivial && condition.minorCount <= Self.largestMinorCount
        && ConditionMinors.acts(on: condition, tensors)
    }
    minors = ConditionMinors(
      of: positions.map { conditions[$0] }, in: kernel.map.coordinateRing, tensors: tensors,
      sectors: sectors, keys: keys, field: field)
  }

  func traced(_ ideal: GradedIdeal) throws -> GradedIdeal {
    var known = KnownHighestWeights(in: tensors, sectors: sectors, keys: keys, field: field)
    var vectors: [HighestWeightGenerator] = []
    for group in ideal.highestWeightGenerators.chunked(by: { a, b in
      a.degree == b.degree && a.representation == b.representation
    }) {
      vectors += try traced(Array(group), known: known)
      // Groups of one degree do not matter for each other: multiples have higher degrees.
      for vector in vectors.suffix(group.count) {
        known.append(
          vector.polynomial, degree: vector.degree, shapes: vector.representation.partitions)
      }
    }
    return ideal.replacingHighestWeightGenerators(by: vectors, under: action)
  }

  /// Vectors with origins in place of those of one degree and weight, as many.
  private func traced(
    _ group: [HighestWeightGenerator], known: KnownHighestWeights
  ) throws -> [HighestWeightGenerator] {
    let degree = group[0].degree
    let all = conditions.indices.filter {
      !conditions[$0].isTrivial && conditions[$0].minorSize == degree
    }
    guard !all.isEmpty else { return group.map { $0.with(origin: .new) } }
    let usable = positions.indices.filter { all.contains(positions[$0]) }
    guard !usable.isEmpty, let space = try space(of: group[0]) else { return group }
    return try space.choice(
      from: group, beside: known.multiples(of: space.part, degree: degree),
      minors: usable.map { number in
        (positions[number], try minors.polynomials(of: [number], in: space.part))
      },
      isExhaustive: usable.count == all.count
    )
    .flatMap { try verified($0) ? $0 : nil } ?? group
  }

  /// Whether vectors of minors lie in the ideal, by expansion; the others are known to.
  private func verified(_ vectors: [HighestWeightGenerator]) throws -> Bool {
    try vectors.allSatisfy { vector in
      guard case .condition = vector.origin else { return true }
      return try kernel.map.vanishing(of: vector.polynomial, seed: seed) == .proved
    }
  }

  /// All highest weight vectors of the weight of a generator; `nil` where they are too many.
  private func space(of vector: HighestWeightGenerator) throws -> VectorSpace? {
    var characters = SymmetricGroupCharacters(
      upTo: 0, maximumLength: action.factors.map(\.size).max() ?? 0)
    characters.extend(to: vector.degree)
    let spaces = try HighestWeightSpaces(
      degree: vector.degree, in: tensors, sectors: sectors, characters: characters)
    let shapes = vector.representation.partitions
    guard let part = spaces.parts.first(where: { $0.shapes == shapes }),
      part.dimension <= Self.largestSpace
    else { return nil }
    let monomials = TensorMonomials(
      degree: vector.degree, weight: shapes.map(\.parts), in: tensors)
    guard monomials.count <= Self.largestMonomialCount,
      let index = MonomialIndex(monomials.monomials, degree: vector.degree, keys: keys)
    else { return nil }
    let basis = try HighestWeightBasis(of: part, in: tensors, field: field, seed: seed)
    return VectorSpace(
      part: part, index: index, keys: keys, field: field, ring: kernel.map.coordinateRing,
      raising: action.raisingOperators,
      expansions: basis.polynomials.expansions(in: index, keys: keys))
  }
}

/// All highest weight vectors of one weight, with the pairing by which polynomials of that weight
/// are projected to them.
private struct VectorSpace {
  let part: HighestWeightPart
  let index: MonomialIndex
  let keys: MonomialKeys
  let field: PrimeField
  let ring: PolynomialRing
  let raising: [[Int?]]
  let expansions: [[Int: Int]]

  private typealias Candidate = (position: Int, multiple: KnownGenerators.Multiple)

  /// A choice of vectors that is a basis of the group modulo products, minors first; `nil` where
  /// that is not proved.
  func choice(
    from group: [HighestWeightGenerator], beside products: [KnownGenerators.Multiple],
    minors: [(position: Int, polynomials: [KnownGenerators.Multiple])], isExhaustive: Bool
  ) throws -> [HighestWeightGenerator]? {
    let pairing = ApolarPairing(with: expansions, in: index, keys: keys)
    let candidates = minors.flatMap { minor in minor.polynomials.map { (minor.position, $0) } }
    let own = group.map { multiple(of: $0.polynomial) }
    let known = products.map(pairing.values)
    let rows = known + candidates.map { pairing.values(of: $0.1) } + own.map(pairing.values)
    let pivots = independent(rows)
    let (first, last) = (known.count, known.count + candidates.count)
    let chosen = pivots.filter { $0 >= first }
    guard chosen.count == group.count,
      try isRank(pivots.count { $0 < first }, of: known)
    else { return nil }
    let isNew =
      try isExhaustive
      && (chosen.allSatisfy { $0 < last }
        || isRank(pivots.count { $0 < last }, of: Array(rows[..<last])))
    let projection = Projection(of: self, pairing: pairing)
    return try chosen.map { row in
      try Interruption.check()
      guard row < last else {
        return group[row - last].with(origin: isNew ? .new : nil)
      }
      let (position, minor) = candidates[row - first]
      let polynomial = polynomial(of: minor)
      let vector =
        isHighest(polynomial) ? polynomial : projection.vector(with: rows[row], in: self)
      return HighestWeightGenerator(
        degree: group[0].degree, polynomial: vector.primitivePart,
        representation: group[0].representation, status: .proved, origin: .condition(position))
    }
  }

  /// The rows that are independent of those before them modulo the prime.
  private func independent(_ rows: [[Integer]]) -> [Int] {
    guard !rows.isEmpty else { return [] }
    var columns = ModularMatrix(
      rows.map { row in row.map { $0.residue(in: field) } }, over: field
    ).transpose
    return columns.reduceToEchelonForm()
  }

  /// Whether rows have a rank over the rationals.
  private func isRank(_ rank: Int, of rows: [[Integer]]) throws -> Bool {
    try Interruption.check()
    return rows.isEmpty ? rank == 0 : rank == rows.count || IntegerMatrix(rows).rank == rank
  }

  private func isHighest(_ polynomial: Polynomial) -> Bool {
    raising.allSatisfy { polynomial.applyingDerivation($0).isZero }
  }

  func multiple(of polynomial: Polynomial) -> KnownGenerators.Multiple {
    KnownGenerators.Multiple(
      generator: .init(polynomial.primitivePart, keys: keys, field: field), monomial: [])
  }

  /// The polynomial whose terms a multiple by 1 has.
  private func polynomial(of multiple: KnownGenerators.Multiple) -> Polynomial {
    Polynomial(
      zip(multiple.positions(in: index, keys: keys), multiple.generator.coefficients).map {
        (coefficient: Rational($1), variables: index[$0].map { Int($0) })
      }, in: ring)
  }

  /// The vectors of the basis.
  var basis: [Polynomial] {
    expansions.map { expansion in
      Polynomial(
        expansion.sorted { $0.key < $1.key }.map { position, coefficient in
          (coefficient: Rational(coefficient), variables: index[position].map { Int($0) })
        }, in: ring)
    }
  }
}

/// The projection of polynomials to highest weight vectors, orthogonal with respect to the pairing,
/// which is definite over the rationals.
private struct Projection {
  private let basis: [Polynomial]
  private let inverse: RationalMatrix

  init(of space: VectorSpace, pairing: ApolarPairing) {
    basis = space.basis
    let gram = basis.map { vector in
      let content = vector.content
      return pairing.values(of: space.multiple(of: vector)).map { content * Rational($0) }
    }
    guard let inverse = RationalMatrix(gram).inverse else {
      preconditionFailure("a basis that is dependent")
    }
    self.inverse = inverse
  }

  /// The vector that has given values of the pairing with the basis.
  func vector(with values: [Integer], in space: VectorSpace) -> Polynomial {
    let coefficients = (RationalMatrix([values.map { Rational($0) }]) * inverse).row(0)
    return zip(coefficients, basis).reduce(space.ring.zero) { sum, term in
      term.0.isZero ? sum : sum + term.0 * term.1
    }
  }
}

extension HighestWeightGenerator {
  fileprivate func with(origin: GeneratorOrigin?) -> HighestWeightGenerator {
    var copy = self
    copy.origin = origin
    return copy
  }
}

extension GradedIdeal {
  /// The same ideal with other highest weight vectors of the same representations.
  func replacingHighestWeightGenerators(
    by vectors: [HighestWeightGenerator], under action: GeneralLinearAction
  ) -> GradedIdeal {
    GradedIdeal(
      method: method, pieces: pieces,
      generators: MinimalGenerators(orbitsOf: vectors, under: action),
      highestWeightGenerators: vectors, grading: grading, seed: seed, primes: primes,
      limit: limit, isByTheorem: isByTheorem, hilbertSeries: hilbertSeries,
      unwritten: unwritten)
  }
}
