import ExactAlgebra
import LongWork

/// What was found in one part.
struct HighestWeightSolution: Sendable {
  /// The dimension of the space of highest weight vectors of the ideal; an upper bound for it in
  /// any case.
  let nullity: Int
  /// A basis of a complement of what comes from lower degrees, in the coordinates of the sectors,
  /// with what is known of each vector.
  let newVectors: [(polynomial: Polynomial, status: ProofStatus)]
  /// The positions of new vectors that form a basis of a complement when the minors of
  /// the given conditions are added to what comes from lower degrees.
  var excess: [Int] = []
  let status: ProofStatus
  /// The primes that were used.
  let primes: [UInt]
}

/// The highest weight vectors of the ideal in one degree, when all lower degrees are known.
struct HighestWeightProblem: Sendable {
  let kernel: GradedKernel
  let sectors: LabelSectors
  let spaces: HighestWeightSpaces
  let keys: MonomialKeys
  let known: KnownHighestWeights
  let minors: ConditionMinors
  let points: PointPool
  let field: PrimeField
  let seed: UInt64

  private var degree: Int { spaces.degree }

  /// The highest weight vectors in a part.
  ///
  /// - Throws: `KernelError.liftFailed`, `KernelError.spanIncomplete`, and `CancellationError` or
  ///   `Interruption.TimeIsOver`.
  func solve(_ part: HighestWeightPart) throws -> HighestWeightSolution {
    let basis = try HighestWeightBasis(
      of: part, in: spaces.tensors, field: field, seed: seed)
    let polynomials = basis.polynomials
    var lift = Lift(degree: degree)
    var primes: [UInt] = []
    var products: HighestWeightProducts?
    for field in AdmissibleFields(for: kernel.evaluator)
      .prefix(WeightSpaceProblem.maximumPrimes)
    {
      try Interruption.check()
      let sample = points.points(forMonomials: polynomials.count, over: field).map {
        sectors.changing($0, over: field)
      }
      let nullSpace = try ModularNullSpace(
        of: polynomials.evaluationMatrix(at: sample, over: field),
        checking: Interruption.check)
      primes.append(field.modulus)
      guard nullSpace.dimension > 0 else {
        return HighestWeightSolution(
          nullity: 0, newVectors: [], status: .proved, primes: primes)
      }
      guard lift.accepts(nullSpace) else { continue }
      if products == nil {
        products = HighestWeightProducts(
          of: known.multiples(of: part, degree: degree), part: part, basis: basis,
          spaces: spaces, keys: keys, primary: self.field)
      }
      guard let span = try products!.span(in: nullSpace) else { continue }
      let new = span.complement
      if new.isEmpty {
        // Upper bound and products of verified generators meet.
        return HighestWeightSolution(
          nullity: nullSpace.dimension, newVectors: [], status: .proved, primes: primes)
      }
      guard let vectors = lift.join(nullSpace, basisVectors: new),
        let verified = try verified(
          products!.polynomials(
            of: vectors, at: new, of: nullSpace, in: kernel.map.coordinateRing)),
        try span.hasRationalRank(),
        let excess = try excess(among: new, in: part, products: products!, nullSpace: nullSpace)
      else { continue }
      return HighestWeightSolution(
        nullity: nullSpace.dimension, newVectors: verified, excess: excess,
        status: verified.reduce(.proved) { $0.joined(with: $1.status) }, primes: primes)
    }
    throw KernelError.liftFailed(degree: degree, primes: WeightSpaceProblem.maximumPrimes)
  }

  /// The positions of the new vectors that the minors of the conditions leave, or `nil` where the
  /// prime does not decide it.
  ///
  /// A rank modulo a prime that covers all vectors does so over the rationals; what is left is
  /// confirmed by the exact rank.
  private func excess(
    among new: [Int], in part: HighestWeightPart, products: HighestWeightProducts,
    nullSpace: ModularNullSpace
  ) throws -> [Int]? {
    var polynomials: [KnownGenerators.Multiple] = []
    var span: HighestWeightSpan?
    for group in minors.groups(degree: degree) {
      let more = try minors.polynomials(of: group, in: part)
      guard !more.isEmpty else { continue }
      polynomials += more
      span = try products.span(in: nullSpace, with: polynomials)
      guard let span else { return nil }
      if span.complement.isEmpty { return [] }
    }
    guard let span else { return Array(new.indices) }
    guard try span.hasRationalRank() else { return nil }
    return new.indices.filter { span.complement.contains(new[$0]) }
  }

  /// What is known of polynomials in the coordinates of the sectors, or `nil` where one does not
  /// vanish on the variety.
  private func verified(
    _ polynomials: [Polynomial]
  ) throws -> [(polynomial: Polynomial, status: ProofStatus)]? {
    let verification = Verification(map: kernel.map, seed: seed)
    var result: [(polynomial: Polynomial, status: ProofStatus)] = []
    for polynomial in polynomials {
      let restored = sectors.restoring(polynomial).primitivePart
      guard let status = try verification.status(of: restored) else { return nil }
      result.append((polynomial, status))
    }
    return result
  }
}
