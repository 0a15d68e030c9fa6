import ExactAlgebra

/// Highest weight vectors that generate the ideal so far, ready to be multiplied by monomials.
struct KnownHighestWeights: Sendable {
  private struct Known {
    let degree: Int
    /// The parts of the highest weight, for each factor.
    let weight: [[Int]]
    let entry: KnownGenerators.Entry
  }

  private let tensors: TensorCoordinates
  private let keys: MonomialKeys
  private let field: PrimeField
  private var known: [Known] = []

  init(in tensors: TensorCoordinates, keys: MonomialKeys, field: PrimeField) {
    self.tensors = tensors
    self.keys = keys
    self.field = field
  }

  /// Adds generators of a degree.
  mutating func append(_ generators: [HighestWeightGenerator]) {
    for generator in generators {
      known.append(
        Known(
          degree: generator.degree,
          weight: generator.representation.partitions.map(\.parts),
          entry: KnownGenerators.Entry(generator.polynomial, keys: keys, field: field)))
    }
  }

  /// All products of a generator and a monomial whose weight is that of the shapes, in a fixed
  /// order.
  func multiples(of shapes: [Partition], degree: Int) -> [KnownGenerators.Multiple] {
    known.flatMap { generator -> [KnownGenerators.Multiple] in
      let rest = degree - generator.degree
      guard rest > 0, let missing = Self.difference(shapes, generator.weight) else { return [] }
      let monomials = TensorMonomials(degree: rest, weight: missing, in: tensors).monomials
      return stride(from: 0, to: monomials.count, by: rest).map {
        KnownGenerators.Multiple(
          generator: generator.entry, monomial: monomials[$0..<$0 + rest])
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
