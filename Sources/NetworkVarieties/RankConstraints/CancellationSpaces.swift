import ExactAlgebra

/// The linear combinations of blocks, sorted by which neurons of a layer cancel in them.
///
/// Each neuron defines a subspace of coefficient vectors: those for which it drops out of the
/// combination. The subspaces that matter are the intersections of these: for every other one a
/// larger subspace has the same neurons left.
struct CancellationSpaces: Sendable {
  /// For each neuron, linear functionals on coefficient vectors that must all vanish.
  let conditions: [[[Integer]]]
  let dimension: Int
  /// The span of the functionals: few neurons and often many blocks make it small.
  private let frame: FunctionalFrame
  /// The functionals of the neurons, then the others, in coordinates of the frame.
  private let functionals: [[Integer]]
  private let spans: FunctionalSpans
  /// Neurons with the same functionals: where these are among all, and the number of neurons.
  private let neurons: [(rows: Range<Int>, count: Int)]
  private let others: Range<Int>

  /// The combinations of so many blocks.
  ///
  /// - Parameter others: functionals besides by which spaces are cut, see `cut(_:)`.
  init(conditions: [[[Integer]]], dimension: Int, others: [[Integer]] = []) {
    self.conditions = conditions
    self.dimension = dimension
    let frame = FunctionalFrame(spannedBy: conditions.joined() + others, dimension: dimension)
    self.frame = frame
    var counts: [[[Integer]]: Int] = [:]
    for functionals in conditions { counts[functionals.sorted(by: Self.precedes), default: 0] += 1 }
    let distinct = counts.sorted { $0.key.lexicographicallyPrecedes($1.key, by: Self.precedes) }
    var (rows, neurons): ([[Integer]], [(rows: Range<Int>, count: Int)]) = ([], [])
    for (functionals, count) in distinct {
      neurons.append((rows.count..<rows.count + functionals.count, count))
      rows += functionals
    }
    self.neurons = neurons
    self.others = rows.count..<rows.count + others.count
    functionals = frame.coordinates(of: rows + others)
    spans = FunctionalSpans(rows: functionals, columnCount: frame.rank)
  }

  /// A subspace of coefficient vectors.
  struct Space: Sendable {
    /// The numbers of functionals that span those that vanish on it.
    fileprivate let generators: [Int]
    /// Its dimension.
    let dimension: Int
    /// The number of neurons that do not drop out on it.
    let survivorCount: Int
  }

  /// The number of intersections after which the enumeration stops.
  static let maximumCount = 4_096

  /// All vectors.
  var whole: Space {
    Space(
      generators: [], dimension: dimension,
      survivorCount: neurons.reduce(0) { $0 + ($1.rows.isEmpty ? 0 : $1.count) })
  }

  /// The intersections but zero one by one, the whole space first, as many of them as
  /// `maximumCount`.
  ///
  /// They are enumerated by the functionals that vanish on them. An intersection is known by the
  /// neurons that drop out on it.
  struct Enumeration: IteratorProtocol, Sendable {
    private let spaces: CancellationSpaces
    private var found: [(generators: [Int], vanishing: [Bool])]
    private var seen: Set<[Bool]>
    private var position = 0
    /// Whether no intersection was left out up to now.
    private(set) var isComplete = true

    fileprivate init(of spaces: CancellationSpaces) {
      self.spaces = spaces
      let vanishing = spaces.vanishing(in: spaces.spans.quotient(by: []))
      found = [([], vanishing)]
      seen = [vanishing]
    }

    mutating func next() -> Space? {
      guard position < found.count else { return nil }
      let (generators, vanishing) = found[position]
      position += 1
      let quotient = spaces.spans.quotient(by: generators)
      if isComplete { addParts(of: quotient, generators, vanishing) }
      return Space(
        generators: generators, dimension: spaces.dimension - quotient.rank,
        survivorCount: spaces.survivorCount(vanishing))
    }

