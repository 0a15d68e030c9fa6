import ExactAlgebra
import NetworkVarieties
import Specimens
import Testing
import Varieties

@Suite struct PatternMapTests {
  static let field = PrimeField(prime: 1_000_000_007)
  static let networks =
    RandomNetwork.sample(12, from: .shallow, seed: 1)
    + RandomNetwork.sample(12, from: .shallowWithBiases, seed: 2)
    + RandomNetwork.sample(15, from: .deep, seed: 3)
    + RandomNetwork.sample(15, from: .deepWithBiases, seed: 4)
    + RandomNetwork.sample(26, from: .withDeadLayers, seed: 5)

  @Test func sampleSize() {
    #expect(Self.networks.count == 80)
    #expect(Self.networks.filter(\.architecture.hasBiases).count > 30)
    #expect(Self.networks.filter { $0.patterns.count > 2 }.count > 20)
    let dead = Self.networks.filter { network in
      network.patterns.contains { $0.layers.contains { !$0.contains(true) } }
    }
    #expect(dead.count > 10)
  }

  /// Blocks are what the network does to inputs on their patterns, dead neurons included.
  @Test(arguments: networks)
  func forwardEvaluation(of network: RandomNetwork) throws {
    let map = try network.variety.patternMap
    var generator = SeededGenerator(seed: 6)
    let naive = NaiveNetwork(network.architecture, over: Self.field, using: &generator)
    let point = map.point(at: map.parameters.map(naive.value), over: Self.field)
    #expect(point.count == map.coordinateCount)
    #expect(point == naive.blockMatrices(on: network.patterns))
    for (block, pattern) in network.patterns.enumerated() {
      let input = Self.field.randomElements(network.architecture.inputCount, using: &generator)
      let output = naive.output(for: input, on: pattern)
      for row in 0..<network.architecture.outputCount {
        let entry = { map.coordinates.index(block: block, row: row, column: $0) }
        var value = network.architecture.hasBiases ? point[entry(input.count)] : 0
        for (column, x) in input.enumerated() {
          value = Self.field.add(value, Self.field.multiply(point[entry(column)], x))
        }
        #expect(value == output[row])
      }
    }
  }

  @Test(arguments: networks)
  func polynomialsAndJacobian(of network: RandomNetwork) throws {
    let variety = try network.variety
    let map = variety.patternMap
    let symbolic = map.polynomialMap(into: variety.ring)
    #expect(symbolic.parameterRing.variableNames == map.parameters.map(PatternMap.name))
    #expect(symbolic.parameterCount == map.parameterCount)
    #expect(symbolic.coordinateRing === variety.ring)
    var generator = SeededGenerator(seed: 7)
    let values = Self.field.randomElements(map.parameterCount, using: &generator)
    #expect(
      map.point(at: values, over: Self.field) == symbolic.point(at: values, over: Self.field))
    #expect(
      map.jacobian(at: values, over: Self.field)
        == symbolic.jacobian(at: values, over: Self.field))
    #expect(map.isDefined(over: PrimeField(prime: 2)))
  }

  /// The exact derivatives of a few maps, one by one.
  @Test(arguments: networks.filter { (1...14).contains($0.architecture.parameterCount) })
  func jacobianByDerivatives(of network: RandomNetwork) throws {
    let variety = try network.variety
    let map = variety.patternMap
    let symbolic = map.polynomialMap(into: variety.ring)
    var generator = SeededGenerator(seed: 8)
    let values = Self.field.randomElements(map.parameterCount, using: &generator)
    let jacobian = map.jacobian(at: values, over: Self.field)
    #expect(jacobian.rowCount == map.parameterCount)
    #expect(jacobian.columnCount == map.coordinateCount)
    for row in 0..<jacobian.rowCount {
      for column in 0..<jacobian.columnCount {
        let derivative = symbolic.images[column].derivative(withRespectTo: row)
        let value = ModularPolynomial(derivative, over: Self.field)?(at: values)
        #expect(jacobian[row, column] == value)
      }
    }
  }

  @Test func parameterNumbers() throws {
    let network = try RandomNetwork([2, 3, 2], hasBiases: true, "101", "001")
    let map = try network.variety.patternMap
    let names = map.parameters.map(PatternMap.name)
    #expect(
      names == [
        "w1_11", "w1_12", "b1_1", "w1_31", "w1_32", "b1_3", "w2_11", "w2_13", "b2_1", "w2_21",
        "w2_23", "b2_2",
      ])
    for (number, parameter) in map.parameters.enumerated() {
      #expect(map.number(of: parameter) == number)
    }
  }

  /// One weight or bias into each live hidden neuron is 1, and nothing else changes.
  @Test(arguments: networks)
  func normalizedMap(of network: RandomNetwork) throws {
    let variety = try network.variety
    let map = variety.patternMap
    let full = map.polynomialMap(into: variety.ring)
    let normalized = map.normalizedPolynomialMap(into: variety.ring)
    let fixed = Set(full.parameterRing.variableNames)
      .subtracting(normalized.parameterRing.variableNames)
    #expect(fixed.count == map.network.liveHiddenNeuronCount)
    #expect(normalized.parameterCount == full.parameterCount - fixed.count)
    let images = full.parameterRing.variableNames.map { name in
      normalized.parameterRing.index(of: name).map(normalized.parameterRing.variable)
        ?? normalized.parameterRing.one
    }
    for (image, expected) in zip(normalized.images, full.images) {
      #expect(image == expected.substituting(images, in: normalized.parameterRing))
    }
    let rank = full.jacobianRank(seed: 3, over: Self.field).rank
    #expect(normalized.jacobianRank(seed: 4, over: Self.field).rank == rank)
  }

  /// The full map has the same ideal as the normalized one.
  @Test(
    arguments: networks.filter {
      $0.architecture.inputCount * $0.architecture.outputCount < 7
    })
  func normalizationKeepsTheIdeal(of network: RandomNetwork) async throws {
    let variety = try network.variety
    let degree = variety.ambientDimension > 12 ? 2 : 3
    let full = try GradedKernel(
      of: variety.patternMap.polynomialMap(into: variety.ring), evaluatedBy: variety.patternMap
    )
    let normalized = try GradedKernel(
      of: variety.patternMap.normalizedPolynomialMap(into: variety.ring))
    #expect(full.grading.rank == normalized.grading.rank)
    let (a, b) = (
      try await full.ideal(upToDegree: degree), try await normalized.ideal(upToDegree: degree)
    )
    #expect(a.pieces.count == degree)
    #expect(a.pieces == b.pieces)
    #expect(Array(a.generators) == Array(b.generators))
    #expect(a.status.isProved)
  }
}
