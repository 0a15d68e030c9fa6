import ExactAlgebra

extension RealizationProblem {
  /// The steps of descent from one start.
  private static let stepsPerStart = 1_200
  /// The steps between two attempts to complete a network whose earlier layers are right.
  private static let stepsPerAttempt = 60

  /// Descends from random starts, and completes what looks right exactly.
  func search(options: Options, deadline: ContinuousClock.Instant?) throws -> Realization {
    let completion = NetworkCompletion(of: self)
    var candidate = GatedNetwork(self)
    for start in 0..<options.starts {
      try Task.checkCancellation()
      if let deadline, let limit = options.timeLimit, ContinuousClock.now >= deadline {
        return .unknown(SearchEffort(starts: start, limit: .time(limit)))
      }
      var generator = SeededGenerator(seed: options.seed, stream: UInt64(start) + 1)
      candidate.randomize(using: &generator)
      if let network = descend(&candidate, completion) { return .realized(network) }
    }
    return .unknown(SearchEffort(starts: options.starts, limit: .starts(options.starts)))
  }

  /// The network that a start leads to.
  private func descend(
    _ candidate: inout GatedNetwork, _ completion: NetworkCompletion
  ) -> Network? {
    for step in 0..<Self.stepsPerStart {
      let violations = candidate.differentiate()
      let isWorthTrying = violations.last == 0 || step % Self.stepsPerAttempt == 0
      if violations.earlier == 0, isWorthTrying,
        let network = completion.network(near: candidate.earlierLayers)
      {
        return network
      }
      candidate.step(rate: step > Self.stepsPerStart / 2 ? 0.02 : 0.08)
    }
    return nil
  }
}
