import ExactAlgebra
import Specimens
import Testing
import Varieties

@testable import NetworkVarieties

/// Bounds for ranks by cuts of paths, and motions of single neurons' weights.
@Suite struct PathCutTests {
  static let field = PatternVariety.rankField

  private static func isWanted(_ network: RandomNetwork) -> Bool {
    network.patterns.count <= PatternVariety.maximumCutBlockCount
  }

  static let networks =
    RandomNetwork.sample(10, from: .shallow, seed: 201, where: isWanted)
    + RandomNetwork.sample(10, from: .shallowWithBiases, seed: 202, where: isWanted)
    + RandomNetwork.sample(30, from: .deep, seed: 203, where: isWanted)
    + RandomNetwork.sample(30, from: .deepWithBiases, seed: 204, where: isWanted)
    + RandomNetwork.sample(20, from: .withDeadLayers, seed: 205, where: isWanted)

  /// The smallest bound that a cut gives, if one does up to the given number.
  private func bound(
    _ expression: BlockExpression, of variety: PatternVariety, reversed: Bool, upTo limit: Int
  ) -> Int? {
    let graph = PathGraph(of: variety.liveNetwork, reversed: reversed)
    guard var cut = PathCut(expression, through: graph) else { return nil }
    return (0...limit).first { cut.proves(rankAtMost: $0) }
  }

  /// A matrix of combinations with small coefficients, zero often, and constants of some columns.
  private func randomExpression(
    of variety: PatternVariety, using generator: inout SeededGenerator
  ) -> BlockExpression {
    let entries = variety.randomEntries(from: [-1, 0, 0, 1, 1, 2], using: &generator)
    guard variety.architecture.hasBiases else { return BlockExpression(entries: entries) }
    let taken = entries[0].indices.filter { _ in Bool.random(using: &generator) }
    return BlockExpression(
      entries: entries, constants: entries.map { row in taken.map { row[$0] } })
  }

  /// No cut bounds a rank by less than it is at a random point.
  @Test func neverBelowTheRank() throws {
    #expect(Self.networks.count == 100)
    var generator = SeededGenerator(seed: 206)
    var (sharp, loose, nontrivial) = (0, 0, 0)
    for network in Self.networks {
      let variety = try network.variety
      let point = variety.patternMap.randomPoint(over: Self.field, using: &generator)
      for _ in 0..<4 {
        let expression = randomExpression(of: variety, using: &generator)
        let condition = expression.condition(rankAtMost: 0, in: variety.coordinates)
        let rank = condition.matrix(at: point, over: Self.field).rank
        let size = min(condition.rowCount, condition.columnCount)
        for reversed in [false, true] {
          let bound = bound(expression, of: variety, reversed: reversed, upTo: size)
          guard let bound else { continue }
          #expect(bound >= rank, "\(network) \(expression)")
          if bound == rank { sharp += 1 } else { loose += 1 }
          if bound == rank, rank < size { nontrivial += 1 }
        }
      }
    }
    #expect(sharp > 300)
    #expect(nontrivial > 60)
    #expect(loose > 0)
  }

  /// The bounds for blocks side by side, stacked and for differences are cuts: they are found
  /// again, or better ones.
  @Test func layersAndDifferencesAreCuts() throws {
    var count = 0
    for network in Self.networks {
      let variety = try network.variety
      for bound in variety.rankBounds {
        let isFound = [false, true].contains { reversed in
          let graph = PathGraph(of: variety.liveNetwork, reversed: reversed)
          var cut = PathCut(bound.expression, through: graph)
          return cut?.proves(rankAtMost: bound.rankAtMost) ?? false
        }
        #expect(isFound, "\(network) \(bound)")
        count += 1
      }
    }
    #expect(count > 150)
  }

  /// The weights into a neuron, and those out of one, at least as many as have an effect.
  @Test func motionsNeverExceedFibers() throws {
    var larger = 0
    for network in Self.networks {
      let variety = try network.variety
      let map = variety.patternMap
      let motions = map.idleMotionDimension(seed: 3, over: Self.field, checking: {})
      let orbits = map.symmetryOrbitDimension(seed: 3, over: Self.field)
      let rank = map.jacobianRank(seed: 4, over: Self.field).rank
      #expect(motions >= orbits, "\(network)")
      #expect(map.parameterCount - motions >= rank, "\(network)")
      if motions > orbits { larger += 1 }
    }
    #expect(larger >= 5)
  }

