import ExactAlgebra
import Specimens
import Synchronization
import Testing
import Varieties

/// Where a computation ends before the degree that was asked for.
@Suite struct KernelLimitTests {
  private static func example37() throws -> GradedKernel {
    try RandomNetwork([3, 4, 3], "1100", "1010", "1001").variety.gradedKernel
  }

  private static let known: [(dimension: Integer, new: Integer)] = [
    (0, 0), (0, 0), (6, 6), (162, 0), (2313, 45), (23078, 80),
  ]

  /// The finished degrees are the first ones, with the right numbers.
  private func checkPieces(of ideal: GradedIdeal) {
    #expect(ideal.pieces.map(\.degree) == Array(1..<ideal.pieces.count + 1))
    #expect(ideal.maximumDegree == ideal.pieces.count)
    for (piece, expected) in zip(ideal.pieces, Self.known) {
      #expect(piece.dimension == expected.dimension)
      #expect(piece.minimalGeneratorCount == expected.new)
    }
    #expect(ideal.generators.count == ideal.pieces.reduce(0) { $0 + $1.minimalGeneratorCount })
    #expect(ideal.limit?.degree == ideal.pieces.count + 1)
  }

  @Test(arguments: KernelMethod.allCases)
  func noTime(method: KernelMethod) async throws {
    let kernel = try Self.example37()
    var options = GradedKernel.Options()
    options.method = method
    options.timeLimit = .zero
    let ideal = try await kernel.ideal(upToDegree: 4, options: options)
    #expect(ideal.pieces.isEmpty && ideal.generators.isEmpty)
    #expect(ideal.limit == .time(degree: 1, limit: .zero))
    checkPieces(of: ideal)
    #expect(kernel.jacobianRank(of: ideal, seed: 1).rank == 0)
    #expect(
      ideal.limit?.description == "degree 1 was not finished within the time limit of 0 s")
  }

  /// Some degrees are finished in the time, and the ones after it are given up.
  @Test func littleTime() async throws {
    var options = GradedKernel.Options()
    options.timeLimit = .milliseconds(1_500)
    let ideal = try await Self.example37().ideal(upToDegree: 12, options: options)
    #expect(ideal.pieces.count < 12)
    #expect(ideal.limit == .time(degree: ideal.pieces.count + 1, limit: .milliseconds(1_500)))
    checkPieces(of: ideal)
    #expect(ideal.limit?.description.hasSuffix("within the time limit of 1.5 s") == true)
  }

  @Test func enoughTime() async throws {
    var options = GradedKernel.Options()
    options.timeLimit = .seconds(3_600)
    let ideal = try await Self.example37().ideal(upToDegree: 4, options: options)
    #expect(ideal.limit == nil && ideal.pieces.count == 4)
  }

  /// The limit lies between what two degrees need.
  @Test(arguments: KernelMethod.allCases)
  func memoryBetweenTwoDegrees(method: KernelMethod) async throws {
    let kernel = try Self.example37()
    var options = GradedKernel.Options()
    options.method = method
    options.memoryLimit = 0
    var limits: [KernelLimit] = []
    while let limit = kernel.refusal(upToDegree: 4, options: options) {
      guard case .memory(_, let needed, _) = limit else {
        Issue.record("expected a memory limit, got \(limit)")
        return
      }
      try #require(needed > options.memoryLimit)
      limits.append(limit)
      options.memoryLimit = needed
    }
    // Weight spaces refuse a degree once for its tables and once for its matrices.
    #expect(Set(limits.map(\.degree)).count >= 2 && limits.count <= 8)
    #expect(limits.map(\.degree) == limits.map(\.degree).sorted())
    let whole = try await kernel.ideal(upToDegree: 4, options: options)
    #expect(whole.limit == nil && whole.pieces.count == 4)
    for case .memory(let degree, let needed, _) in limits {
      options.memoryLimit = needed - 1
      let ideal = try await kernel.ideal(upToDegree: 4, options: options)
      #expect(ideal.limit == .memory(degree: degree, needed: needed, limit: needed - 1))
      #expect(ideal.limit == kernel.refusal(upToDegree: 4, options: options))
      #expect(ideal.pieces == Array(whole.pieces.prefix(degree - 1)))
      checkPieces(of: ideal)
      let text = try #require(ideal.limit?.description)
      #expect(
        text.hasPrefix("degree \(degree) needs about ")
          && text.contains(" of memory, the limit is "))
    }
  }

  /// Cancelled after the first of the 25 parts of degree 5; the degrees after it would take long.
  @Test(arguments: [1, 2])
  func cancellation(threads: Int) async throws {
    let kernel = try Self.example37()
    let clock = ContinuousClock()
    let reports = Mutex<[ContinuousClock.Instant]>([])
    let running = Mutex<Task<ContinuousClock.Instant, Never>?>(nil)
    var options = GradedKernel.Options()
    options.threads = threads
    options.progress = { progress in
      guard progress.degree > 4 else { return }
      running.withLock { $0?.cancel() }
      reports.withLock { $0.append(clock.now) }
    }
    let task = Task { [options] in
      await #expect(throws: CancellationError.self) {
        try await kernel.ideal(upToDegree: 8, options: options)
      }
      return clock.now
    }
    running.withLock { $0 = task }
    let end = await task.value
    let instants = reports.withLock { $0 }
    #expect(!instants.isEmpty && instants.count < 25)
    // Other tests run at the same time; degree 8 alone would take far longer.
    if let first = instants.first { #expect(end - first < .seconds(120)) }
  }

  /// The computation ends with the degree in which the Jacobian rank suffices.
  @Test(
    arguments: [
      ([3, 3, 3], ["101", "011"], 3, 3), ([4, 3, 3], ["101", "011"], 6, 3),
      ([3, 4, 3], ["1100", "1010", "1001"], 7, 5), ([3, 4, 3], ["1100", "1010", "1001"], 6, 3),
    ])
  func sufficientRank(
    widths: [Int], patterns: [String], rank: Int, lastDegree: Int
  ) async throws {
    let kernel = try RandomNetwork(widths, patterns: patterns).variety.gradedKernel
    var options = GradedKernel.Options()
    options.sufficientRank = rank
    let ideal = try await kernel.ideal(upToDegree: 6, options: options)
    #expect(ideal.maximumDegree == lastDegree && ideal.limit == nil)
    #expect(kernel.jacobianRank(of: ideal, seed: 1).rank >= rank)
    let before = try await kernel.ideal(upToDegree: lastDegree - 1)
    #expect(kernel.jacobianRank(of: before, seed: 1).rank < rank)
  }

  /// Rank zero suffices at once.
  @Test func wholeSpace() async throws {
    let kernel = try RandomNetwork([2, 3, 2], "101", "011").variety.gradedKernel
    var options = GradedKernel.Options()
    options.sufficientRank = 0
    let ideal = try await kernel.ideal(upToDegree: 4, options: options)
    #expect(ideal.maximumDegree == 1 && ideal.limit == nil)
  }

  /// Neither threads nor seeds change numbers; threads change nothing at all.
  @Test(arguments: [
    ([3, 4, 3], false, ["1100", "1010", "1001"], 5), ([4, 3, 3], false, ["101", "011"], 4),
    ([3, 2, 2, 3], true, ["11/10", "11/01"], 3), ([3, 3, 3], true, ["101", "011"], 3),
  ])
  func threadsAndSeeds(
    widths: [Int], hasBiases: Bool, patterns: [String], degree: Int
  ) async throws {
    let kernel = try RandomNetwork(widths, hasBiases: hasBiases, patterns: patterns).variety
      .gradedKernel
    let reference = try await kernel.ideal(upToDegree: degree)
    #expect(!reference.generators.isEmpty)
    for (threads, seed) in [(2, 1), (3, 1), (1, 2), (2, 3), (3, UInt64.max)] {
      var options = GradedKernel.Options()
      options.threads = threads
      options.seed = seed
      let ideal = try await kernel.ideal(upToDegree: degree, options: options)
      #expect(ideal.pieces == reference.pieces)
      #expect(
        ideal.highestWeightGenerators.map(\.representation)
          == reference.highestWeightGenerators.map(\.representation))
      #expect(ideal.generators.count == reference.generators.count)
      if seed == reference.seed {
        #expect(ideal.highestWeightGenerators == reference.highestWeightGenerators)
      }
    }
  }
}
