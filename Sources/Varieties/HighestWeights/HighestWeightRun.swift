import ExactAlgebra
import LongWork

/// The state of a computation by highest weights between two degrees.
struct HighestWeightRun: KernelRun {
  private let kernel: GradedKernel
  private let action: GeneralLinearAction
  private let tensors: TensorCoordinates
  private let sectors: LabelSectors
  /// The symmetry that exchanges the two factors of the group, if there is one.
  private let transposition: CoordinatePermutation?
  private let options: GradedKernel.Options
  private let field: PrimeField
  private let keys: MonomialKeys
  private let minors: ConditionMinors
  private var characters: SymmetricGroupCharacters
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
    let conditions = options.conditions ?? []
    let symmetries = kernel.symmetries.filter { symmetry in
      let isUsed =
        tensors.isTransposed(by: symmetry)
        || LabelSectors.exchangedLabels(by: symmetry, of: tensors) != nil
      return isUsed && conditions.isInvariant(under: symmetry)
    }
    // The minors of conditions need not be homogeneous for more than the weights of the group.
    sectors = LabelSectors(
      of: tensors, grading: conditions.isEmpty ? kernel.grading : .trivial,
      symmetries: symmetries)
    transposition = symmetries.first(where: tensors.isTransposed(by:))
    field = AdmissibleFields(for: kernel.evaluator).first
    keys = MonomialKeys(coordinateCount: kernel.map.coordinateCount)
    minors = ConditionMinors(
      of: conditions, in: kernel.map.coordinateRing, tensors: tensors, sectors: sectors,
      keys: keys, field: field)
    characters = SymmetricGroupCharacters(
      upTo: 0, maximumLength: action.factors.map(\.size).max() ?? 0)
    known = KnownHighestWeights(in: tensors, sectors: sectors, keys: keys, field: field)
    primes = [field.modulus]
  }

  var ideal: GradedIdeal {
    GradedIdeal(
      method: .highestWeights, pieces: pieces,
      generators: MinimalGenerators(orbitsOf: generators, under: action),
      highestWeightGenerators: generators, grading: kernel.grading, seed: options.seed,
      primes: primes)
  }

  /// Beyond this degree, factorials do not fit machine words comfortably.
  static let largestDegree = 16

  mutating func limit(forDegree degree: Int) throws -> KernelLimit? {
    guard degree <= Self.largestDegree else {
      return .failure(.degreeTooLarge(degree: degree, largest: Self.largestDegree))
    }
    let needed = try spaces(ofDegree: degree).memoryEstimate(threads: options.threads)
    guard needed > Double(options.memoryLimit) else { return nil }
    return .memory(
      degree: degree, needed: Int(min(needed, 1e18)), limit: options.memoryLimit)
  }

  private mutating func spaces(ofDegree degree: Int) throws -> HighestWeightSpaces {
    characters.extend(to: degree)
    return try HighestWeightSpaces(
      degree: degree, in: tensors, sectors: sectors, characters: characters)
  }

  mutating func treat(degree: Int) async throws {
    let spaces = try spaces(ofDegree: degree)
    let parts = spaces.parts.filter { transposition == nil || !$0.shapes[0...1].isAscending }
    let largest = parts.map(\.dimension).max() ?? 0
    let problem = HighestWeightProblem(
      kernel: kernel, sectors: sectors, spaces: spaces, keys: keys, known: known, minors: minors,
      points: PointPool(kernel, count: largest, field: field, seed: options.seed),
      field: field, seed: options.seed)
    let solutions = try await solve(parts, with: problem)
    for prime in solutions.flatMap(\.primes) where !primes.contains(prime) {
      primes.append(prime)
    }

    var found: [[Partition]: Found] = [:]
    for (part, solution) in zip(parts, solutions) where solution.nullity > 0 {
      found[part.shapes, default: Found()].add(solution)
    }
    if let transposition {
      for (shapes, content) in found where shapes[0] != shapes[1] {
        found[shapes.reversed()] = content.moved(by: transposition)
      }
    }
    let ordered = found.sorted { $1.key.precede($0.key) }
    let new = ordered.flatMap { generators($1, degree: degree, shapes: $0) }
    checkAction(on: new, at: problem.points)
    for (shapes, content) in ordered {
      for vector in content.vectors {
        known.append(vector.polynomial, degree: degree, shapes: shapes)
      }
    }
    generators += new
    pieces.append(piece(degree: degree, ordered, solutions: solutions, largest: largest))
  }

  /// What was found for given shapes, in the coordinates of the sectors.
  private struct Found {
    var nullity = 0
    var vectors: [(polynomial: Polynomial, status: ProofStatus)] = []
    var excess: [Polynomial] = []

    mutating func add(_ solution: HighestWeightSolution) {
      nullity += solution.nullity
      vectors += solution.newVectors
      excess += solution.excess.map { solution.newVectors[$0].polynomial }
    }

    func moved(by symmetry: CoordinatePermutation) -> Found {
      func moved(_ polynomial: Polynomial) -> Polynomial {
        polynomial.renamingVariables(symmetry.images).primitivePart
      }
      return Found(
        nullity: nullity, vectors: vectors.map { (moved($0.polynomial), $0.status) },
        excess: excess.map(moved))
    }
  }

  /// The new generators in the coordinates of the variety, brought to echelon form.
  private func generators(
    _ found: Found, degree: Int, shapes: [Partition]
  ) -> [HighestWeightGenerator] {
    guard !found.vectors.isEmpty else { return [] }
    let representation = IrreducibleRepresentation(shapes, of: action)
    let status = found.vectors.reduce(ProofStatus.proved) { $0.joined(with: $1.status) }
    return echelonForm(of: found.vectors.map { sectors.restoring($0.polynomial) }).map {
      HighestWeightGenerator(
        degree: degree, polynomial: $0, representation: representation, status: status)
    }
  }

  private func piece(
    degree: Int, _ found: [(key: [Partition], value: Found)],
    solutions: [HighestWeightSolution], largest: Int
  ) -> GradedIdeal.Piece {
    let counted = found.map { shapes, found in
      (
        representation: IrreducibleRepresentation(shapes, of: action), nullity: found.nullity,
        multiplicity: found.vectors.count
      )
    }
    let dimension = counted.reduce(Integer(0)) {
      $0 + Integer($1.nullity) * $1.representation.dimension
    }
    let content = RepresentationContent(
      summands: counted.filter { $0.multiplicity > 0 }.map {
        ($0.representation, $0.multiplicity)
      })
    return GradedIdeal.Piece(
      degree: degree, dimension: dimension, minimalGeneratorCount: content.dimension,
      representation: content, excess: options.conditions == nil ? nil : excess(found),
      status: pieces.status(joining: solutions.map(\.status), isZero: dimension.isZero),
      largestSpace: largest)
  }

  private func excess(_ found: [(key: [Partition], value: Found)]) -> GradedIdeal.Excess {
    let parts = found.filter { !$0.value.excess.isEmpty }
    return GradedIdeal.Excess(
      representation: RepresentationContent(
        summands: parts.map {
          (IrreducibleRepresentation($0.key, of: action), $0.value.excess.count)
        }),
      witness: parts.first.map { sectors.restoring($0.value.excess[0]).primitivePart })
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
    _ parts: [HighestWeightPart], with problem: HighestWeightProblem
  ) async throws -> [HighestWeightSolution] {
    let sizes = parts.map(\.dimension)
    let names = parts.map { $0.shapes.map(\.symbol).joined(separator: "x") }
    let reporter = ProgressReporter(
      degree: problem.spaces.degree, costs: sizes, names: names, report: options.progress)
    return try await concurrentMap(
      parts, costs: sizes, width: options.threads, finished: reporter.finish
    ) { try problem.solve($0) }
  }
}

