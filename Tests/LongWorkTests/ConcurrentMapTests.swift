import ExactAlgebra
import Specimens
import Synchronization
import Testing

@testable import LongWork

@Suite struct ConcurrentMapTests {
  struct Failure: Error, Equatable { let item: Int }

  @Test(arguments: [-1, 0, 1, 2, 4, 7, 100])
  func keepsTheOrder(width: Int) async throws {
    for count in [0, 1, 2, 33] {
      let items = Array(0..<count)
      let results = try await concurrentMap(items, width: width) { item in
        // Uneven work, so that items finish in another order.
        var generator = SeededGenerator(seed: UInt64(item))
        let steps = item % 5 * 400
        return (0..<steps).reduce(item) { value, _ in
          _ = generator.next()
          return value
        }
      }
      #expect(results == items)
    }
  }

  @Test(arguments: [1, 2, 3])
  func neverMoreThanTheWidth(width: Int) async throws {
    let running = Atomic<Int>(0)
    let most = Recorder<Int>()
    let results = try await concurrentMap(Array(0..<40), width: width) { item in
      most.append(running.add(1, ordering: .relaxed).newValue)
      defer { running.subtract(1, ordering: .relaxed) }
      return item
    }
    #expect(results.count == 40 && most.values.count == 40)
    #expect(try #require(most.values.max()) <= width)
  }

  @Test(arguments: [1, 2, 8])
  func errorsPassThrough(width: Int) async {
    let error = await #expect(throws: Failure.self) {
      try await concurrentMap(Array(0..<20), width: width) { item in
        if item == 7 { throw Failure(item: item) }
        return item
      }
    }
    #expect(error == Failure(item: 7))
  }

  /// A task that is cancelled while it works stops before its items are used up.
  @Test(arguments: [1, 2, 4])
  func cancellation(width: Int) async {
    let started = Recorder<Int>()
    let task = CancellableTask()
    let result = await task.run {
      try await concurrentMap(Array(0..<10_000), width: width) { item in
        started.append(item)
        if item == 3 { task.cancel() }
        return item
      }.count
    }
    #expect(throws: CancellationError.self) { try result.get() }
    #expect(started.values.contains(3))
    #expect(started.values.count < 10_000)
  }

  @Test(arguments: [1, 2])
  func cancelledBeforeTheStart(width: Int) async {
    let task = CancellableTask()
    task.cancel()
    let result = await task.run {
      try await concurrentMap([1, 2, 3], width: width) { $0 }.count
    }
    #expect(throws: CancellationError.self) { try result.get() }
  }
}
