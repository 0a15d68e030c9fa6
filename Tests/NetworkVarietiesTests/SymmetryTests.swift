import ExactAlgebra
import NetworkVarieties
import Specimens
import Testing
import Varieties

@Suite struct SymmetryTests {
  private static func isSmall(_ network: RandomNetwork) -> Bool {
    guard let variety = try? network.variety else { return false }
    return variety.ambientDimension <= 12
      && variety.dimension(seed: 1).value < variety.ambientDimension
  }

  static let networks =
    RandomNetwork.sample(12, from: .shallow, seed: 31, where: isSmall)
    + RandomNetwork.sample(8, from: .deep, seed: 32, where: isSmall)
    + RandomNetwork.sample(8, from: .shallowWithBiases, seed: 33, where: isSmall)
    + RandomNetwork.sample(8, from: .deepWithBiases, seed: 34, where: isSmall)

  @Test func sampleSize() { #expect(Self.networks.count == 36) }

  /// Permuted generators vanish again, and so do generators moved by the group.
  @Test(arguments: networks)
  func symmetriesMapTheIdealToItself(for network: RandomNetwork) async throws {
    let variety = try network.variety
    let map = variety.patternMap.polynomialMap(into: variety.ring)
    // Without symmetries, so that they cannot be at work already.
    let ideal = try await GradedKernel(of: map, evaluatedBy: variety.patternMap)
      .ideal(upToDegree: 3)
    #expect(!ideal.generators.isEmpty)
    let symmetries = variety.coordinateSymmetries
    let c = variety.coordinates
    #expect(symmetries.count >= c.rowCount - 1 + c.columnCount - 1)
    for symmetry in symmetries {
      #expect(symmetry != .identity(c.count))
      for generator in ideal.generators {
        let image = generator.polynomial.renamingVariables(symmetry.images)
        #expect(map.pullback(of: image).isZero)
      }
    }
    for generator in ideal.generators.prefix(10) {
      let moved = generator.polynomial.substituting(
        randomChangeOfBasis(of: variety), in: variety.ring)
      #expect(map.pullback(of: moved).isZero)
    }
  }

  /// The coordinates of `P M_i Q` and `P c_i` for small random integer matrices `P` and `Q`.
  private func randomChangeOfBasis(of variety: PatternVariety) -> [Polynomial] {
    let c = variety.coordinates
    var generator = SeededGenerator(seed: 35)
    let p = (0..<c.rowCount).map { _ in
      (0..<c.rowCount).map { _ in Rational(Int.random(in: -2...2, using: &generator)) }
    }
    let q = (0..<c.columnCount).map { _ in
      (0..<c.columnCount).map { _ in Rational(Int.random(in: -2...2, using: &generator)) }
    }
    return (0..<c.count).map { index in
      let (block, row, column) = c.entry(at: index)
      var image = variety.ring.zero
      for r in 0..<c.rowCount {
        guard let column else {
          let constant = c.index(block: block, row: r, column: c.columnCount)
          image += p[row][r] * variety.ring.variable(constant)
          continue
        }
        for s in 0..<c.columnCount {
          let entry = variety.ring.variable(c.index(block: block, row: r, column: s))
          image += (p[row][r] * q[s][column]) * entry
        }
      }
      return image
    }
  }

  /// The group moves rows by one factor and columns by another; constants follow the rows.
  @Test func groupLines() throws {
    let plain = try RandomNetwork([3, 2, 2], "10", "01").variety.generalLinearAction
    #expect(plain.factors.map(\.size) == [2, 3])
    #expect(plain.factors[0].lines.count == 6 && plain.factors[1].lines.count == 4)
    #expect(plain.factors[0].lines[0] == [0, 1])
    #expect(plain.factors[1].lines[0] == [0, 2, 4])
    let biased = try RandomNetwork([2, 2, 2], hasBiases: true, "10", "01").variety
    let factors = biased.generalLinearAction.factors
    #expect(factors.map(\.lines.count) == [6, 4])
    // Coordinates 4 and 5 are the constants of the first block.
    #expect(factors[0].positions[4] == 0 && factors[0].positions[5] == 1)
    #expect(factors[1].positions[4] == nil && factors[1].positions[5] == nil)
  }

  @Test func blockExchanges() throws {
    // Outputs, inputs, pairs of blocks, transposition.
    let cases: [(network: RandomNetwork, count: Int)] = [
      (try RandomNetwork([3, 4, 3], "1100", "1010", "1001"), 2 + 2 + 3 + 1),
      (try RandomNetwork([3, 3, 3], "110", "001"), 2 + 2 + 0 + 1),
      (try RandomNetwork([3, 3, 3], "110", "101", "011"), 2 + 2 + 3 + 1),
      (try RandomNetwork([2, 3, 4], "110", "101", "100"), 3 + 1 + 1),
      (try RandomNetwork([2, 2, 2, 2], "10/11", "11/10"), 1 + 1),
      (try RandomNetwork([2, 2, 2, 2], "10/01", "01/10"), 1 + 1 + 1 + 1),
      (try RandomNetwork([2, 2, 1], hasBiases: true, "10", "01", "11"), 0 + 1 + 1),
    ]
    #expect(cases.count == 7)
    for (network, count) in cases {
      #expect(try network.variety.coordinateSymmetries.count == count, "\(network)")
    }
  }

  /// Every exchange of blocks that some permutation of hidden neurons undoes is found.
  @Test(arguments: RandomNetwork.sample(20, from: .shallow, seed: 36))
  func blockExchangesBySignatures(for network: RandomNetwork) throws {
    let variety = try network.variety
    let signatures = variety.liveNetwork.signatures(ofLayer: 1).map(\.blocks)
    var expected = 0
    for a in 0..<variety.blockCount {
      for b in a + 1..<max(variety.blockCount, a + 1) {
        let exchanged = signatures.map { signature in
          signature.map { $0 == a ? b : $0 == b ? a : $0 }.sorted()
        }
        let key = { (list: [[Int]]) in list.map(\.description).sorted() }
        if key(exchanged) == key(signatures) { expected += 1 }
      }
    }
    let c = variety.coordinates
    // One hidden layer read backwards is itself.
    let isReversible = !c.hasConstants && c.rowCount > 1 && c.rowCount == c.columnCount
    #expect(
      variety.coordinateSymmetries.count
        == c.rowCount - 1 + c.columnCount - 1 + expected + (isReversible ? 1 : 0))
  }
}
