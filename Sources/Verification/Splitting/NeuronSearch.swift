import LongWork

/// Gives signs to neurons until each conjunction is refuted on each part of a box, or a counterexample is found.
///
/// Parts are taken from a stack, a fixed number at a time, so that the result does not depend on the number of
/// threads.
struct NeuronSearch {
  /// How many parts are looked at in a round.
  private static let roundSize = 32
  /// With how many neurons of both signs a part is tried exactly, and with how many smaller parts at most.
  private static let neuronsOfAttempt = 10
  private static let partsOfAttempt = 64
  /// How many parts are split for each one that is decided exactly.
  private static let costOfPart = 100

  private let question: BoxedQuestion
  private let refuters: PerThread<SignedPartRefuter>
  private let maximumParts: Int

  /// The number of parts that were looked at.
  private(set) var nodeCount = 0
  /// The number of parts that were not split.
  private(set) var leafCount = 0
  /// The number of parts on which all neurons had signs.
  private(set) var partCount = 0
  private var tree: SplitTree?
  private var stack: [SignedPart]
  private var openShare = 1.0
  private var isComplete = true

  init(_ question: BoxedQuestion, threads: Int, maximumParts: Int, keepsTree: Bool) {
    self.question = question
    self.maximumParts = maximumParts
    refuters = PerThread(threads) { SignedPartRefuter(question) }
    tree = keepsTree ? SplitTree(cases: question.exactCases.map(\.number)) : nil
    stack = [
      SignedPart(
        bounds: NeuronBounds(count: question.network.neuronCount),
        cases: Array(question.cases.indices))
    ]
  }

  /// How far the search is.
  var progress: BoxProgress {
    BoxProgress(count: nodeCount, openCount: stack.count, fraction: 1 - openShare)
  }

  /// Looks at the next parts.
  ///
  /// - Returns: how the search ended; `nil` where parts wait.
  mutating func advance() async throws -> SearchEnding? {
    guard !stack.isEmpty else { return .refuted(tree) }
    try Interruption.check()
    let round = Array(stack.suffix(Self.roundSize))
    stack.removeLast(round.count)
    let outcomes = try await refuters.map(round) { $0.outcome(on: $1) }
    nodeCount += round.count
    var next: [(priority: Double, parts: [SignedPart])] = []
    for outcome in outcomes {
      if let found = counterexample(among: outcome) { return .violated(found) }
      let (parts, violation) = try self.parts(of: outcome)
      if let violation { return .violated(violation) }
      guard isComplete else { return .undecided }
      openShare -= outcome.part.share
      openShare += parts.reduce(0) { $0 + $1.share }
      if !parts.isEmpty { next.append((outcome.shortfall, parts)) }
    }
    // Those that are farthest from being refuted come next.
    for (_, parts) in next.sorted(by: { $0.priority < $1.priority }) { stack += parts }
    return nil
  }

  /// The first candidate that is one.
  private func counterexample(
    among outcome: SignedPartOutcome
  ) -> PropertyDecision.Counterexample? {
    guard !outcome.candidates.isEmpty else { return nil }
    let distances = question.candidates.distances(of: outcome.candidates)
    return zip(outcome.candidates, distances).lazy.filter { $0.1 < 0 }
      .compactMap { question.confirm($0.0) }.first
  }

  /// What is left to be done on a part.
  private mutating func parts(
    of outcome: SignedPartOutcome
  ) throws -> (parts: [SignedPart], violation: PropertyDecision.Counterexample?) {
    let part = outcome.part
    tree?.refute(outcome.refutations, question.cases, at: part.node)
    guard !part.cases.isEmpty else {
      leafCount += 1
      return ([], nil)
    }
    if mayTryExactly(part) {
      let (isDecided, violation) = try decideExactly(part, maximumParts: Self.partsOfAttempt)
      if isDecided { return ([], violation) }
    }
    guard let neuron = outcome.neuron else {
      // Signs would not make the bound better: exact, whatever it takes.
      return ([], try decideExactly(part, maximumParts: .max).violation)
    }
    return (signed(part, neuron), nil)
  }

  /// The parts with both signs of a neuron.
  private mutating func signed(_ part: SignedPart, _ neuron: Int) -> [SignedPart] {
    var (inactive, active) = (part, part)
    inactive.bounds.upper[neuron] = 0
    active.bounds.lower[neuron] = 0
    inactive.signs.append(.init(neuron: neuron, isActive: false))
    active.signs.append(.init(neuron: neuron, isActive: true))
    if let nodes = tree?.split(at: part.node, neuron: neuron) {
      (inactive.node, active.node) = nodes
    }
    let layer = question.network.place(of: neuron).layer
    return [active, inactive].map {
      var half = $0
      half.share /= 2
      half.changedLayer = layer + 1
      return half
    }
  }

  /// Whether the signs that are left are tried exactly: so often that bounds take most of the time.
  private func mayTryExactly(_ part: SignedPart) -> Bool {
    let unstable = part.bounds.unstableCount
    guard unstable > 0 else { return true }
    return unstable <= Self.neuronsOfAttempt && Self.costOfPart * partCount <= nodeCount
  }

  /// Decides what is left on a part by the signs of all neurons, if few smaller parts suffice.
  private mutating func decideExactly(
    _ part: SignedPart, maximumParts: Int
  ) throws -> (isDecided: Bool, violation: PropertyDecision.Counterexample?) {
    var search = SignSearch(
      question.exactNetwork, on: question.box, part.bounds,
      cases: part.cases.map { question.exactCases[$0] }, given: part.signs,
      maximumParts: min(maximumParts, self.maximumParts - partCount), tree: tree)
    let ending = try search.search(at: part.node)
    partCount += search.partCount
    switch ending {
    case .refuted:
      tree = search.tree
      return (true, nil)
    case .violated(let input): return (true, question.found(at: input))
    case .tooManyParts:
      if partCount >= self.maximumParts { isComplete = false }
      return (false, nil)
    }
  }
}
