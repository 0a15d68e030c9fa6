import ExactAlgebra
import LongWork

/// The state of a computation by weight spaces between two degrees.
struct WeightSpaceRun: KernelRun {
  private let kernel: GradedKernel
  private let plan: KernelPlan
  private let options: GradedKernel.Options
  private let symmetries: [CoordinatePermutation]
  private let field: PrimeField
  private var monomialKeys: MonomialKeys
  private var known: KnownGenerators
  private var pieces: [GradedIdeal.Piece] = []
  private var generators: [Generator] = []
  private var primes: [UInt]

  /// A computation that has not started.
  init(kernel: GradedKernel, plan: KernelPlan, options: GradedKernel.Options) {
    self.kernel = kernel
    self.plan = plan
    self.options = options
    symmetries = kernel.symmetries.filter(plan.grading.isPreserved)
    field = AdmissibleFields(for: kernel.evaluator).first
    monomialKeys = MonomialKeys(coordinateCount: kernel.map.coordinateCount)
    known = KnownGenerators(field: field)
    primes = [field.modulus]
  }

  var ideal: GradedIdeal {
    GradedIdeal(
      method: .weightSpaces, pieces: pieces, generators: MinimalGenerators(generators),
      highestWeightGenerators: [], grading: kernel.grading, seed: options.seed, primes: primes)
  }

  func limit(forDegree degree: Int) -> KernelLimit? {
    degree > plan.reachableDegree ? plan.limit : nil
  }

  mutating func treat(degree: Int) async throws {
    let orbits = WeightOrbits(
      of: plan.spaces, degree: degree, keys: plan.keys, symmetries: symmetries,
      preference: preference(degree: degree)
    ).orbits
    let largest =
      orbits.map {
        plan.spaces.monomialCount(of: $0.representative, degree: degree)
      }.max() ?? 0
    let space = WeightSpaceProblem(
      kernel: kernel, spaces: plan.spaces, degree: degree, monomialKeys: monomialKeys,
      known: known, points: PointPool(kernel, count: largest, field: field, seed: options.seed),
      field: field, seed: options.seed)
    let solutions = try await solve(orbits, with: space)
    for prime in solutions.flatMap(\.primes) where !primes.contains(prime) {
      primes.append(prime)
    }

    let new = images(of: solutions, under: orbits)
    checkSymmetries(new.map(\.polynomial), at: space.points)
    known.append(new, degree: degree, keys: monomialKeys)
    generators += new.map { Generator(degree: degree, polynomial: $0.polynomial) }
    let representation = plan.action.map { action in
      RepresentationContent(
        weightDimensions: generatorWeights(of: solutions, under: orbits, action: action),
        of: action)
    }
    pieces.append(
      GradedIdeal.Piece(
        degree: degree,
        dimension: zip(orbits, solutions).reduce(0) {
          $0 + Integer($1.0.members.count * $1.1.nullity)
        },
        minimalGeneratorCount: Integer(new.count), representation: representation,
        status: pieces.status(
          joining: solutions.map(\.status), isZero: solutions.allSatisfy { $0.nullity == 0 }),
        largestSpace: largest))
    precondition(
      representation == nil || representation!.dimension == Integer(new.count),
      "the generators of a degree form no representation of the acting group")
  }

  /// The weight under the acting group, so that dominant weights represent their orbits.
  private func preference(degree: Int) -> (WeightKey) -> [Int] {
    guard let action = plan.action else { return { _ in [] } }
    return { [spaces = plan.spaces] weight in
      action.weight(of: spaces.firstMonomial(of: weight, degree: degree)).flatMap { $0 }
    }
  }

  private func solve(
    _ orbits: [WeightOrbits.Orbit], with problem: WeightSpaceProblem
  ) async throws -> [WeightSpaceSolution] {
    let sizes = orbits.map {
      plan.spaces.monomialCount(of: $0.representative, degree: problem.degree)
    }
    let reporter = ProgressReporter(
      degree: problem.degree, costs: sizes, report: options.progress)
    return try await concurrentMap(
      orbits, costs: sizes, width: options.threads, finished: reporter.finish
    ) { try problem.solve($0.representative) }
  }

  /// The new generators in all weights: those of the representatives, moved by the symmetries.
  private func images(
    of solutions: [WeightSpaceSolution], under orbits: [WeightOrbits.Orbit]
  ) -> [(weight: WeightKey, polynomial: Polynomial)] {
    zip(orbits, solutions).flatMap { orbit, solution in
      solution.newGenerators.isEmpty
        ? []
        : orbit.members.flatMap { member in
          solution.newGenerators.map { generator in
            (
              member.weight,
              generator.renamingVariables(member.symmetry.images).primitivePart
            )
          }
        }
    }
  }

  /// Symmetries are taken on trust; a false one moves a generator out of the ideal.
  private func checkSymmetries(_ generators: [Polynomial], at points: PointPool) {
    let point = points.points(forMonomials: 0, over: field)[0]
    for generator in generators {
      let value = ModularPolynomial(generator, over: field)?(at: point)
      precondition(value == 0 || value == nil, "a permutation that is not a symmetry")
    }
  }

  /// For each weight of the acting group the number of new generators.
  private func generatorWeights(
    of solutions: [WeightSpaceSolution], under orbits: [WeightOrbits.Orbit],
    action: GeneralLinearAction
  ) -> [[[Int]]: Int] {
    var counts: [[[Int]]: Int] = [:]
    for (orbit, solution) in zip(orbits, solutions) where !solution.newGenerators.isEmpty {
      for member in orbit.members {
        let monomial = plan.spaces.firstMonomial(of: member.weight, degree: pieces.count + 1)
        counts[action.weight(of: monomial), default: 0] += solution.newGenerators.count
      }
    }
    return counts
  }
}
