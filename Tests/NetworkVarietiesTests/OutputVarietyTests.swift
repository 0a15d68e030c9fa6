import ExactAlgebra
import Specimens
import Testing
import Varieties

/// Output varieties against the definition: the outputs as polynomials in the parameters, and
/// their relations by weight spaces without any symmetry or reduction.
@Suite struct OutputVarietyTests {
  private static let families: [RandomNetwork.Family] = [
    .init(blocks: 1...1), .init(blocks: 2...2), .init(blocks: 3...3), .init(blocks: 2...4),
    .init(blocks: 1...1, biases: [true]), .init(blocks: 2...3, biases: [true]),
    .init(hiddenLayers: 2...3, blocks: 1...3, activity: 0.7),
    .init(hiddenLayers: 2...2, blocks: 1...3, biases: [true], activity: 0.7),
    .init(hiddenLayers: 1...2, widths: 1...3, biases: [false, true], activity: 0.35),
    .init(hiddenLayers: 0...0, blocks: 1...1, biases: [false, true]),
  ]

  static let cases: [RandomData] = zip(0..., families).flatMap { index, family in
    RandomData.sample(
      RandomNetwork.sample(24, from: family, seed: UInt64(300 + index)) {
        $0.architecture.outputCount <= 3
      }, seed: UInt64(400 + index)
    ).filter { $0.network.architecture.outputCount * $0.pointCount <= 24 }
  }

  /// All kinds of data occur.
  @Test func kindsOfData() throws {
    let varieties = try Self.cases.map { try $0.variety }
    #expect(varieties.count >= 100)
    #expect(varieties.count { $0.isPatternVariety } >= 20)
    #expect(varieties.count { !$0.isPatternVariety } >= 40)
    #expect(varieties.count { $0.relationCount > 0 } >= 40)
    #expect(varieties.count { $0.relationCount == 0 } >= 10)
    let groups = try varieties.filter { !$0.isPatternVariety }.map {
      try $0.idealComputation.kernel?.action?.factors.count
    }
    #expect(groups.contains(1) && groups.contains(2))
  }

  @Test(arguments: cases)
  func dimension(of data: RandomData) throws {
    let variety = try data.variety
    let direct = try data.directMap(into: variety.ring)
    let field = PrimeField(prime: (1 << 61) - 1)
    var generator = SeededGenerator(seed: 77)
    let parameters = field.randomElements(direct.parameterCount, using: &generator)
    let expected = direct.jacobian(at: parameters, over: field).rank
    let dimension = variety.dimension(seed: 1)
    #expect(dimension.value == expected)
    #expect(variety.ambientDimension == direct.coordinateCount)
  }

  /// All dimensions are proved.
  @Test func provedDimensions() throws {
    let open = try Self.cases.filter { try !$0.variety.dimension(seed: 1).isProved }
    #expect(open.isEmpty, "\(open.map(\.description))")
  }

  private static func degree(for data: RandomData) -> Int {
    let count = data.network.architecture.outputCount * data.pointCount
    return count <= 8 ? 4 : count <= 14 ? 3 : 2
  }

  @Test(arguments: cases)
  func ideal(of data: RandomData) async throws {
    let variety = try data.variety
    let degree = Self.degree(for: data)
    let ideal = try await variety.ideal(upToDegree: degree)
    let direct = try data.directMap(into: variety.ring)
    let plain = try await GradedKernel(of: direct).ideal(upToDegree: degree)
    try #require(ideal.pieces.count == degree && plain.pieces.count == degree)
    for (a, b) in zip(ideal.pieces, plain.pieces) {
      #expect(a.dimension == b.dimension)
      #expect(a.minimalGeneratorCount == b.minimalGeneratorCount)
      #expect(a.status.isProved && b.status.isProved)
    }
    let generators = Array(ideal.generators)
    #expect(ideal.generators.count == Integer(generators.count))
    for degree in 1...degree {
      #expect(
        Integer(generators.count { $0.degree == degree })
          == ideal.pieces[degree - 1].minimalGeneratorCount)
    }
    for generator in generators {
      #expect(generator.polynomial == generator.polynomial.primitivePart)
      #expect(direct.pullback(of: generator.polynomial).isZero)
    }
    for vector in ideal.highestWeightGenerators {
      #expect(direct.pullback(of: vector.polynomial).isZero)
    }
    let represented = ideal.highestWeightGenerators.reduce(Integer(0)) {
      $0 + $1.representation.dimension
    }
    #expect(represented == ideal.generators.count)
    for piece in ideal.pieces {
      #expect(piece.representation?.dimension == piece.minimalGeneratorCount)
    }
  }

  @Test(arguments: cases)
  func rankConstraints(of data: RandomData) throws {
    let variety = try data.variety
    let direct = try data.directMap(into: variety.ring)
    let field = PrimeField(prime: (1 << 61) - 1)
    var generator = SeededGenerator(seed: 5)
    let point = direct.randomPoint(over: field, using: &generator)
    var relations = 0
    for constraint in variety.rankConstraints {
      let condition = constraint.condition
      #expect(!condition.isTrivial)
      #expect(condition.matrix(at: point, over: field).rank <= condition.rankAtMost)
      if condition.rankAtMost == 0, case .relations = constraint.matrix {
        relations += condition.rowCount * condition.columnCount
      }
    }
    #expect(relations == variety.relationCount)
  }

  /// The method by weight spaces goes through the same reduction.
  @Test(arguments: cases.filter { $0.pointCount <= 4 })
  func weightSpaces(of data: RandomData) async throws {
    let variety = try data.variety
    var options = GradedKernel.Options()
    options.method = .weightSpaces
    let ideals = [
      try await variety.ideal(upToDegree: 2),
      try await variety.ideal(upToDegree: 2, options: options),
    ]
    #expect(ideals[0].pieces.map(\.dimension) == ideals[1].pieces.map(\.dimension))
    #expect(ideals[0].pieces.map(\.representation) == ideals[1].pieces.map(\.representation))
    #expect(ideals[0].generators.count == ideals[1].generators.count)
  }
}
