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
  ) throws {
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
    let span = try BatchedSpan(rowCount: multiples.count, width: freeColumns.count, over: field) {
      fill(multiples[$0], into: $1)
    }
    let pivots = Set(span.pivots)
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
