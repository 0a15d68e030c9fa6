import ExactAlgebra

/// Highest weight vectors that generate the ideal so far, in the coordinates of the sectors, ready
/// to be multiplied by monomials.
struct KnownHighestWeights: Sendable {
  private struct Known {
    let degree: Int
    /// The parts of the highest weight, for each factor.
    let weight: [[Int]]
    /// The content of one of the monomials.
    let content: Content
    let entry: KnownGenerators.Entry
  }

  private let tensors: TensorCoordinates
  private let sectors: LabelSectors
  private let keys: MonomialKeys
  private let field: PrimeField
  private var known: [Known] = []

  init(
    in tensors: TensorCoordinates, sectors: LabelSectors, keys: MonomialKeys, field: PrimeField
  ) {
    self.tensors = tensors
    self.sectors = sectors
    self.keys = keys
    self.field = field
  }

  /// Adds a highest weight vector in the coordinates of the sectors.
  mutating func append(_ polynomial: Polynomial, degree: Int, shapes: [Partition]) {
    known.append(
      Known(
        degree: degree, weight: shapes.map(\.parts),
        content: tensors.content(of: polynomial.terms[0].variables),
        entry: KnownGenerators.Entry(polynomial, keys: keys, field: field)))
  }

  /// All products of a generator and a monomial whose weight and sector are those of a part, in a
  /// fixed order.
  func multiples(of part: HighestWeightPart, degree: Int) -> [KnownGenerators.Multiple] {
    let sector = sectors.key(of: part.contents[0].content)
    return known.flatMap { generator -> [KnownGenerators.Multiple] in
      let rest = degree - generator.degree
      guard rest > 0, let missing = Self.difference(part.shapes, generator.weight) else {
        return []
      }
      let monomials = TensorMonomials(degree: rest, weight: missing, in: tensors).monomials
      return stride(from: 0, to: monomials.count, by: rest).compactMap { start in
        let monomial = monomials[start..<start + rest]
        let content = generator.content + tensors.content(of: monomial.map(Int.init))
        guard sectors.key(of: content) == sector else { return nil }
        return KnownGenerators.Multiple(generator: generator.entry, monomial: monomial)
      }
    }
  }

  /// What the weights of a generator lack, or `nil` where they exceed the shapes.
  private static func difference(_ shapes: [Partition], _ weight: [[Int]]) -> [[Int]]? {
    var result: [[Int]] = []
    for (shape, own) in zip(shapes, weight) {
      guard own.count <= shape.parts.count else { return nil }
      let padded = own + Array(repeating: 0, count: shape.parts.count - own.count)
      let rest = zip(shape.parts, padded).map(-)
      guard rest.allSatisfy({ $0 >= 0 }) else { return nil }
      result.append(rest)
    }
    return result
  }
}
