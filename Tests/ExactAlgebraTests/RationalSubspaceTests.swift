import ExactAlgebra
import Testing

@Suite struct RationalSubspaceTests {
  private static func vectors(
    _ count: Int, length: Int, rank: Int, seed: UInt64
  ) -> [[Rational]] {
    var generator = SeededGenerator(seed: seed)
    func number() -> Rational {
      Rational(
        Integer(Int.random(in: -5...5, using: &generator)),
        Integer(Int.random(in: 1...3, using: &generator)))
    }
    let basis = (0..<rank).map { _ in (0..<length).map { _ in number() } }
    return (0..<count).map { _ in
      basis.reduce([Rational](repeating: 0, count: length)) { sum, vector in
        let factor = number()
        return zip(sum, vector).map { $0 + factor * $1 }
      }
    }
  }

  /// The incremental form is the reduced echelon form of all vectors.
  @Test(arguments: [(1, 3, 1), (4, 4, 2), (6, 5, 3), (5, 3, 3), (9, 6, 4), (3, 4, 0)])
  func basisIsReduced(count: Int, length: Int, rank: Int) {
    for seed in UInt64(0)..<5 {
      let vectors = Self.vectors(count, length: length, rank: rank, seed: seed)
      let space = RationalSubspace(ofDimension: length, spannedBy: vectors)
      let (echelon, pivots) = RationalMatrix(vectors).reducedEchelonForm
      #expect(space.basis == (0..<pivots.count).map(echelon.row))
      #expect(space.dimension == pivots.count)
      #expect(vectors.allSatisfy(space.contains))
      #expect(RationalSubspace(ofDimension: length, spannedBy: vectors.reversed()) == space)
    }
  }

  @Test func insertTellsWhatIsNew() {
    var space = RationalSubspace(ofDimension: 3)
    #expect(space.dimension == 0 && space.contains([0, 0, 0]) && !space.contains([1, 0, 0]))
    let inserted = [[0, 0, 0], [0, 2, 4], [0, -1, -2], [1, 1, 1], [0, 0, 7], [5, 6, 7]].map {
      space.insert($0)
    }
    #expect(inserted == [false, true, false, true, true, false])
    #expect(space.basis == RationalMatrix.identity(3).rows)
  }

  @Test(arguments: [(5, 2, 3), (6, 4, 4), (4, 3, 3), (4, 0, 2), (3, 3, 1)])
  func intersections(length: Int, first: Int, second: Int) {
    for seed in UInt64(0)..<5 {
      let a = RationalSubspace(
        ofDimension: length,
        spannedBy: Self.vectors(first, length: length, rank: first, seed: seed))
      let b = RationalSubspace(
        ofDimension: length,
        spannedBy: Self.vectors(second, length: length, rank: second, seed: seed + 50))
      let both = a.intersection(b)
      let sum = RationalSubspace(ofDimension: length, spannedBy: a.basis + b.basis)
      #expect(both.dimension == a.dimension + b.dimension - sum.dimension)
      #expect(a.contains(both) && b.contains(both) && sum.contains(a) && sum.contains(b))
      #expect(b.intersection(a) == both && a.intersection(a) == a)
      for functional in a.annihilator {
        for vector in a.basis {
          #expect(zip(functional, vector).reduce(0) { $0 + $1.0 * $1.1 } == 0)
        }
      }
      #expect(a.annihilator.count == length - a.dimension)
    }
  }

  @Test func coordinates() {
    let columns = RationalMatrix([[0, 0], [1, 2], [0, 3], [1, 1]])
    let wanted = RationalMatrix([[2, Rational(1, 3), 0], [-1, 5, 0]])
    #expect(columns.coordinates(of: columns * wanted) == wanted)
    let nothing = RationalMatrix(rows: 4, columns: 0)
    #expect(nothing.coordinates(of: RationalMatrix(rows: 4, columns: 2)).rowCount == 0)
    #expect(columns.selecting(rows: [3, 1]) == RationalMatrix([[1, 1], [1, 2]]))
  }

  @Test func primitiveIntegers() {
    #expect([Rational(2, 3), Rational(-4, 5), 0].primitiveIntegers == [5, -6, 0])
    #expect([Rational(-6), 9].primitiveIntegers == [-2, 3])
    #expect([Rational(0), 0].primitiveIntegers == [0, 0])
    #expect([Rational]().primitiveIntegers.isEmpty)
  }
}
