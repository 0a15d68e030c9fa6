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
  /// The neurons with the same functionals, in coordinates of the frame, and their number.
  private let neurons: [(functionals: [[Integer]], count: Int)]

  /// The combinations of so many blocks.
  ///
  /// - Parameter others: functionals besides by which spaces are cut, see `cut(_:by:)`.
  init(conditions: [[[Integer]]], dimension: Int, others: [[Integer]] = []) {
    self.conditions = conditions
    self.dimension = dimension
    let frame = FunctionalFrame(spannedBy: conditions.joined() + others, dimension: dimension)
    self.frame = frame
    var counts: [[[Integer]]: Int] = [:]
    for functionals in conditions { counts[functionals.sorted(by: Self.precedes), default: 0] += 1 }
    neurons = counts.sorted { $0.key.lexicographicallyPrecedes($1.key, by: Self.precedes) }
      .map { (frame.coordinates(of: $0.key), $0.value) }
  }

  /// A subspace of coefficient vectors.
  struct Space: Sendable {
    /// The functionals that vanish on it, in coordinates of the frame, an echelon form.
    fileprivate let annihilator: [[Integer]]
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
      annihilator: [], dimension: dimension,
      survivorCount: neurons.reduce(0) { $0 + ($1.functionals.isEmpty ? 0 : $1.count) })
  }

  /// Hands the intersections but zero to `visit`, the whole space first, as many of them as
  /// `maximumCount`.
  ///
  /// They are enumerated by the functionals that vanish on them.
  ///
  /// - Returns: whether these are all.
  func enumerate(_ visit: (Space) throws -> Void) rethrows -> Bool {
    var spans: [[[Integer]]] = [[]]
    var seen: Set<[[Integer]]> = [[]]
    var isComplete = true
    var next = 0
    while next < spans.count {
      let span = spans[next]
      next += 1
      var survivors = 0
      for (functionals, count) in neurons {
        let larger = Self.echelonBasis(span + functionals)
        guard larger.count > span.count else { continue }
        survivors += count
        guard larger.count < dimension, !seen.contains(larger) else { continue }
        guard spans.count < Self.maximumCount else {
          isComplete = false
          continue
        }
        seen.insert(larger)
        spans.append(larger)
      }
      try visit(
        Space(annihilator: span, dimension: dimension - span.count, survivorCount: survivors))
    }
    return isComplete
  }

  /// Bases of all intersections but zero, the whole space first, each in echelon form.
  var intersections: [[[Integer]]] {
    var spaces: [Space] = []
    _ = enumerate { spaces.append($0) }
    return spaces.map(basis)
  }

  /// A basis in echelon form.
  func basis(of space: Space) -> [[Integer]] {
    space.annihilator.isEmpty
      ? IntegerMatrix.identity(dimension).rows
      : Self.kernel(of: IntegerMatrix(frame.functionals(space.annihilator)))
  }

  /// The functionals that vanish on a space, in reduced echelon form, with coprime entries.
  func annihilator(of space: Space) -> [[Integer]] {
    // Echelon forms in the coordinates of an echelon form are echelon forms.
    space.annihilator.isEmpty
      ? [] : frame.functionals(space.annihilator).map(Self.withCoprimeEntries)
  }

  /// The vectors of a space on which functionals vanish that were named as others.
  func cut(_ space: Space, by functionals: [[Integer]]) -> Space {
    let span = Self.echelonBasis(space.annihilator + frame.coordinates(of: functionals))
    guard span.count > space.annihilator.count else { return space }
    let survivors = neurons.reduce(0) { sum, neuron in
      let larger = Self.echelonBasis(span + neuron.functionals)
      return larger.count > span.count ? sum + neuron.count : sum
    }
    return Space(
      annihilator: span, dimension: dimension - span.count, survivorCount: survivors)
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
