import ExactAlgebra
import Specimens
import Testing
import Varieties

@testable import NetworkVarieties

/// Upper bounds for dimensions by exact elimination of the Jacobian matrix at a slice.
@Suite struct EliminationTests {
  static let field = PatternVariety.rankField
  static let other = PrimeField(prime: 2_147_483_647)

  /// Dimensions that no constraint or motion of single neurons proves; the hardest first.
  static let hardCases: [(widths: [Int], bias: Bool, patterns: [String], dimension: Int)] = [
    ([4, 4, 4, 4], true, ["0101/1011", "1001/1101", "1110/1110"], 49),
    ([3, 4, 4, 3], true, ["0011/0011", "1101/1101", "1110/1110"], 34),
    ([3, 4, 4, 3], true, ["1101/1101", "1110/1101", "1111/1110"], 33),
    ([4, 4, 4, 4], false, ["1101/0101", "1110/1001", "1111/1110"], 37),
    ([4, 4, 4, 4], false, ["1100/1111", "1111/1010", "1111/1100"], 32),
    ([3, 4, 4, 4], false, ["0001/0011", "1101/1111", "1110/1100"], 27),
    ([3, 4, 4, 3], false, ["1110/1010", "1110/1100", "1111/1111"], 23),
    ([3, 3, 4, 3], false, ["011/1101", "101/1110", "110/1111"], 23),
    ([2, 3, 4, 4], false, ["101/0001", "101/1110", "110/1111"], 20),
  ]

  @Test(arguments: hardCases)
  func hardCase(widths: [Int], bias: Bool, patterns: [String], value: Int) throws {
    let variety = try RandomNetwork(widths, hasBiases: bias, patterns: patterns).variety
    let dimension = variety.dimension(seed: 1)
    #expect(dimension == .proved(value, by: .exactElimination, dimension.evidence))
    #expect(variety.patternMap.jacobianRank(seed: 2, over: Self.other).rank == value)
    #expect(value < variety.expectedDimension)
  }

  private static func isSmall(_ network: RandomNetwork) -> Bool {
    guard let variety = try? network.variety else { return false }
    return (1...60).contains(variety.patternMap.parameterCount)
  }

  static let networks =
    RandomNetwork.sample(60, from: .shallow, seed: 211, where: isSmall)
    + RandomNetwork.sample(60, from: .shallowWithBiases, seed: 212, where: isSmall)
    + RandomNetwork.sample(60, from: .deep, seed: 213, where: isSmall)
    + RandomNetwork.sample(60, from: .deepWithBiases, seed: 214, where: isSmall)
    + RandomNetwork.sample(60, from: .withDeadLayers, seed: 215, where: isSmall)

  /// The bound is never smaller than a rank at another point, or modulo another prime; and it is
  /// the dimension, on whatever grounds that is known.
  @Test func boundIsTheDimension() throws {
    #expect(Self.networks.count == 300)
    var (meeting, related) = (0, 0)
    for network in Self.networks {
      let variety = try network.variety
      let map = variety.patternMap
      let rank = map.jacobianRank(seed: 6, over: Self.other).rank
      let bound = map.eliminationBound(seed: 7, over: Self.field) {}
      guard let bound else { continue }
      #expect(bound >= rank, "\(network)")
      if bound == rank { meeting += 1 }
      let orbits = map.symmetryOrbitDimension(seed: 8, over: Self.field)
      if bound < map.parameterCount - orbits { related += 1 }
    }
    #expect(meeting >= 297)
    #expect(related > 60)
  }