    /// Adds the intersections with the spaces of single neurons.
    private mutating func addParts(
      of quotient: FunctionalSpans.Quotient, _ generators: [Int], _ vanishing: [Bool]
    ) {
      for (index, neuron) in spaces.neurons.enumerated() where !vanishing[index] {
        var smaller = quotient
        for row in neuron.rows { smaller.divide(by: row) }
        guard smaller.rank < spaces.dimension else { continue }
        let vanishing = spaces.vanishing(in: smaller)
        guard !seen.contains(vanishing) else { continue }
        guard found.count < CancellationSpaces.maximumCount else {
          isComplete = false
          return
        }
        seen.insert(vanishing)
        found.append((generators + neuron.rows, vanishing))
      }
    }
  }

  /// The intersections but zero, one by one.
  var enumeration: Enumeration { Enumeration(of: self) }

  /// Which neurons drop out where the functionals of a span vanish.
  private func vanishing(in quotient: FunctionalSpans.Quotient) -> [Bool] {
    neurons.map { quotient.vanishes(on: $0.rows) }
  }

  private func survivorCount(_ vanishing: [Bool]) -> Int {
    zip(neurons, vanishing).reduce(0) { $0 + ($1.1 ? 0 : $1.0.count) }
  }

  /// Bases of all intersections but zero, the whole space first, each in echelon form.
  var intersections: [[[Integer]]] {
    var (enumeration, bases): (Enumeration, [[[Integer]]]) = (enumeration, [])
    while let space = enumeration.next() { bases.append(basis(of: space)) }
    return bases
  }

  /// A basis in echelon form.
  func basis(of space: Space) -> [[Integer]] {
    let annihilator = annihilator(of: space)
    return annihilator.isEmpty
      ? IntegerMatrix.identity(dimension).rows : Self.kernel(of: IntegerMatrix(annihilator))
  }

  /// The functionals that vanish on a space, in reduced echelon form, with coprime entries.
  func annihilator(of space: Space) -> [[Integer]] {
    guard !space.generators.isEmpty else { return [] }
    // Echelon forms in the coordinates of an echelon form are echelon forms.
    let span = Self.echelonBasis(space.generators.map { functionals[$0] })
    return span.isEmpty ? [] : frame.functionals(span).map(Self.withCoprimeEntries)
  }

  /// The vectors of a space on which the functionals vanish that were named as others.
  func cut(_ space: Space) -> Space {
    let generators = space.generators + others
    let quotient = spans.quotient(by: generators)
    let dimension = self.dimension - quotient.rank
    guard dimension < space.dimension else { return space }
    return Space(
      generators: generators, dimension: dimension,
      survivorCount: survivorCount(vanishing(in: quotient)))
  }

  /// The neurons that do not drop out for a coefficient vector.
  func survivorCount(on vector: [Integer]) -> Int {
    conditions.count { functionals in
      functionals.contains { !Self.dot($0, vector).isZero }
    }
  }

  /// Vectors that span what is left when all neurons but at most one drop out: a basis of the
  /// space in which all of them do, and for each neuron vectors in which it alone is left.
  ///
  /// A few sparse vectors where the intersections are many; where the coefficient vectors
  /// tell all neurons apart, the bounds for the intersections follow from those for these.
  ///
  /// - Parameter check: called for each neuron; what it throws ends the work.
  func principalVectors(checking check: () throws -> Void) rethrows -> [[Integer]] {
    let distinct = Array(Set(conditions)).sorted {
      $0.lexicographicallyPrecedes($1, by: Self.precedes)
    }
    var vectors = Array(vanishing(on: distinct))
    for (index, functionals) in distinct.enumerated() {
      try check()
      let others = distinct.enumerated().filter { $0.offset != index }.map(\.element)
      vectors += vanishing(on: others).filter { vector in
        functionals.contains { !Self.dot($0, vector).isZero }
      }.prefix(functionals.count)
    }
    return vectors
  }

  /// A basis of the coefficient vectors on which conditions hold, each with coprime entries.
  private func vanishing(
    on conditions: [[[Integer]]]
  ) -> some LazySequenceProtocol & Sequence<[Integer]> {
    let rows = conditions.joined() + [[Integer](repeating: 0, count: dimension)]
    return Self.sparseKernel(of: IntegerMatrix(Array(rows))).map { vector in
      let divisor = vector.reduce(Integer(0), greatestCommonDivisor)
      return vector.map { $0.dividedExactly(by: divisor) }
    }
  }

