import ExactAlgebra

/// The span of products of known generators and monomials inside the null space of one weight.
///
/// All products lie in the null space, so their entries in its free columns determine them.
struct MultiplesSpan {
  private let multiples: [KnownGenerators.Multiple]
  private let index: MonomialIndex
  private let keys: MonomialKeys
  private let primary: PrimeField
  private let field: PrimeField
  private let freeColumns: [Int]
  /// For each monomial its place among the free columns, or -1.
  private let places: [Int32]
  /// The places among the free columns that the span leaves free: those basis vectors of the
  /// null space form a basis of a complement.
  private(set) var complement: [Int]

  init(
    of multiples: [KnownGenerators.Multiple], in index: MonomialIndex, keys: MonomialKeys,
    nullSpace: ModularNullSpace, primary: PrimeField
  ) {
    self.multiples = multiples
    self.index = index
    self.keys = keys
    self.primary = primary
    field = nullSpace.field
    freeColumns = nullSpace.freeColumns
    var places = [Int32](repeating: -1, count: index.count)
    for (place, column) in nullSpace.freeColumns.enumerated() { places[column] = Int32(place) }
    self.places = places
    complement = []
    let pivots = Set(pivotPlaces())
    complement = freeColumns.indices.filter { !pivots.contains($0) }
  }

  /// The rank modulo the prime.
  var rank: Int { freeColumns.count - complement.count }

  /// Whether the rank over the rationals is the rank modulo the prime, decided exactly.
  ///
  /// Then the number of new generators is proved too.
  func hasRationalRank() -> Bool {
    guard rank < multiples.count else { return true }
    var matrix = IntegerMatrix(rows: multiples.count, columns: freeColumns.count)
    for (row, multiple) in multiples.enumerated() {
      let positions = multiple.positions(in: index, keys: keys)
      for (position, coefficient) in zip(positions, multiple.generator.coefficients) {
        let place = places[position]
        if place >= 0 { matrix[row, Int(place)] = coefficient }
      }
    }
    return matrix.rank == rank
  }

  /// The pivot columns of the span, found in batches and no further than to full rank.
  private func pivotPlaces() -> [Int] {
    let width = freeColumns.count
    var order = Array(multiples.indices)
    var generator = SeededGenerator(seed: UInt64(width))
    order.shuffle(using: &generator)
    var basis: [[UInt]] = []
    var pivots: [Int] = []
    var next = 0
    while next < order.count, pivots.count < width {
      let batch = order[next..<min(next + width + 8, order.count)]
      next = batch.endIndex
      let kept = basis
      var matrix = ModularMatrix(
        rows: kept.count + batch.count, columns: width, over: field
      ) { row, values in
        if row < kept.count {
          for (place, value) in kept[row].enumerated() { values[place] = value }
        } else {
          fill(multiples[order[next - batch.count + row - kept.count]], into: values)
        }
      }
      pivots = matrix.reduceToEchelonForm()
      if next < order.count, pivots.count < width {
        basis = pivots.indices.map(matrix.row)
      }
    }
    return pivots
  }

  private func fill(
    _ multiple: KnownGenerators.Multiple, into values: UnsafeMutableBufferPointer<UInt>
  ) {
    let residues = multiple.coefficients(over: field, primary: primary)
    for (position, residue) in zip(multiple.positions(in: index, keys: keys), residues) {
      let place = places[position]
      if place >= 0 { values[Int(place)] = residue }
    }
  }
}
