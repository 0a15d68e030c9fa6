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

  /// The number of intersections after which the enumeration stops.
  static let maximumCount = 4_096

  /// The neurons that do not drop out on a subspace, given by a basis.
  func survivorCount(on basis: [[Integer]]) -> Int {
    conditions.filter { functionals in
      basis.contains { vector in
        functionals.contains { !Self.dot($0, vector).isZero }
      }
    }.count
  }

  /// Bases of all intersections but zero, the whole space first, each in echelon form.
  var intersections: [[[Integer]]] {
    let whole = IntegerMatrix.identity(dimension).rows
    var found = [whole]
    var seen: Set<[[Integer]]> = [whole]
    var next = 0
    let distinct = Array(Set(conditions.map { $0.sorted(by: Self.precedes) }))
      .sorted { $0.lexicographicallyPrecedes($1, by: Self.precedes) }
    while next < found.count, found.count < Self.maximumCount {
      let space = found[next]
      next += 1
      for functionals in distinct {
        let smaller = Self.restrict(space, to: functionals)
        if !smaller.isEmpty, seen.insert(smaller).inserted { found.append(smaller) }
      }
    }
    return found
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
    var vectors = Array(kernel(of: distinct))
    for (index, functionals) in distinct.enumerated() {
      let others = distinct.enumerated().filter { $0.offset != index }.map(\.element)
      vectors += kernel(of: others).filter { vector in
        functionals.contains { !Self.dot($0, vector).isZero }
      }.prefix(functionals.count)
    }
    return vectors
  }

  /// A basis of the vectors on which conditions hold, each with coprime entries, made one by one.
  private func kernel(
    of conditions: [[[Integer]]]
  ) -> some LazySequenceProtocol & Sequence<[Integer]> {
    let rows = Array(conditions.joined().map { $0.map { Rational($0) } })
    let (echelon, pivots) = RationalMatrix(rows, columnCount: dimension).reducedEchelonForm
    let isPivot = Set(pivots)
    return (0..<dimension).lazy.filter { !isPivot.contains($0) }.map { column in
      var vector = [Rational](repeating: 0, count: dimension)
      vector[column] = 1
      for (row, pivot) in pivots.enumerated() { vector[pivot] = -echelon[row, column] }
      return vector.primitiveIntegers
    }
  }

  /// The vectors of a subspace on which functionals vanish.
  static func restrict(_ basis: [[Integer]], to functionals: [[Integer]]) -> [[Integer]] {
    guard !functionals.isEmpty else { return basis }
    // Rows: functionals, columns: their values on the basis.
    let values = functionals.map { functional in basis.map { dot(functional, $0) } }
    let kernel = RationalMatrix(values.map { $0.map { Rational($0) } }).kernel
    guard kernel.rowCount > 0 else { return [] }
    let combinations = IntegerMatrix(kernel.rows.map(\.primitiveIntegers))
    return echelonBasis((combinations * IntegerMatrix(basis)).rows)
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
