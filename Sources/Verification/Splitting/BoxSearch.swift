import ExactAlgebra
import LongWork
import Networks

/// Halves a box until each conjunction is refuted on each part, or a counterexample is found.
///
/// Boxes are taken from a stack, a fixed number at a time, so that the result does not depend on the
/// number of threads.
struct BoxSearch {
  /// How a search ended.
  enum Ending {
    /// All conjunctions are refuted on the whole box.
    case refuted
    /// This input may be a counterexample; not yet when it was evaluated.
    case violated(PropertyDecision.Counterexample)
    /// Some boxes were left to exact regions, and these did not decide them.
    case undecided
  }

  /// How many boxes are looked at in a round.
  private static let roundSize = 32
  /// How many inputs that are neither clearly counterexamples nor clearly none are evaluated exactly.
  private static let maximumDoubtfulCount = 100

  let network: BoundingNetwork
  let cases: [BoundedCase]
  let threads: Int
  /// Evaluates an input exactly; coordinates are brought into the set of inputs first.
  let confirm: ([Double]) -> PropertyDecision.Counterexample?
  /// Decides the conjunctions with these indices on a box, exactly.
  let decideExactly: (InputBox, [Int]) async throws -> PropertyDecision.Verdict
  /// Receives progress after each round.
  let progress: (BoxProgress) -> Void

  /// The number of boxes that were looked at.
  private(set) var boxCount = 0
  /// What was done, where it is to be kept.
  private(set) var tree: SplitTree?
  private var doubtfulCount = 0
  private var isComplete = true

  init(
    network: BoundingNetwork, cases: [BoundedCase], threads: Int, keepsTree: Bool,
    confirm: @escaping ([Double]) -> PropertyDecision.Counterexample?,
    decideExactly: @escaping (InputBox, [Int]) async throws -> PropertyDecision.Verdict,
    progress: @escaping (BoxProgress) -> Void
  ) {
    (self.network, self.cases, self.threads) = (network, cases, threads)
    (self.confirm, self.decideExactly, self.progress) = (confirm, decideExactly, progress)
    tree = keepsTree ? SplitTree() : nil
  }

  /// Searches.
  mutating func search(_ box: InputBox) async throws -> Ending {
    let refuters = (0..<max(1, threads)).map { _ in Exclusive(BoxRefuter(network, cases)) }
    var stack = [
      OpenBox(
        box: box, bounds: NeuronBounds(count: network.neuronCount), cases: Array(cases.indices),
        depth: 0, node: 0)
    ]
    var open = 1.0
    while !stack.isEmpty {
      try Interruption.check()
      let round = Array(stack.suffix(Self.roundSize))
      stack.removeLast(round.count)
      let outcomes = try await Self.outcomes(on: round, refuters)
      boxCount += round.count
      for outcome in outcomes {
        if let found = counterexample(among: outcome) { return .violated(found) }
      }
      var next: [(priority: Double, boxes: [OpenBox])] = []
      for outcome in outcomes {
        let (boxes, violation) = try await parts(of: outcome)
        if let violation { return .violated(violation) }
        if boxes.isEmpty { open -= outcome.share } else { next.append((outcome.shortfall, boxes)) }
      }
      // Those that are farthest from being refuted come next.
      for (_, boxes) in next.sorted(by: { $0.priority < $1.priority }) { stack += boxes }
      progress(BoxProgress(count: boxCount, openCount: stack.count, fraction: 1 - open))
    }
    return isComplete ? .refuted : .undecided
  }

  private static func outcomes(
    on boxes: [OpenBox], _ refuters: [Exclusive<BoxRefuter>]
  ) async throws -> [BoxOutcome] {
    let width = min(refuters.count, boxes.count)
    let parts = try await concurrentMap(Array(0..<width), width: width) { part in
      stride(from: part, to: boxes.count, by: width).map {
        ($0, refuters[part].value.outcome(on: boxes[$0]))
      }
    }
    return parts.joined().sorted { $0.0 < $1.0 }.map(\.1)
  }

  /// The first candidate that is one.
  private mutating func counterexample(
    among outcome: BoxOutcome
  ) -> PropertyDecision.Counterexample? {
    guard !outcome.candidates.isEmpty else { return nil }
    let search = CandidateSearch(
      network: network, cases: outcome.open.cases.map { cases[$0] }, box: outcome.open.box)
    for (input, distance) in zip(outcome.candidates, search.distances(of: outcome.candidates)) {
      if let found = confirmed(input, distance) { return found }
    }
    return nil
  }

  /// The input, where it is a counterexample.
  ///
  /// - Parameter distance: how far it seems to be from one.
  mutating func confirmed(
    _ input: [Double], _ distance: Double
  ) -> PropertyDecision.Counterexample? {
    if distance >= 0 {
      guard distance < 1e-9, doubtfulCount < Self.maximumDoubtfulCount else { return nil }
      doubtfulCount += 1
    }
    return confirm(input)
  }

  /// What is left to be done on a box.
  private mutating func parts(
    of outcome: BoxOutcome
  ) async throws -> (boxes: [OpenBox], violation: PropertyDecision.Counterexample?) {
    let open = outcome.open
    tree?.refute(outcome.refutations, cases, at: open.node)
    guard !open.cases.isEmpty else { return ([], nil) }
    guard !isForRegions(outcome), let split = split(outcome) else {
      switch try await decideExactly(open.box, open.cases) {
      case .holds: tree?.leaveToRegions(at: open.node)
      case .violated(let found): return ([], found)
      case .unknown: isComplete = false
      }
      return ([], nil)
    }
    var (below, above) = (open, open)
    (below.box, above.box) = (split.below, split.above)
    (below.depth, above.depth) = (open.depth + 1, open.depth + 1)
    if let nodes = tree?.split(at: open.node, input: split.input, split.at) {
      (below.node, above.node) = nodes
    }
    return ([above, below], nil)
  }

  /// Whether few regions meet the box and halving it has not helped for long.
  private func isForRegions(_ outcome: BoxOutcome) -> Bool {
    let unstable = outcome.open.bounds.unstableCount
    return unstable == 0 || unstable <= 4 && outcome.open.depth >= 12
  }

  private func split(
    _ outcome: BoxOutcome
  ) -> (input: Int, at: Double, below: InputBox, above: InputBox)? {
    let box = outcome.open.box
    for input in outcome.scores.indices.sorted(by: { outcome.scores[$0] > outcome.scores[$1] }) {
      if let halves = box.halves(of: input) {
        return (input, halves.at, halves.below, halves.above)
      }
    }
    return nil
  }
}

extension BoxOutcome {
  /// The share of the whole box, as halves of halves.
  fileprivate var share: Double {
    var share = 1.0
    for _ in 0..<min(open.depth, 1_000) { share /= 2 }
    return share
  }
}

/// How far a search on boxes is.
public struct BoxProgress: Hashable, Sendable {
  /// The number of boxes that were looked at.
  public let count: Int
  /// The number of boxes that wait.
  public let openCount: Int
  /// The share of the inputs that is done, by volume.
  public let fraction: Double
}

/// A value that one task at a time uses.
private final class Exclusive<Value>: @unchecked Sendable {
  let value: Value
  init(_ value: Value) { self.value = value }
}
