internal import Dispatch

/// Does something once a time is over, unless it is called off before.
///
/// It does not run as a task: tasks wait where all threads for tasks are busy.
package struct Alarm: Sendable {
  /// The longest time that is kept, about 30 years.
  private static let longest = 1e9

  // `DispatchWorkItem` may be cancelled from any thread.
  private nonisolated(unsafe) let item: DispatchWorkItem

  /// An alarm that is set.
  ///
  /// - Parameters:
  ///   - time: from now on; a negative one is over at once.
  ///   - action: what is done then, on a thread of its own.
  package init(after time: Duration, _ action: @escaping @Sendable () -> Void) {
    item = DispatchWorkItem(block: action)
    DispatchQueue.global().asyncAfter(
      deadline: .now() + min(max(time / .seconds(1), 0), Self.longest), execute: item)
  }

  /// Calls it off; an action that has begun goes on.
  package func cancel() { item.cancel() }
}
