import ExactAlgebra

/// The state of a computation by highest weights between two degrees.
struct HighestWeightRun: KernelRun {
  private let kernel: GradedKernel
  private let action: GeneralLinearAction
  private let tensors: TensorCoordinates
  private let options: GradedKernel.Options
  private let field: PrimeField
  private let keys: MonomialKeys
  private var known: KnownHighestWeights
  private var pieces: [GradedIdeal.Piece] = []
  private var generators: [HighestWeightGenerator] = []
  private var primes: [UInt]

  /// A computation that has not started, or `nil` where the group does not act on tensors.
  init?(kernel: GradedKernel, options: GradedKernel.Options) {
    guard let action = kernel.action, action.factors.count <= 2,
      let tensors = TensorCoordinates(action, coordinateCount: kernel.map.coordinateCount)
    else { return nil }
    self.kernel = kernel
    self.action = action
    self.tensors = tensors
    self.options = options
    field = AdmissibleFields(for: kernel.evaluator).first
    keys = MonomialKeys(coordinateCount: kernel.map.coordinateCount)
    known = KnownHighestWeights(in: tensors, keys: keys, field: field)
    primes = [field.modulus]
  }

  var ideal: GradedIdeal {
    GradedIdeal(
      pieces: pieces, generators: MinimalGenerators(orbitsOf: generators, under: action),
      highestWeightGenerators: generators, grading: kernel.grading, seed: options.seed,
      primes: primes)
  }

  func limit(forDegree degree: Int) -> KernelLimit? {
    let needed = spaces(ofDegree: degree).memoryEstimate(
      threads: options.threads, coordinateCount: tensors.coordinateCount)
    guard needed > Double(options.memoryLimit) else { return nil }
    return .memory(
      degree: degree, needed: Int(min(needed, 1e18)), limit: options.memoryLimit)
  }

  private func spaces(ofDegree degree: Int) -> HighestWeightSpaces {
    HighestWeightSpaces(
      degree: degree, in: tensors, characters: SymmetricGroupCharacters(upTo: degree))
  }

  mutating func treat(degree: Int) async throws {
    let spaces = spaces(ofDegree: degree)
    let largest = spaces.shapes.map(spaces.dimension).max() ?? 0
    let problem = HighestWeightProblem(
      kernel: kernel, action: action, spaces: spaces, keys: keys, known: known,
      points: PointPool(kernel, count: largest, field: field, seed: options.seed),
      field: field, seed: options.seed)
    let solutions = try await solve(spaces.shapes, with: problem)
    for prime in solutions.flatMap(\.primes) where !primes.contains(prime) {
      primes.append(prime)
    }

    let new = solutions.flatMap(\.newGenerators)
    checkAction(on: new, at: problem.points)
    known.append(new)
    generators += new
    let summands = zip(spaces.shapes, solutions).filter { !$0.1.newGenerators.isEmpty }.map {
      (
        representation: IrreducibleRepresentation($0, of: action),
        multiplicity: $1.newGenerators.count
      )
    }
    let content = RepresentationContent(summands: summands)
    let dimension = zip(spaces.shapes, solutions).reduce(Integer(0)) { sum, item in
      guard item.1.nullity > 0 else { return sum }
      return sum + Integer(item.1.nullity)
        * IrreducibleRepresentation(item.0, of: action).dimension
    }
    pieces.append(
      GradedIdeal.Piece(
        degree: degree, dimension: dimension, minimalGeneratorCount: content.dimension,
        representation: content,
        status: pieces.status(
          joining: solutions.map(\.status), isZero: dimension.isZero),
        largestSpace: largest))
  }

  /// The group is taken on trust; one that does not act moves a generator out of the ideal.
  private func checkAction(on generators: [HighestWeightGenerator], at points: PointPool) {
    var random = SeededGenerator(seed: options.seed, stream: RandomStream.verification)
    let point = points.points(forMonomials: 0, over: field)[0]
    for generator in generators {
      let element = action.randomElement(over: field, using: &random)
      let value = ModularPolynomial(generator.polynomial, over: field)?(
        at: element.moving(point, over: field))
      precondition(value == 0 || value == nil, "a group that does not act on the ideal")
    }
  }

  private func solve(
    _ shapes: [[Partition]], with problem: HighestWeightProblem
  ) async throws -> [HighestWeightSolution] {
    // The largest spaces first, so that no thread is left with one at the end.
    let sizes = shapes.map(problem.spaces.dimension)
    let schedule = shapes.indices.sorted { (sizes[$1], $0) < (sizes[$0], $1) }
    let reporter = ProgressReporter(
      degree: problem.spaces.degree, costs: sizes, report: options.progress)
    let results = try await concurrentMap(schedule, width: options.threads) { index in
      let solution = try problem.solve(shapes[index])
      reporter.finish(index, name: shapes[index].map(\.symbol).joined(separator: "x"))
      return solution
    }
    var ordered = [HighestWeightSolution?](repeating: nil, count: shapes.count)
    for (index, result) in zip(schedule, results) { ordered[index] = result }
    return ordered.map { $0! }
  }
}
