import ExactAlgebra
import NetworkVarieties
import Networks
import Oracles
import Testing
import Varieties

@testable import Certification

/// Varieties that are products, since parts of the blocks use no weight in common or combinations of
/// them vary independently.
@Suite struct BlockProductTests {
  private static func variety(
    _ widths: [Int], _ patterns: [String], hasBiases: Bool = false
  ) throws -> PatternVariety {
    try PatternVariety(
      of: Architecture(widths: widths, hasBiases: hasBiases),
      on: patterns.map { try ActivationPattern(parsing: $0) })
  }

  /// Products of three to five blocks of networks with one or two hidden layers.
  ///
  /// - Parameter common: the share of neurons that are equally active in all blocks, in hidden
  ///   layers but one.
  private static func random(
    _ count: Int, seed: UInt64, hasBiases: Bool, differsInOneLayer: Bool
  ) -> [PatternVariety] {
    var generator = SeededGenerator(seed: seed)
    var seen: Set<String> = []
    var found: [PatternVariety] = []
    while found.count < count {
      let depth = Int.random(in: 1...2, using: &generator)
      let outer = (0..<2).map { _ in Int.random(in: 1...3, using: &generator) }
      let hidden = (0..<depth).map { _ in Int.random(in: 2...6, using: &generator) }
      let widths = [outer[0]] + hidden + [outer[1]]
      let layer = Int.random(in: 0..<depth, using: &generator)
      let texts = { (index: Int) in
        (0..<hidden[index]).map { _ in
          Int.random(in: 0..<5, using: &generator) < 2 ? "1" : "0"
        }.joined()
      }
      let common = hidden.indices.map(texts)
      let patterns = (0..<Int.random(in: 3...5, using: &generator)).map { _ in
        hidden.indices.map { differsInOneLayer && $0 != layer ? common[$0] : texts($0) }
          .joined(separator: "/")
      }
      guard Set(patterns).count == patterns.count, seen.insert("\(widths)\(patterns)").inserted,
        let variety = try? variety(widths, patterns, hasBiases: hasBiases),
        BlockProduct(of: variety) != nil
      else { continue }
      found.append(variety)
    }
    return found
  }

  private static let samples: [PatternVariety] =
    random(120, seed: 11, hasBiases: false, differsInOneLayer: false)
    + random(150, seed: 12, hasBiases: false, differsInOneLayer: true)
    + random(150, seed: 13, hasBiases: true, differsInOneLayer: true)

  private static func product(
    _ widths: [Int], _ patterns: [String], hasBiases: Bool = false
  ) throws -> BlockProduct? {
    BlockProduct(of: try variety(widths, patterns, hasBiases: hasBiases))
  }

  /// The coefficients of the combinations of each factor.
  private static func combinations(_ product: BlockProduct) -> [[[Integer]]] {
    product.factors.map { $0.combinations.map(\.coefficients) }
  }

  @Test func partsAreRecognized() throws {
    let product = try #require(try Self.product([4, 5, 3], ["10100", "01100", "00011"]))
    #expect(Self.combinations(product) == [[[1, 0, 0], [0, 1, 0]], [[0, 0, 1]]])
    #expect(product.constraints.map(\.minorSize) == [3, 3, 3, 4, 3])
    #expect(product.dimension == 18 + 10)
    // A common neuron, but no common weight: both layers around it differ.
    let deep = try #require(try Self.product([2, 2, 1, 2, 2], ["10/1/10", "01/1/01"]))
    #expect(Self.combinations(deep) == [[[1, 0]], [[0, 1]]])
    // Equal neurons of the first layer use the same weights, and it is too narrow for both.
    #expect(try Self.product([2, 2, 2, 2], ["10/10", "10/01"]) == nil)
    #expect(try Self.product([2, 2, 2, 2, 2], ["10/10/11", "10/01/10", "11/11/01"]) == nil)
  }

