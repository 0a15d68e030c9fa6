import ExactAlgebra
import LongWork

/// Products of known generators and monomials in one weight, and the highest weight vectors in
/// their span.
struct HighestWeightProducts {
  private let multiples: [KnownGenerators.Multiple]
  private let ranges: [Range<Int>]
  private let index: MonomialIndex
  private let keys: MonomialKeys
  private let primary: PrimeField
  /// The coefficients of the basis of all highest weight vectors.
  private let expansions: [[Int: Int]]

  init(
    of multiples: [KnownGenerators.Multiple], part: HighestWeightPart, basis: HighestWeightBasis,
    spaces: HighestWeightSpaces, keys: MonomialKeys, primary: PrimeField
  ) {
    self.multiples = multiples
    self.keys = keys
    self.primary = primary
    ranges = basis.ranges
    let monomials = TensorMonomials(
      degree: spaces.degree, weight: part.shapes.map(\.parts), in: spaces.tensors
    ).monomials
    guard let index = MonomialIndex(monomials, degree: spaces.degree, keys: keys) else {
      // Two of at most 2^31 monomials share a random 64-bit number; the chance of that in a
      // computation that can be finished lies below one in a thousand.
      preconditionFailure("two monomials share a key")
    }
    self.index = index
    expansions = basis.polynomials.expansions(in: index, keys: keys)
  }

  /// The polynomials of lifted null vectors, primitive.
  func polynomials(
    of vectors: [[Rational]], at basisIndices: [Int], of nullSpace: ModularNullSpace,
    in ring: PolynomialRing
  ) -> [Polynomial] {
    zip(vectors, basisIndices).map { entries, basisIndex in
      var coefficients: [Int: Rational] = [:]
      let columns = [nullSpace.freeColumns[basisIndex]] + nullSpace.pivotColumns
      for (column, entry) in zip(columns, [Rational(1)] + entries) where !entry.isZero {
        for (position, coefficient) in expansions[column] {
          coefficients[position, default: 0] += entry * Rational(coefficient)
        }
      }
      let terms = coefficients.sorted { $0.key < $1.key }.map { position, coefficient in
        (coefficient: coefficient, variables: index[position].map { Int($0) })
      }
      return Polynomial(terms, in: ring).primitivePart
    }
  }

  /// The highest weight vectors in the span of the products and of more polynomials of the same
  /// weight, or `nil` where the prime makes the pairing degenerate.
  func span(
    in nullSpace: ModularNullSpace, with others: [KnownGenerators.Multiple] = []
  ) throws -> HighestWeightSpan? {
    let multiples = multiples + others
    guard !multiples.isEmpty else {
      return HighestWeightSpan(width: nullSpace.dimension)
    }
    let gram = gramMatrix(with: nullSpace)
    var echelon = gram
    let tests = echelon.reduceToEchelonForm()
    guard tests.count == nullSpace.dimension else { return nil }
    let pairing = ApolarPairing(with: tests.map { expansions[$0] }, in: index, keys: keys)
    return try HighestWeightSpan(
      of: multiples, pairing: pairing, keys: keys, primary: primary, field: nullSpace.field,
      nullVectors: gram.columns(tests))
  }

  /// The values of the pairing of the basis of a null space (rows) with the basis of all highest
  /// weight vectors (columns). Vectors of different content are orthogonal.
  private func gramMatrix(with nullSpace: ModularNullSpace) -> ModularMatrix {
    let field = nullSpace.field
    let vectors = ModularMatrix(
      (0..<nullSpace.dimension).map(nullSpace.basisVector), over: field)
    let pairing = ApolarPairing(with: expansions, in: index, keys: keys)
    let gram = ModularMatrix(rows: expansions.count, columns: expansions.count, over: field) {
      let expansion = expansions[$0]
      pairing.add(
        positions: expansion.keys, coefficients: expansion.values.map(field.residue(of:)),
        over: field, to: $1)
    }
    let blocks = ranges.map { vectors.columns($0) * gram.rows($0).columns($0) }
    return ModularMatrix(rows: vectors.rowCount, columns: expansions.count, over: field) {
      row, entries in
      for (range, block) in zip(ranges, blocks) {
        for (place, value) in block.row(row).enumerated() {
          entries[range.lowerBound + place] = value
        }
      }
    }
  }
}

/// The highest weight vectors in a span of products, as a subspace of those of the ideal.
struct HighestWeightSpan {
  /// Basis vectors of the null space that form a basis of a complement.
  let complement: [Int]
  private let rank: Int
  private let multiples: [KnownGenerators.Multiple]
  private let pairing: ApolarPairing?

  /// The span of nothing.
  init(width: Int) {
    complement = Array(0..<width)
    rank = 0
    multiples = []
    pairing = nil
  }

  /// The span of products, seen through a pairing that is nondegenerate on the null space;
  /// `nullVectors` are the values of the pairing with the basis of the latter.
  init(
    of multiples: [KnownGenerators.Multiple], pairing: ApolarPairing, keys: MonomialKeys,
    primary: PrimeField, field: PrimeField, nullVectors: ModularMatrix
  ) throws {
    let width = nullVectors.columnCount
    let span = try BatchedSpan(rowCount: multiples.count, width: width, over: field) {
      let multiple = multiples[$0]
      pairing.add(
        positions: multiple.positions(in: pairing.index, keys: keys),
        coefficients: multiple.coefficients(over: field, primary: primary), over: field, to: $1)
    }
    self.multiples = multiples
    self.pairing = pairing
    rank = span.pivots.count
    guard rank < width else {
      complement = []
      return
    }
    // The first independent columns are the pivots; the products come before the vectors.
    let rows = span.basis + (0..<width).map(nullVectors.row)
    var columns = ModularMatrix(rows, over: field).transpose
    complement = columns.reduceToEchelonForm().filter { $0 >= span.basis.count }
      .map { $0 - span.basis.count }
  }

  /// Whether the rank over the rationals is the rank modulo the prime, decided exactly.
  func hasRationalRank() throws -> Bool {
    guard rank < multiples.count, let pairing else { return true }
    try Interruption.check()
    return IntegerMatrix(multiples.map(pairing.values)).rank == rank
  }
}
