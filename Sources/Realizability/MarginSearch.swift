import ExactAlgebra
import LongWork
import Networks

extension RealizationProblem {
  /// The steps of descent from one start.
  private static let stepsPerStart = 1_200
  /// The steps between two attempts to complete a network whose earlier layers are right.
  private static let stepsPerAttempt = 60

  /// Points up to this power of two, or its inverse, are taken as they are.
  private static let largestExponent = 500

  /// Descends from random starts, and completes what looks right exactly.
  ///
  /// - Throws: `CancellationError`, `Interruption.IsRequested`.
  func search(options: Options) throws -> Realization {
    let scale = BinaryScale(of: sites.flatMap(\.point))
    guard abs(scale.exponent) > Self.largestExponent else {
      return try descend(options: options)
    }
    // Beyond the range of double precision, the same question about points near 1.
    let problem = RealizationProblem(multiplyingPointsOf: self, by: scale.factor)
    let answer = try problem.descend(options: options)
    guard case .realized(let network) = answer else { return answer }
    let scaled = network.multiplyingInputs(by: scale.factor)
    precondition(isSolved(by: scaled), "a network that does not scale")
    return .realized(scaled)
  }

  private func descend(options: Options) throws -> Realization {
    let completion = NetworkCompletion(of: self)
    var candidate = FixedPatternNetwork(self)
    for start in 0..<options.starts {
      var generator = SeededGenerator(seed: options.seed, stream: UInt64(start) + 1)
      candidate.randomize(using: &generator)
      do {
        if let network = try descend(&candidate, completion) { return .realized(network) }
      } catch let end as Interruption.TimeIsOver {
        return .unknown(SearchEffort(starts: start, limit: .time(end.limit)))
      }
    }
    return .unknown(SearchEffort(starts: options.starts, limit: .starts(options.starts)))
  }

  /// The network that a start leads to; `nil` where it leads to none.
  private func descend(
    _ candidate: inout FixedPatternNetwork, _ completion: NetworkCompletion
  ) throws -> Network? {
    for step in 0..<Self.stepsPerStart {
      if step % Self.stepsPerAttempt == 0 { try Interruption.check() }
      let violations = candidate.differentiate()
      let isWorthTrying = violations.last == 0 || step % Self.stepsPerAttempt == 0
      if violations.earlier == 0, isWorthTrying,
        let network = try completion.network(near: candidate.earlierLayers)
      {
        return network
      }
      candidate.step(rate: step > Self.stepsPerStart / 2 ? 0.02 : 0.08)
    }
    return nil
  }
}

extension Network {
  /// The network that does on inputs what this one does on their multiples.
  fileprivate func multiplyingInputs(by factor: Rational) -> Network {
    let first = Layer(
      weights: layers[0].weights.map { $0.map { $0 * factor } }, biases: layers[0].biases)
    guard
      let network = try? Network(layers: [first] + layers.dropFirst(), activation: activation)
    else { preconditionFailure("layers that do not fit any more") }
    return network
  }
}
