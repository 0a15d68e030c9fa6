/// How often each label occurs in the monomials of a summand of a space of polynomials.
struct Content: Hashable, Sendable {
  /// One number for each label.
  let counts: [Int]

  /// The labels of the positions `0 ..< degree`: labels on which the same factors act lie
  /// together, those that occur more often come first.
  func word(of tensors: TensorCoordinates) -> [Int] {
    order(of: tensors).flatMap { Array(repeating: $0, count: counts[$0]) }
  }

  /// What is left of the content when labels on which the same factors act are renamed: for each
  /// such kind of labels the numbers, descending.
  func type(of tensors: TensorCoordinates) -> ContentType {
    var kinds: [ContentType.Kind] = []
    for label in order(of: tensors) {
      let factors = tensors.labels[label].factors
      if kinds.last?.factors == factors {
        kinds[kinds.count - 1].counts.append(counts[label])
      } else {
        kinds.append(ContentType.Kind(factors: factors, counts: [counts[label]]))
      }
    }
    return ContentType(kinds: kinds)
  }

  /// The labels that occur.
  private func order(of tensors: TensorCoordinates) -> [Int] {
    counts.indices.filter { counts[$0] > 0 }.sorted { a, b in
      let (first, second) = (tensors.labels[a].factors, tensors.labels[b].factors)
      if first != second { return second.lexicographicallyPrecedes(first) }
      return (counts[b], a) < (counts[a], b)
    }
  }

  /// The content of a product of monomials.
  static func + (a: Content, b: Content) -> Content {
    Content(counts: zip(a.counts, b.counts).map(+))
  }

  /// All contents of the polynomials whose weights have given sizes, one for each factor, in a
  /// fixed order.
  static func all(
    degree: Int, sizes: [Int], in tensors: TensorCoordinates
  ) -> [Content] {
    var results: [Content] = []
    func complete(_ counts: [Int], degree: Int, sizes: [Int]) {
      guard counts.count < tensors.labels.count else {
        if degree == 0, sizes.allSatisfy({ $0 == 0 }) { results.append(Content(counts: counts)) }
        return
      }
      let factors = tensors.labels[counts.count].factors
      let most = factors.reduce(degree) { min($0, sizes[$1]) }
      for count in 0...most {
        var rest = sizes
        for factor in factors { rest[factor] -= count }
        complete(counts + [count], degree: degree - count, sizes: rest)
      }
    }
    complete([], degree: degree, sizes: sizes)
    return results
  }
}

/// A content up to renaming labels on which the same factors act.
struct ContentType: Hashable, Sendable {
  struct Kind: Hashable, Sendable {
    /// The factors that act on the labels.
    let factors: [Int]
    /// How often the labels occur, descending.
    var counts: [Int]
  }

  let kinds: [Kind]

  /// For each factor the positions on whose labels it acts.
  func positions(ofFactor factor: Int) -> [Int] {
    var result: [Int] = []
    var start = 0
    for kind in kinds {
      let size = kind.counts.reduce(0, +)
      if kind.factors.contains(factor) { result += start..<start + size }
      start += size
    }
    return result
  }

  /// The dimension of the space of highest weight vectors with this content.
  ///
  /// By Schur-Weyl duality these are the invariants, in the tensor product of the Specht modules
  /// of the shapes, of the permutations that fix the word of labels.
  func multiplicity(of shapes: [Partition], characters: SymmetricGroupCharacters) -> Int {
    var sum: Int128 = 0
    var order: Int128 = 1
    func add(_ kind: Int, cycles: [[Int]], count: Int128) {
      guard kind < kinds.count else {
        sum += zip(shapes, cycles).reduce(count) { product, factor in
          let type = Partition(factor.1.sorted(by: >))
          return product * Int128(characters.value(of: factor.0, at: type))
        }
        return
      }
      for (type, size) in Self.cycleTypes(ofYoungSubgroup: kinds[kind].counts) {
        var wider = cycles
        for factor in kinds[kind].factors { wider[factor] += type.parts }
        add(kind + 1, cycles: wider, count: count * Int128(size))
      }
    }
    add(0, cycles: Array(repeating: [], count: shapes.count), count: 1)
    for count in kinds.flatMap(\.counts) { order *= (1...count).reduce(1) { $0 * Int128($1) } }
    precondition(sum % order == 0, "an average of a character that is no integer")
    return Int(sum / order)
  }

  /// How many elements of a product of symmetric groups have each cycle type.
  private static func cycleTypes(ofYoungSubgroup parts: [Int]) -> [Partition: Int] {
    parts.reduce([Partition([]): 1]) { known, part in
      var types: [Partition: Int] = [:]
      for own in Partition.all(of: part) {
        for (type, size) in known {
          let joined = Partition((type.parts + own.parts).sorted(by: >))
          types[joined, default: 0] += size * own.conjugacyClassSize
        }
      }
      return types
    }
  }
}
