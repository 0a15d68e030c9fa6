import ExactAlgebra
import NetworkVarieties
import Oracles
import Specimens
import Testing
import Varieties

/// Rank constraints of random networks: true, not trivial, and nearly always sharp.
@Suite struct RankConstraintPropertyTests {
  static let field = PatternVariety.rankField
  static let shallow = RandomNetwork.sample(
    120, from: .init(widths: 1...5, blocks: 1...4), seed: 41)
  static let others =
    RandomNetwork.sample(80, from: .shallowWithBiases, seed: 42)
    + RandomNetwork.sample(120, from: .deep, seed: 43)
    + RandomNetwork.sample(120, from: .deepWithBiases, seed: 44)
    + RandomNetwork.sample(80, from: .withDeadLayers, seed: 45)

  /// The ranks at a random point with their bounds: never above, never trivial.
  private func ranks(_ network: RandomNetwork) throws -> [(rank: Int, bound: Int)] {
    let variety = try network.variety
    var generator = SeededGenerator(seed: 46)
    let point = variety.patternMap.randomPoint(over: Self.field, using: &generator)
    return variety.rankConstraints.map { constraint in
      let condition = constraint.condition
      let rank = condition.matrix(at: point, over: Self.field).rank
      #expect(rank <= condition.rankAtMost, "\(network) \(constraint.expression)")
      #expect(!condition.isTrivial, "\(network) \(constraint.expression)")
      #expect(condition.minorCount > 0)
      return (rank, condition.rankAtMost)
    }
  }

  /// Without biases and with one hidden layer a bound of at most `min(n_0, n_2)` is the rank
  /// at a general point: columns of `W_2` and rows of `W_1` are independent.
  @Test func shallowBoundsAreSharp() throws {
    #expect(Self.shallow.count == 120)
    var (total, capped) = (0, 0)
    for network in Self.shallow {
      let (n0, n2) = (network.architecture.inputCount, network.architecture.outputCount)
      for (rank, bound) in try ranks(network) {
        guard bound <= min(n0, n2) else {
          capped += 1
          continue
        }
        #expect(rank == bound, "\(network)")
        total += 1
      }
    }
    #expect(total > 150 && capped > 10)
  }

  @Test func otherBoundsAreNearlyAlwaysSharp() throws {
    #expect(Self.others.count == 400)
    var (total, sharp) = (0, 0)
    for network in Self.others {
      for (rank, bound) in try ranks(network) {
        total += 1
        sharp += rank == bound ? 1 : 0
      }
    }
    #expect(total > 1_000)
    #expect(Double(sharp) > 0.93 * Double(total), "\(sharp) of \(total)")
  }

  static let forMinors =
    RandomNetwork.sample(20, from: .init(widths: 1...4, blocks: 1...4), seed: 47)
    + RandomNetwork.sample(
      20, from: .init(hiddenLayers: 2...3, widths: 1...3, activity: 0.7), seed: 48)
    + RandomNetwork.sample(
      20, from: .init(hiddenLayers: 1...3, widths: 1...3, biases: [true], activity: 0.7),
      seed: 49)

  /// The first minors of every constraint vanish on the variety, exactly.
  @Test func minorsVanish() throws {
    #expect(Self.forMinors.count == 60)
    var checked = 0
    for network in Self.forMinors {
      let variety = try network.variety
      let map = variety.patternMap.normalizedPolynomialMap(into: variety.ring)
      for constraint in variety.rankConstraints where constraint.condition.minorSize <= 4 {
        let minors = constraint.condition.matrix(in: variety.ring)
          .minors(ofSize: constraint.condition.minorSize)
        for minor in minors.prefix(50) {
          #expect(map.pullback(of: minor.polynomial).isZero, "\(network)")
          checked += 1
        }
      }
    }
    #expect(checked > 1_000)
  }

  /// The ideal that the graded kernel finds contains the minors, and here no other cubics.
  @Test func minorsAreInTheIdeal() async throws {
    let network = try RandomNetwork([4, 3, 3], "101", "011")
    let variety = try network.variety
    let ideal = try await variety.ideal(upToDegree: 4)
    let cubicMinors = variety.rankConstraints.filter { $0.condition.minorSize == 3 }
      .flatMap { constraint in
        constraint.condition.matrix(in: variety.ring).minors(ofSize: 3).map(\.polynomial)
      }
    #expect(cubicMinors.count == 12)
    let cubics = ideal.generators.filter { $0.degree == 3 }.map(\.polynomial)
    #expect(linearRank(cubics) == 12)
    #expect(linearRank(cubicMinors) == 12)
    #expect(linearRank(cubics + cubicMinors) == 12)
  }

  static let forGrids =
    RandomNetwork.sample(60, from: .init(widths: 1...4, blocks: 2...4), seed: 50)
    + RandomNetwork.sample(60, from: .init(hiddenLayers: 2...3, blocks: 2...3), seed: 51)
    + RandomNetwork.sample(40, from: .init(biases: [true], agreement: 0.7), seed: 52)

  /// The general bound for `sum C_i (x) M_i` with random coefficient matrices.
  @Test func generalBound() throws {
    #expect(Self.forGrids.count == 160)
    var generator = SeededGenerator(seed: 53)
    var (checked, sharp, without) = (0, 0, 0)
    for network in Self.forGrids {
      let variety = try network.variety
      let point = variety.patternMap.randomPoint(over: Self.field, using: &generator)
      for _ in 0..<6 {
        let entries = variety.randomEntries(from: [-1, 0, 1], using: &generator)
        guard let constraint = variety.rankConstraint(on: entries) else {
          without += 1
          continue
        }
        let rank = constraint.condition.matrix(at: point, over: Self.field).rank
        #expect(rank <= constraint.condition.rankAtMost, "\(network) \(entries)")
        checked += 1
        sharp += rank == constraint.condition.rankAtMost ? 1 : 0
      }
    }
    #expect(checked > 400 && without > 100)
    #expect(sharp * 2 > checked)
  }

  /// One combination, side by side, or stacked: the general bound is the one of the families.
  @Test func generalBoundOnTheFamilies() throws {
    var compared = 0
    for network in Self.shallow.prefix(60) {
      let variety = try network.variety
      for constraint in variety.rankConstraints {
        let expression = try #require(constraint.expression)
        let general = try #require(variety.rankConstraint(on: expression.entries))
        #expect(general.condition.rankAtMost <= constraint.condition.rankAtMost)
        #expect(general.condition.entries == constraint.condition.entries)
        compared += 1
      }
    }
    #expect(compared > 100)
  }

  /// Blocks that differ in two layers have no bound of this kind.
  @Test func noGeneralBound() throws {
    let variety = try RandomNetwork([3, 3, 3, 3], "110/110", "011/011", "011/110").variety
    #expect(variety.rankConstraint(on: [[BlockCombination([1, -1, 0])]]) == nil)
    #expect(variety.rankConstraint(on: [[BlockCombination([1, 0, -1])]]) != nil)
    let linear = try RandomNetwork([2, 2], "").variety
    #expect(linear.rankConstraint(on: [[BlockCombination([1])]]) == nil)
  }
}
