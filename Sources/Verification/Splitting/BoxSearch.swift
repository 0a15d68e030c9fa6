import ExactAlgebra
import LongWork
import Networks

/// Halves a box until each conjunction is refuted on each part, or a counterexample is found.
struct BoxSearch {
  /// How many inputs that are neither clearly counterexamples nor clearly none are evaluated exactly.
  private static let maximumDoubtfulCount = 100

  /// After how many rounds inputs are drawn where boxes wait, how many, and from how many of these and of the
  /// candidates of the last rounds the search goes downhill.
  private static let roundsBetweenAttacks = 8
  private static let drawnCount = 1_024
  private static let startCount = 8

  private let question: BoxedQuestion
  private let refuters: PerThread<BoxRefuter>
  private let attack: CandidateSearch

  /// The number of boxes that were looked at.
  private(set) var boxCount = 0
  /// The number of boxes that were not halved, and of parts that were cut off.
  private(set) var leafCount = 0
  private var exactParts: ExactParts
  /// What was done, where it is to be kept.
  private var tree: SplitTree?
  private var stack: SearchStack<OpenBox>
  private var round = 0
  private var doubtfulCount = 0
  /// The candidates since the last attack.
  private var promising: [CandidateSearch.Candidate] = []

  init(_ question: BoxedQuestion, threads: Int, maximumParts: Int, keepsTree: Bool) {
    self.question = question
    exactParts = ExactParts(question, maximumCount: maximumParts)
    refuters = PerThread(threads) { BoxRefuter(question.network, question.cases) }
    attack = question.candidates
    tree = keepsTree ? SplitTree(cases: question.exactCases.map(\.number)) : nil
    let neuronCount = question.network.neuronCount
    stack = SearchStack(
      OpenBox(
        box: question.box, bounds: NeuronBounds(count: neuronCount),
        cases: Array(question.cases.indices), share: 1, node: 0, unstableCount: neuronCount))
  }

  /// How far the search is.
  var progress: BoxProgress { stack.progress(count: boxCount) }

  /// The number of parts of boxes on which all neurons had signs.
  var partCount: Int { exactParts.count }

  /// Looks at the next boxes.
  ///
  /// - Returns: how the search ended; `nil` where boxes wait.
  mutating func advance() async throws -> SearchEnding? {
    guard !stack.isEmpty else { return .refuted(tree) }
    round += 1
    if round.isMultiple(of: Self.roundsBetweenAttacks), let found = counterexampleByAttack() {
      return .violated(found)
    }
    try Interruption.check()
    let boxes = stack.takeRound()
    let outcomes = try await refuters.map(boxes) { $0.outcome(on: $1) }
    boxCount += boxes.count
    for outcome in outcomes {
      if let found = counterexample(among: outcome) { return .violated(found) }
    }
    var replacements: [(share: Double, shortfall: Double, parts: [OpenBox])] = []
    for outcome in outcomes {
      let (boxes, violation) = try parts(of: outcome)
      if let violation { return .violated(violation) }
      // A limit was reached: no need to halve what cannot be decided any more.
      guard !exactParts.isExhausted else { return .undecided }
      replacements.append((outcome.open.share, outcome.shortfall, boxes))
    }
    stack.replace(replacements)
    return nil
  }

  /// The first candidate that is one.
  private mutating func counterexample(
    among outcome: BoxOutcome
  ) -> PropertyDecision.Counterexample? {
    guard !outcome.candidates.isEmpty else { return nil }
    let search = CandidateSearch(
      network: question.network, cases: outcome.open.cases.map { question.cases[$0] },
      box: outcome.open.box)
    for (input, distance) in zip(outcome.candidates, search.distances(of: outcome.candidates)) {
      if let found = confirmed(input, distance) { return found }
      promising.append(.init(input: input, distance: distance))
    }
    return nil
  }

