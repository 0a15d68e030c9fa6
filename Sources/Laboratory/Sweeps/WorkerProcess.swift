internal import Dispatch
import ExactAlgebra
public import Foundation
import LongWork
import Programs
import Synchronization

/// An evaluator in a process of its own, which can be ended: limits of time and memory hold
/// whatever a computation does, and a crash costs one instance.
///
/// The process ends when its standard input does, so none is left when the sweep is killed.
public final class WorkerProcess: InstanceEvaluator {
  /// How long a worker may go on after the time for an instance is over, before it is killed.
  private static let grace = 5.0

  private let executable: URL
  private let arguments: [String]
  private let order: WorkOrder
  /// Exchanges with the process block; they have threads of their own.
  private let queue = DispatchQueue(label: "worker process")
  private let connection = Mutex<ProgramConversation?>(nil)
  /// The process that works on an instance at present.
  private let working = Mutex(Working())

  private struct Working {
    var process: pid_t?
    /// Counts the instances that it has worked on.
    var turn = 0
    var isOverdue = false
    /// What came in place of an answer.
    var words: String?
    /// The caller was cancelled, perhaps before there was a process.
    var isCancelled = false
  }

  /// A worker that is started when it is needed.
  ///
  /// - Parameters:
  ///   - executable: the program.
  ///   - arguments: what makes it call `SweepWorker.run(prepare:)`.
  ///   - order: what it works on.
  public init(executable: URL, arguments: [String], order: WorkOrder) {
    self.executable = executable
    self.arguments = arguments
    self.order = order
  }

  deinit { connection.withLock { $0?.kill() } }

  public func outcome(
    on instance: NumberedInstance
  ) async throws -> (finding: Finding, seconds: Double) {
    let result = Mutex<(finding: Finding, seconds: Double)?>(nil)
    try await treat([instance]) { _, finding, seconds in
      result.withLock { $0 = (finding, seconds) }
    }
    guard let result = result.withLock({ $0 }) else {
      preconditionFailure("an instance that was treated without a finding")
    }
    return result
  }

  /// Sends all instances at once, so that the process need not wait for the next one. Where it
  /// ends, the first instance without an answer is the one that it worked on; those behind that
  /// are given to a new process.
  public func treat(
    _ instances: [NumberedInstance],
    handingOver hand: @escaping @Sendable (NumberedInstance, Finding, Double) -> Void
  ) async throws {
    working.withLock { $0.isCancelled = false }
    try await withTaskCancellationHandler {
      var rest = instances[...]
      while !rest.isEmpty {
        try Task.checkCancellation()
        rest = try await withCheckedThrowingContinuation { [rest] continuation in
          queue.async {
            continuation.resume(
              with: Result { rest.dropFirst(try self.exchange(rest, handingOver: hand)) })
          }
        }
      }
    } onCancel: {
      killWorking()
    }
  }

  /// Sends instances and waits for the answers, or for the end of the process.
  ///
  /// - Returns: how many instances have a finding.
  private func exchange(
    _ instances: ArraySlice<NumberedInstance>,
    handingOver hand: (NumberedInstance, Finding, Double) -> Void
  ) throws -> Int {
    try connection.withLock { connection in
      let worker = try connection ?? start()
      connection = worker
      defer { working.withLock { $0.process = nil } }
      do {
        worker.send(
          try instances.reduce(into: Data()) { $0 += try WorkerMessage.line($1.instance) })
        for (count, instance) in instances.enumerated() {
          let watch = Stopwatch()
          if let answer = try answer(from: worker) {
            hand(instance, answer.finding, answer.seconds)
            continue
          }
          connection = nil
          let reason = try reasonForEnd(of: worker)
          hand(
            instance,
            order.definition.claim.finding(stoppedBy: reason, seed: order.definition.seed),
            watch.seconds)
          return count + 1
        }
        return instances.count
      } catch {
        // Answers that nobody waits for would be taken for those of the next instances.
        worker.kill()
        connection = nil
        throw error
      }
    }
  }

  /// The next answer, or `nil` at the end of the process, which comes when the time is over.
  private func answer(from worker: ProgramConversation) throws -> WorkAnswer? {
    let turn = try working.withLock { working in
      guard !working.isCancelled else { throw CancellationError() }
      working.process = worker.process
      working.isOverdue = false
      working.words = nil
      working.turn += 1
      return working.turn
    }
    let alarm = order.limits.seconds.map { seconds in
      Alarm(after: .seconds(seconds + Self.grace)) { self.killOverdue(turn) }
    }
    defer { alarm?.cancel() }
    let line = worker.receive()
    working.withLock { working in
      // An alarm that comes late finds another turn.
      working.turn += 1
      if line == nil { working.process = nil }
    }
    guard let line else { return nil }
    if let answer = try? WorkerMessage.read(line, as: WorkAnswer.self) { return answer }
    // FLINT, for instance, says on standard output that there is no memory left.
    worker.kill()
    working.withLock { $0.words = line }
    return nil
  }

  private func reasonForEnd(of worker: ProgramConversation) throws -> Stop {
    let end = worker.end()
    return try working.withLock { working in
      guard !working.isCancelled else { throw CancellationError() }
      if let words = working.words { return .noAnswer(text: words.excerpt) }
      if working.isOverdue, let seconds = order.limits.seconds {
        return Stop(after: .seconds(seconds))
      }
      return switch end {
      case .exited(let status): .status(Int(status))
      case .killed(let signal): .signal(Int(signal))
      case .timeLimit: .signal(Int(SIGKILL))
      }
    }
  }

  private func start() throws -> ProgramConversation {
    let worker = try ProgramConversation(executable, arguments)
    worker.send(try WorkerMessage.line(order))
    return worker
  }

  private func killOverdue(_ turn: Int) {
    working.withLock { working in
      guard working.turn == turn, let process = working.process else { return }
      working.isOverdue = true
      _ = kill(process, SIGKILL)
    }
  }

  private func killWorking() {
    working.withLock { working in
      working.isCancelled = true
      if let process = working.process { _ = kill(process, SIGKILL) }
    }
  }
}
