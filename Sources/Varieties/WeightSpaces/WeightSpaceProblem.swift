import ExactAlgebra
import LongWork

/// What was found in one weight.
struct WeightSpaceSolution: Sendable {
  /// The dimension of the ideal in this weight; an upper bound for it in any case.
  let nullity: Int
  /// A basis of a complement of what comes from lower degrees.
  let newGenerators: [Polynomial]
  let status: ProofStatus
  /// The primes that were used.
  let primes: [UInt]
}

/// The ideal in the weights of one degree, when all lower degrees are known.
struct WeightSpaceProblem: Sendable {
  let kernel: GradedKernel
  let spaces: WeightSpaces
  let degree: Int
  let monomialKeys: MonomialKeys
  let known: KnownGenerators
  let points: PointPool
  let field: PrimeField
  let seed: UInt64

  /// The number of primes after which a lift is given up.
  static let maximumPrimes = 64

  /// The ideal in one weight.
  ///
  /// - Throws: `KernelError.liftFailed`.
  func solve(_ weight: WeightKey) throws -> WeightSpaceSolution {
    let index = indexed(spaces.monomials(of: weight, degree: degree))
    var lift = Lift(degree: degree)
    var primes: [UInt] = []
    for field in AdmissibleFields(for: kernel.evaluator).prefix(Self.maximumPrimes) {
      let nullSpace = try nullSpace(of: index, over: field)
      primes.append(field.modulus)
      guard nullSpace.dimension > 0 else {
        return WeightSpaceSolution(
          nullity: 0, newGenerators: [], status: .proved, primes: primes)
      }
      guard lift.accepts(nullSpace) else { continue }
      let multiples = known.multiples(ofWeight: weight, degree: degree, in: spaces)
      let span = try MultiplesSpan(
        of: multiples, in: index, keys: monomialKeys, nullSpace: nullSpace, primary: self.field)
      let new = span.complement
      if new.isEmpty {
        // Upper bound and products of verified generators meet.
        return WeightSpaceSolution(
          nullity: nullSpace.dimension, newGenerators: [], status: .proved, primes: primes)
      }
      guard let vectors = lift.join(nullSpace, basisVectors: new),
        let (generators, status) = try verified(vectors, at: new, of: nullSpace, in: index),
        span.hasRationalRank()
      else { continue }
      return WeightSpaceSolution(
        nullity: nullSpace.dimension, newGenerators: generators, status: status,
        primes: primes)
    }
    throw KernelError.liftFailed(degree: degree, primes: Self.maximumPrimes)
  }

  /// The relations among the values of the monomials at points of the variety.
  private func nullSpace(of index: MonomialIndex, over field: PrimeField) throws -> ModularNullSpace
  {
    try ModularNullSpace(
      of: index.evaluationMatrix(
        at: points.points(forMonomials: index.count, over: field), over: field),
      checking: Interruption.check)
  }

  /// The positions of monomials by their keys.
  func indexed(_ monomials: [Int32]) -> MonomialIndex {
    guard let index = MonomialIndex(monomials, degree: degree, keys: monomialKeys) else {
      // Two of at most 2^31 monomials share a random 64-bit number; the chance of that in a
      // computation that can be finished lies below one in a thousand.
      preconditionFailure("two monomials share a key")
    }
    return index
  }

  /// The polynomials of lifted null vectors, or `nil` where one does not vanish on the variety.
  func verified(
    _ vectors: [[Rational]], at basisIndices: [Int], of nullSpace: ModularNullSpace,
    in index: MonomialIndex
  ) throws -> (polynomials: [Polynomial], status: ProofStatus)? {
    let verification = Verification(map: kernel.map, seed: seed)
    var status = ProofStatus.proved
    var polynomials: [Polynomial] = []
    for (vector, basisIndex) in zip(vectors, basisIndices) {
      let polynomial = polynomial(
        pivotEntries: vector, freeColumn: nullSpace.freeColumns[basisIndex],
        pivotColumns: nullSpace.pivotColumns, in: index)
      guard let own = try verification.status(of: polynomial) else { return nil }
      status = status.joined(with: own)
      polynomials.append(polynomial)
    }
    return (polynomials, status)
  }

  private func polynomial(
    pivotEntries: [Rational], freeColumn: Int, pivotColumns: [Int], in index: MonomialIndex
  ) -> Polynomial {
    var terms = [(coefficient: Rational(1), variables: index[freeColumn].map { Int($0) })]
    for (entry, column) in zip(pivotEntries, pivotColumns) where !entry.isZero {
      terms.append((coefficient: entry, variables: index[column].map { Int($0) }))
    }
    return Polynomial(terms, in: kernel.map.coordinateRing).primitivePart
  }
}

/// Null vectors modulo several primes, on their way to the rationals.
struct Lift {
  let degree: Int
  private var pivotColumns: [Int]?
  private var residues: [Int: ResidueVector] = [:]

  init(degree: Int) { self.degree = degree }

  /// Whether a null space modulo a further prime has the form of the earlier ones.
  ///
  /// A prime with a smaller rank is unlucky and is left out; one with a larger rank shows that
  /// all earlier ones were, and the lift starts anew.
  mutating func accepts(_ nullSpace: ModularNullSpace) -> Bool {
    guard let known = pivotColumns, known != nullSpace.pivotColumns else {
      pivotColumns = nullSpace.pivotColumns
      return true
    }
    let isBetter =
      nullSpace.pivotColumns.count > known.count
      || (nullSpace.pivotColumns.count == known.count
        && nullSpace.pivotColumns.lexicographicallyPrecedes(known))
    if isBetter {
      pivotColumns = nullSpace.pivotColumns
      residues = [:]
    }
    return isBetter
  }

  /// Joins the chosen basis vectors; their pivot entries over the rationals, if they have small
  /// numerators and denominators.
  mutating func join(
    _ nullSpace: ModularNullSpace, basisVectors: [Int]
  ) -> [[Rational]]? {
    var lifted: [[Rational]] = []
    var isComplete = true
    // A vector chosen now but not before would miss the residues of earlier primes.
    if Set(residues.keys) != Set(basisVectors) { residues = [:] }
    for basisIndex in basisVectors {
      let entries = nullSpace.pivotEntries(ofBasisVector: basisIndex)
      if residues[basisIndex] == nil {
        residues[basisIndex] = ResidueVector(entries, in: nullSpace.field)
      } else {
        residues[basisIndex]!.join(entries, in: nullSpace.field)
      }
      if isComplete, let vector = residues[basisIndex]!.rationalReconstruction() {
        lifted.append(vector)
      } else {
        isComplete = false
      }
    }
    return isComplete ? lifted : nil
  }
}
