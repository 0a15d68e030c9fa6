import ExactAlgebra
import NetworkVarieties
import Oracles
import Specimens
import Testing
import Varieties

/// The representations of `GL(n_L) x GL(n_0)` that minimal generators form, and their highest
/// weight vectors.
@Suite struct HighestWeightTests {
  /// A summand: partitions of the rows and of the columns, and how often it occurs.
  struct Summand: Hashable, Sendable {
    let rows: [Int]
    let columns: [Int]
    let multiplicity: Int

    init(_ rows: [Int], _ columns: [Int], _ multiplicity: Int) {
      self.rows = rows
      self.columns = columns
      self.multiplicity = multiplicity
    }
  }

  struct Example: Sendable, CustomTestStringConvertible {
    let network: RandomNetwork
    let degree: Int
    /// The summands in each degree that has new generators.
    let content: [Int: [Summand]]
    var testDescription: String { network.description }

    init(
      _ widths: [Int], hasBiases: Bool = false, _ patterns: String..., upTo degree: Int,
      _ content: [Int: [Summand]]
    ) {
      do {
        network = try RandomNetwork(widths, hasBiases: hasBiases, patterns: patterns)
      } catch {
        preconditionFailure("\(error)")
      }
      self.degree = degree
      self.content = content
    }
  }

  static let examples = [
    // The determinants of three blocks M_1, M_2 and M_1 - M_2.
    Example([3, 3, 3], "101", "011", upTo: 4, [3: [Summand([1, 1, 1], [1, 1, 1], 3)]]),
    // Their maximal minors, and the 4-minors of the stacked matrix that are new.
    Example(
      [4, 3, 3], "101", "011", upTo: 4,
      [3: [Summand([1, 1, 1], [1, 1, 1], 3)], 4: [Summand([2, 2], [1, 1, 1, 1], 1)]]),
    Example([2, 2, 2], "10", "01", upTo: 3, [2: [Summand([1, 1], [1, 1], 2)]]),
    // The 2-minors of M_2 and the determinant of M_1.
    Example(
      [3, 3, 3], "110", "001", upTo: 3,
      [2: [Summand([1, 1], [1, 1], 1)], 3: [Summand([1, 1, 1], [1, 1, 1], 1)]]),
    // Example 37: determinants of the blocks and of their differences.
    Example(
      [3, 4, 3], "1100", "1010", "1001", upTo: 3, [3: [Summand([1, 1, 1], [1, 1, 1], 6)]]),
    // Example 31.
    Example(
      [3, 3, 2, 3, 3], "111/11/111", "011/11/111", upTo: 3,
      [
        2: [Summand([1, 1], [1, 1], 1)],
        3: [Summand([1, 1, 1], [2, 1], 1), Summand([1, 1, 1], [1, 1, 1], 2)],
      ]),
    // With biases constants count for the rows only: minors of [M_1 - M_2 | c_1 - c_2].
    Example(
      [3, 3, 3], hasBiases: true, "101", "011", upTo: 3,
      [3: [Summand([1, 1, 1], [1, 1, 1], 3), Summand([1, 1, 1], [1, 1], 1)]]),
    // Linear: M_1 + M_2 - M_3.
    Example(
      [2, 2, 1], hasBiases: true, "10", "01", "11", upTo: 3, [1: [Summand([1], [1], 1)]]),
    Example([2, 2, 2, 2], "10/11", "11/10", upTo: 3, [2: [Summand([1, 1], [1, 1], 2)]]),
  ]

  @Test func exampleCount() { #expect(Self.examples.count == 9) }

  @Test(arguments: examples)
  func representations(of example: Example) async throws {
    let variety = try example.network.variety
    let ideal = try await variety.ideal(upToDegree: example.degree)
    #expect(ideal.pieces.count == example.degree)
    for piece in ideal.pieces {
      let summands = try #require(piece.representation).summands
      let found = summands.map { summand in
        let partitions = summand.representation.partitions.map(\.parts)
        return Summand(partitions[0], partitions[1], summand.multiplicity)
      }
      #expect(Set(found) == Set(example.content[piece.degree] ?? []))
      #expect(found.count == example.content[piece.degree]?.count ?? 0)
      let dimension = summands.reduce(Integer(0)) {
        $0 + Integer($1.multiplicity) * $1.representation.dimension
      }
      #expect(dimension == piece.minimalGeneratorCount)
      for summand in summands {
        let vectors = ideal.highestWeightGenerators.filter {
          $0.degree == piece.degree && $0.representation == summand.representation
        }
        #expect(vectors.count == summand.multiplicity)
        #expect(linearRank(vectors.map(\.polynomial)) == summand.multiplicity)
      }
    }
    #expect(
      ideal.highestWeightGenerators.count
        == example.content.values.joined().reduce(0) { $0 + $1.multiplicity })
    for vector in ideal.highestWeightGenerators { check(vector, of: variety) }
  }

