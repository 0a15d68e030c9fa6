import Synchronization

/// A value that is computed when it is first asked for, by whichever thread asks.
final class OnDemand<Value: Sendable>: Sendable {
  private let known = Mutex<Value?>(nil)
  private let compute: @Sendable () -> Value

  init(_ compute: @escaping @Sendable () -> Value) { self.compute = compute }

  /// The value. Two threads may compute it at the same time; both get the same.
  var value: Value {
    if let value = known.withLock({ $0 }) { return value }
    let value = compute()
    known.withLock { $0 = value }
    return value
  }
}