  /// A random network of the slice has the rank of a random network, and symmetries move what is
  /// fixed in all directions.
  @Test func slicesMeetGeneralOrbits() throws {
    var fixed = 0
    for network in Self.networks {
      let map = try network.variety.patternMap
      var generator = SeededGenerator(seed: 216)
      let slice = ParameterSlice(of: map, over: Self.field, using: &generator) {}
      for (constant, value) in zip(slice.constants, slice.point) {
        if let constant { #expect(value == UInt(constant)) }
      }
      let rank = map.jacobian(at: slice.point, over: Self.field).rank
      #expect(rank == map.jacobianRank(seed: 9, over: Self.field).rank, "\(network)")
      fixed += slice.constants.filter { $0 != nil }.count
    }
    #expect(fixed > 3_000)
  }

  /// The block matrices move by a linear change of their coordinates: the derivative along an
  /// outer motion is a combination of the coordinates and 1, the same one at all networks.
  @Test func outerMotionsAreLinear() throws {
    var count = 0
    for network in Self.networks.filter({ $0.architecture.hasBiases }).prefix(40) {
      let map = try network.variety.patternMap
      var generator = SeededGenerator(seed: 217)
      let samples = (0..<map.coordinateCount + 4).map { _ in
        let values = Self.field.randomElements(map.parameterCount, using: &generator)
        let motions = map.outerMotions(at: values, over: Self.field)
        let derivatives = ModularMatrix(
          rows: motions.count, columns: map.parameterCount, over: Self.field
        ) { row, entries in
          for (parameter, value) in motions[row] { entries[parameter] = value }
        }
        return (
          point: map.point(at: values, over: Self.field) + [1],
          derivatives: derivatives * map.jacobian(at: values, over: Self.field)
        )
      }
      let points = ModularMatrix(samples.map(\.point), over: Self.field)
      let rank = points.rank
      for motion in 0..<samples[0].derivatives.rowCount {
        let joined = ModularMatrix(
          samples.map { $0.point + $0.derivatives.row(motion) }, over: Self.field)
        #expect(joined.rank == rank, "\(network)")
        count += 1
      }
    }
    #expect(count > 300)
  }

  /// `det [C B ; A - B C - A]` vanishes on a slice, hence on the variety, and its differential is
  /// no combination of those of the rank constraints.
  @Test func equationThatIsMissing() throws {
    let variety = try RandomNetwork([3, 4, 4, 3], "1110/1111", "1111/1101", "1111/1110").variety
    let map = variety.patternMap
    var generator = SeededGenerator(seed: 219)
    let slice = ParameterSlice(of: map, over: Self.field, using: &generator) {}
    let general = map.polynomialMap(into: variety.ring)
    let values = slice.constants.enumerated().map { number, constant in
      constant.map { general.parameterRing.constant(Rational($0)) }
        ?? general.parameterRing.variable(number)
    }
    let images = general.images.map { $0.substituting(values, in: general.parameterRing) }
    /// Coefficients of `A`, `B`, `C` for each of the four places.
    let coefficients = [[[0, 0, 1], [0, 1, 0]], [[1, -1, 0], [-1, 0, 1]]]
    func matrix(_ ring: PolynomialRing, _ entries: [Polynomial]) -> PolynomialMatrix {
      PolynomialMatrix(rows: 6, columns: 6, in: ring) { row, column in
        coefficients[row / 3][column / 3].enumerated().reduce(ring.zero) { sum, term in
          let place = variety.coordinates.index(
            block: term.offset, row: row % 3, column: column % 3)
          return sum + Rational(term.element) * entries[place]
        }
      }
    }
    #expect(matrix(general.parameterRing, images).determinant.isZero)
    #expect(matrix(general.parameterRing, images).rank == 5)
    #expect(variety.dimension(seed: 1).value == 23 && variety.ambientDimension == 27)
    let found = variety.pathConormalRank(
      upTo: 4, from: try #require(variety.conormals(seed: 1, over: Self.field) {}),
      over: Self.field
    ) {}
    #expect(found == 3)
  }

  /// The polynomials take the values of the Jacobian matrix.
  @Test func symbolicDerivatives() throws {
    var count = 0
    for network in Self.networks where count < 60 {
      let map = try network.variety.patternMap
      let ring = PolynomialRing(map.parameters.map(PatternMap.name))
      let derivatives = SymbolicDerivatives(of: map, at: ring.variables, in: ring)
        .matrix(of: Array(map.parameters.indices))
      var generator = SeededGenerator(seed: 218)
      let values = Self.field.randomElements(map.parameterCount, using: &generator)
      let numeric = map.jacobian(at: values, over: Self.field)
      for row in 0..<numeric.rowCount {
        for column in 0..<numeric.columnCount {
          let entry = ModularPolynomial(derivatives[row, column], over: Self.field)!
          #expect(entry(at: values) == numeric[row, column], "\(network)")
        }
      }
      count += 1
    }
    #expect(count == 60)
  }

  /// The same for outputs on data, where inputs cannot be changed.
  @Test func boundOfOutputs() throws {
    let varieties = try OutputVarietyTests.cases.map { try $0.variety }
      .filter { !$0.isPatternVariety }
    #expect(varieties.count >= 40)
    var (meeting, related) = (0, 0)
    for variety in varieties {
      let map = variety.outputMap
      let bound = map.eliminationBound(seed: 7, over: Self.field) {}
      guard let bound else { continue }
      let rank = map.jacobianRank(seed: 6, over: Self.other).rank
      #expect(bound >= rank)
      if bound == rank { meeting += 1 }
      if bound < min(map.parameterCount, map.coordinateCount) { related += 1 }
    }
    #expect(meeting >= 40)
    #expect(related >= 10)
  }

  /// Without hidden layers all parameters are fixed.
  @Test func noHiddenLayer() throws {
    for hasBiases in [false, true] {
      let map = try RandomNetwork([3, 2], hasBiases: hasBiases, patterns: [""]).variety.patternMap
      #expect(map.eliminationBound(seed: 1, over: Self.field) {} == map.parameterCount)
    }
  }

  /// Nothing is eliminated beyond the limit, and without parameters there is no bound.
  @Test func limits() throws {
    let large = try RandomNetwork([9, 9, 9], "111111111").variety.patternMap
    #expect(large.parameterCount > PatternMap.maximumSymbolicParameterCount)
    #expect(large.eliminationBound(seed: 1, over: Self.field) {} == nil)
    let dead = try RandomNetwork([2, 2, 2], "00").variety.patternMap
    #expect(dead.eliminationBound(seed: 1, over: Self.field) {} == nil)
    struct Stop: Error {}
    let small = try RandomNetwork([2, 3, 2], "110", "011").variety.patternMap
    #expect(throws: Stop.self) {
      try small.eliminationBound(seed: 1, over: Self.field) { throw Stop() }
    }
  }
}
