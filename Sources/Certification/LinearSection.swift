internal import Algorithms
internal import ExactAlgebra
internal import Varieties

/// A way to express all coordinates on a variety by some of them, rationally, through linear
/// equations among given generators of an ideal.
///
/// The coordinates `free` are algebraically independent on the variety modulo the prime by which
/// it was found, and so on the variety over the rationals. The others come in
/// steps: the coordinates `u` of a step satisfy `A u = b`, where `A u - b` are elements of the
/// ideal, and the entries of `A` and `b` are polynomials in free coordinates and those of
/// earlier steps.
///
/// If the determinants of all `A`, none of which is zero modulo the prime, are no zero divisors
/// modulo the ideal that the generators generate, over the rationals or modulo that prime, and if
/// the generators vanish on the variety, they generate its whole ideal. The proof is in the
/// documentation of this module.
struct LinearSection: Sendable {
  struct Step: Sendable {
    /// The coordinates that are solved for.
    let variables: [Int]
    /// The positions of the generators that are used, as many as variables.
    let equations: [Int]
  }

  /// Coordinates whose differentials are independent at a point of the variety.
  let free: [Int]
  let steps: [Step]
  private let system: GeneratorSystem

  /// The determinants of the steps, those that are constant left out.
  var determinants: [Polynomial] {
    steps.map { step in
      PolynomialMatrix(rows: step.equations.count, columns: step.variables.count, in: system.ring) {
        system.generators[step.equations[$0]].derivative(withRespectTo: step.variables[$1])
      }.determinant.primitivePart
    }.filter { !$0.isConstant }.uniqued().map { $0 }
  }

  /// The degree of the largest determinant, and of all of them together: what a proof costs.
  private var cost: [Int] {
    let degrees = steps.map { step in
      step.equations.reduce(0) { $0 + system.degrees[$1] - 1 }
    }
    return [degrees.max() ?? 0, degrees.reduce(0, +)]
  }

  /// The cheapest section among those that some orders of the coordinates give, or `nil` where
  /// none does, or where the map or a generator is not defined modulo the prime.
  static func cheapest(
    of generators: [Polynomial], on map: PolynomialMap, modulo field: PrimeField, seed: UInt64,
    attempts: Int = 200
  ) throws -> LinearSection? {
    guard let system = GeneratorSystem(generators, on: map, over: field, seed: seed) else {
      return nil
    }
    var shuffling = SeededGenerator(seed: seed, stream: RandomStream.verification)
    var best: LinearSection?
    var order = Array(0..<map.coordinateCount)
    for _ in 0..<attempts {
      try Task.checkCancellation()
      if let section = LinearSection(of: system, order: order),
        best.map({ section.cost.lexicographicallyPrecedes($0.cost) }) ?? true
      {
        best = section
      }
      order.shuffle(using: &shuffling)
    }
    return best
  }

  /// The section in which coordinates that come first are free where they can be.
  private init?(of system: GeneratorSystem, order: [Int]) {
    self.system = system
    free = system.independentCoordinates(order: order)
    var known = Set(free)
    var steps: [Step] = []
    while known.count < order.count {
      guard let step = system.step(beyond: known) else { return nil }
      steps.append(step)
      known.formUnion(step.variables)
    }
    self.steps = steps
  }
}

/// Generators with a random point of the variety modulo a prime.
private struct GeneratorSystem {
  let ring: PolynomialRing
  let generators: [Polynomial]
  let degrees: [Int]
  private let point: [UInt]
  private let jacobian: ModularMatrix
  private let gradients: ModularMatrix
  /// For each generator the variables of its terms, each term with its multiplicities.
  private let terms: [[[Int]]]
  private let supports: [Set<Int>]

  init?(
    _ generators: [Polynomial], on map: PolynomialMap, over field: PrimeField, seed: UInt64
  ) {
    guard map.isDefined(over: field) else { return nil }
    let reduced = generators.compactMap { ModularPolynomial($0, over: field) }
    guard reduced.count == generators.count else { return nil }
    var random = SeededGenerator(seed: seed, stream: RandomStream.jacobian)
    let parameters = field.randomElements(map.parameterCount, using: &random)
    let point = map.point(at: parameters, over: field)
    ring = map.coordinateRing
    self.generators = generators
    degrees = generators.map(\.totalDegree)
    self.point = point
    jacobian = map.jacobian(at: parameters, over: field)
    gradients = ModularMatrix(rows: reduced.count, columns: point.count, over: field) {
      reduced[$0].addGradient(at: point, to: $1)
    }
    terms = generators.map { $0.terms.map(\.variables) }
    supports = terms.map { Set($0.joined()) }
  }

  /// The first coordinates of an order whose differentials are independent at the point.
  func independentCoordinates(order: [Int]) -> [Int] {
    var columns = ModularMatrix(
      rows: jacobian.rowCount, columns: order.count, over: jacobian.field
    ) { row, entries in
      for (column, coordinate) in order.enumerated() {
        entries[column] = jacobian[row, coordinate]
      }
    }
    return columns.reduceToEchelonForm().map { order[$0] }
  }

  /// The smallest set of unknown coordinates that generators determine linearly, together with
  /// generators of least degree that do.
  func step(beyond known: Set<Int>) -> LinearSection.Step? {
    let unknowns = supports.map { $0.subtracting(known) }
    let isLinear = terms.indices.map { index in
      !unknowns[index].isEmpty
        && terms[index].allSatisfy { term in
          term.lazy.filter { !known.contains($0) }.prefix(2).count < 2
        }
    }
    let linear = terms.indices.filter { isLinear[$0] }.sorted {
      (degrees[$0], $0) < (degrees[$1], $1)
    }
    let candidates = Set(linear.map { unknowns[$0] }).map { $0.sorted() }
      .sorted { $0.count == $1.count ? $0.lexicographicallyPrecedes($1) : $0.count < $1.count }
    for variables in candidates {
      let set = Set(variables)
      let rows = linear.filter { unknowns[$0].isSubset(of: set) }
      // Pivot columns of the transpose: the first generators that are independent.
      var matrix = ModularMatrix(
        rows: variables.count, columns: rows.count, over: gradients.field
      ) { row, entries in
        for (column, generator) in rows.enumerated() {
          entries[column] = gradients[generator, variables[row]]
        }
      }
      let pivots = matrix.reduceToEchelonForm()
      if pivots.count == variables.count {
        return LinearSection.Step(variables: variables, equations: pivots.map { rows[$0] })
      }
    }
    return nil
  }
}
