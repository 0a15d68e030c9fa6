import ExactAlgebra
import Testing
import Varieties

@Suite struct DimensionTests {
  private func evidence(rank: Int) -> RankEvidence {
    RankEvidence(prime: 101, seed: 7, rank: rank, rowCount: 9, columnCount: 8)
  }

  @Test func provedByTheFirstBoundThatMeets() {
    let dimension = Dimension(
      rank: evidence(rank: 5),
      upperBounds: [(.ambientSpace, 8), (.rankConstraints, 5), (.equations, 5)])
    #expect(dimension == .proved(5, by: .rankConstraints, evidence(rank: 5)))
    #expect(dimension.isProved && dimension.value == 5)
    #expect(dimension.evidence == evidence(rank: 5))
  }

  @Test func lowerBoundOnly() {
    let bounds: [[(bound: DimensionBound, value: Int)]] = [
      [], [(.ambientSpace, 8), (.parameterSymmetry, 6)],
    ]
    #expect(bounds.count == 2)
    for upperBounds in bounds {
      let dimension = Dimension(rank: evidence(rank: 5), upperBounds: upperBounds)
      #expect(dimension == .atLeast(5, evidence(rank: 5)))
      #expect(!dimension.isProved && dimension.value == 5)
      #expect(dimension.evidence.seed == 7 && dimension.evidence.prime == 101)
    }
  }

  @Test func contradictingBoundsEndTheProcess() async {
    await #expect(processExitsWith: .failure) {
      let evidence = RankEvidence(prime: 101, seed: 7, rank: 5, rowCount: 9, columnCount: 8)
      _ = Dimension(rank: evidence, upperBounds: [(.ambientSpace, 4)])
    }
  }

  /// The rank of the Jacobian matrix is the dimension of the cone over the variety.
  @Test func jacobianRanks() {
    let field = PrimeField(prime: (1 << 61) - 1)
    let known: [(map: PolynomialMap, dimension: Int)] = [
      (ClassicalMaps.rationalNormalCurve(degree: 4), 2), (ClassicalMaps.veroneseSurface, 3),
      (ClassicalMaps.segre(3, 4), 6), (ClassicalMaps.determinantal(4, 5, rank: 2), 14),
      (ClassicalMaps.grassmannianOfLines, 7), (ClassicalMaps.secantsOfTheQuartic, 4),
    ]
    #expect(known.count == 6)
    for (map, dimension) in known {
      for seed in 1...3 as ClosedRange<UInt64> {
        let rank = map.jacobianRank(seed: seed, over: field)
        #expect(rank.rank == dimension)
        #expect(rank.rowCount == map.parameterCount && rank.columnCount == map.coordinateCount)
        #expect(rank.prime == field.modulus && rank.seed == seed)
        #expect(rank == map.jacobianRank(seed: seed, over: field))
      }
    }
  }

  /// One row for each parameter, one column for each coordinate.
  @Test func jacobianOfAPolynomialMap() {
    let field = PrimeField(prime: 1_000_003)
    let map = ClassicalMaps.grassmannianOfLines
    var generator = SeededGenerator(seed: 5)
    let parameters = field.randomElements(map.parameterCount, using: &generator)
    let jacobian = map.jacobian(at: parameters, over: field)
    #expect(jacobian.rowCount == 10 && jacobian.columnCount == 10)
    for (row, column) in (0..<10).flatMap({ row in (0..<10).map { (row, $0) } }) {
      let derivative = map.images[column].derivative(withRespectTo: row)
      #expect(
        jacobian[row, column] == ModularPolynomial(derivative, over: field)?(at: parameters))
    }
    let point = map.point(at: parameters, over: field)
    #expect(point == map.images.map { ModularPolynomial($0, over: field)!(at: parameters) })
  }
}
