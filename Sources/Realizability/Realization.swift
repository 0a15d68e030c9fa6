import LongWork
public import Networks

/// The answer to a `RealizationProblem`.
public enum Realization: Sendable {
  /// A network with the patterns, verified exactly.
  case realized(Network)
  /// No network has the patterns.
  case impossible(ImpossibilityProof)
  /// Neither a network nor a proof was found.
  case unknown(SearchEffort)
}

/// Why no network has given patterns on given points.
public enum ImpossibilityProof: Hashable, Sendable {
  /// The signs of one neuron contradict each other, whatever the weights before it are.
  case neuron(NeuronObstruction)
  /// The signs of one neuron of the second hidden layer contradict those of the first, for each
  /// choice of signs of its own weights.
  case signs(SignObstruction)

  /// Whether the proof is right for a problem: exact, and independent of how it was found.
  public func refutes(_ problem: RealizationProblem) -> Bool {
    switch self {
    case .neuron(let obstruction): obstruction.refutes(problem)
    case .signs(let obstruction): obstruction.refutes(problem)
    }
  }
}

/// How far a search without a result has gone.
public struct SearchEffort: Hashable, Sendable {
  /// What ended a search.
  public enum Limit: Hashable, Sendable {
    /// The time that was allowed.
    case time(Duration)
    /// The number of starts that was allowed.
    case starts(Int)
  }

  /// The starts that were finished.
  public let starts: Int
  /// What ended the search.
  public let limit: Limit
}

extension RealizationProblem {
  /// How much is tried, and from which seed.
  public struct Options: Sendable {
    /// The seed of the random starts of the search.
    public var seed: UInt64 = 1
    /// The time for proof and search together; `nil` for no limit.
    public var timeLimit: Duration? = .seconds(30)
    /// The number of random starts.
    public var starts = 20_000
    /// The number of linear systems for one `SignObstruction`.
    public var branchLimit = 4_096

    /// The defaults.
    public init() {}
  }

  /// Finds a network with the patterns, or proves that there is none.
  ///
  /// With at most one hidden layer, and with two of which the second has one neuron, the answer
  /// is `unknown` only where a limit is reached. For deeper networks a proof is
  /// sought by linear relaxations first, then a network by descent from random starts. The
  /// answer depends on the problem and the options alone, unless the time limit is reached.
  ///
  /// - Throws: `CancellationError` when the task is cancelled, `Interruption.IsRequested`.
  public func realization(options: Options = Options()) throws -> Realization {
    do {
      return try Interruption.within(options.timeLimit) { try decide(options: options) }
    } catch let end as Interruption.TimeIsOver {
      return .unknown(SearchEffort(starts: 0, limit: .time(end.limit)))
    }
  }

  private func decide(options: Options) throws -> Realization {
    if let obstruction = try neuronObstruction() {
      return .impossible(.neuron(obstruction))
    }
    if hiddenLayerCount <= 1 {
      guard let network = try NetworkCompletion(of: self).shallowNetwork() else {
        preconditionFailure("a shallow problem with neither a network nor an obstruction")
      }
      return .realized(network)
    }
    let branching = try signBranching(limit: options.branchLimit)
    if let obstruction = branching.obstruction { return .impossible(.signs(obstruction)) }
    for rows in branching.firstLayers {
      if let network = try NetworkCompletion(of: self).network(startingWith: [rows]) {
        return .realized(network)
      }
    }
    return try search(options: options)
  }
}
