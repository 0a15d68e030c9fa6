/// Decides what is left on parts of a box by the signs of all neurons, and counts what that costs.
struct ExactParts {
  /// With how many neurons of both signs a part is tried, and with how many smaller parts at most.
  private static let neuronsOfAttempt = 10
  private static let partsOfAttempt = 64
  /// How many parts are bounded for each one that is decided exactly.
  private static let costOfPart = 100

  private let question: BoxedQuestion
  private let maximumCount: Int
  /// The number of parts on which all neurons had signs.
  private(set) var count = 0
  /// Whether no more parts are allowed and some were needed.
  private(set) var isExhausted = false

  init(_ question: BoxedQuestion, maximumCount: Int) {
    (self.question, self.maximumCount) = (question, maximumCount)
  }

  /// Whether a part has so few neurons of both signs that it may be tried.
  static func areFew(_ unstableCount: Int) -> Bool { unstableCount <= neuronsOfAttempt }

  /// Whether one more is cheap beside what was bounded so far.
  func isCheap(beside boundedCount: Int) -> Bool { Self.costOfPart * count <= boundedCount }

  /// Decides, if few parts suffice.
  ///
  /// - Parameters:
  ///   - box: the box.
  ///   - bounds: bounds of neurons, which are proved on the part.
  ///   - cases: the conjunctions that are left, as indices of the question's cases.
  ///   - signs: the signs that neurons have on the part of the box.
  ///   - mustEnd: whether more than few parts are allowed.
  ///   - tree: where to note what is done, if that is wanted.
  ///   - node: the node of the part.
  /// - Returns: whether the cases are decided, and the counterexample, if there is one.
  mutating func decide(
    on box: InputBox, _ bounds: NeuronBounds, cases: [Int], signs: [SignSearch.Sign] = [],
    mustEnd: Bool, in tree: inout SplitTree?, at node: Int
  ) throws -> (isDecided: Bool, violation: PropertyDecision.Counterexample?) {
    var search = SignSearch(
      question.exactNetwork, on: box, bounds, cases: cases.map { question.exactCases[$0] },
      given: signs,
      maximumParts: min(mustEnd ? .max : Self.partsOfAttempt, maximumCount - count), tree: tree)
    let ending = try search.search(at: node)
    count += search.partCount
    switch ending {
    case .refuted:
      tree = search.tree
      return (true, nil)
    case .violated(let input): return (true, question.found(at: input))
    case .tooManyParts:
      if count >= maximumCount { isExhausted = true }
      return (false, nil)
    }
  }
}
