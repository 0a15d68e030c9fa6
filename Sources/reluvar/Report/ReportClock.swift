import LongWork
import Presentation

/// The time for a report, of which each part gets an equal share of what the parts before it have left.
struct ReportClock {
  private var partsLeft: Int

  /// The clock of a report with so many parts.
  init(parts: Int) { partsLeft = parts }

  /// Does the work on a part.
  ///
  /// - Returns: what was found, or that nothing was, where the time is over.
  /// - Throws: what the work throws, but for a limit.
  mutating func part<Value: Sendable>(
    _ work: () async throws -> Value
  ) async throws -> PartEnd<Value> {
    let share = Interruption.remainingTime.map { $0 / max(partsLeft, 1) }
    partsLeft -= 1
    do {
      return .found(try await Interruption.within(share) { try await work() })
    } catch is Interruption.TimeIsOver {
      return .outOfTime
    } catch is Interruption.IsRequested {
      return .outOfTime
    }
  }
}
