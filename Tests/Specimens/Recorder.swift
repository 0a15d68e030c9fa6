import Synchronization

/// Collects values from several threads.
package final class Recorder<Value: Sendable>: Sendable {
  package init() {}

  private let storage = Mutex<[Value]>([])

  package var values: [Value] { storage.withLock { $0 } }

  package func append(_ value: Value) { storage.withLock { $0.append(value) } }
}
