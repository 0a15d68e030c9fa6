import LongWork
import Synchronization

/// Writes findings to a store in groups: all that have come in while the last group was written,
/// and for an interval after that. The interval is at least as long as the writing took: on a slow
/// disk others can read the store half of the time.
final class SweepRecorder: Sendable {
  private let store: SweepStore
  private let before: Int
  private let interval: Duration
  private let isClosed = Atomic(false)
  private let progress: (@Sendable (Sweep.Progress) -> Void)?
  private let waiting = Mutex<[SweepRecord]>([])
  private let signals: AsyncStream<Void>
  private let signal: AsyncStream<Void>.Continuation

  init(
    into store: SweepStore, before: Int, interval: Duration = .zero,
    progress: (@Sendable (Sweep.Progress) -> Void)?
  ) {
    self.store = store
    self.before = before
    self.interval = interval
    self.progress = progress
    (signals, signal) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
  }

  /// Hands over a finding.
  func add(_ record: SweepRecord) {
    waiting.withLock { $0.append(record) }
    signal.yield()
  }

  /// Says that there will be no more.
  func close() {
    isClosed.store(true, ordering: .releasing)
    signal.finish()
  }

  /// Writes what comes in, until the end.
  ///
  /// - Throws: `StoreError`.
  func writeUntilClosed() async throws {
    var verdicts: [Verdict: Int] = [:]
    for await _ in signals {
      let watch = Stopwatch()
      try writeWaiting(&verdicts)
      await pause(for: max(interval, watch.elapsed))
    }
    try writeWaiting(&verdicts)
  }

  /// Waits for an interval, or for the end.
  private func pause(for interval: Duration) async {
    let allowance = TimeAllowance(interval)
    while let rest = allowance.rest, rest > .zero, !isClosed.load(ordering: .acquiring),
      !Task.isCancelled
    {
      try? await Task.sleep(for: min(.milliseconds(100), rest))
    }
  }

  /// Writes a group in halves where it is too large for what is left of the disk: all that fits.
  private func write(_ records: [SweepRecord]) throws(StoreError) {
    do {
      try store.append(records)
    } catch {
      guard case .full = error, records.count > 1 else { throw error }
      let middle = records.count / 2
      try write(Array(records[..<middle]))
      try write(Array(records[middle...]))
    }
  }

  private func writeWaiting(_ verdicts: inout [Verdict: Int]) throws {
    let records = waiting.withLock { waiting in
      defer { waiting = [] }
      return waiting
    }
    guard !records.isEmpty else { return }
    try write(records)
    for record in records { verdicts[record.finding.verdict, default: 0] += 1 }
    progress?(
      Sweep.Progress(
        total: store.range.count, before: before,
        finished: verdicts.values.reduce(0, +), verdicts: verdicts))
  }
}
