import ExactAlgebra
import NetworkVarieties
import Oracles
import Specimens
import Testing
import Varieties

@Suite struct DimensionPropertyTests {
  private static func isSmall(_ network: RandomNetwork) -> Bool {
    guard let variety = try? network.variety else { return false }
    return (1...30).contains(variety.patternMap.parameterCount)
      && variety.ambientDimension <= 30
  }

  static let small =
    RandomNetwork.sample(20, from: .shallow, seed: 61, where: isSmall)
    + RandomNetwork.sample(20, from: .shallowWithBiases, seed: 62, where: isSmall)
    + RandomNetwork.sample(20, from: .deep, seed: 63, where: isSmall)
    + RandomNetwork.sample(20, from: .deepWithBiases, seed: 64, where: isSmall)
    + RandomNetwork.sample(20, from: .withDeadLayers, seed: 65, where: isSmall)

  /// The exact rank of the Jacobian matrix of the polynomials at a random rational point.
  private func exactRank(_ variety: PatternVariety, seed: UInt64) -> Int {
    let map = variety.patternMap.polynomialMap(into: variety.ring)
    var generator = SeededGenerator(seed: seed)
    let point = (0..<map.parameterCount).map { _ in
      Rational(
        Integer(Int.random(in: -1_000...1_000, using: &generator)),
        Integer(Int.random(in: 1...9, using: &generator)))
    }
    return RationalMatrix(
      map.images.map { image in
        (0..<map.parameterCount).map { image.derivative(withRespectTo: $0)(at: point) }
      }
    ).rank
  }

  @Test func sampleSize() {
    #expect(Self.small.count == 100)
    #expect(Self.small.filter { $0.patterns.count > 2 }.count > 15)
  }

  @Test(arguments: small)
  func rankOverTheRationals(of network: RandomNetwork) throws {
    let variety = try network.variety
    let dimension = variety.dimension(seed: 1)
    #expect(dimension.value == exactRank(variety, seed: 66))
    #expect(dimension.evidence.prime == PatternVariety.rankField.modulus)
    #expect(dimension.evidence.seed == 1)
    #expect(dimension.evidence.rowCount == variety.patternMap.parameterCount)
    #expect(dimension.evidence.columnCount == variety.ambientDimension)
    #expect(dimension == variety.dimension(seed: 1))
    #expect(dimension.value <= variety.expectedDimension)
  }

  static let large =
    RandomNetwork.sample(80, from: .init(widths: 1...5), seed: 71)
    + RandomNetwork.sample(80, from: .init(widths: 1...5, biases: [true]), seed: 72)
    + RandomNetwork.sample(80, from: .deep, seed: 73)
    + RandomNetwork.sample(80, from: .deepWithBiases, seed: 74)
    + RandomNetwork.sample(80, from: .withDeadLayers, seed: 75)

