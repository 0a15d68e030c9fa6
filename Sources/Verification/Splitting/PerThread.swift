import LongWork

/// Objects that one thread at a time uses, one for each thread.
struct PerThread<Worker> {
  private let workers: [Exclusive<Worker>]

  /// - Parameters:
  ///   - threads: their number; at least one is made.
  ///   - make: makes an object.
  init(_ threads: Int, _ make: () -> Worker) {
    workers = (0..<max(1, threads)).map { _ in Exclusive(make()) }
  }

  /// What the objects find for each item, in the order of the items.
  ///
  /// What is found for an item must not depend on the object.
  ///
  /// - Throws: what `transform` throws.
  func map<Item: Sendable, Result: Sendable>(
    _ items: [Item], _ transform: @escaping @Sendable (Worker, Item) throws -> Result
  ) async throws -> [Result] {
    let (workers, width) = (workers, min(workers.count, items.count))
    let parts = try await concurrentMap(Array(0..<width), width: width) { part in
      try stride(from: part, to: items.count, by: width).map {
        ($0, try transform(workers[part].value, items[$0]))
      }
    }
    return parts.joined().sorted { $0.0 < $1.0 }.map(\.1)
  }
}

/// A value that one task at a time uses.
private final class Exclusive<Value>: @unchecked Sendable {
  let value: Value
  init(_ value: Value) { self.value = value }
}
