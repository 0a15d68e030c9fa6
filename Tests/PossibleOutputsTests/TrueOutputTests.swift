import ExactAlgebra
import Networks
import PossibleOutputs
import Testing
import Varieties

/// Outputs of random networks of which some are hidden: the true ones are never excluded.
@Suite struct TrueOutputTests {
  static let seeds = Array(0..<60 as Range<UInt64>)

  @Test func trueOutputsAreAmongTheValues() async throws {
    var counts: [String: Int] = [:]
    for seed in Self.seeds {
      var generator = SeededGenerator(seed: seed, stream: 7)
      guard let sample = try Sample(using: &generator) else { continue }
      let found = try await completion(
        sample.widths, hasBiases: sample.hasBiases, degree: 2, sample.blocks)
      let ring = found.equations.unknowns.ring
      #expect(ring.variableCount == sample.hidden.count)
      for (unknown, truth) in sample.hidden.enumerated() {
        switch found.values(of: unknown) {
        case .free: counts["free", default: 0] += 1
        case .finite(let values):
          counts[values.count == 1 ? "determined" : "finite", default: 0] += 1
          #expect(values.contains(RealRoot(truth)), "seed \(seed)")
        case .some(.none), nil: Issue.record("seed \(seed): excluded")
        }
      }
      for relation in found.relations { #expect(relation(at: sample.hidden).isZero) }
      #expect(found.existence != .impossible && found.isVerified, "seed \(seed)")
      counts["\(found.existence)", default: 0] += 1
    }
    #expect(counts["free", default: 0] > 30 && counts["determined", default: 0] > 50)
    #expect(counts["realized", default: 0] > 30)
  }

  private struct Sample {
    let widths: [Int]
    let hasBiases: Bool
    var blocks: [PartialBlock] = []
    var hidden: [Rational] = []

    /// `nil` where nothing is left to ask.
    init?(using generator: inout SeededGenerator) throws {
      func number(_ range: ClosedRange<Int>) -> Rational {
        Rational(Int.random(in: range, using: &generator))
      }
      let layerCount = Int.random(in: 1...3, using: &generator)
      let widths = (0...layerCount).map { _ in Int.random(in: 1...3, using: &generator) }
      let hasBiases = Bool.random(using: &generator)
      let network = try Network(
        layers: zip(widths, widths.dropFirst()).map { inputs, neurons in
          Network.Layer(
            weights: (0..<neurons).map { _ in (0..<inputs).map { _ in number(-3...3) } },
            biases: hasBiases ? (0..<neurons).map { _ in number(-2...2) } : nil)
        })
      let points = (0..<5).map { _ in (0..<widths[0]).map { _ in number(-4...4) } }
      var members: [ActivationPattern: [([Rational], [Rational])]] = [:]
      for (point, evaluation) in zip(points, network.evaluate(points))
      where evaluation.boundary.isEmpty {
        members[evaluation.pattern, default: []].append((point, evaluation.outputs))
      }
      (self.widths, self.hasBiases) = (widths, hasBiases)
      for (pattern, members) in members.sorted(by: { $0.key.description < $1.key.description }) {
        var outputs: [[Rational?]] = []
        for (_, values) in members {
          outputs.append(
            values.map { value in
              guard Int.random(in: 0..<3, using: &generator) == 0 else { return value }
              hidden.append(value)
              return nil
            })
        }
        blocks.append(PartialBlock(pattern.description, members.map(\.0), outputs))
      }
      let count = blocks.reduce(0) { $0 + $1.outputs.joined().count { _ in true } }
      guard !hidden.isEmpty, hidden.count < count else { return nil }
    }
  }
}
