import Testing

@testable import Varieties

@Suite struct SymmetricGroupCharactersTests {
  static let characters = SymmetricGroupCharacters(upTo: 8)

  struct Table: Sendable {
    let classes: [[Int]]
    let classSizes: [Int]
    let values: [(shape: [Int], row: [Int])]
  }

  /// Fulton and Harris, *Representation theory*, 2.3 and 3.1.
  static let published = [
    Table(
      classes: [[1, 1, 1, 1], [2, 1, 1], [3, 1], [4], [2, 2]], classSizes: [1, 6, 8, 6, 3],
      values: [
        ([4], [1, 1, 1, 1, 1]),
        ([1, 1, 1, 1], [1, -1, 1, -1, 1]),
        ([3, 1], [3, 1, 0, -1, -1]),
        ([2, 1, 1], [3, -1, 0, 1, -1]),
        ([2, 2], [2, 0, -1, 0, 2]),
      ]),
    Table(
      classes: [[1, 1, 1, 1, 1], [2, 1, 1, 1], [3, 1, 1], [4, 1], [5], [2, 2, 1], [3, 2]],
      classSizes: [1, 10, 20, 30, 24, 15, 20],
      values: [
        ([5], [1, 1, 1, 1, 1, 1, 1]),
        ([1, 1, 1, 1, 1], [1, -1, 1, -1, 1, 1, -1]),
        ([4, 1], [4, 2, 1, 0, -1, 0, -1]),
        ([2, 1, 1, 1], [4, -2, 1, 0, -1, 0, 1]),
        ([3, 1, 1], [6, 0, 0, 0, 1, -2, 0]),
        ([3, 2], [5, 1, -1, -1, 0, 1, 1]),
        ([2, 2, 1], [5, -1, -1, 1, 0, 1, -1]),
      ]),
  ]

  @Test(arguments: published)
  func publishedTable(_ table: Table) {
    #expect(table.values.count == table.classes.count)
    #expect(table.classes.map { Partition($0).conjugacyClassSize } == table.classSizes)
    for (shape, row) in table.values {
      let values = table.classes.map {
        Self.characters.value(of: Partition(shape), at: Partition($0))
      }
      #expect(values == row, "\(shape)")
    }
  }

  static let partitionCounts = [1, 1, 2, 3, 5, 7, 11, 15, 22]

  @Test(arguments: 0...8)
  func orthogonality(degree: Int) {
    let partitions = Partition.all(of: degree)
    #expect(partitions.count == Self.partitionCounts[degree])
    let sizes = partitions.map(\.conjugacyClassSize)
    let order = TextbookNumbers.factorial(degree)
    #expect(sizes.reduce(0, +) == order)
    let table = partitions.map { shape in
      partitions.map { Self.characters.value(of: shape, at: $0) }
    }
    for a in partitions.indices {
      for b in partitions.indices {
        let rows = partitions.indices.reduce(0) { $0 + sizes[$1] * table[a][$1] * table[b][$1] }
        #expect(rows == (a == b ? order : 0))
        let columns = table.reduce(0) { $0 + $1[a] * $1[b] }
        #expect(columns * sizes[a] == (a == b ? order : 0))
      }
    }
  }

  @Test(arguments: 1...8)
  func dimensionsAndSigns(degree: Int) {
    let identity = Partition([Int](repeating: 1, count: degree))
    for shape in Partition.all(of: degree) {
      let dimension = Self.characters.value(of: shape, at: identity)
      #expect(dimension == TextbookNumbers.standardTableaux(shape.parts))
      #expect(shape.conjugate.conjugate == shape && shape.conjugate.size == degree)
      for type in Partition.all(of: degree) {
        // The conjugate shape is the tensor product with the sign.
        let sign = (degree - type.parts.count).isMultiple(of: 2) ? 1 : -1
        #expect(
          Self.characters.value(of: shape.conjugate, at: type)
            == sign * Self.characters.value(of: shape, at: type))
      }
    }
  }

  @Test func partitionsOfBoundedLength() {
    for degree in 0...7 {
      for length in 1...4 {
        #expect(
          Partition.all(of: degree, maximumLength: length).map(\.parts)
            == TextbookNumbers.partitions(of: degree, parts: length))
      }
    }
  }
}
