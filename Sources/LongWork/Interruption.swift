import Synchronization

/// Ends long work early: when its task is cancelled, when its time is over, or when somebody
/// asks for an end.
///
/// A time and a request hold for the whole task tree, through all libraries:
///
///     try await Interruption.within(.seconds(10), of: request) {
///       ...                             // long loops inside call `Interruption.check()`
///     }
///
/// What is cancelled is of no use to anybody; after `TimeIsOver` and `IsRequested` partial results
/// are wanted.
public enum Interruption {
  /// When the time of the present task is over.
  @TaskLocal private static var deadline: Deadline?

  /// What may ask the present task for an end.
  @TaskLocal private static var request: Request?

  /// A moment, and the time that was allowed until then.
  struct Deadline: Sendable {
    let instant: ContinuousClock.Instant
    let limit: Duration
  }

  /// The time that was allowed is over.
  public struct TimeIsOver: Error, Hashable {
    /// The time that was allowed.
    public let limit: Duration
  }

  /// Somebody asked for an end.
  public struct IsRequested: Error, Hashable {}

  /// Asks for an end, from any thread.
  public final class Request: Sendable {
    private let isMade = Atomic(false)

    /// A request that is not made yet.
    public init() {}

    /// Makes the request.
    public func make() { isMade.store(true, ordering: .relaxed) }

    fileprivate var hasBeenMade: Bool { isMade.load(ordering: .relaxed) }
  }

  /// Long work calls this a few times in a second.
  ///
  /// - Throws: `CancellationError`, `TimeIsOver`, `IsRequested`.
  public static func check() throws {
    try Task.checkCancellation()
    if let request, request.hasBeenMade { throw IsRequested() }
    if let deadline, ContinuousClock.now >= deadline.instant {
      throw TimeIsOver(limit: deadline.limit)
    }
  }

  /// The time that the present task has left; `nil` where no end was set.
  public static var remainingTime: Duration? {
    deadline.map { max($0.instant - .now, .zero) }
  }

  /// Whether a time or a request may end the present task.
  static var isPossible: Bool { deadline != nil || request != nil }

  /// Whether `check()` would throw.
  public static var isDue: Bool {
    do { try check() } catch { return true }
    return false
  }

  /// Does work that ends early once a time is over or a request is made. What holds already for the
  /// present task goes on to hold.
  ///
  /// - Parameters:
  ///   - limit: the time that is allowed from now on; any where it is `nil`.
  ///   - newRequest: what may ask for an end; nothing new where it is `nil`.
  ///   - isolation: the actor on which the work is done: that of the caller.
  ///   - work: the work.
  public static func within<Result>(
    _ limit: Duration?, of newRequest: Request? = nil,
    isolation: isolated (any Actor)? = #isolation,
    _ work: () async throws -> Result
  ) async rethrows -> Result {
    try await $deadline.withValue(earlier(limit)) {
      try await $request.withValue(newRequest ?? request) { try await work() }
    }
  }

  /// The same for work that does not wait.
  public static func within<Result>(
    _ limit: Duration?, of newRequest: Request? = nil, _ work: () throws -> Result
  ) rethrows -> Result {
    try $deadline.withValue(earlier(limit)) {
      try $request.withValue(newRequest ?? request) { try work() }
    }
  }

  /// Does work that keeps what it reached: where a time is over, or an end was asked for, it has ended early.
  ///
  /// - Parameters:
  ///   - isolation: the actor on which the work is done: that of the caller.
  ///   - work: the work.
  /// - Returns: whether the work was done.
  @discardableResult
  public static func untilDue(
    isolation: isolated (any Actor)? = #isolation, _ work: () async throws -> Void
  ) async rethrows -> Bool {
    do {
      try await work()
      return true
    } catch is TimeIsOver {
      return false
    } catch is IsRequested {
      return false
    }
  }

  /// The deadline of the present task or that of a time from now on, whichever comes first.
  private static func earlier(_ limit: Duration?) -> Deadline? {
    guard let limit else { return deadline }
    let new = Deadline(instant: .now + limit, limit: limit)
    return deadline.map { $0.instant <= new.instant ? $0 : new } ?? new
  }
}
