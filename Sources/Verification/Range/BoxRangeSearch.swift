import ExactAlgebra
import LongWork
import Networks
import Properties

/// The search for ranges on a box by branch and bound: both ends of each objective, in turn.
struct BoxRangeSearch {
  private let question: RangeQuestion
  private let options: OutputRange.Options
  /// For each objective its negative and itself, each to be maximized.
  private var ends: [BoxMaximum]

  /// - Parameters:
  ///   - starts: for each objective, what is known of its negative and of itself: a value and where it is attained.
  /// - Returns: `nil` where weights, coefficients or values are beyond double precision.
  init?(
    _ question: RangeQuestion, on box: RangeBox,
    from starts: [(value: Rational, point: [Rational])], _ options: OutputRange.Options
  ) {
    guard let bounding = BoundingNetwork(question.network) else { return nil }
    (self.question, self.options) = (question, options)
    ends = zip(question.objectives.flatMap { [(-1) * $0, $0] }, starts).map { expression, start in
      BoxMaximum(
        of: expression, question.network, bounding, on: box, from: start,
        threads: options.threads)
    }
    guard ends.allSatisfy(\.isBounded) else { return nil }
  }

  /// The number of boxes that were looked at.
  var boxCount: Int { ends.reduce(0) { $0 + $1.boxCount } }
  /// The number of parts of boxes on which linear programs decided.
  var partCount: Int { ends.reduce(0) { $0 + $1.partCount } }

  /// Whether all ends are found.
  var isProved: Bool { ends.allSatisfy(\.isProved) }

  /// Searches until all ends are found, or there are too many parts.
  ///
  /// - Throws: as `Interruption.check`.
  mutating func run(maximumParts: Int) async throws {
    for index in ends.indices { try ends[index].seek() }
    while !isProved {
      for index in ends.indices where !ends[index].isProved {
        guard partCount < maximumParts else { return }
        try await ends[index].round()
        options.boxProgress?(progress)
      }
    }
  }

  private var progress: BoxProgress {
    let all = ends.map(\.progress)
    return BoxProgress(
      count: boxCount, openCount: all.reduce(0) { $0 + $1.openCount },
      fraction: all.reduce(0) { $0 + $1.fraction } / Double(all.count))
  }

  /// What is known of each objective.
  var entries: [OutputRange.Entry] {
    question.objectives.enumerated().map { number, objective in
      OutputRange.Entry(
        objective: objective, minimum: end(2 * number, sign: -1),
        maximum: end(2 * number + 1, sign: 1))
    }
  }

  /// For each objective, bounds of its negative and of itself that no value is above.
  var upperBounds: [Rational?] { ends.map(\.upperBound) }

  /// An end, after the network was evaluated there once more.
  private func end(_ index: Int, sign: Rational) -> RangeEnd {
    let (value, point) = ends[index].best
    precondition(
      question.values(at: point)[index / 2] == sign * value, "a value that is none")
    return ends[index].isProved
      ? .attained(sign * value, at: point)
      : .reached(sign * value, at: point, bound: ends[index].upperBound.map { sign * $0 })
  }
}
