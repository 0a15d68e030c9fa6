import Foundation

/// The first message to a worker process.
public struct WorkOrder: Hashable, Sendable, Codable {
  /// The sweep.
  public let definition: SweepDefinition
  /// The limits for each instance.
  public let limits: InstanceLimits

  /// An order.
  public init(definition: SweepDefinition, limits: InstanceLimits) {
    self.definition = definition
    self.limits = limits
  }
}

/// What a worker process answers for each instance.
struct WorkAnswer: Sendable, Codable {
  let finding: Finding
  let seconds: Double
}

/// The messages between a sweep and its worker processes: one line of JSON each. The sweep sends
/// an order, then instances, each after the answer to the one before.
enum WorkerMessage {
  static func line(_ message: some Encodable) throws -> Data {
    try JSONEncoder().encode(message) + Data("\n".utf8)
  }

  static func read<Message: Decodable>(
    _ line: String, as type: Message.Type, claims: [any Claim] = []
  ) throws -> Message {
    try JSONDecoder(claims: claims).decode(type, from: Data(line.utf8))
  }
}

/// The work of a worker process: reads its order and instances from standard input, and writes
/// findings to standard output.
public struct SweepWorker: Sendable {
  private let claims: [any Claim]

  /// A worker for sweeps of some claims.
  public init(for claims: [any Claim]) { self.claims = claims }

  /// Works until the input ends.
  ///
  /// - Parameter prepare: called with the order, before any work.
  /// - Throws: `DecodingError` for a line that is no message, and `CancellationError`.
  public func run(prepare: (WorkOrder) throws -> Void) async throws {
    let lines = Self.lines()
    var iterator = lines.makeAsyncIterator()
    guard let first = await iterator.next() else { return }
    let order = try WorkerMessage.read(first, as: WorkOrder.self, claims: claims)
    try prepare(order)
    let evaluator = LocalEvaluator(for: order.definition, limits: order.limits)
    while let line = await iterator.next() {
      let instance = try order.definition.family.instance(from: Data(line.utf8))
      let (finding, seconds) = try await evaluator.outcome(
        on: NumberedInstance(number: 0, instance: instance))
      try FileHandle.standardOutput.write(
        contentsOf: WorkerMessage.line(WorkAnswer(finding: finding, seconds: seconds)))
    }
  }

  /// The lines of standard input. When it ends in the midst of work, the sweep is gone, and
  /// this process ends too.
  private static func lines() -> AsyncStream<String> {
    let (stream, continuation) = AsyncStream.makeStream(of: String.self)
    let thread = Thread {
      while let line = readLine() { continuation.yield(line) }
      exit(0)
    }
    thread.start()
    return stream
  }
}
