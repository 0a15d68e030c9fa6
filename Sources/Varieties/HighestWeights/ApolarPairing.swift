import ExactAlgebra

/// The pairing `<f, g> = f(d/dx) g` of highest weight vectors of one weight with polynomials of
/// that weight.
///
/// Raising and lowering operators are adjoint to each other, so a highest weight vector is
/// orthogonal to everything that is lowered from a higher weight. Hence the rank of the pairing
/// with the part of an invariant space in this weight is the number of independent highest
/// weight vectors in it.
struct ApolarPairing: Sendable {
  let index: MonomialIndex
  private let keys: MonomialKeys
  private let vectorCount: Int
  /// For each monomial where its entries start: the highest weight vectors that contain it, with
  /// their coefficients times the factorials of the exponents.
  private let starts: [Int32]
  private let vectors: [Int32]
  private let weights: [Int]

  /// The pairing with vectors that are given by their coefficients.
  init(with expansions: [[Int: Int]], in index: MonomialIndex, keys: MonomialKeys) {
    let factorials = index.exponentFactorials
    var starts = [Int32](repeating: 0, count: index.count + 1)
    for position in expansions.lazy.flatMap(\.keys) { starts[position + 1] += 1 }
    for position in 0..<index.count { starts[position + 1] += starts[position] }
    var next = starts
    var vectors = [Int32](repeating: 0, count: Int(starts.last!))
    var weights = [Int](repeating: 0, count: Int(starts.last!))
    for (vector, expansion) in expansions.enumerated() {
      for (position, coefficient) in expansion {
        let place = Int(next[position])
        vectors[place] = Int32(vector)
        weights[place] = coefficient * factorials[position]
        next[position] += 1
      }
    }
    self.index = index
    self.keys = keys
    vectorCount = expansions.count
    self.starts = starts
    self.vectors = vectors
    self.weights = weights
  }

  /// Adds the values of the pairing of all vectors with a polynomial to a row of residues.
  func add(
    positions: some Sequence<Int>, coefficients: [UInt], over field: PrimeField,
    to row: UnsafeMutableBufferPointer<UInt>
  ) {
    for (position, coefficient) in zip(positions, coefficients) {
      for place in Int(starts[position])..<Int(starts[position + 1]) {
        let product = field.multiply(coefficient, field.residue(of: weights[place]))
        let vector = Int(vectors[place])
        row[vector] = field.add(row[vector], product)
      }
    }
  }

  /// The values of the pairing of all vectors with a product of a generator and a monomial.
  func values(of multiple: KnownGenerators.Multiple) -> [Integer] {
    var row = [Integer](repeating: 0, count: vectorCount)
    let positions = multiple.positions(in: index, keys: keys)
    for (position, coefficient) in zip(positions, multiple.generator.coefficients) {
      for place in Int(starts[position])..<Int(starts[position + 1]) {
        row[Int(vectors[place])] += coefficient * Integer(weights[place])
      }
    }
    return row
  }
}

extension MonomialIndex {
  /// For each monomial the product of the factorials of its exponents; equal coordinates are
  /// neighbours.
  fileprivate var exponentFactorials: [Int] {
    (0..<count).map { number in
      var (product, run) = (1, 0)
      var previous: Int32 = -1
      for coordinate in self[number] {
        run = coordinate == previous ? run + 1 : 1
        product *= run
        previous = coordinate
      }
      return product
    }
  }
}
