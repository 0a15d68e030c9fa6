import ExactAlgebra
import LongWork

/// A space of highest weight vectors that is treated at once: given shapes, and the contents of
/// one sector.
struct HighestWeightPart: Sendable {
  /// One partition for each factor.
  let shapes: [Partition]
  /// The contents with the dimensions of their spaces, none of which is zero.
  let contents: [(content: Content, multiplicity: Int)]

  /// The dimension of the space.
  var dimension: Int { contents.reduce(0) { $0 + $1.multiplicity } }
}

/// The spaces of highest weight vectors in the polynomials of one degree.
struct HighestWeightSpaces: Sendable {
  let tensors: TensorCoordinates
  let degree: Int
  /// All parts, in descending lexicographic order of the shapes.
  let parts: [HighestWeightPart]

  /// The spaces of a degree.
  ///
  /// - Throws: `CancellationError`, `Interruption.TimeIsOver`.
  init(
    degree: Int, in tensors: TensorCoordinates, sectors: LabelSectors,
    characters: SymmetricGroupCharacters
  ) throws {
    self.tensors = tensors
    self.degree = degree
    var parts: [HighestWeightPart] = []
    for sizes in Self.sizes(degree: degree, in: tensors) {
      let contents = Content.all(degree: degree, sizes: sizes, in: tensors).map {
        (content: $0, type: $0.type(of: tensors), sector: sectors.key(of: $0))
      }
      guard !contents.isEmpty else { continue }
      let choices = zip(sizes, tensors.factorSizes).map {
        Partition.all(of: $0, maximumLength: $1)
      }
      for shapes in Self.products(choices) {
        try Interruption.check()
        var known: [ContentType: Int] = [:]
        var bySector: [[Int]: [(content: Content, multiplicity: Int)]] = [:]
        for (content, type, sector) in contents {
          let multiplicity =
            known[type] ?? type.multiplicity(of: shapes, characters: characters)
          known[type] = multiplicity
          if multiplicity > 0 { bySector[sector, default: []].append((content, multiplicity)) }
        }
        parts += bySector.sorted { $0.key.lexicographicallyPrecedes($1.key) }
          .map { HighestWeightPart(shapes: shapes, contents: $0.value) }
      }
    }
    self.parts = parts.stablySorted { a, b in b.shapes.precede(a.shapes) }
  }

  /// About how many bytes the largest parts need: as many as threads work on at a time.
  ///
  /// - Throws: `CancellationError`, `Interruption.TimeIsOver`.
  func memoryEstimate(threads: Int) throws -> Double {
    let bytes = try parts.map { part in
      try Interruption.check()
      return self.bytes(for: part)
    }
    let largest = bytes.sorted(by: >).prefix(threads).reduce(0, +)
    let pointCount = parts.map(\.dimension).max() ?? 0
    return largest + Double(pointCount * tensors.coordinateCount) * 8
  }

  /// The evaluation matrix with its elimination, the polynomials as products of minors, and
  /// their expansions.
  private func bytes(for part: HighestWeightPart) -> Double {
    let dimension = Double(part.dimension)
    let orders = part.shapes.map(\.columnGroupOrder).sorted()
    let products = dimension * (orders.count > 1 ? orders[0] : 1) * Double(degree) * 8
    let monomials = TensorMonomials(
      degree: degree, weight: part.shapes.map(\.parts), in: tensors
    ).count
    let terms = dimension * min(orders.reduce(1, *), monomials)
    return 3 * 8 * dimension * dimension + products + 48 * terms
      + monomials * Double(40 + 4 * degree)
  }

  /// The sizes that the shapes of the factors may have: each factor counts the labels that it
  /// acts on.
  private static func sizes(degree: Int, in tensors: TensorCoordinates) -> [[Int]] {
    let kinds = Set(tensors.labels.map(\.factors)).sorted { $1.lexicographicallyPrecedes($0) }
    var results: Set<[Int]> = []
    func complete(_ kind: Int, rest: Int, sizes: [Int]) {
      guard kind < kinds.count else {
        if rest == 0 { results.insert(sizes) }
        return
      }
      for count in 0...rest {
        var wider = sizes
        for factor in kinds[kind] { wider[factor] += count }
        complete(kind + 1, rest: rest - count, sizes: wider)
      }
    }
    let zeros = Array(repeating: 0, count: tensors.factorSizes.count)
    complete(0, rest: degree, sizes: zeros)
    return results.sorted { $1.lexicographicallyPrecedes($0) }
  }

  private static func products(_ choices: [[Partition]]) -> [[Partition]] {
    choices.reduce([[]]) { prefixes, choice in
      prefixes.flatMap { prefix in choice.map { prefix + [$0] } }
    }
  }
}

extension [Partition] {
  /// Whether the first of two lists comes before the other one lexicographically.
  func precede(_ other: [Partition]) -> Bool {
    map(\.parts).lexicographicallyPrecedes(other.map(\.parts)) {
      $0.lexicographicallyPrecedes($1)
    }
  }
}

extension Array {
  /// Sorted, elements that compare equal in their order.
  fileprivate func stablySorted(by precedes: (Element, Element) -> Bool) -> [Element] {
    enumerated().sorted {
      precedes($0.element, $1.element)
        || (!precedes($1.element, $0.element) && $0.offset < $1.offset)
    }.map(\.element)
  }
}
