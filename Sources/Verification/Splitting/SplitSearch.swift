/// How a search on a box ended.
enum SearchEnding {
  /// All conjunctions are refuted on the whole box; the splits, where they were kept.
  case refuted(SplitTree?)
  /// There is this counterexample.
  case violated(PropertyDecision.Counterexample)
  /// A limit was reached.
  case undecided
}

/// Decides conjunctions on a box by splitting inputs and, where there are many inputs, by splitting neurons, in turn.
///
/// With few inputs halving them makes all neurons sharper at once. With many nothing is gained by halving one of them; then
/// signs of neurons are what a proof needs. Which of both ends is not known before, so both go on, round by round.
struct SplitSearch {
  /// From how many inputs on neurons are split too.
  private static let manyInputs = 9

  private var halving: BoxSearch?
  private var signing: NeuronSearch?

  init(
    _ question: BoxedQuestion, _ method: PropertyDecision.Method, threads: Int, maximumParts: Int,
    keepsTree: Bool
  ) {
    let hasManyInputs = question.network.inputCount >= Self.manyInputs
    if method != .neurons {
      halving = BoxSearch(
        question, threads: threads, maximumParts: maximumParts, keepsTree: keepsTree)
    }
    if method == .neurons || method == .automatic && hasManyInputs {
      signing = NeuronSearch(
        question, threads: threads, maximumParts: maximumParts, keepsTree: keepsTree)
    }
  }

  /// The number of boxes, and of parts of boxes where some neurons have signs, that were looked at.
  var boxCount: Int { (halving?.boxCount ?? 0) + (signing?.nodeCount ?? 0) }
  /// The number of those that were not split, and of parts of boxes that were cut off.
  var leafCount: Int { (halving?.leafCount ?? 0) + (signing?.leafCount ?? 0) }
  /// The number of parts on which all neurons had signs.
  var partCount: Int { (halving?.partCount ?? 0) + (signing?.partCount ?? 0) }

  /// Searches.
  ///
  /// - Parameter progress: is called after each round.
  mutating func run(progress: (BoxProgress) -> Void) async throws -> SearchEnding {
    while true {
      if let ending = try await halving?.advance() { return ending }
      if let ending = try await signing?.advance() { return ending }
      progress(farther)
    }
  }

  /// How far the search is that is farther.
  private var farther: BoxProgress {
    let leader = [halving?.progress, signing?.progress].compactMap(\.self)
      .max { $0.fraction < $1.fraction }!
    return BoxProgress(
      count: boxCount, openCount: leader.openCount, fraction: leader.fraction)
  }
}

/// How far a search on boxes is.
public struct BoxProgress: Hashable, Sendable {
  /// The number of boxes that were looked at.
  public let count: Int
  /// The number of boxes that wait.
  public let openCount: Int
  /// The share of the inputs that is done: by volume, or by halves of signs of neurons.
  public let fraction: Double
}
