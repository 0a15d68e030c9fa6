import ExactAlgebra

/// The minimal generators found so far, in all weights, ready to be multiplied by monomials.
struct KnownGenerators: Sendable {
  struct Entry: Sendable {
    /// The keys of the monomials.
    let keys: [UInt64]
    /// The coefficients, coprime integers, in the order of the keys.
    let coefficients: [Integer]
    /// The coefficients modulo the field in which most of the work is done.
    let residues: [UInt]

    /// A polynomial with coprime integer coefficients.
    init(_ polynomial: Polynomial, keys: MonomialKeys, field: PrimeField) {
      let terms = polynomial.terms
      self.keys = terms.map { keys.key(of: $0.variables.lazy.map { Int32($0) }) }
      coefficients = terms.map(\.coefficient.numerator)
      residues = coefficients.map { $0.residue(in: field) }
    }
  }

  private(set) var entries: [[WeightKey: [Entry]]] = []
  private let field: PrimeField

  init(field: PrimeField) { self.field = field }

  /// Adds the generators of the next degree.
  mutating func append(
    _ generators: [(weight: WeightKey, polynomial: Polynomial)], degree: Int, keys: MonomialKeys
  ) {
    precondition(entries.count == degree - 1, "degrees are added in order")
    let new = generators.map { weight, polynomial in
      (weight: weight, entry: Entry(polynomial, keys: keys, field: field))
    }
    entries.append(
      Dictionary(grouping: new, by: \.weight).mapValues { $0.map(\.entry) })
  }

  /// All products of a generator and a monomial that have a weight, in a fixed order.
  func multiples(ofWeight weight: WeightKey, degree: Int, in spaces: WeightSpaces) -> [Multiple] {
    var result: [Multiple] = []
    for (index, byWeight) in entries.enumerated() where index + 1 < degree {
      let rest = degree - index - 1
      for (own, generators) in byWeight.sorted(by: { $0.key < $1.key }) {
        guard let missing = weight - own,
          spaces.monomialCount(of: missing, degree: rest) > 0
        else { continue }
        let monomials = spaces.monomials(of: missing, degree: rest)
        for start in stride(from: 0, to: monomials.count, by: rest) {
          let monomial = monomials[start..<start + rest]
          result += generators.map { Multiple(generator: $0, monomial: monomial) }
        }
      }
    }
    return result
  }

  /// A generator times a monomial.
  struct Multiple: Sendable {
    let generator: Entry
    let monomial: ArraySlice<Int32>

    /// The positions of its monomials in the index of their weight space.
    func positions(in index: MonomialIndex, keys: MonomialKeys) -> [Int] {
      let monomialKey = keys.key(of: monomial)
      return generator.keys.map { index.position(ofKey: $0 &+ monomialKey) }
    }

    /// The coefficients over a field.
    func coefficients(over field: PrimeField, primary: PrimeField) -> [UInt] {
      field == primary
        ? generator.residues : generator.coefficients.map { $0.residue(in: field) }
    }
  }
}