  /// The vectors of a subspace on which functionals vanish.
  static func restrict(_ basis: [[Integer]], to functionals: [[Integer]]) -> [[Integer]] {
    guard !functionals.isEmpty else { return basis }
    // Rows: functionals, columns: their values on the basis.
    let values = functionals.map { functional in basis.map { dot(functional, $0) } }
    let kernel = kernel(of: IntegerMatrix(values))
    guard !kernel.isEmpty else { return [] }
    return echelonBasis((IntegerMatrix(kernel) * IntegerMatrix(basis)).rows)
  }

  /// The vectors that a matrix with at least one row maps to zero, a basis in echelon form.
  private static func kernel(of matrix: IntegerMatrix) -> [[Integer]] {
    let vectors = Array(sparseKernel(of: matrix))
    return vectors.isEmpty ? [] : echelonBasis(vectors)
  }

  /// A basis of the same vectors, made one by one: each has an entry in one column without a
  /// pivot, and in pivot columns.
  private static func sparseKernel(
    of matrix: IntegerMatrix
  ) -> some LazySequenceProtocol & Sequence<[Integer]> {
    let form = matrix.echelonForm
    let columns = 0..<matrix.columnCount
    let pivots = (0..<form.rank).map { row in
      columns.first { !form.matrix[row, $0].isZero }!
    }
    let isPivot = Set(pivots)
    return columns.lazy.filter { !isPivot.contains($0) }.map { free in
      var vector = [Integer](repeating: 0, count: columns.count)
      vector[free] = form.denominator
      for (row, pivot) in pivots.enumerated() { vector[pivot] = -form.matrix[row, free] }
      return vector
    }
  }

  /// The echelon form of a subspace's basis, each vector with coprime integer entries.
  static func echelonBasis(_ vectors: [[Integer]]) -> [[Integer]] {
    let form = IntegerMatrix(vectors).echelonForm
    return (0..<form.rank).map { withCoprimeEntries(form.matrix.row($0)) }
  }

  /// A multiple of a vector other than zero with coprime entries, the first one positive.
  private static func withCoprimeEntries(_ vector: [Integer]) -> [Integer] {
    let divisor = vector.reduce(Integer(0), greatestCommonDivisor)
    let leading = vector.first { !$0.isZero }!
    let signed = leading.signum() < 0 ? -divisor : divisor
    return vector.map { $0.dividedExactly(by: signed) }
  }

  /// The functionals that vanish on a vector.
  static func annihilator(of vector: [Integer]) -> [[Integer]] {
    kernel(of: IntegerMatrix([vector]))
  }

  private static func dot(_ a: [Integer], _ b: [Integer]) -> Integer {
    zip(a, b).reduce(Integer(0)) { $0 + $1.0 * $1.1 }
  }

  private static func precedes(_ a: [Integer], _ b: [Integer]) -> Bool {
    a.lexicographicallyPrecedes(b)
  }

  private static func precedes(_ a: [[Integer]], _ b: [[Integer]]) -> Bool {
    a.lexicographicallyPrecedes(b, by: precedes)
  }
}

/// Coordinates for the functionals of a span.
private struct FunctionalFrame: Sendable {
  /// A basis of the span in reduced echelon form, times one denominator.
  private let basis: IntegerMatrix
  private let pivots: [Int]

  /// The dimension of the span.
  var rank: Int { pivots.count }

  init(spannedBy functionals: [[Integer]], dimension: Int) {
    let rows = functionals + [[Integer](repeating: 0, count: dimension)]
    let form = IntegerMatrix(rows).echelonForm
    pivots = (0..<form.rank).map { row in
      (0..<dimension).first { !form.matrix[row, $0].isZero }!
    }
    basis = IntegerMatrix((0..<form.rank).map(form.matrix.row))
  }

  /// Functionals of the span in coordinates: their entries in the pivot columns.
  func coordinates(of functionals: [[Integer]]) -> [[Integer]] {
    functionals.map { functional in pivots.map { functional[$0] } }
  }

  /// Multiples of functionals with given coordinates.
  func functionals(_ coordinates: [[Integer]]) -> [[Integer]] {
    (IntegerMatrix(coordinates) * basis).rows
  }
}