  @Test func independentSignatures() throws {
    // Each neuron is active in two blocks of three.
    let three = try #require(try Self.product([3, 3, 3], ["110", "011", "101"]))
    #expect(
      Set(Self.combinations(three).joined()) == [[1, 1, -1], [1, -1, 1], [-1, 1, 1]])
    #expect(three.constraints.map(\.minorSize) == [2, 2, 2])
    #expect(three.dimension == 15 && three.relations.isEmpty)
    // The third block is the sum of the others.
    let sum = try #require(try Self.product([3, 4, 3], ["1000", "0100", "1100"]))
    #expect(sum.relations == [.sideBySide([BlockCombination([-1, -1, 1])])])
    #expect(sum.factors.count == 2 && sum.dimension == 10)
    // A pair that shares neurons in combinations only, beside a single one: signatures 1100, 0011,
    // 1111 and 1010.
    let mixed = try #require(
      try Self.product([4, 4, 4], ["1011", "1010", "0111", "0110"]))
    #expect(mixed.factors.map(\.combinations.count).sorted() == [1, 2])
    #expect(mixed.relations.count == 1)
    // Four signatures in three dimensions.
    #expect(try Self.product([3, 4, 3], ["1001", "0101", "0011"]) == nil)
  }

  @Test func biases() throws {
    // The last bias is common to all blocks: three single neurons are connected by it.
    #expect(try Self.product([3, 3, 3], ["100", "010", "001"], hasBiases: true) == nil)
    // Not where it is independent of all signatures.
    let independent = try #require(
      try Self.product([3, 3, 3], ["110", "010", "000"], hasBiases: true))
    #expect(independent.factors.count == 2 && independent.relations.count == 1)
    #expect(independent.dimension == 2 * 6 + 3)
    #expect(independent.constraints.map(\.columnCount) == [3, 4, 4])
    // Two complementary neurons, connected by the bias, and one beside them.
    let complementary = try #require(
      try Self.product([3, 3, 3], ["100", "101", "010"], hasBiases: true))
    #expect(complementary.factors.map(\.combinations.count).sorted() == [1, 2])
    #expect(complementary.dimension == 12 + 6 + 3)
  }

  /// Forty blocks, of which two each share two of four hundred neurons.
  @Test func wideNetworks() throws {
    let patterns = (0..<40).map { block in
      (0..<400).map { neuron in
        neuron % 40 == block || neuron < 40 && neuron / 2 == block / 2 ? "1" : "0"
      }.joined()
    }
    let product = try #require(try Self.product([30, 400, 30], patterns))
    #expect(product.factors.map(\.combinations.count) == Array(repeating: 2, count: 20))
    #expect(
      product.factors.first?.ground
        == .twoBlocks(TwoBlockShape(outputs: 30, inputs: 30, shared: 2, first: 9, second: 9)))
  }

  /// The dimension is the rank of the Jacobian matrix.
  @Test func dimensions() throws {
    #expect(Self.samples.count == 420)
    #expect(Self.samples.count { !BlockProduct(of: $0)!.relations.isEmpty } > 50)
    for variety in Self.samples {
      let product = try #require(BlockProduct(of: variety))
      #expect(
        product.dimension == variety.dimension(seed: 1).value,
        "\(variety.architecture) \(variety.patterns)")
    }
  }

  /// At points of the variety the matrices have at most the rank of their bound.
  @Test func constraintsHold() throws {
    let field = PrimeField(prime: 2_147_483_647)
    var generator = SeededGenerator(seed: 3)
    var count = 0
    for variety in Self.samples {
      let values = (0..<variety.patternMap.parameterCount).map { _ in
        field.randomElement(using: &generator)
      }
      let point = variety.patternMap.point(at: values, over: field)
      for constraint in try #require(BlockProduct(of: variety)).constraints {
        count += 1
        #expect(
          constraint.condition.matrix(at: point, over: field).rank <= constraint.rankAtMost,
          "\(variety.architecture) \(variety.patterns)")
      }
    }
    #expect(count > 800)
  }

  /// Degree 188 times `binomial(5, 2)`, that of the 3 by 4 matrices of rank one.
  @Test func hilbertSeries() throws {
    let variety = try Self.variety([4, 4, 3], ["1010", "0110", "0001"])
    let completeness = Completeness(ofConstraintsOf: .pattern(variety), dimension: nil)
    let known = try #require(completeness.hilbertInvariants(in: variety.ambientDimension))
    #expect(known.degree == 188 * 10 && known.dimension == 18 + 6)
    #expect(known.source == .characters)
  }

  /// Singular decides whether the minors generate, and finds the same series.
  @Test(.enabled(if: ExternalProgram.singular.isInstalled, "Singular is not installed"))
  func ideals() async throws {
    let certifier = Certifier(program: try .find())
    let cases = [0..<120, 120..<270, 270..<420].flatMap { range in
      Self.samples[range].filter {
        $0.ambientDimension <= 18 && BlockProduct(of: $0)!.largestMinorSize > 1
      }.prefix(22)
    }
    #expect(cases.count == 66)
    var (complete, undecided) = (0, 0)
    for variety in cases {
      let product = try #require(BlockProduct(of: variety))
      let minors = product.constraints.flatMap { constraint in
        constraint.condition.matrix(in: variety.ring).minors(ofSize: constraint.minorSize).map {
          $0.submatrix.determinant
        }.filter { !$0.isZero }
      }
      let outcome = try await certifier.certify(
        minors, of: variety.patternMap.normalizedPolynomialMap(into: variety.ring),
        arithmetic: .modular, timeLimit: .seconds(20))
      let known = HilbertInvariants(of: product)
      switch outcome {
      case .complete(let certificate):
        complete += 1
        #expect(certificate.hilbertSeries == known?.series, "\(variety.patterns)")
      case .undecided(.singular(.timeLimit)): undecided += 1
      default: Issue.record("\(variety.architecture.widths) \(variety.patterns): \(outcome)")
      }
    }
    #expect(complete + undecided == 66 && undecided < 6)
  }
}
