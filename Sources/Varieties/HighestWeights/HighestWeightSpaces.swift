/// The spaces of highest weight vectors in the polynomials of one degree, by their shapes.
struct HighestWeightSpaces: Sendable {
  let tensors: TensorCoordinates
  let degree: Int
  /// All shapes that occur, one partition for each factor, in descending lexicographic order.
  let shapes: [[Partition]]
  private let table: [[Partition]: [(content: Content, multiplicity: Int)]]

  init(degree: Int, in tensors: TensorCoordinates, characters: SymmetricGroupCharacters) {
    self.tensors = tensors
    self.degree = degree
    var shapes: [[Partition]] = []
    var table: [[Partition]: [(content: Content, multiplicity: Int)]] = [:]
    for sizes in Self.sizes(degree: degree, in: tensors) {
      let contents = Content.all(degree: degree, sizes: sizes, in: tensors)
      guard !contents.isEmpty else { continue }
      let types = contents.map { $0.type(of: tensors) }
      let choices = zip(sizes, tensors.factorSizes).map {
        Partition.all(of: $0, maximumLength: $1)
      }
      for shape in Self.products(choices) {
        var known: [ContentType: Int] = [:]
        let multiplicities = zip(contents, types).map { content, type in
          if known[type] == nil {
            known[type] = type.multiplicity(of: shape, characters: characters)
          }
          return (content: content, multiplicity: known[type]!)
        }
        guard multiplicities.contains(where: { $0.multiplicity > 0 }) else { continue }
        shapes.append(shape)
        table[shape] = multiplicities
      }
    }
    self.shapes = shapes.sorted { a, b in
      b.map(\.parts).lexicographicallyPrecedes(a.map(\.parts)) {
        $0.lexicographicallyPrecedes($1)
      }
    }
    self.table = table
  }

  /// The contents of the highest weight vectors of some shapes, with the dimensions.
  func multiplicities(of shapes: [Partition]) -> [(content: Content, multiplicity: Int)] {
    table[shapes] ?? []
  }

  /// The dimension of the space of highest weight vectors of some shapes.
  func dimension(of shapes: [Partition]) -> Int {
    multiplicities(of: shapes).reduce(0) { $0 + $1.multiplicity }
  }

  /// About how many bytes the largest spaces need: as many as threads work on at a time.
  func memoryEstimate(threads: Int, coordinateCount: Int) -> Double {
    let largest = shapes.map(bytes).sorted(by: >).prefix(threads).reduce(0, +)
    let pointCount = shapes.map(dimension).max() ?? 0
    return largest + Double(pointCount * coordinateCount) * 8
  }

  /// The evaluation matrix with its elimination, the polynomials as products of minors, and
  /// their expansions.
  private func bytes(for shapes: [Partition]) -> Double {
    let dimension = Double(dimension(of: shapes))
    let orders = shapes.map(\.columnGroupOrder).sorted()
    let products = dimension * (orders.count > 1 ? orders[0] : 1) * Double(degree) * 8
    let monomials = TensorMonomials(degree: degree, weight: shapes.map(\.parts), in: tensors).count
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
