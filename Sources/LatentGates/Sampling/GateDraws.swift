public import ExactAlgebra
import Foundation
import LongWork
public import Networks

/// Patterns, outputs and observations that a model draws at some points; the same from the same seed, for any
/// number of threads.
///
///     let draws = try await GateDraws(of: model, at: [[1, 0]], count: 100, seed: 1)
///     draws.points[0][0].pattern
///
/// They are drawn in double precision.
public struct GateDraws: Sendable {
  /// What a model gives at a point.
  public enum Observation: Hashable, Sendable {
    /// The output of the network with noise.
    case outputs([Double])
    /// A class, from 0.
    case label(Int)
  }

  /// One draw.
  public struct Draw: Hashable, Sendable {
    /// Which gates are open.
    public let pattern: ActivationPattern
    /// `ln P(A | x)`, in nats.
    public let logProbability: Double
    /// What the network gives on the pattern.
    public let outputs: [Double]
    /// What is observed.
    public let observation: Observation
  }

  /// The draws at each point.
  public let points: [[Draw]]
  /// What all random numbers follow from.
  public let seed: UInt64

  /// Draws at points.
  ///
  /// - Parameters:
  ///   - model: the model.
  ///   - points: the inputs.
  ///   - count: how many at each point.
  ///   - seed: what random numbers follow from.
  ///   - threads: the number of threads; draws do not depend on it.
  /// - Throws: `GateModelError` where a point does not belong to the network, and for numbers beyond double
  ///   precision; also as `Interruption.check`.
  /// - Precondition: the count is not negative, and there are threads.
  public init(
    of model: GateModel, at points: [[Rational]], count: Int, seed: UInt64 = 1, threads: Int = 1
  ) async throws {
    precondition(count >= 0 && threads > 0, "a negative number of draws, or no threads")
    try GateSample(points).validate(for: model, isSummed: false)
    let gates = try DrawnGates(model)
    let rounded = try points.map(DrawnGates.rounded)
    self.points = try await concurrentMap(Array(points.indices), width: threads) { number in
      let walk = GateWalk(in: gates, at: rounded[number], given: nil, proposal: nil)
      return try DrawBlock.blocks(of: count).flatMap { block in
        try Interruption.check()
        var draws = UniformDraws(seed: seed, point: number, block: block.number)
        return block.draws.map { draw in
          walk.draw(draw, using: &draws)
          return Draw(walk.path, gates, using: &draws)
        }
      }
    }
    self.seed = seed
  }
}

extension GateDraws.Draw {
  fileprivate init(_ path: DrawnPath, _ gates: DrawnGates, using draws: inout UniformDraws) {
    pattern = ActivationPattern(path.states.map { Array($0) })
    logProbability = path.logPrior
    let outputs = Array(path.outputs)
    self.outputs = outputs
    switch gates.likelihood {
    case .gaussian(let variance):
      let deviation = variance.squareRoot()
      observation = .outputs(outputs.map { $0 + deviation * draws.gaussianPair().0 })
    case .softmax:
      // The class at which the sum of probabilities passes a uniform number.
      var rest = draws.next()
      let last = outputs.count - 1
      observation = .label(
        outputs.indices.first { label in
          rest -= exp(DrawnGates.logSoftmax(path.outputs, label))
          return rest < 0
        } ?? last)
    }
  }
}
