import ExactAlgebra
import Testing

@testable import Varieties

@Suite struct KernelPlanTests {
  private func plan(
    _ map: PolynomialMap, upToDegree degree: Int, threads: Int = 1, memoryLimit: Int
  ) throws -> KernelPlan {
    try KernelPlan(
      grading: Multigrading(maximalFor: map), coordinateCount: map.coordinateCount,
      upToDegree: degree, threads: threads, memoryLimit: memoryLimit)
  }

  @Test func countsEverythingThatFits() throws {
    let map = ClassicalMaps.determinantal(3, 3, rank: 2)
    let plan = try plan(map, upToDegree: 4, memoryLimit: 4_000_000_000)
    #expect(plan.spaces.maximumDegree == 4)
    #expect(plan.grading.rank == 5)
    #expect(plan.keys.count == 9)
    #expect(
      plan.spaces.monomialCounts(degree: 4).values.reduce(0, +)
        == TextbookNumbers.monomials(variables: 9, degree: 4))
  }

  /// The error names a degree that fits: it does, and the next one does not.
  @Test(arguments: [20_000, 100_000, 1_000_000, 10_000_000])
  func largestFittingDegree(limit: Int) throws {
    let map = ClassicalMaps.determinantal(3, 3, rank: 2)
    let error = #expect(throws: KernelError.self) {
      try plan(map, upToDegree: 100_000, memoryLimit: limit)
    }
    guard case .memoryLimit(let degree, let needed, let reported, let fitting) = error else {
      Issue.record("expected a memory limit, got \(String(describing: error))")
      return
    }
    #expect(needed > limit && reported == limit)
    #expect(fitting == degree - 1 && fitting >= 1)
    #expect(
      try plan(map, upToDegree: fitting, memoryLimit: limit).spaces.maximumDegree == fitting)
    #expect(throws: KernelError.self) { try plan(map, upToDegree: degree, memoryLimit: limit) }
  }

  @Test func messages() throws {
    let map = ClassicalMaps.rationalNormalCurve(degree: 3)
    let error = #expect(throws: KernelError.self) {
      try plan(map, upToDegree: 50, memoryLimit: 1_999_999)
    }
    let text = try #require(error?.description)
    let expected = try Regex(
      "^degree ([0-9]+) needs about [0-9]+ MB of memory, "
        + "the limit is 2 MB; degree ([0-9]+) fits$")
    let match = try #require(text.wholeMatch(of: expected), "\(text)")
    let degrees = match.output.dropFirst().compactMap { $0.substring.flatMap { Int($0) } }
    try #require(degrees.count == 2)
    #expect(degrees[0] == degrees[1] + 1)
    let none = #expect(throws: KernelError.self) {
      try plan(map, upToDegree: 2, memoryLimit: 10)
    }
    #expect(none?.description.hasSuffix("; not even degree 1 fits") == true)
  }

  @Test func threadsShareTheLimit() throws {
    let map = ClassicalMaps.rationalNormalCurve(degree: 3)
    let fitting = [1, 4, 64].map { threads in
      let error = #expect(throws: KernelError.self) {
        try plan(map, upToDegree: 200, threads: threads, memoryLimit: 400_000)
      }
      guard case .memoryLimit(_, _, _, let fitting) = error else { return 0 }
      return fitting
    }
    #expect(fitting[0] > fitting[1] && fitting[1] > fitting[2])
    #expect(fitting[2] > 0)
  }

  /// Numbers of monomials beyond a machine word are refused as well.
  @Test func overflow() {
    let error = #expect(throws: KernelError.self) {
      try KernelPlan(
        grading: Multigrading(weights: []), coordinateCount: 1_000, upToDegree: 40, threads: 1,
        memoryLimit: .max - 1)
    }
    #expect(error?.description.contains("needs about more than 10^9 GB of memory") == true)
  }

  @Test func refusesBeforeAnyWork() async throws {
    let progress = Recorder<KernelProgress>()
    var options = GradedKernel.Options()
    options.memoryLimit = 60_000
    options.progress = { progress.append($0) }
    let kernel = try GradedKernel(of: ClassicalMaps.determinantal(3, 3, rank: 2))
    let error = await #expect(throws: KernelError.self) {
      try await kernel.ideal(upToDegree: 30, options: options)
    }
    #expect(progress.values.isEmpty)
    guard case .memoryLimit(_, _, _, let fitting) = error else {
      Issue.record("expected a memory limit, got \(String(describing: error))")
      return
    }
    try #require(fitting >= 1)
    let ideal = try await kernel.ideal(upToDegree: fitting, options: options)
    #expect(ideal.maximumDegree == fitting)
    #expect(!progress.values.isEmpty)
  }
}
