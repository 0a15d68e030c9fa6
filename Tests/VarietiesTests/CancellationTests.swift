import ExactAlgebra
import Specimens
import Testing
import Varieties

@Suite struct CancellationTests {
  /// Cancelled after the first weight; the whole computation would treat hundreds.
  @Test(arguments: [1, 2])
  func cancelledAtWork(threads: Int) async throws {
    let kernel = try GradedKernel(of: ClassicalMaps.determinantal(3, 3, rank: 2))
    let progress = Recorder<KernelProgress>()
    let task = CancellableTask()
    var options = GradedKernel.Options()
    options.threads = threads
    options.progress = {
      progress.append($0)
      task.cancel()
    }
    let result = await task.run { [options] in
      try await kernel.ideal(upToDegree: 6, options: options)
    }
    #expect(throws: CancellationError.self) { try result.get() }
    #expect(!progress.values.isEmpty)
    #expect(progress.values.count <= threads + 1)
    #expect(progress.values.allSatisfy { $0.degree == 1 && $0.total == 9 })
  }

  @Test func cancelledBetweenDegrees() async throws {
    let kernel = try GradedKernel(of: ClassicalMaps.rationalNormalCurve(degree: 3))
    let task = CancellableTask()
    var options = GradedKernel.Options()
    options.progress = { if $0.degree == 2, $0.finished == $0.total { task.cancel() } }
    let result = await task.run { [options] in
      try await kernel.ideal(upToDegree: 3, options: options)
    }
    #expect(throws: CancellationError.self) { try result.get() }
  }

  @Test func cancelledBeforeTheStart() async throws {
    let kernel = try GradedKernel(of: ClassicalMaps.rationalNormalCurve(degree: 3))
    let task = CancellableTask()
    task.cancel()
    let result = await task.run { try await kernel.ideal(upToDegree: 2) }
    #expect(throws: CancellationError.self) { try result.get() }
  }
}
