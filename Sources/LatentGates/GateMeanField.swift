import Enclosures
public import ExactAlgebra
import Foundation

/// The best bound of independent gates that coordinate ascent finds from many starts.
///
/// A step sets one `q_i` to `sigma(E s(a_i = 1) - E s(a_i = 0))`, where `s(A) = ln p(y | x, A) + ln P(A | x)` and
/// the other gates follow `q`. No step makes the bound smaller, so a walk ends at a local optimum. Starts are the
/// corners of the cube, where they are few enough, and random points from the seed. The search is in
/// floating point; the bound at what it found is enclosed. So it is a lower bound of the best bound, and not
/// proved to be the best.
public struct GateMeanField: Sendable {
  /// The bound at the best of the local optima.
  public let best: GateBound
  /// The bounds at all local optima that were found, largest first, each without proof.
  public let localOptima: [Double]
  /// The number of starts.
  public let starts: Int
  /// The seed of the random starts.
  public let seed: UInt64

  /// A search from so many starts.
  ///
  /// - Precondition: there is a start.
  /// - Throws: `GateModelError` where point or observation do not belong to the network.
  public init(
    of model: GateModel, at point: [Rational], given observation: GateObservation,
    starts: Int = 60, seed: UInt64 = 1
  ) throws(GateModelError) {
    precondition(starts > 0, "a search without a start")
    try model.validate(point, observation)
    let scores = PatternScores(of: model, at: point, given: observation, precision: 128)
    let ascent = MeanFieldAscent(
      scores: scores.logJoints.map { ($0.lowerDouble + $0.upperDouble) / 2 },
      gates: model.gateCount)
    var optima: [MeanFieldAscent.Optimum] = []
    for start in ascent.starts(count: starts, seed: seed) {
      let optimum = ascent.optimum(from: start)
      if !optima.contains(where: { $0.isNear(optimum) }) { optima.append(optimum) }
    }
    optima.sort { $0.bound > $1.bound }
    best = try GateBound(
      of: model, at: point, given: observation,
      probabilities: optima[0].probabilities.map { Rational(exactly: $0) ?? 0 })
    localOptima = optima.map(\.bound)
    self.starts = starts
    self.seed = seed
  }
}

/// Coordinate ascent on the cube of independent gates, in floating point.
private struct MeanFieldAscent {
  /// `s(A)` by the number of the pattern.
  let scores: [Double]
  let gates: Int

  /// The largest number of rounds through all gates.
  private static let maximumRounds = 10_000

  /// A change that is no more than rounding: gains are differences of sums of scores.
  private let tolerance: Double

  init(scores: [Double], gates: Int) {
    self.scores = scores
    self.gates = gates
    tolerance = max(1e-15, 0x1p-50 * (scores.map(\.magnitude).max() ?? 0))
  }

  struct Optimum {
    let probabilities: [Double]
    let bound: Double

    func isNear(_ other: Optimum) -> Bool {
      zip(probabilities, other.probabilities).allSatisfy { ($0 - $1).magnitude < 1e-4 }
    }
  }

  /// Corners, slightly inside of the cube, as many as there are and are asked for, and random points.
  func starts(count: Int, seed: UInt64) -> [[Double]] {
    let corners = min(count, scores.count)
    var generator = SeededGenerator(seed: seed)
    return (0..<count).map { start in
      (0..<gates).map { gate in
        guard start < corners, scores.count <= count else {
          return Double.random(in: 0.01...0.99, using: &generator)
        }
        return isOpen(gate, in: start) ? 0.99 : 0.01
      }
    }
  }

  private func isOpen(_ gate: Int, in number: Int) -> Bool {
    number >> (gates - 1 - gate) & 1 == 1
  }

  func optimum(from start: [Double]) -> Optimum {
    var logits = start.map { log($0 / (1 - $0)) }
    for _ in 0..<Self.maximumRounds {
      var change = 0.0
      for gate in 0..<gates {
        let gain = gain(of: gate, logits: logits)
        change = max(
          change, (DrawnGates.sigmoid(gain) - DrawnGates.sigmoid(logits[gate])).magnitude)
        logits[gate] = gain
      }
      if change < tolerance { break }
    }
    return Optimum(probabilities: logits.map(DrawnGates.sigmoid), bound: bound(at: logits))
  }

  /// `E s(a_i = 1) - E s(a_i = 0)` for one gate.
  private func gain(of gate: Int, logits: [Double]) -> Double {
    let law = law(of: logits, without: gate)
    return scores.indices.reduce(0) {
      $0 + (isOpen(gate, in: $1) ? 1 : -1) * law[$1] * scores[$1]
    }
  }

  /// The probability of each pattern, with the factor of one gate left out.
  private func law(of logits: [Double], without omitted: Int? = nil) -> [Double] {
    var law = [1.0]
    for (gate, logit) in logits.enumerated() {
      let open = gate == omitted ? 1 : DrawnGates.sigmoid(logit)
      let closed = gate == omitted ? 1 : DrawnGates.sigmoid(-logit)
      law = law.flatMap { [$0 * closed, $0 * open] }
    }
    return law
  }

  private func bound(at logits: [Double]) -> Double {
    let score = zip(law(of: logits), scores).reduce(0) { $0 + $1.0 * $1.1 }
    let entropy = logits.reduce(0) { sum, logit in
      [DrawnGates.sigmoid(logit), DrawnGates.sigmoid(-logit)].reduce(sum) {
        $1 > 0 ? $0 - $1 * log($1) : $0
      }
    }
    return score + entropy
  }
}