  /// In the ideal, of the right weight, and killed by all raising operators, exactly.
  private func check(_ vector: HighestWeightGenerator, of variety: PatternVariety) {
    let polynomial = vector.polynomial
    #expect(!polynomial.isZero && polynomial == polynomial.primitivePart)
    let map = variety.patternMap.polynomialMap(into: variety.ring)
    #expect(map.pullback(of: polynomial).isZero)
    let c = variety.coordinates
    let partitions = vector.representation.partitions.map(\.parts)
    for term in polynomial.terms {
      var rows = [Int](repeating: 0, count: c.rowCount)
      var columns = [Int](repeating: 0, count: c.columnCount)
      for variable in term.variables {
        let entry = c.entry(at: variable)
        rows[entry.row] += 1
        if let column = entry.column { columns[column] += 1 }
      }
      #expect(rows.filter { $0 > 0 } == partitions[0])
      #expect(columns.filter { $0 > 0 } == partitions[1])
      #expect(rows == rows.sorted(by: >) && columns == columns.sorted(by: >))
    }
    for row in 1..<max(c.rowCount, 1) {
      let raised = derivation(of: polynomial, in: c) { block, from, column in
        from == row
          ? c.index(block: block, row: row - 1, column: column ?? c.columnCount) : nil
      }
      #expect(raised.isZero)
    }
    for column in 1..<max(c.columnCount, 1) {
      let raised = derivation(of: polynomial, in: c) { block, row, from in
        from == column ? c.index(block: block, row: row, column: column - 1) : nil
      }
      #expect(raised.isZero)
    }
  }

  /// The derivation that sends a coordinate to another one, or to zero.
  private func derivation(
    of polynomial: Polynomial, in coordinates: BlockCoordinates,
    image: (_ block: Int, _ row: Int, _ column: Int?) -> Int?
  ) -> Polynomial {
    (0..<coordinates.count).reduce(polynomial.ring.zero) { sum, variable in
      let (block, row, column) = coordinates.entry(at: variable)
      guard let target = image(block, row, column) else { return sum }
      return sum + polynomial.derivative(withRespectTo: variable)
        * polynomial.ring.variable(target)
    }
  }

  /// Random networks: the representations have as many dimensions as there are generators.
  @Test func dimensionsAddUp() async throws {
    let networks = RandomNetwork.sample(
      25,
      from: .init(hiddenLayers: 1...2, widths: 2...3, blocks: 1...3, biases: [false, true]),
      seed: 91
    ) { network in
      guard let variety = try? network.variety else { return false }
      return variety.ambientDimension <= 20
        && variety.dimension(seed: 1).value < variety.ambientDimension
    }
    #expect(networks.count == 25)
    var vectorCount = 0
    for network in networks {
      let variety = try network.variety
      let ideal = try await variety.ideal(upToDegree: 3)
      for piece in ideal.pieces {
        let dimension = try #require(piece.representation).summands.reduce(Integer(0)) {
          $0 + Integer($1.multiplicity) * $1.representation.dimension
        }
        #expect(dimension == piece.minimalGeneratorCount, "\(network)")
      }
      let multiplicities = ideal.pieces.flatMap { $0.representation?.summands ?? [] }
        .reduce(0) { $0 + $1.multiplicity }
      #expect(ideal.highestWeightGenerators.count == multiplicities, "\(network)")
      for vector in ideal.highestWeightGenerators { check(vector, of: variety) }
      vectorCount += ideal.highestWeightGenerators.count
    }
    #expect(vectorCount > 25)
  }

  /// Example 37: beyond the cubics there are 45 quintics, five copies of one representation.
  @Test func quinticsOfExample37() async throws {
    let variety = try RandomNetwork([3, 4, 3], "1100", "1010", "1001").variety
    var options = GradedKernel.Options()
    options.threads = 2
    let ideal = try await variety.ideal(upToDegree: 5, options: options)
    #expect(ideal.pieces.map(\.dimension) == [0, 0, 6, 162, 2313])
    #expect(ideal.pieces.map(\.minimalGeneratorCount) == [0, 0, 6, 0, 45])
    #expect(ideal.status.isProved)
    let summands = try #require(ideal.pieces.last?.representation).summands
    #expect(summands.map(\.multiplicity) == [5])
    #expect(
      summands.first?.representation.partitions == [
        Partition([2, 2, 1]), Partition([2, 2, 1]),
      ])
  }
}