  /// No proved dimension lies below a rank at another point or modulo another prime.
  @Test func provedBoundsHold() throws {
    #expect(Self.large.count == 400)
    let other = PrimeField(prime: 2_147_483_647)
    var proofs: [DimensionBound: Int] = [:]
    var unproved = 0
    for network in Self.large {
      let variety = try network.variety
      let map = variety.patternMap
      let ranks = [
        map.jacobianRank(seed: 2, over: PatternVariety.rankField).rank,
        map.jacobianRank(seed: 3, over: other).rank,
      ]
      let dimension = variety.dimension(seed: 1)
      #expect(ranks == [dimension.value, dimension.value], "\(network)")
      // The bound by symmetries holds wherever it is asked for.
      for field in [PatternVariety.rankField, other] {
        let orbits = map.symmetryOrbitDimension(seed: 4, over: field)
        #expect(map.parameterCount - orbits >= dimension.value, "\(network)")
        #expect(orbits >= map.network.liveHiddenNeuronCount)
      }
      switch dimension {
      case .proved(let value, let bound, _):
        proofs[bound, default: 0] += 1
        if bound == .ambientSpace { #expect(value == variety.ambientDimension) }
      case .atLeast: unproved += 1
      }
    }
    // All kinds of proof occur, and no dimension stays without one.
    for bound in [DimensionBound.ambientSpace, .parameterSymmetry, .rankConstraints] {
      #expect(proofs[bound, default: 0] >= 10, "\(bound)")
    }
    #expect(proofs[.exactElimination, default: 0] > 0)
    #expect(unproved == 0)
  }

  /// Without biases and with one hidden layer every dimension is proved.
  @Test func shallowDimensionsAreProved() throws {
    let networks = RandomNetwork.sample(200, from: .init(widths: 1...6), seed: 76)
    #expect(networks.count == 200)
    for network in networks {
      #expect(try network.variety.dimension(seed: 1).isProved, "\(network)")
    }
  }

  /// `dim = sum_S r_S (n_0 + n_2 - r_S)` as long as the signature counts `h_S` add up to at
  /// most `min(n_0, n_2)`, where `r_S = min(h_S, n_0, n_2)`; beyond that it is an upper bound.
  @Test func shallowFormula() throws {
    var (equal, smaller) = (0, 0)
    for network in Self.large + RandomNetwork.sample(300, from: .init(widths: 2...5), seed: 77)
    where network.isShallow && !network.architecture.hasBiases {
      let variety = try network.variety
      let inputs = network.architecture.inputCount
      let outputs = network.architecture.outputCount
      let counts = Dictionary(
        grouping: variety.liveNetwork.signatures(ofLayer: 1).filter { !$0.blocks.isEmpty },
        by: { $0 }
      ).values.map(\.count)
      let formula = counts.reduce(0) { sum, count in
        let rank = min(count, inputs, outputs)
        return sum + rank * (inputs + outputs - rank)
      }
      let value = variety.dimension(seed: 1).value
      if counts.reduce(0, +) <= min(inputs, outputs) {
        #expect(value == formula, "\(network)")
        equal += 1
      } else {
        #expect(value <= min(formula, variety.ambientDimension), "\(network)")
        smaller += value < min(formula, variety.ambientDimension) ? 1 : 0
      }
    }
    #expect(equal > 40)
    #expect(smaller > 0)
  }

  /// The two exceptions to the formula that are on record.
  @Test func formulaFailsBeyondItsRange() throws {
    let threeByThree = try RandomNetwork([3, 4, 3], "1011", "0111").variety
    #expect(threeByThree.dimension(seed: 1).value == 17)
    let fourByFour = try RandomNetwork([4, 5, 4], "11001", "00111").variety
    #expect(fourByFour.dimension(seed: 1).value == 30)
  }

  /// Blocks that differ in two layers: `M_1 - M_2` has rank at most 2 as well, and verified
  /// equations prove the dimension.
  @Test func provedByEquations() async throws {
    let variety = try RandomNetwork([3, 3, 3, 3], "111/111", "011/011").variety
    let kernel = try variety.gradedKernel
    let ideal = try await kernel.ideal(upToDegree: 3)
    #expect(ideal.status.isProved)
    let c = variety.coordinates
    let determinants = [[0, 1], [1, -1]].map { coefficients in
      PolynomialMatrix(rows: 3, columns: 3, in: variety.ring) { row, column in
        zip(0..., coefficients).reduce(variety.ring.zero) { sum, term in
          let entry = c.index(block: term.0, row: row, column: column)
          return sum + Rational(term.1) * variety.ring.variable(entry)
        }
      }.determinant
    }
    #expect(ideal.generators.map(\.degree) == [3, 3])
    #expect(linearRank(ideal.generators.map(\.polynomial) + determinants) == 2)
    let rank = kernel.jacobianRank(of: ideal.generators.map(\.polynomial), seed: 5)
    #expect(rank.rank == 2)
    #expect(variety.dimension(seed: 1).value == variety.ambientDimension - rank.rank)
  }
}
