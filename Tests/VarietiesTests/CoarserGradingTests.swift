import ExactAlgebra
import Oracles
import Testing

@testable import Varieties

/// What happens where the weightings do not fit into 128 bits, as for the `2 x 84` matrices of
/// rank one in degree 2: some are left out, and a weight space holds several finer ones.
///
/// Here the weightings of small matrices are scaled until they do not fit.
@Suite struct CoarserGradingTests {
  static let (rows, columns) = (2, 3)

  /// The 2-minors of a `2 x 3` matrix, found in a grading of which the first weightings fit.
  static func run(withAction: Bool) async throws -> (run: WeightSpaceRun, plan: KernelPlan) {
    let kernel = try GradedKernel(
      of: ClassicalMaps.segre(rows, columns),
      symmetries: withAction ? MatrixSymmetries.exchanges(rows, columns) : [],
      action: withAction ? MatrixSymmetries.action(rows, columns) : nil)
    let absurd = Multigrading(weights: kernel.grading.weights.map { $0.map { $0 << 50 } })
    let plan = KernelPlan(
      grading: absurd, coordinateCount: rows * columns, upToDegree: 3, threads: 1,
      memoryLimit: 1_000_000_000)
    #expect(absurd.rank == 4 && plan.grading.rank == 2)
    var run = WeightSpaceRun(kernel: kernel, plan: plan, options: .init())
    for degree in 1...3 { try await run.treat(degree: degree) }
    return (run, plan)
  }

  @Test func theIdealIsTheSame() async throws {
    let (run, plan) = try await Self.run(withAction: false)
    let ideal = run.ideal
    #expect(ideal.pieces.map(\.dimension) == [0, 3, 16])
    #expect(ideal.pieces.map(\.minimalGeneratorCount) == [0, 3, 0])
    #expect(ideal.status.isProved)
    let generators = ideal.generators.map(\.polynomial)
    try #require(generators.count == 3)
    let ring = generators[0].ring
    let minors = try ["x0*x4 - x1*x3", "x0*x5 - x2*x3", "x1*x5 - x2*x4"].map {
      try Polynomial(parsing: $0, in: ring)
    }
    #expect(linearRank(generators + minors) == 3)
    // The result names the maximal grading; the plan knows the one that fits.
    #expect(try #require(ideal.grading).rank > plan.grading.rank)
  }

  /// What is said of the representation must be right, if anything is said.
  ///
  /// In a process of its own, since weights that are none of a representation end the process.
  @Test func representations() async {
    await #expect(processExitsWith: .success) {
      let (run, _) = try await CoarserGradingTests.run(withAction: true)
      try #require(run.ideal.pieces.count == 3)
      let piece = run.ideal.pieces[1]
      #expect(piece.minimalGeneratorCount == 3)
      if let content = piece.representation {
        let partitions = content.summands.map { $0.representation.partitions.map(\.parts) }
        #expect(partitions == [[[1, 1], [1, 1]]])
      }
    }
  }
}
