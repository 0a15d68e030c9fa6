import ExactAlgebra

/// What was found for one pair of shapes.
struct HighestWeightSolution: Sendable {
  /// The dimension of the space of highest weight vectors of the ideal; an upper bound for it in
  /// any case.
  let nullity: Int
  /// A basis of a complement of what comes from lower degrees.
  let newGenerators: [HighestWeightGenerator]
  let status: ProofStatus
  /// The primes that were used.
  let primes: [UInt]
}

/// The highest weight vectors of the ideal in one degree, when all lower degrees are known.
struct HighestWeightProblem: Sendable {
  let kernel: GradedKernel
  let action: GeneralLinearAction
  let spaces: HighestWeightSpaces
  let keys: MonomialKeys
  let known: KnownHighestWeights
  let points: PointPool
  let field: PrimeField
  let seed: UInt64

  private var degree: Int { spaces.degree }

  /// The highest weight vectors of some shapes.
  ///
  /// - Throws: `KernelError.liftFailed`, `KernelError.spanIncomplete`, `CancellationError`.
  func solve(_ shapes: [Partition]) throws -> HighestWeightSolution {
    let basis = try HighestWeightBasis(shapes: shapes, spaces: spaces, field: field, seed: seed)
    let polynomials = basis.polynomials
    var lift = Lift(degree: degree)
    var primes: [UInt] = []
    var products: HighestWeightProducts?
    for field in AdmissibleFields(for: kernel.evaluator)
      .prefix(WeightSpaceProblem.maximumPrimes)
    {
      try Interruption.check()
      let sample = points.points(forMonomials: polynomials.count, over: field)
      let nullSpace = try ModularNullSpace(
        of: polynomials.evaluationMatrix(at: sample, over: field),
        checking: Interruption.check)
      primes.append(field.modulus)
      guard nullSpace.dimension > 0 else {
        return HighestWeightSolution(
          nullity: 0, newGenerators: [], status: .proved, primes: primes)
      }
      guard lift.accepts(nullSpace) else { continue }
      if products == nil {
        products = HighestWeightProducts(
          of: known.multiples(of: shapes, degree: degree), shapes: shapes, basis: basis,
          spaces: spaces, keys: keys, primary: self.field)
      }
      guard let span = try products!.span(in: nullSpace) else { continue }
      let new = span.complement
      if new.isEmpty {
        // Upper bound and products of verified generators meet.
        return HighestWeightSolution(
          nullity: nullSpace.dimension, newGenerators: [], status: .proved, primes: primes)
      }
      guard let vectors = lift.join(nullSpace, basisVectors: new),
        let (generators, status) = try verified(
          products!.polynomials(
            of: vectors, at: new, of: nullSpace, in: kernel.map.coordinateRing),
          shapes: shapes),
        try span.hasRationalRank()
      else { continue }
      return HighestWeightSolution(
        nullity: nullSpace.dimension, newGenerators: generators, status: status,
        primes: primes)
    }
    throw KernelError.liftFailed(degree: degree, primes: WeightSpaceProblem.maximumPrimes)
  }

  /// The polynomials as generators, or `nil` where one does not vanish on the variety.
  private func verified(
    _ polynomials: [Polynomial], shapes: [Partition]
  ) throws -> (generators: [HighestWeightGenerator], status: ProofStatus)? {
    let verification = Verification(map: kernel.map, seed: seed)
    let representation = IrreducibleRepresentation(shapes, of: action)
    var status = ProofStatus.proved
    var generators: [HighestWeightGenerator] = []
    for polynomial in polynomials {
      guard let own = try verification.status(of: polynomial) else { return nil }
      status = status.joined(with: own)
      generators.append(
        HighestWeightGenerator(
          degree: degree, polynomial: polynomial, representation: representation, status: own))
    }
    return (generators, status)
  }
}
