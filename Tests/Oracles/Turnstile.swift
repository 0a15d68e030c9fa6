/// Lets so many tasks in at a time; the others wait in the order in which they came.
///
/// Tests run side by side, hundreds of them. Each that starts a program holds some open files, and a
/// process that has more than a thousand of them cannot start programs reliably.
public actor Turnstile {
  /// Whether the present task goes past all turnstiles: few programs that must not come late.
  @TaskLocal public static var isUrgent = false

  /// For programs that tests start.
  public static let programs = Turnstile(capacity: 8)

  private var places: Int
  private var waiting: [CheckedContinuation<Void, Never>] = []

  /// A turnstile with so many places.
  public init(capacity: Int) {
    precondition(capacity > 0, "a turnstile that lets nobody in")
    places = capacity
  }

  /// Does something as soon as there is a place.
  public func pass<Result>(
    isolation: isolated (any Actor)? = #isolation, _ body: () async throws -> Result
  ) async rethrows -> Result {
    if Self.isUrgent { return try await body() }
    await enter()
    do {
      let result = try await body()
      await leave()
      return result
    } catch {
      await leave()
      throw error
    }
  }

  private func enter() async {
    guard places == 0 else {
      places -= 1
      return
    }
    await withCheckedContinuation { waiting.append($0) }
  }

  /// The place goes to the first who waits.
  private func leave() {
    if waiting.isEmpty {
      places += 1
    } else {
      waiting.removeFirst().resume()
    }
  }
}
