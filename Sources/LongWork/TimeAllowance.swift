/// A time that several steps of work share.
package struct TimeAllowance: Sendable {
  private let end: ContinuousClock.Instant?

  /// A time from now on; any where it is `nil`.
  package init(_ limit: Duration?) { end = limit.map { .now + $0 } }

  /// What is left of the time, not negative; `nil` where any time is allowed.
  package var rest: Duration? { end.map { max($0 - .now, .zero) } }

  /// Whether nothing is left.
  package var isUsedUp: Bool { rest == .zero }
}
