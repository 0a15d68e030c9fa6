import LongWork

/// Gives signs to neurons until each conjunction is refuted on each part of a box, or a counterexample is found.
struct NeuronSearch {
  private let question: BoxedQuestion
  private let refuters: PerThread<SignedPartRefuter>

  /// The number of parts that were looked at.
  private(set) var nodeCount = 0
  /// The number of parts that were not split.
  private(set) var leafCount = 0
  private var exactParts: ExactParts
  /// What was done, where it is to be kept.
  private var tree: SplitTree?
  private var stack: SearchStack<SignedPart>

  init(_ question: BoxedQuestion, threads: Int, maximumParts: Int, keepsTree: Bool) {
    self.question = question
    exactParts = ExactParts(question, maximumCount: maximumParts)
    refuters = PerThread(threads) { SignedPartRefuter(question) }
    tree = keepsTree ? SplitTree(cases: question.exactCases.map(\.number)) : nil
    stack = SearchStack(
      SignedPart(
        bounds: NeuronBounds(count: question.network.neuronCount),
        cases: Array(question.cases.indices)))
  }

  /// How far the search is.
  var progress: BoxProgress { stack.progress(count: nodeCount) }

  /// The number of parts on which all neurons had signs.
  var partCount: Int { exactParts.count }

  /// Looks at the next parts.
  ///
  /// - Returns: how the search ended; `nil` where parts wait.
  mutating func advance() async throws -> SearchEnding? {
    guard !stack.isEmpty else { return .refuted(tree) }
    try Interruption.check()
    let round = stack.takeRound()
    let outcomes = try await refuters.map(round) { $0.outcome(on: $1) }
    nodeCount += round.count
    var replacements: [(share: Double, shortfall: Double, parts: [SignedPart])] = []
    for outcome in outcomes {
      if let found = counterexample(among: outcome) { return .violated(found) }
      let (parts, violation) = try self.parts(of: outcome)
      if let violation { return .violated(violation) }
      guard !exactParts.isExhausted else { return .undecided }
      replacements.append((outcome.part.share, outcome.shortfall, parts))
    }
    stack.replace(replacements)
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
      let (isDecided, violation) = try decideExactly(part, mustEnd: false)
      if isDecided { return ([], violation) }
    }
    guard let neuron = outcome.neuron else {
      // Signs would not make the bound better: exact, whatever it takes.
      return ([], try decideExactly(part, mustEnd: true).violation)
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
    return ExactParts.areFew(unstable) && exactParts.isCheap(beside: nodeCount)
  }

  private mutating func decideExactly(
    _ part: SignedPart, mustEnd: Bool
  ) throws -> (isDecided: Bool, violation: PropertyDecision.Counterexample?) {
    try exactParts.decide(
      on: question.box, part.bounds, cases: part.cases, signs: part.signs, mustEnd: mustEnd,
      in: &tree, at: part.node)
  }
}
