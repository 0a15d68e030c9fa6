import ExactAlgebra
import Oracles
import Specimens
import Testing
import Varieties

/// Ideals whose generators and Hilbert functions are in the textbooks.
@Suite struct ClassicalIdealTests {
  @Test func knownVarieties() {
    #expect(ClassicalVariety.all.count == 14)
  }

  @Test(arguments: ClassicalVariety.all)
  func numbers(of variety: ClassicalVariety) async throws {
    let kernel = try GradedKernel(of: variety.map)
    let ideal = try await kernel.ideal(upToDegree: variety.generatorCounts.count)
    try #require(ideal.pieces.count == variety.generatorCounts.count)
    for (piece, count) in zip(ideal.pieces, variety.generatorCounts) {
      #expect(piece.dimension == Integer(variety.idealDimension(degree: piece.degree)))
      #expect(piece.minimalGeneratorCount == Integer(count))
      #expect(piece.status.isProved)
      #expect(piece.representation == nil)
    }
    #expect(ideal.pieces.map(\.degree) == Array(1...variety.generatorCounts.count))
    #expect(ideal.status.isProved)
    #expect(ideal.maximumDegree == variety.generatorCounts.count)
  }

  @Test(arguments: ClassicalVariety.all)
  func generators(of variety: ClassicalVariety) async throws {
    let ideal = try await GradedKernel(of: variety.map).ideal(
      upToDegree: variety.generatorCounts.count)
    #expect(ideal.generators.count == Integer(variety.generatorCounts.reduce(0, +)))
    #expect(Integer(Set(ideal.generators).count) == ideal.generators.count)
    for generator in ideal.generators {
      let f = generator.polynomial
      #expect(variety.map.pullback(of: f).isZero)
      #expect(f.isHomogeneous && f.totalDegree == generator.degree)
      #expect(f == f.primitivePart)
    }
    #expect(ideal.highestWeightGenerators.isEmpty)
  }

  /// The symmetries and the action save work and change nothing but which basis is found.
  @Test(arguments: ClassicalVariety.all.filter { !$0.symmetries.isEmpty }, KernelMethod.allCases)
  func symmetriesChangeNothing(
    for variety: ClassicalVariety, method: KernelMethod
  ) async throws {
    let kernel = try GradedKernel(
      of: variety.map, symmetries: variety.symmetries, action: variety.action)
    var options = GradedKernel.Options()
    options.method = method
    let ideal = try await kernel.ideal(
      upToDegree: variety.generatorCounts.count, options: options)
    #expect(
      ideal.pieces.map(\.minimalGeneratorCount) == variety.generatorCounts.map { Integer($0) })
    #expect(
      ideal.pieces.map(\.dimension)
        == variety.generatorCounts.indices.map {
          Integer(variety.idealDimension(degree: $0 + 1))
        })
    #expect(ideal.generators.count == Integer(variety.generatorCounts.reduce(0, +)))
    #expect(ideal.generators.allSatisfy { variety.map.pullback(of: $0.polynomial).isZero })
    #expect(ideal.status.isProved)
    // All generators of these ideals have one degree, so they span the same space.
    let plain = try await GradedKernel(of: variety.map).ideal(
      upToDegree: variety.generatorCounts.count)
    for (degree, count) in variety.generatorCounts.enumerated() {
      let both = (Array(plain.generators) + Array(ideal.generators)).filter {
        $0.degree == degree + 1
      }
      #expect(linearRank(both.map(\.polynomial)) == count)
    }
  }

  @Test func symmetriesLeaveFewerWeights() async throws {
    let map = ClassicalMaps.segre(3, 3)
    let plain = try await workCount(GradedKernel(of: map))
    let symmetric = try await workCount(
      GradedKernel(of: map, symmetries: MatrixSymmetries.exchanges(3, 3)))
    // Pairs of partitions of 2 with at most 3 parts, against pairs of weights.
    #expect(plain == 36)
    #expect(symmetric == 4)
  }

  @Test func twistedCubicByName() async throws {
    let map = ClassicalMaps.rationalNormalCurve(degree: 3)
    let ideal = try await GradedKernel(of: map).ideal(upToDegree: 2)
    let expected = try ["x1^2 - x0*x2", "x1*x2 - x0*x3", "x2^2 - x1*x3"].map {
      try Polynomial(parsing: $0, in: map.coordinateRing)
    }
    #expect(ideal.generators.count == 3)
    #expect(Set(ideal.generators.map(\.polynomial)) == Set(expected))
  }

  @Test func jacobianRankIsTheCodimension() async throws {
    let kernel = try GradedKernel(of: ClassicalMaps.determinantal(3, 4, rank: 2))
    let ideal = try await kernel.ideal(upToDegree: 3)
    let rank = kernel.jacobianRank(of: ideal.generators.map(\.polynomial), seed: 3)
    #expect(rank.rank == 2)
    #expect(rank.rowCount == 4 && rank.columnCount == 12 && rank.seed == 3)
    #expect(kernel.jacobianRank(of: [Polynomial](), seed: 3).rank == 0)
  }

  private func workCount(_ kernel: GradedKernel) async throws -> Int {
    let totals = Recorder<KernelProgress>()
    var options = GradedKernel.Options()
    options.progress = { totals.append($0) }
    _ = try await kernel.ideal(upToDegree: 2, options: options)
    let ofDegreeTwo = totals.values.filter { $0.degree == 2 }
    #expect(ofDegreeTwo.map(\.finished).sorted() == Array(1...ofDegreeTwo.count))
    return try #require(ofDegreeTwo.first).total
  }
}