  /// The conormals of cuts never exceed the codimension, whatever they are aimed at.
  @Test func conormalsNeverExceedTheCodimension() throws {
    var found = 0
    for network in Self.networks.filter({ $0.patterns.count <= 3 }) {
      let variety = try network.variety
      var generator = SeededGenerator(seed: 207)
      let point = variety.patternMap.randomPoint(over: Self.field, using: &generator)
      let rank = variety.patternMap.jacobianRank(seed: 5, over: Self.field).rank
      let conormals = variety.pathConormalRank(
        upTo: variety.ambientDimension, from: .init(point: point, basis: []), over: Self.field,
        checking: {})
      #expect(conormals <= variety.ambientDimension - rank, "\(network)")
      found += conormals
    }
    #expect(found > 150)
  }

  /// Single combinations, pairs, triples and motions: what the rank constraints of single layers
  /// leave open.
  static let hardCases: [(widths: [Int], patterns: [String], bound: DimensionBound)] = [
    ([2, 2, 3, 2], ["10/001", "10/110", "11/111"], .parameterSymmetry),
    ([2, 2, 4, 4], ["01/0001", "10/1110", "11/1111"], .parameterSymmetry),
    ([2, 3, 3, 2], ["001/001", "110/110", "111/111"], .rankConstraints),
    ([3, 4, 4, 4], ["1001/1101", "1010/1101", "1100/1110"], .rankConstraints),
    ([2, 3, 4, 3], ["110/0011", "111/1010", "111/1100"], .rankConstraints),
    ([3, 4, 4, 4], ["1010/1010", "0011/1010", "1100/1100"], .rankConstraints),
    ([2, 4, 4, 3], ["1110/1010", "1110/0011", "1111/1100"], .rankConstraints),
    ([2, 3, 4, 3], ["111/1011", "111/1101", "111/1110"], .parameterSymmetry),
    ([2, 4, 4, 3], ["1110/1001", "1110/1010", "1110/1100"], .parameterSymmetry),
  ]

  @Test(arguments: hardCases)
  func hardCase(widths: [Int], patterns: [String], bound: DimensionBound) throws {
    let variety = try RandomNetwork(widths, patterns: patterns).variety
    let dimension = variety.dimension(seed: 1)
    let other = PrimeField(prime: 2_147_483_647)
    let rank = variety.patternMap.jacobianRank(seed: 2, over: other).rank
    #expect(rank < variety.expectedDimension)
    guard bound == .rankConstraints else {
      #expect(dimension == .proved(rank, by: bound, dimension.evidence))
      return
    }
    // Exact elimination comes first where networks are small.
    #expect(dimension == .proved(rank, by: .exactElimination, dimension.evidence))
    let codimension = variety.ambientDimension - rank
    let known = try #require(variety.conormals(seed: 1, over: Self.field) {})
    #expect(known.basis.count < codimension)
    let found = variety.pathConormalRank(
      upTo: variety.ambientDimension, from: known, over: Self.field
    ) {}
    #expect(found == codimension)
  }

  /// `M_3 - M_1 - M_2` passes the second neuron of the first layer only.
  @Test func exampleOfTheArticle() throws {
    let variety = try RandomNetwork([2, 2, 3, 2], "10/001", "10/110", "11/111").variety
    let sum = BlockExpression.sideBySide([BlockCombination([-1, -1, 1])])
    for reversed in [false, true] {
      #expect(bound(sum, of: variety, reversed: reversed, upTo: 2) == 1)
    }
    #expect(!variety.rankConstraints.contains { $0.expression == sum })
  }

  /// A path with coefficient zero needs no cut, and without hidden layers there is one path.
  @Test func edgeCases() throws {
    let linear = try RandomNetwork([3, 2], patterns: [""]).variety
    let block = BlockExpression.sideBySide([.block(0, of: 1)])
    let zero = BlockExpression.sideBySide([BlockCombination([0])])
    for reversed in [false, true] {
      #expect(bound(block, of: linear, reversed: reversed, upTo: 3) == 2)
      #expect(bound(zero, of: linear, reversed: reversed, upTo: 3) == 0)
    }
    #expect(linear.patternMap.idleMotionDimension(seed: 1, over: Self.field, checking: {}) == 0)
    let dead = try RandomNetwork([2, 2, 2], patterns: ["00"]).variety
    #expect(
      bound(block, of: dead, reversed: false, upTo: 2) == 0)
  }

  @Test(arguments: 1...6) func columnSpaces(dimension: Int) {
    let spaces = ColumnSpaces(dimension: dimension)
    #expect(spaces.all.first == spaces.whole)
    #expect(spaces.basis(of: spaces.whole).count == dimension)
    for a in spaces.all {
      for b in spaces.all {
        #expect(spaces.all.contains(a & b))
        let (u, v) = (spaces.basis(of: a), spaces.basis(of: b))
        let sum = u.isEmpty && v.isEmpty ? 0 : IntegerMatrix(u + v).rank
        #expect(spaces.basis(of: a & b).count == u.count + v.count - sum)
      }
    }
  }
}
