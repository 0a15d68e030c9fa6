import Laboratory
import Synchronization

/// An evaluator that fails after so many instances.
final class FailingEvaluator: InstanceEvaluator {
  struct Failure: Error {}

  private let evaluator: any InstanceEvaluator
  private let rest: Mutex<Int>

  init(_ evaluator: any InstanceEvaluator, after count: Int) {
    self.evaluator = evaluator
    rest = Mutex(count)
  }

  func outcome(
    on instance: NumberedInstance
  ) async throws -> (finding: Finding, seconds: Double) {
    let isOver = rest.withLock { rest in
      rest -= 1
      return rest < 0
    }
    if isOver { throw Failure() }
    return try await evaluator.outcome(on: instance)
  }
}

/// The numbers of findings after each group that was written.
final class Groups: Sendable {
  private let numbers = Mutex<[Int]>([])

  var sizes: [Int] { numbers.withLock { $0 } }
  func add(_ size: Int) { numbers.withLock { $0.append(size) } }
}

/// An evaluator that treats one instance, and the others when a group has been written.
struct PatientEvaluator: InstanceEvaluator {
  private let evaluator: any InstanceEvaluator
  private let groups: Groups

  init(_ evaluator: any InstanceEvaluator, until groups: Groups) {
    self.evaluator = evaluator
    self.groups = groups
  }

  func outcome(
    on instance: NumberedInstance
  ) async throws -> (finding: Finding, seconds: Double) {
    while instance.number > 0, groups.sizes.isEmpty {
      try await Task.sleep(for: .milliseconds(10))
    }
    return try await evaluator.outcome(on: instance)
  }
}
