import Enclosures
import ExactAlgebra
import GaussianMeasures
import LongWork
import Networks
import Properties
import RandomNetworks
import Testing
import Verification

@Suite struct PropertyFailureTests {
  /// `max(x + y - 1, 0) + max(x - y, 0)`, with inputs after these two that it ignores.
  private static func corner(inputs: Int = 2) throws -> Network {
    let rest = Array(repeating: Rational(0), count: inputs - 2)
    return try Network(layers: [
      .init(weights: [[1, 1] + rest, [1, -1] + rest], biases: [-1, 0]),
      .init(weights: [[1, 1]]),
    ])
  }

  private static func square(_ dimension: Int = 2) throws -> InputLaw {
    .uniform(try UniformLaw(box: (0..<dimension).map { _ in (lower: 0, upper: 1) }))
  }

  /// The output compared with a number: `sign * (Y_0 - value) relation 0`.
  private static func output(
    _ relation: LinearCondition.Relation, _ value: Rational, sign: Rational = 1, inputs: Int = 2
  ) -> Formula {
    .condition(
      LinearCondition(
        sign * (LinearExpression(variable: inputs) - LinearExpression(value)), relation))
  }

  private static func failure(
    _ formula: Formula, under law: InputLaw, inputs: Int = 2,
    _ options: PropertyFailure.Options = .init()
  ) async throws -> PropertyFailure {
    try await PropertyFailure(
      of: Property(inputCount: inputs, outputCount: 1, counterexample: formula),
      for: corner(inputs: inputs), under: law, options: options)
  }

  private static func exact(_ number: ReportedNumber) -> Rational? {
    if case .exact(let value) = number { value } else { nil }
  }

  private static func probability(_ formula: Formula) async throws -> Rational? {
    exact(try await failure(formula, under: square()).probability)
  }

