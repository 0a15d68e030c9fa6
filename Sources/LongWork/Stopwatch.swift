/// The time since something began, for reports and progress. It decides nothing: limits are those of
/// `Interruption`.
package struct Stopwatch: Sendable {
  private let start = ContinuousClock.now

  /// Starts to measure.
  package init() {}

  /// The time since then.
  package var elapsed: Duration { ContinuousClock.now - start }

  /// The same in seconds.
  package var seconds: Double { elapsed / .seconds(1) }
}
