/// What ended the work on an instance from outside, so that there is no verdict.
public enum Stop: Hashable, Sendable, Codable {
  /// The time for the instance was over.
  case time(nanoseconds: Int)
  /// The process that worked on it was ended by a signal.
  case signal(Int)
  /// The process ended with an exit status, 0 included, without an answer.
  case status(Int)
  /// The process wrote something else than an answer.
  case noAnswer(text: String)

  /// The time of a limit was over.
  public init(after limit: Duration) {
    self = .time(nanoseconds: limit.roundedNanoseconds)
  }

  /// The code of the outcome: `limit` or `crash`.
  public var code: String {
    switch self {
    case .time: "limit"
    case .signal, .status, .noAnswer: "crash"
    }
  }

  /// What happened, on one line.
  public var words: String {
    switch self {
    case .time(let nanoseconds): "the time limit of \(Double(nanoseconds) / 1e9) s was over"
    case .signal(let number): "it was ended by signal \(number)"
    case .status(0): "it ended without an answer"
    case .status(let status): "it ended with status \(status)"
    case .noAnswer(let text): "it said '\(text)'"
    }
  }
}

extension Duration {
  /// The nanoseconds, rounded; the largest number where there are more.
  package var roundedNanoseconds: Int {
    let (whole, part) = components
    let (nanoseconds, isTooLarge) = whole.multipliedReportingOverflow(by: 1_000_000_000)
    let (sum, isStillTooLarge) = nanoseconds.addingReportingOverflow(
      (part + 500_000_000) / 1_000_000_000)
    return isTooLarge || isStillTooLarge ? .max : Int(sum)
  }
}

extension Finding {
  /// A finding that says what ended the work on its instance.
  public init(_ stop: Stop, evidence: Evidence) {
    self.init(
      .notReached, Outcome(stop.code), detail: CodedValue(of: stop), evidence: evidence)
  }

  /// What ended the work on the instance, where that is all there is to say.
  public var stop: Stop? {
    guard verdict == .notReached, let stop = detail?.decoded(as: Stop.self),
      stop.code == outcome.code
    else { return nil }
    return stop
  }
}