  @Test func threeOfFourRegions() async throws {
    let failure = try await Self.failure(
      Self.output(.atMost, Rational(1, 2), sign: -1), under: Self.square())
    #expect(Self.exact(failure.probability) == Rational(5, 16))
    #expect(failure.volume == Rational(5, 16))
    #expect(failure.regionCount == 4 && failure.isComplete)
    #expect(failure.regions.map(\.pattern.description) == ["01", "10", "11"])
    #expect(
      failure.regions.map { Self.exact($0.probability) }
        == [Rational(1, 16), Rational(1, 16), Rational(3, 16)])
    for region in failure.regions {
      let (input, output) = (region.counterexample.input, region.counterexample.output)
      #expect(try Self.corner().evaluate([input])[0].outputs == output)
      #expect(output[0] >= Rational(1, 2) && region.partCount == 1)
    }
  }

  /// A whole region has the output zero.
  @Test func whereStrictnessMatters() async throws {
    #expect(try await Self.probability(Self.output(.atMost, 0)) == Rational(1, 4))
    #expect(try await Self.probability(Self.output(.less, 0)) == 0)
    #expect(try await Self.probability(Self.output(.equal, 0)) == Rational(1, 4))
    #expect(try await Self.probability(Self.output(.notEqual, 0)) == Rational(3, 4))
    #expect(try await Self.probability(Self.output(.equal, Rational(1, 2))) == 0)
    #expect(try await Self.probability(Self.output(.notEqual, Rational(1, 2))) == 1)
    #expect(try await Self.probability(.all([])) == 1)
    #expect(try await Self.probability(.any([])) == 0)
    let line = LinearCondition(
      LinearExpression(variable: 0) - LinearExpression(variable: 1), .equal)
    #expect(try await Self.probability(.all([.condition(line), Self.output(.atMost, 1)])) == 0)
  }

  @Test func nothingIsCountedTwice() async throws {
    let halves = [0, 1].map { input in
      Formula.condition(
        LinearCondition(
          LinearExpression(variable: input) - LinearExpression(Rational(1, 2)), .less))
    }
    #expect(try await Self.probability(.any(halves)) == Rational(3, 4))
    #expect(try await Self.probability(.all(halves)) == Rational(1, 4))
    #expect(try await Self.probability(.any(halves + halves.map(\.negation))) == 1)
    let quarter = Self.output(.atMost, Rational(1, 4), sign: -1)
    let half = Self.output(.atMost, Rational(1, 2), sign: -1)
    #expect(
      try await Self.probability(.any([half, quarter, half]))
        == Self.probability(quarter))
  }

  /// In nine coordinates cells have no vertices; the volume needs two of the coordinates.
  @Test func manyIgnoredInputs() async throws {
    let failure = try await Self.failure(
      Self.output(.atMost, Rational(1, 2), sign: -1, inputs: 9), under: Self.square(9), inputs: 9)
    #expect(failure.volume == Rational(5, 16) && failure.regions.count == 3)
    let normal = try await Self.failure(
      Self.output(.atMost, Rational(1, 2), sign: -1, inputs: 9),
      under: .standardNormal(dimension: 9), inputs: 9)
    let plane = try await Self.failure(
      Self.output(.atMost, Rational(1, 2), sign: -1), under: .standardNormal(dimension: 2))
    let (a, b) = (try #require(normal.probability.ball), try #require(plane.probability.ball))
    #expect(a.overlaps(b) && b.accurateBits > 35 && a.accurateBits > 35)
  }

  /// A formula and its negation: the whole is 1.
  @Test func negationsAddUp() async throws {
    var random = RandomVerification(seed: 31)
    var proper = 0
    for trial in 0..<60 {
      let network = try random.network(
        [[2, 3, 1], [2, 2, 2, 1], [3, 3, 2], [1, 3, 2]][trial % 4])
      let inputs = network.architecture.inputCount
      let property = random.property(of: network)
      let negation = Property(
        inputCount: property.inputCount, outputCount: property.outputCount,
        counterexample: property.counterexample.negation)
      let isUniform = trial % 3 != 0
      let law: InputLaw =
        isUniform
        ? .uniform(try UniformLaw(box: (0..<inputs).map { _ in (lower: -1, upper: 1) }))
        : .standardNormal(dimension: inputs)
      let parts = [
        try await PropertyFailure(of: property, for: network, under: law),
        try await PropertyFailure(of: negation, for: network, under: law),
      ]
      let sum = parts[0].probability + parts[1].probability
      if isUniform {
        #expect(Self.exact(sum) == 1)
      } else {
        let ball = try #require(sum.ball)
        #expect(ball.contains(1) && ball.accurateBits > 30, "\(ball)")
      }
      if parts.allSatisfy({ !$0.regions.isEmpty }) { proper += 1 }
    }
    #expect(proper > 25)
  }

  /// Random points, decided one by one.
  @Test func frequenciesOfRandomPoints() async throws {
    var random = RandomVerification(seed: 77)
    let count = 2_000
    var proper = 0
    for trial in 0..<24 {
      let network = try random.network([[2, 4, 2, 1], [3, 4, 1], [1, 4, 2]][trial % 3])
      let inputs = network.architecture.inputCount
      let property = random.property(of: network)
      let isUniform = trial % 2 == 0
      let law: InputLaw =
        isUniform
        ? .uniform(try UniformLaw(box: (0..<inputs).map { _ in (lower: -2, upper: 1) }))
        : .standardNormal(dimension: inputs)
      let failure = try await PropertyFailure(of: property, for: network, under: law)
      let probability = failure.probability.approximation
      let points = (0..<count).map { _ in
        (0..<inputs).map { _ -> Rational in
          let uniform = Double.random(in: 0..<1, using: &random.generator)
          let number = isUniform ? 3 * uniform - 2 : Self.normalQuantile(uniform)
          return Rational(exactly: number)!
        }
      }
      let outputs = network.evaluate(points).map(\.outputs)
      let hits = zip(points, outputs).count { property.isViolated(by: $0, $1) }
      let deviation = (probability * (1 - probability) / Double(count)).squareRoot()
      let frequency = Double(hits) / Double(count)
      #expect(abs(frequency - probability) <= 5 * deviation + 1e-9, "\(trial)")
      if probability > 0.02, probability < 0.98 { proper += 1 }
    }
    #expect(proper > 8)
  }

  /// The quantile of the standard normal law, by bisection.
  private static func normalQuantile(_ probability: Double) -> Double {
    var (low, high) = (-9.0, 9.0)
    for _ in 0..<40 {
      let middle = (low + high) / 2
      let tail = Ball(Rational(exactly: middle)!, precision: 53).normalTail()
      if 1 - tail.upperDouble < probability { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }

  /// Laws without a density: on a line, at a point, at several points.
  @Test func singularLaws() async throws {
    let half = Self.output(.atMost, Rational(1, 2), sign: -1)
    func law(_ mean: [Rational], _ covariance: [[Rational]]) throws -> GaussianLaw {
      try GaussianLaw(mean: mean, covariance: covariance)
    }
    // On the diagonal the output is 2 t - 1 for t > 1/2: the property fails for t >= 3/4.
    let line = try law([Rational(3, 4), Rational(3, 4)], [[2, 2], [2, 2]])
    let onLine = try await Self.failure(half, under: .gaussian(GaussianMixture(line)))
    #expect(onLine.probability.ball?.contains(Rational(1, 2)) == true)
    #expect((onLine.probability.ball?.accurateBits ?? 0) > 35 && onLine.regionCount == 2)
    #expect(onLine.regions.map(\.pattern.description) == ["10"])
    // Conditions that hold on the whole line, or nowhere on it.
    func difference(_ relation: LinearCondition.Relation, _ constant: Rational) -> Formula {
      .condition(
        LinearCondition(
          LinearExpression(variable: 0) - LinearExpression(variable: 1)
            + LinearExpression(constant), relation))
    }
    let same = try await Self.failure(
      .all([difference(.equal, 0), half]), under: .gaussian(GaussianMixture(line)))
    #expect(same.probability.ball?.contains(Rational(1, 2)) == true)
    let never = try await Self.failure(
      .all([difference(.equal, 1), half]), under: .gaussian(GaussianMixture(line)))
    #expect(Self.exact(never.probability) == 0)
    // Points of mixtures, on the boundary of the property and off it.
    let zero: [[Rational]] = [[0, 0], [0, 0]]
    let mixture = try GaussianMixture([
      .init(weight: Rational(1, 4), law: law([Rational(3, 4), Rational(3, 4)], zero)),
      .init(weight: Rational(1, 4), law: law([0, 0], zero)),
      .init(weight: Rational(1, 2), law: line),
    ])
    let mixed = try await Self.failure(half, under: .gaussian(mixture))
    #expect(mixed.probability.ball?.contains(Rational(1, 2)) == true)
    #expect((mixed.probability.ball?.accurateBits ?? 0) > 35)
    let points = try await Self.failure(
      half,
      under: .points(
        EmpiricalLaw([[1, 0], [0, 0], [Rational(3, 4), Rational(3, 4)], [1, 1]])))
    #expect(Self.exact(points.probability) == Rational(3, 4) && points.isComplete)
    #expect(points.regions.map(\.partCount) == [1, 2] && points.regionCount == 3)
    #expect(points.volume == nil)
  }

  @Test func threadsChangeNothingAndLimitsLeaveLowerBounds() async throws {
    var random = RandomVerification(seed: 4)
    let network = try random.network([2, 8, 4, 1])
    let middle = network.evaluate([[Rational(1, 3), Rational(1, 2)]])[0].outputs[0]
    let property = Property(
      inputCount: 2, outputCount: 1, counterexample: Self.output(.less, middle, sign: -1))
    let law = InputLaw.uniform(try UniformLaw(box: [(-3, 3), (-3, 3)]))
    func failure(threads: Int, limit: Int? = nil) async throws -> PropertyFailure {
      var options = PropertyFailure.Options()
      (options.threads, options.maximumRegions) = (threads, limit)
      return try await PropertyFailure(of: property, for: network, under: law, options: options)
    }
    let full = try await failure(threads: 1)
    let probability = try #require(Self.exact(full.probability))
    #expect(probability > 0 && probability < 1 && full.regionCount > 15)
    for (threads, limit) in [(4, nil), (1, 6), (4, 6), (1, 0)] as [(Int, Int?)] {
      let other = try await failure(threads: threads, limit: limit)
      #expect(other.isComplete == (limit == nil))
      #expect(other.regionCount == limit ?? full.regionCount)
      let found = try #require(Self.exact(other.found))
      #expect(limit == nil ? found == probability : found <= probability)
      #expect(other.probability.ball?.contains(probability) == true)
      #expect(other.volume == (limit == nil ? 36 * probability : nil))
      let patterns = full.regions.map(\.pattern)
      #expect(other.regions.map(\.pattern) == Array(patterns.prefix(other.regions.count)))
    }
  }

  @Test func misfitsAreRefused() async throws {
    await #expect(throws: PropertyDecisionError.inputs(3, expected: 2)) {
      try await PropertyFailure(
        of: Property(inputCount: 3, outputCount: 1, counterexample: .all([])),
        for: Self.corner(), under: Self.square())
    }
    await #expect(throws: PropertyDecisionError.outputs(2, expected: 1)) {
      try await PropertyFailure(
        of: Property(inputCount: 2, outputCount: 2, counterexample: .all([])),
        for: Self.corner(), under: Self.square())
    }
    await #expect(throws: NetworkLawError.dimension(3, expected: 2)) {
      try await Self.failure(.all([]), under: Self.square(3))
    }
  }
}
