/// Ends long work early: when its task is cancelled, or when its time is over.
enum Interruption {
  /// When the time of the present task is over.
  @TaskLocal static var deadline: ContinuousClock.Instant?

  /// The time that was allowed is over.
  struct TimeIsOver: Error {}

  /// Long work calls this a few times in a second.
  ///
  /// - Throws: `CancellationError`, `TimeIsOver`.
  static func check() throws {
    try Task.checkCancellation()
    if let deadline, ContinuousClock.now >= deadline { throw TimeIsOver() }
  }
}
