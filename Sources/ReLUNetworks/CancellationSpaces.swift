import ExactAlgebra

/// The linear combinations of blocks, sorted by which neurons of a layer cancel in them.
///
/// Each neuron defines a subspace of coefficient vectors: those for which it drops out of the
/// combination. The subspaces that matter are the intersections of these: for every other one a
/// larger subspace has the same neurons left.
struct CancellationSpaces {
  /// For each neuron, linear functionals on coefficient vectors that must all vanish.
  let conditions: [[[Integer]]]
  let dimension: Int
  /// The same by their entries that are not zero: there may be many blocks, few of them in each.
  private let sparseConditions: [[[(block: Int, value: Integer)]]]

  init(conditions: [[[Integer]]], dimension: Int) {
    self.conditions = conditions
    self.dimension = dimension
    sparseConditions = conditions.map { functionals in
      functionals.map { functional in
        functional.enumerated().filter { !$0.element.isZero }.map { ($0.offset, $0.element) }
      }
    }
  }

  /// The number of intersections after which the enumeration stops.
  static let maximumCount = 4_096

  /// The neurons that do not drop out on a subspace, given by a basis.
  func survivorCount(on basis: [[Integer]]) -> Int {
    guard basis.count < dimension else {
      return sparseConditions.count { $0.contains { !$0.isEmpty } }
    }
    return sparseConditions.count { functionals in
      basis.contains { vector in
        functionals.contains { functional in
          !functional.reduce(Integer(0)) { $0 + $1.value * vector[$1.block] }.isZero
        }
      }
    }
  }

  /// Bases of all intersections but zero, the whole space first, each in echelon form.
  ///
  /// They are enumerated by the functionals that vanish on them: there are few neurons and often
  /// many blocks, so the spans of these are small where the spaces are large.
  var intersections: [[[Integer]]] {
    var found: [[[Integer]]] = [[]]
    var seen: Set<[[Integer]]> = [[]]
    var next = 0
    let distinct = Array(Set(conditions.map { $0.sorted(by: Self.precedes) }))
      .sorted { $0.lexicographicallyPrecedes($1, by: Self.precedes) }
    while next < found.count, found.count < Self.maximumCount {
      let span = found[next]
      next += 1
      for functionals in distinct {
        let larger = Self.echelonBasis(span + functionals)
        if larger.count < dimension, seen.insert(larger).inserted { found.append(larger) }
      }
    }
    return found.map { span in
      span.isEmpty ? IntegerMatrix.identity(dimension).rows : Self.kernel(of: IntegerMatrix(span))
    }
  }

  /// Vectors that span what is left when all neurons but at most one drop out: a basis of the
  /// space in which all of them do, and for each neuron vectors in which it alone is left.
  ///
  /// A few sparse vectors where the intersections are many; where the coefficient vectors
  /// tell all neurons apart, the bounds for the intersections follow from those for these.
  var principalVectors: [[Integer]] {
    let distinct = Array(Set(conditions)).sorted {
      $0.lexicographicallyPrecedes($1, by: Self.precedes)
    }
    var vectors = Array(vanishing(on: distinct))
    for (index, functionals) in distinct.enumerated() {
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
    return (0..<form.rank).map { index in
      let row = form.matrix.row(index)
      let divisor = row.reduce(Integer(0), greatestCommonDivisor)
      let leading = row.first { !$0.isZero }!
      let signed = leading.signum() < 0 ? -divisor : divisor
      return row.map { $0.dividedExactly(by: signed) }
    }
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
