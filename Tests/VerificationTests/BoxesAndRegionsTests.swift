import ExactAlgebra
import Foundation
import Networks
import Properties
import Testing
import Verification

/// The search on boxes against activation regions with linear programs, which is another method.
@Suite struct BoxesAndRegionsTests {
  private struct Draw {
    var generator: SeededGenerator
    /// Whether weights are of very different sizes.
    var isExtreme = false

    mutating func weight() -> Rational {
      isExtreme
        ? number() * Rational(10).power(Int.random(in: -15...15, using: &generator)) : number()
    }

    mutating func number(_ size: Int = 4) -> Rational {
      Rational(Int.random(in: -size...size, using: &generator)) / 2
    }

    mutating func network(inputs: Int, outputs: Int) throws -> Network {
      let depth = Int.random(in: 1...3, using: &generator)
      let widths =
        [inputs] + (0..<depth).map { _ in Int.random(in: 1...4, using: &generator) } + [outputs]
      let slopes: [Rational] = [0, 0, 0, -1, Rational(1, 10), 3]
      let slope = slopes.randomElement(using: &generator)!
      return try Network(
        layers: zip(widths, widths.dropFirst()).map { before, after in
          .init(
            weights: (0..<after).map { _ in (0..<before).map { _ in weight() } },
            biases: (0..<after).map { _ in weight() })
        }, activation: .leakyReLU(slope: slope))
    }

    mutating func condition(_ variables: Range<Int>) -> Formula {
      var expression = LinearExpression(number())
      for variable in variables where Bool.random(using: &generator) {
        expression = expression + number() * LinearExpression(variable: variable)
      }
      let relations: [LinearCondition.Relation] = [
        .atMost, .atMost, .less, .less, .equal, .notEqual,
      ]
      return .condition(
        LinearCondition(expression, relations.randomElement(using: &generator)!))
    }

    /// Boxes or none, relations between inputs, and conditions on outputs, also at values that are attained.
    mutating func property(of network: Network) -> Property {
      let (inputs, outputs) = (network.architecture.inputCount, network.architecture.outputCount)
      var parts: [Formula] = []
      for input in 0..<inputs where Int.random(in: 0..<8, using: &generator) > 0 {
        let lower = number()
        let variable = LinearExpression(variable: input)
        let length = Rational(Int.random(in: 0...3, using: &generator))
        let relation: LinearCondition.Relation = Bool.random(using: &generator) ? .atMost : .less
        parts.append(.condition(LinearCondition(LinearExpression(lower) - variable, relation)))
        parts.append(
          .condition(LinearCondition(variable - LinearExpression(lower + length), .atMost)))
      }
      if Int.random(in: 0..<4, using: &generator) == 0 { parts.append(condition(0..<inputs)) }
      let branches = (0..<Int.random(in: 1...3, using: &generator)).map { _ in
        Formula.all(
          (0..<Int.random(in: 1...2, using: &generator)).map { _ in condition(0..<inputs + outputs)
          })
      }
      parts.append(.any(branches))
      // Half of the conditions touch a value of the network.
      if Bool.random(using: &generator) {
        let point = (0..<inputs).map { _ in number() }
        let value = network.evaluate([point])[0].outputs[0]
        let difference = LinearExpression(variable: inputs) - LinearExpression(value)
        let isBelow = Bool.random(using: &generator)
        parts.append(
          .condition(LinearCondition(isBelow ? difference : (-1) * difference, .less)))
      }
      return Property(inputCount: inputs, outputCount: outputs, counterexample: .all(parts))
    }
  }

  /// How many; ten thousand were compared once in an optimized build.
  private static let count =
    ProcessInfo.processInfo.environment["RELUVAR_COMPARISONS"].flatMap(Int.init) ?? 300

  @Test func verdictsAgree() async throws {
    var draw = Draw(generator: SeededGenerator(seed: 77))
    var counts = [PropertyDecisionTally: Int]()
    for trial in 0..<Self.count {
      let network = try draw.network(inputs: 1 + trial % 3, outputs: 1 + trial % 2)
      let property = draw.property(of: network)
      var options = PropertyDecision.Options()
      let onBoxes = try await PropertyDecision(of: property, for: network, options: options)
      options.method = .regions
      let onRegions = try await PropertyDecision(of: property, for: network, options: options)
      options.method = .neurons
      let byNeurons = try await PropertyDecision(of: property, for: network, options: options)
      options.keepsProof = true
      options.method = [.inputs, .regions, .neurons][trial % 3]
      let proved = try await PropertyDecision(of: property, for: network, options: options)
      let tallies = [onBoxes, onRegions, proved, byNeurons].map(PropertyDecisionTally.init)
      #expect(tallies.allSatisfy { $0 == tallies[0] && $0 != .unknown }, "trial \(trial)")
      #expect((proved.proof != nil) == (tallies[2] == .holds))
      for case .violated(let found) in [onBoxes, onRegions, proved, byNeurons].map(\.verdict) {
        #expect(network.evaluate([found.input])[0].outputs == found.output)
        #expect(property.isViolated(by: found.input, found.output))
      }
      counts[tallies[0], default: 0] += 1
    }
    #expect(counts[.holds, default: 0] > Self.count / 10)
    #expect(counts[.violated, default: 0] > Self.count / 10)
  }

