import ExactAlgebra
import Testing
import Varieties

@Suite struct RankConditionTests {
  static let field = PrimeField(prime: 1_000_000_007)

  /// A `rows x columns` matrix of independent coordinates, row by row.
  static func generic(_ rows: Int, _ columns: Int, rankAtMost rank: Int) -> RankCondition {
    RankCondition(
      entries: (0..<rows).map { row in (0..<columns).map { [row * columns + $0: 1] } },
      columnCount: columns, rankAtMost: rank)
  }

  /// A matrix of random linear forms with some zero entries.
  static func random(
    _ rows: Int, _ columns: Int, coordinates: Int, rankAtMost rank: Int, seed: UInt64
  ) -> RankCondition {
    var generator = SeededGenerator(seed: seed)
    let entries = (0..<rows).map { _ in
      (0..<columns).map { _ in
        let terms = (0..<Int.random(in: 0...3, using: &generator)).map { _ in
          (
            Int.random(in: 0..<coordinates, using: &generator),
            Integer([-2, -1, 1, 3].randomElement(using: &generator)!)
          )
        }
        return RankCondition.LinearForm(terms, uniquingKeysWith: { first, _ in first })
      }
    }
    return RankCondition(entries: entries, columnCount: columns, rankAtMost: rank)
  }

  @Test func sizesAndCounts() {
    let condition = Self.generic(3, 4, rankAtMost: 2)
    #expect(condition.rowCount == 3 && condition.columnCount == 4)
    #expect(condition.minorSize == 3 && condition.minorCount == 4)
    #expect(Self.generic(5, 6, rankAtMost: 2).minorCount == 200)
    #expect(!condition.isTrivial)
    #expect(Self.generic(3, 4, rankAtMost: 3).isTrivial)
    #expect(Self.generic(3, 4, rankAtMost: 3).minorCount == 0)
    #expect(Self.generic(3, 4, rankAtMost: 0).minorCount == 12)
    #expect(condition == Self.generic(3, 4, rankAtMost: 2))
    #expect(condition != Self.generic(3, 4, rankAtMost: 1))
  }

  /// The symbolic matrix at a point is the matrix of residues there.
  @Test(arguments: 1...10 as ClosedRange<UInt64>)
  func bothMatricesAgree(seed: UInt64) {
    let condition = Self.random(3, 5, coordinates: 7, rankAtMost: 1, seed: seed)
    let ring = PolynomialRing(ClassicalMaps.names("x", 7))
    var generator = SeededGenerator(seed: seed, stream: 1)
    let point = Self.field.randomElements(7, using: &generator)
    let symbolic = condition.matrix(in: ring)
    let modular = condition.matrix(at: point, over: Self.field)
    #expect(symbolic.rowCount == 3 && symbolic.columnCount == 5)
    for row in 0..<3 {
      for column in 0..<5 {
        let value = ModularPolynomial(symbolic[row, column], over: Self.field)?(at: point)
        #expect(value == modular[row, column])
      }
    }
  }

  /// The gradients of all vanishing minors at a point.
  private func minorGradients(_ condition: RankCondition, at point: [UInt]) -> ModularMatrix {
    let ring = PolynomialRing(ClassicalMaps.names("x", point.count))
    let minors = condition.matrix(in: ring).minors(ofSize: condition.minorSize)
      .map { ModularPolynomial($0.polynomial, over: Self.field)! }
    #expect(Integer(minors.count) == condition.minorCount)
    return ModularMatrix(
      rows: minors.count, columns: point.count, over: Self.field
    ) { row, gradient in
      minors[row].addGradient(at: point, to: gradient)
    }
  }

  /// Checks that conormal vectors and gradients of minors span the same space.
  private func compare(
    _ condition: RankCondition, at point: [UInt], expectedRank: Int? = nil
  ) {
    let conormal = condition.conormalVectors(at: point, over: Self.field)
    let gradients = minorGradients(condition, at: point)
    let rows = (0..<gradients.rowCount).map(gradients.row)
    let own = conormal.isEmpty ? 0 : ModularMatrix(conormal, over: Self.field).rank
    #expect(own == gradients.rank)
    #expect(ModularMatrix(rows + conormal, over: Self.field).rank == own)
    if let expectedRank { #expect(own == expectedRank) }
  }

  /// A product of random matrices as a point.
  private func product(_ rows: Int, _ columns: Int, rank: Int, seed: UInt64) -> [UInt] {
    var generator = SeededGenerator(seed: seed)
    let map = ClassicalMaps.determinantal(rows, columns, rank: rank)
    return map.randomPoint(over: Self.field, using: &generator)
  }

  @Test(arguments: [(2, 2, 1), (3, 3, 1), (3, 4, 2), (4, 4, 2), (2, 4, 1), (4, 3, 2)])
  func genericMatrices(rows: Int, columns: Int, rank: Int) {
    let condition = Self.generic(rows, columns, rankAtMost: rank)
    for seed in 1...3 as ClosedRange<UInt64> {
      // At a general point of the determinantal variety: its codimension.
      compare(
        condition, at: product(rows, columns, rank: rank, seed: seed),
        expectedRank: (rows - rank) * (columns - rank))
      // Where the rank is smaller all differentials vanish.
      let singular = rank > 1 ? product(rows, columns, rank: rank - 1, seed: seed) : []
      let zero = [UInt](repeating: 0, count: rows * columns)
      compare(condition, at: rank > 1 ? singular : zero, expectedRank: 0)
    }
  }

  /// With rank 0 the entries themselves vanish.
  @Test func rankZero() {
    compare(
      Self.generic(2, 3, rankAtMost: 0), at: [0, 0, 0, 0, 0, 0], expectedRank: 6)
    let repeated = RankCondition(
      entries: [[[0: 1], [0: 2]], [[:], [1: 1]]], columnCount: 2, rankAtMost: 0)
    compare(repeated, at: [0, 0, 5], expectedRank: 2)
  }

  /// Symmetric matrices of rank one: six coordinates, quadrics of codimension 3.
  @Test func symmetricMatrices() {
    let places = [[0, 1, 2], [1, 3, 4], [2, 4, 5]]
    let condition = RankCondition(
      entries: places.map { row in row.map { [$0: 1] } }, columnCount: 3, rankAtMost: 1)
    var generator = SeededGenerator(seed: 4)
    let point = ClassicalMaps.veroneseSurface.randomPoint(over: Self.field, using: &generator)
    compare(condition, at: point, expectedRank: 3)
  }

  /// Random linear forms at points where the rank happens to be the bound.
  @Test func randomForms() {
    var compared = 0
    for seed in 1...60 as ClosedRange<UInt64> {
      let free = Self.random(3, 3, coordinates: 6, rankAtMost: 0, seed: seed)
      var generator = SeededGenerator(seed: seed, stream: 2)
      let point = (0..<6).map { _ in UInt.random(in: 0...1, using: &generator) }
      let rank = free.matrix(at: point, over: Self.field).rank
      for bound in rank..<max(rank, 3) {
        compare(
          RankCondition(entries: free.entries, columnCount: 3, rankAtMost: bound), at: point)
        compared += 1
      }
    }
    #expect(compared > 30)
  }

  @Test func notOnTheVariety() {
    let condition = Self.generic(2, 2, rankAtMost: 1)
    #expect(condition.conormalVectors(at: [1, 0, 0, 1], over: Self.field).isEmpty)
    let trivial = Self.generic(2, 2, rankAtMost: 2)
    #expect(trivial.conormalVectors(at: [1, 0, 0, 1], over: Self.field).isEmpty)
  }
}