  /// Draws inputs from the boxes that wait, and goes downhill from the best of them and of the
  /// candidates of the last rounds.
  private mutating func counterexampleByAttack() -> PropertyDecision.Counterexample? {
    let shares = stack.parts.map { (box: $0.box, share: $0.share) }
    let drawn = attack.drawn(Self.drawnCount, from: shares, seed: UInt64(round))
    let starts = [promising, drawn].flatMap {
      $0.sorted { $0.distance < $1.distance }.prefix(Self.startCount)
    }
    promising.removeAll(keepingCapacity: true)
    let ends = attack.descent(from: starts, steps: 30).sorted { $0.distance < $1.distance }
    for end in ends.prefix(2) {
      if let found = confirmed(end.input, end.distance) { return found }
    }
    return nil
  }

  /// The input, where it is a counterexample.
  ///
  /// - Parameter distance: how far it seems to be from one.
  private mutating func confirmed(
    _ input: [Double], _ distance: Double
  ) -> PropertyDecision.Counterexample? {
    if distance >= 0 {
      guard distance < CandidateSearch.doubtfulDistance, doubtfulCount < Self.maximumDoubtfulCount
      else { return nil }
      doubtfulCount += 1
    }
    return question.confirm(input)
  }

  /// What is left to be done on a box.
  private mutating func parts(
    of outcome: BoxOutcome
  ) throws -> (boxes: [OpenBox], violation: PropertyDecision.Counterexample?) {
    var open = outcome.open
    tree?.refute(outcome.refutations, question.cases, at: open.node)
    guard !open.cases.isEmpty else {
      leafCount += 1
      return ([], nil)
    }
    leafCount += outcome.cuts.count
    for cut in outcome.cuts { apply(cut, to: &open) }
    let remaining = outcome.remainingShare
    open.share *= remaining
    // Where much was cut off, new bounds come before new parts.
    if remaining < 0.5 {
      tree?.renewBounds(at: open.node)
      return ([open], nil)
    }
    open.noteHalving(
      leaving: open.bounds.unstableCount,
      wasOfUse: !outcome.cuts.isEmpty || !outcome.refutations.isEmpty)
    if mayTryExactly(open) {
      let (isDecided, violation) = try decideExactly(open, mustEnd: false)
      if isDecided { return ([], violation) }
      open.idleHalvings = 0
    }
    guard let split = open.box.halves(by: outcome.scores) else {
      // A point, nearly: exact, whatever it takes.
      return ([], try decideExactly(open, mustEnd: true).violation)
    }
    open.share /= 2
    var (below, above) = (open, open)
    (below.box, above.box) = (split.below, split.above)
    if let nodes = tree?.split(at: open.node, input: split.input, split.at) {
      (below.node, above.node) = nodes
    }
    return ([above, below], nil)
  }

  private mutating func apply(_ cut: Cut, to open: inout OpenBox) {
    guard let nodes = tree?.split(at: open.node, input: cut.input, cut.at) else { return }
    let (kept, done) = cut.keepsBelow ? (nodes.below, nodes.above) : (nodes.above, nodes.below)
    tree?.refute([cut.refutation], question.cases, at: done)
    tree?.keepBounds(at: done)
    tree?.keepBounds(at: kept)
    open.node = kept
  }

  private mutating func decideExactly(
    _ open: OpenBox, mustEnd: Bool
  ) throws -> (isDecided: Bool, violation: PropertyDecision.Counterexample?) {
    try exactParts.decide(
      on: open.box, open.bounds, cases: open.cases, mustEnd: mustEnd, in: &tree, at: open.node)
  }

  /// Whether signs of neurons are tried on a box before it is halved: where all are known; at the
  /// beginning; where a condition is touched and not crossed, so that halving alone does not end,
  /// which shows when as many halvings as neurons are open were of no use; and else so often that
  /// halving takes most of the time.
  private func mayTryExactly(_ open: OpenBox) -> Bool {
    let unstable = open.unstableCount
    guard unstable > 0 else { return true }
    guard ExactParts.areFew(unstable) else { return false }
    return boxCount == 1 || open.idleHalvings >= unstable || exactParts.isCheap(beside: boxCount)
  }
}
