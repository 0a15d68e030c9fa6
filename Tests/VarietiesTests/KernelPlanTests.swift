import ExactAlgebra
import Specimens
import Testing

@testable import Varieties

@Suite struct KernelPlanTests {
  private func plan(
    _ map: PolynomialMap, upToDegree degree: Int, threads: Int = 1, memoryLimit: Int
  ) throws -> KernelPlan {
    KernelPlan(
      grading: try Multigrading(maximalFor: map), coordinateCount: map.coordinateCount,
      upToDegree: degree, threads: threads, memoryLimit: memoryLimit)
  }

  @Test func countsEverythingThatFits() throws {
    let map = ClassicalMaps.determinantal(3, 3, rank: 2)
    let plan = try plan(map, upToDegree: 4, memoryLimit: 4_000_000_000)
    #expect(plan.reachableDegree == 4 && plan.limit == nil)
    #expect(plan.spaces.maximumDegree == 4)
    #expect(plan.grading.rank == 5)
    #expect(plan.keys.count == 9)
    #expect(
      plan.spaces.monomialCounts(degree: 4).values.reduce(0, +)
        == TextbookNumbers.monomials(variables: 9, degree: 4))
  }

  /// The reachable degree fits, and the next one does not.
  @Test(arguments: [20_000, 100_000, 1_000_000, 10_000_000])
  func largestFittingDegree(limit: Int) throws {
    let map = ClassicalMaps.determinantal(3, 3, rank: 2)
    let plan = try plan(map, upToDegree: 100_000, memoryLimit: limit)
    guard case .memory(let degree, let needed, let reported) = plan.limit else {
      Issue.record("expected a memory limit, got \(String(describing: plan.limit))")
      return
    }
    #expect(needed > limit && reported == limit)
    #expect(plan.reachableDegree == degree - 1 && degree >= 2)
    let fitting = try self.plan(map, upToDegree: degree - 1, memoryLimit: limit)
    #expect(fitting.limit == nil && fitting.spaces.maximumDegree == degree - 1)
    let exceeding = try self.plan(map, upToDegree: degree, memoryLimit: limit)
    #expect(exceeding.limit == plan.limit && exceeding.reachableDegree == degree - 1)
  }

  @Test func messages() throws {
    let map = ClassicalMaps.rationalNormalCurve(degree: 3)
    let plan = try plan(map, upToDegree: 50, memoryLimit: 1_999_999)
    let text = try #require(plan.limit?.description)
    let expected = try Regex(
      "^degree ([0-9]+) needs about [0-9]+ [KM]B of memory, the limit is 1999 KB$")
    let match = try #require(text.wholeMatch(of: expected), "\(text)")
    #expect(match.output[1].substring.flatMap { Int($0) } == plan.reachableDegree + 1)
    let none = try self.plan(map, upToDegree: 2, memoryLimit: 10)
    #expect(none.reachableDegree == 0 && none.limit?.degree == 1)
  }

  @Test func threadsShareTheLimit() throws {
    let map = ClassicalMaps.rationalNormalCurve(degree: 3)
    let fitting = try [1, 4, 64].map { threads in
      try plan(map, upToDegree: 200, threads: threads, memoryLimit: 400_000).reachableDegree
    }
    #expect(fitting[0] > fitting[1] && fitting[1] > fitting[2])
    #expect(fitting[2] > 0)
  }

  /// Numbers of monomials beyond a machine word are refused as well.
  @Test func overflow() {
    let plan = KernelPlan(
      grading: Multigrading(weights: []), coordinateCount: 1_000, upToDegree: 40, threads: 1,
      memoryLimit: .max - 1)
    #expect(
      plan.limit?.description.contains("needs about more than 10^9 GB of memory") == true)
  }

  /// What fits is computed, and no work is done for the rest.
  @Test func endsBeforeTheFirstDegreeThatDoesNotFit() async throws {
    let progress = Recorder<KernelProgress>()
    var options = GradedKernel.Options()
    options.memoryLimit = 60_000
    options.progress = { progress.append($0) }
    let kernel = try GradedKernel(of: ClassicalMaps.determinantal(3, 3, rank: 2))
    let announced = kernel.refusal(upToDegree: 30, options: options)
    #expect(progress.values.isEmpty)
    let ideal = try await kernel.ideal(upToDegree: 30, options: options)
    guard case .memory(let degree, _, 60_000) = ideal.limit else {
      Issue.record("expected a memory limit, got \(String(describing: ideal.limit))")
      return
    }
    #expect(announced == ideal.limit)
    try #require(degree >= 2)
    #expect(ideal.maximumDegree == degree - 1)
    #expect(Set(progress.values.map(\.degree)) == Set(1..<degree))
    let fitting = try await kernel.ideal(upToDegree: degree - 1, options: options)
    #expect(fitting.limit == nil && fitting.pieces == ideal.pieces)
  }
}
