import ArgumentParser
import LongWork
import Synchronization
import Varieties

/// How long a verb may work, and what happens when it is interrupted: in both cases what was found
/// is reported.
struct TimeLimitOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The time for the work, such as 90s, 10m or 2h; what was found by then is reported, and "
        + "the exit code is 75.", valueName: "time"),
    transform: TimeSpan.init(parsing:))
  var timeLimit: TimeSpan?

  /// Does work that ends early at the time limit, or when the user interrupts it; a second signal
  /// ends the process.
  func run<Result>(
    reporting diagnostics: Diagnostics, _ work: () async throws -> Result
  ) async throws -> Result {
    let request = Interruption.Request()
    let count = Mutex(0)
    let interruptions = Interruptions { number in
      let isFirst = count.withLock { count in
        count += 1
        return count == 1
      }
      guard isFirst else { Interruptions.obey(number) }
      diagnostics.note("interrupted, what was found is reported; again to end at once")
      request.make()
    }
    defer { interruptions.end() }
    do {
      return try await Interruption.within(timeLimit?.duration, of: request) { try await work() }
    } catch is Interruption.TimeIsOver {
      throw Failure.limit("the time limit was reached before anything was found")
    } catch is Interruption.IsRequested {
      throw Failure.limit("interrupted before anything was found")
    }
  }
}