  /// Where fixed point cannot tell numbers from zero, certificates by signs of neurons are accepted too.
  @Test func certificatesOfExtremeNetworks() async throws {
    var draw = Draw(generator: SeededGenerator(seed: 78), isExtreme: true)
    var accepted = 0
    for trial in 0..<80 {
      let network = try draw.network(inputs: 1 + trial % 2, outputs: 1)
      let property = draw.property(of: network)
      var options = PropertyDecision.Options()
      let plain = try await PropertyDecision(of: property, for: network, options: options)
      options.keepsProof = true
      options.method = [.inputs, .regions, .neurons][trial % 3]
      let proved = try await PropertyDecision(of: property, for: network, options: options)
      #expect(PropertyDecisionTally(plain) == PropertyDecisionTally(proved))
      guard let proof = proved.proof else { continue }
      var bytes: [UInt8] = []
      proof.writeLines { bytes += Array(($0 + "\n").utf8) }
      let check = try CertificateCheck(
        of: Certificate(bytes: bytes), for: property, of: network)
      #expect(check.nodeCount == proof.nodeCount)
      accepted += 1
    }
    #expect(accepted > 15)
  }

  /// With forty inputs halving them is of no use; signs of neurons prove what random inputs suggest.
  @Test func manyInputs() async throws {
    var generator = SeededGenerator(seed: 12)
    func numbers(_ count: Int) -> [Rational] {
      (0..<count).map { _ in Rational(Int.random(in: -100...100, using: &generator)) / 100 }
    }
    let widths = [40, 16, 16, 1]
    let network = try Network(
      layers: zip(widths, widths.dropFirst()).map { before, after in
        .init(weights: (0..<after).map { _ in numbers(before) }, biases: numbers(after))
      })
    let center = numbers(40)
    let radius = Rational(15, 100)
    let samples = (0..<400).map { _ in zip(center, numbers(40)).map { $0 + radius * $1 } }
    let values = network.evaluate(samples).map { $0.outputs[0] }
    let (least, largest) = (values.min()!, values.max()!)
    let y = LinearExpression(variable: 40)
    let sides = center.enumerated().flatMap { input, value in
      let x = LinearExpression(variable: input)
      return [LinearExpression(value - radius) - x, x - LinearExpression(value + radius)]
    }
    func decision(_ share: Rational) async throws -> (Property, PropertyDecision) {
      let bound = least - share * (largest - least)
      let conditions = (sides + [y - LinearExpression(bound)]).map {
        Formula.condition(LinearCondition($0, .atMost))
      }
      let property = Property(inputCount: 40, outputCount: 1, counterexample: .all(conditions))
      var options = PropertyDecision.Options()
      options.keepsProof = true
      return (
        property, try await PropertyDecision(of: property, for: network, options: options)
      )
    }
    let (property, proved) = try await decision(Rational(3, 2))
    #expect(proved.verdict == .holds && proved.boxCount > 500)
    var bytes: [UInt8] = []
    proved.proof!.writeLines { bytes += Array(($0 + "\n").utf8) }
    let check = try CertificateCheck(of: Certificate(bytes: bytes), for: property, of: network)
    #expect(check.nodeCount == proved.proof!.nodeCount && check.nodeCount > 100)
    let (_, refuted) = try await decision(1)
    #expect(PropertyDecisionTally(refuted) == .violated)
  }

  /// Verdict, counterexample and all counts are the same for any number of threads.
  @Test func threadsDoNotMatter() async throws {
    var draw = Draw(generator: SeededGenerator(seed: 5))
    for trial in 0..<40 {
      let network = try draw.network(inputs: 2, outputs: 2)
      let property = draw.property(of: network)
      var options = PropertyDecision.Options()
      options.method = trial.isMultiple(of: 2) ? .inputs : .neurons
      let one = try await PropertyDecision(of: property, for: network, options: options)
      options.threads = 3
      let three = try await PropertyDecision(of: property, for: network, options: options)
      #expect(one.verdict == three.verdict)
      #expect(one.boxCount == three.boxCount && one.regionCount == three.regionCount)
    }
  }
}

/// A verdict without its counterexample.
private enum PropertyDecisionTally: Hashable {
  case holds, violated, unknown

  init(_ decision: PropertyDecision) {
    switch decision.verdict {
    case .holds: self = .holds
    case .violated: self = .violated
    case .unknown: self = .unknown
    }
  }
}