extension ArraySlice<Partition> {
  /// Whether the first of two partitions comes before the second one.
  fileprivate var isAscending: Bool { [self[startIndex]].precede([self[startIndex + 1]]) }
}

extension TensorCoordinates {
  /// Whether a permutation of the coordinates transposes all tensors.
  fileprivate func isTransposed(by symmetry: CoordinatePermutation) -> Bool {
    guard factorSizes.count == 2, factorSizes[0] == factorSizes[1] else { return false }
    let size = factorSizes[0]
    return labels.allSatisfy { label in
      label.factors == [0, 1]
        && label.coordinates.indices.allSatisfy { place in
          let (row, column) = place.quotientAndRemainder(dividingBy: size)
          return symmetry.images[label.coordinates[place]]
            == label.coordinates[column * size + row]
        }
    }
  }
}

/// The reduced echelon form of independent polynomials, by descending monomials, primitive.
private func echelonForm(of polynomials: [Polynomial]) -> [Polynomial] {
  guard polynomials.count > 1 else { return polynomials.map(\.primitivePart) }
  let ring = polynomials[0].ring
  // Leading terms come first: the sum of the absolute values of all terms lists all monomials.
  let support = polynomials.reduce(ring.zero) { sum, polynomial in
    sum
      + Polynomial(
        polynomial.terms.map { (coefficient: $0.coefficient.magnitude, variables: $0.variables) },
        in: ring)
  }
  let monomials = support.terms.map(\.variables)
  let columns = Dictionary(uniqueKeysWithValues: monomials.enumerated().map { ($1, $0) })
  var matrix = RationalMatrix(rows: polynomials.count, columns: monomials.count)
  for (row, polynomial) in polynomials.enumerated() {
    for term in polynomial.terms { matrix[row, columns[term.variables]!] = term.coefficient }
  }
  let form = matrix.reducedEchelonForm.matrix
  return polynomials.indices.map { row in
    let terms = monomials.indices.lazy.map {
      (coefficient: form[row, $0], variables: monomials[$0])
    }
    return Polynomial(terms.filter { !$0.coefficient.isZero }, in: ring).primitivePart
  }
}
