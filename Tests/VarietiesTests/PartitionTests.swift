import ExactAlgebra
import Testing
import Varieties

@Suite struct PartitionTests {
  @Test func zerosAreDropped() {
    #expect(Partition([3, 1, 0, 0]).parts == [3, 1])
    #expect(Partition([3, 1, 0]) == Partition([3, 1]))
    #expect(Partition([]).size == 0 && Partition([4, 4, 1]).size == 9)
  }

  /// Fulton and Harris, lecture 6 and 15.
  @Test func knownDimensions() {
    let known: [(parts: [Int], n: Int, dimension: Integer)] = [
      ([], 4, 1), ([1], 4, 4), ([2], 4, 10), ([1, 1], 4, 6), ([2, 1], 3, 8), ([3], 3, 10),
      ([2, 2], 4, 20), ([3, 1], 3, 15), ([1, 1, 1], 3, 1), ([2, 2, 1], 3, 3),
      ([1, 1, 1], 2, 0),
      ([5, 3, 2], 3, 15), ([40], 2, 41), ([], 0, 1), ([1], 0, 0),
    ]
    #expect(known.count == 15)
    for (parts, n, dimension) in known {
      #expect(Partition(parts).dimension(n: n) == dimension, "\(parts), n = \(n)")
    }
  }

  @Test func hookContentFormula() {
    var count = 0
    for size in 0...7 {
      for parts in TextbookNumbers.partitions(of: size, parts: size) {
        for n in 1...5 {
          let expected = TextbookNumbers.hookContentDimension(parts, n: n)
          #expect(Partition(parts).dimension(n: n) == Integer(expected), "\(parts), n = \(n)")
          count += 1
        }
      }
    }
    // 1 + 1 + 2 + 3 + 5 + 7 + 11 + 15 partitions.
    #expect(count == 45 * 5)
  }

  /// Sagan, *The symmetric group*, 2.11; rows and columns in reverse lexicographic order.
  static let kostkaTables: [[[Int]]] = [
    [[1]],
    [[1, 1], [0, 1]],
    [[1, 1, 1], [0, 1, 2], [0, 0, 1]],
    [
      [1, 1, 1, 1, 1], [0, 1, 1, 2, 3], [0, 0, 1, 1, 2], [0, 0, 0, 1, 3], [0, 0, 0, 0, 1],
    ],
    [
      [1, 1, 1, 1, 1, 1, 1], [0, 1, 1, 2, 2, 3, 4], [0, 0, 1, 1, 2, 3, 5],
      [0, 0, 0, 1, 1, 3, 6],
      [0, 0, 0, 0, 1, 2, 5], [0, 0, 0, 0, 0, 1, 4], [0, 0, 0, 0, 0, 0, 1],
    ],
  ]

  @Test(arguments: 1...5)
  func kostkaTable(size: Int) {
    let partitions = TextbookNumbers.partitions(of: size, parts: size)
    let table = partitions.map { shape in
      partitions.map { Partition(shape).kostkaNumber(content: $0) }
    }
    #expect(table == Self.kostkaTables[size - 1])
  }

  /// Words with given content, sorted into shapes by the Robinson-Schensted-Knuth bijection.
  @Test(arguments: 1...6)
  func countsOfWords(size: Int) {
    let partitions = TextbookNumbers.partitions(of: size, parts: size)
    #expect(!partitions.isEmpty)
    for content in partitions {
      let words =
        TextbookNumbers.factorial(size)
        / content.map(TextbookNumbers.factorial).reduce(1, *)
      let sum = partitions.reduce(0) { sum, shape in
        sum + Partition(shape).kostkaNumber(content: content)
          * TextbookNumbers.standardTableaux(shape)
      }
      #expect(sum == words)
    }
  }

  @Test func contentInAnyOrder() {
    let shape = Partition([3, 2, 1])
    let contents = [[2, 2, 1, 1], [1, 2, 1, 2], [1, 0, 1, 2, 0, 2], [2, 1, 2, 0, 1]]
    #expect(contents.map(shape.kostkaNumber) == [4, 4, 4, 4])
    #expect(shape.kostkaNumber(content: [3, 2]) == 0)
    #expect(shape.kostkaNumber(content: [3, 3, 1]) == 0)
    #expect(Partition([]).kostkaNumber(content: []) == 1)
    #expect(Partition([]).kostkaNumber(content: [0, 0]) == 1)
  }
}
