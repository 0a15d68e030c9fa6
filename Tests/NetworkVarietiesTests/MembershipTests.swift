import ExactAlgebra
import NetworkVarieties
import Networks
import Oracles
import Specimens
import Testing
import Varieties

/// Whether polynomials lie in ideals.
@Suite struct MembershipTests {
  /// Minors and their neighbours, in the variables of a problem.
  private static let polynomials: [(text: String, isMember: Bool)] = [
    ("0", true), ("1", false), ("m1_11", false), ("m1_11 - m2_11", false),
    (
      "m1_11*(m1_22*m1_33 - m1_23*m1_32) - m1_12*(m1_21*m1_33 - m1_23*m1_31) "
        + "+ m1_13*(m1_21*m1_32 - m1_22*m1_31)", true
    ),
    (
      "m1_11*(m1_22*m1_33 - m1_23*m1_32) - m1_12*(m1_21*m1_33 - m1_23*m1_31) "
        + "+ m1_13*(m1_21*m1_32 + m1_22*m1_31)", false
    ),
    (
      "(1/2 + m2_11^3)*(m2_11*(m2_22*m2_33 - m2_23*m2_32) - m2_12*(m2_21*m2_33 - m2_23*m2_31) "
        + "+ m2_13*(m2_21*m2_32 - m2_22*m2_31))", true
    ),
  ]

  @Test(arguments: polynomials)
  func threeByThree(text: String, isMember: Bool) throws {
    let pattern = try RandomNetwork([3, 3, 3], "101", "011").variety
    let variety = ReLUVariety.pattern(pattern)
    let polynomial = try Polynomial(parsing: text, in: variety.ring)
    try check(variety.membership(of: polynomial, seed: 1), isMember, polynomial, variety)
  }

  /// All of them at once, with the counts of a report.
  @Test func countsOfATest() throws {
    let variety = ReLUVariety.pattern(try RandomNetwork([3, 3, 3], "101", "011").variety)
    let polynomials = try Self.polynomials.map {
      try Polynomial(parsing: $0.text, in: variety.ring)
    }
    let test = try MembershipTest(of: polynomials, on: variety, seed: 1)
    #expect(test.entries.map(\.polynomial) == polynomials && test.entries.count == 7)
    #expect(test.strangerCount == 4 && test.undecidedCount == 0 && !test.isSatisfied)
    let members = zip(polynomials, Self.polynomials).filter(\.1.isMember).map(\.0)
    #expect(try MembershipTest(of: members, on: variety, seed: 1).isSatisfied)
  }

  /// A member has a proof; otherwise the network is a witness, computed again layer by layer.
  private func check(
    _ membership: Membership, _ isMember: Bool, _ polynomial: Polynomial, _ variety: ReLUVariety
  ) throws {
    switch membership {
    case .member(let status): #expect(isMember && status == .proved)
    case .notMember(let witness):
      #expect(!isMember && !witness.value.isZero)
      #expect(polynomial(at: try Self.point(of: witness.network, on: variety)) == witness.value)
    }
  }

  /// Matrices multiplied out one by one.
  private static func point(
    of network: Network, on variety: ReLUVariety
  ) throws -> [Rational] {
    guard case .pattern(let pattern) = variety else { return variety.point(of: network) }
    let maps = variety.patterns.map { pattern in
      var product = RationalMatrix.identity(network.architecture.inputCount)
      for (index, layer) in network.layers.enumerated() {
        let isLast = index == network.layers.count - 1
        let rows = layer.weights.enumerated().map { neuron, row in
          isLast || pattern.layers[index][neuron] ? row : row.map { _ in Rational(0) }
        }
        product = RationalMatrix(rows) * product
      }
      return product.rows
    }
    return pattern.coordinates.point(of: maps)
  }

  /// Random polynomials, and combinations of generators, against elimination.
  @Test(.enabled(if: ExternalProgram.singular.isInstalled, "Singular is not installed"))
  func eliminationAgrees() async throws {
    let family = RandomNetwork.Family(hiddenLayers: 1...2, widths: 1...3, blocks: 1...2)
    let networks = RandomNetwork.sample(12, from: family, seed: 3) { network in
      (try? network.variety).map { (2...9).contains($0.ambientDimension) } ?? false
    }
    #expect(networks.count == 12)
    var random = SeededGenerator(seed: 17)
    var counts = [true: 0, false: 0]
    for network in networks {
      let variety = ReLUVariety.pattern(try network.variety)
      let map = try variety.parametrization
      guard map.parameterCount > 0 else { continue }
      let ideal = try await variety.idealComputation.ideal(upToDegree: 3)
      let generators = ideal.generators.prefix(2).map(\.polynomial)
      let other = Polynomial(
        (0..<4).map { _ in
          (
            coefficient: Rational(Int.random(in: 1...5, using: &random)),
            variables: (0..<2).map { _ in
              Int.random(in: 0..<variety.ambientDimension, using: &random)
            }
          )
        }, in: variety.ring)
      let factor = variety.ring.variable(0) + variety.ring.one
      for polynomial in generators.map({ $0 * factor }) + [other] {
        let comparison = try await SingularOracle.compare([polynomial], with: map)
        let isMember = comparison.generatorsAreContained
        counts[isMember]! += 1
        try check(variety.membership(of: polynomial, seed: 1), isMember, polynomial, variety)
      }
    }
    #expect(counts[true]! >= 4 && counts[false]! >= 4, "\(counts)")
  }

  /// Outputs: relations of points belong to the ideal, with fractions and biases.
  @Test func outputs() throws {
    let architecture = try Architecture(widths: [2, 2, 2], hasBiases: true)
    let block = Block(
      try ActivationPattern(parsing: "10"),
      points: [[1, 0], [0, 1], [Rational(1, 2), Rational(1, 2)], [3, 3]])
    let variety = ReLUVariety.output(try OutputVariety(of: architecture, on: [block]))
    for (text, isMember) in [
      ("y_11 + y_12 - 2*y_13", true), ("y_11 + y_12 - y_13", false),
      ("(y_11 - y_12)*(y_24 - y_23) - (y_21 - y_22)*(y_14 - y_13)", true),
      ("y_11*y_22 - y_12*y_21", false),
    ] {
      let polynomial = try Polynomial(parsing: text, in: variety.ring)
      try check(variety.membership(of: polynomial, seed: 1), isMember, polynomial, variety)
    }
  }

  /// The parametrization of a variety and the points of networks belong together.
  @Test func networksLieOnTheVariety() async throws {
    let family = RandomNetwork.Family(hiddenLayers: 1...2, blocks: 1...3, biases: [false, true])
    let data = RandomData.sample(RandomNetwork.sample(20, from: family, seed: 8), seed: 9)
    #expect(data.count == 20)
    for data in data {
      let variety = ReLUVariety.output(try data.variety)
      let direct = try data.directMap(into: variety.ring, normalized: true)
      #expect(
        try variety.parametrization.images.map(\.description)
          == direct.images.map(\.description))
    }
  }
}
