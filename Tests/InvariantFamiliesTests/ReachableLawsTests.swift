import ExactAlgebra
import LongWork
import Networks
import Polyhedra
import RandomNetworks
import Testing
import Varieties

@testable import InvariantFamilies

@Suite struct ReachableLawsTests {
  private static func cube(_ dimension: Int) throws -> ReachableLaws {
    try ReachableLaws(
      from: .uniform(
        UniformLaw(box: Array(repeating: (lower: -1, upper: 1), count: dimension))))
  }

  /// Different points on a grid.
  private static func points(_ count: Int, dimension: Int, seed: UInt64 = 5) throws -> EmpiricalLaw
  {
    var generator = SeededGenerator(seed: seed)
    return try EmpiricalLaw(
      (0..<count).map { number in
        (0..<dimension).map { _ in
          Rational(Int.random(in: -20...20, using: &generator)) / 4 + Rational(number) / 7
        }
      })
  }

  /// `l (d^2 + d) - d (l - 1) = l d^2 + d`, at every depth.
  @Test(arguments: [(2, 4), (3, 2)])
  func uniformLawsLoseNothingButScalings(dimension: Int, depths: Int) async throws {
    let growth = try await LawGrowth(of: Self.cube(dimension), depths: 1...depths)
    #expect(growth.isComplete && growth.steps.count == depths)
    for step in growth.steps {
      #expect(step.dimension.isProved && step.bound == .parameterSymmetry)
      #expect(step.dimension.value == step.depth * dimension * dimension + dimension)
      #expect(step.dimension.evidence.rowCount == step.parameterCount)
      // The number of moments is not what bounds the rank.
      #expect(step.dimension.evidence.columnCount >= 2 * step.dimension.value)
    }
  }

  @Test(arguments: 1...4 as ClosedRange<UInt64>)
  func clampsHaveFourParameters(seed: UInt64) async throws {
    var options = LawGrowth.Options()
    options.seed = seed
    let growth = try await LawGrowth(
      of: Self.cube(1), depths: 1...6, beside: .clamped, options: options)
    #expect(growth.steps.map(\.dimension.value) == [2, 3, 4, 4, 4, 4])
    #expect(growth.steps.map(\.upperBound) == [2, 3, 4, 4, 4, 4])
    #expect(growth.steps.last?.bound == .normalForm)
    #expect(growth.comparison?.parameterCount == 4 && growth.firstDepthBeyond == nil)
    #expect(growth.steps.allSatisfy { $0.dimension.evidence.seed == seed })
  }

  /// `k` points have `k d` coordinates, and a family of `k` points has more parameters than that.
  @Test(arguments: [(1, 2), (5, 2), (10, 2), (10, 3), (6, 1)])
  func pointsSaturate(count: Int, dimension: Int) async throws {
    let laws = try ReachableLaws(from: .points(Self.points(count, dimension: dimension)))
    let growth = try await LawGrowth(of: laws, depths: 1...6, beside: .finite(atoms: count))
    #expect(growth.steps.count == 6)
    let limit = dimension == 1 ? min(count, 4) : count * dimension
    for step in growth.steps {
      #expect(step.dimension.value <= limit)
      #expect(step.dimension.evidence.columnCount <= count * dimension)
    }
    #expect(growth.steps.last?.dimension.value == limit)
    #expect(growth.steps.last?.dimension.isProved == true)
    #expect(growth.firstDepthBeyond == nil && growth.verdict == nil)
    #expect(growth.comparison?.parameterCount == count * (dimension + 1) - 1)
  }

  /// Three points on a line of the plane, one of them twice, and one that has no mass.
  @Test func aLayerSeesOnlyTheSpanOfTheStart() async throws {
    let laws = try ReachableLaws(
      from: .points(
        EmpiricalLaw(
          [[1, 0], [0, 1], [-1, 2], [0, 1], [5, 5]], weights: [1, 1, 1, 1, 0].map { $0 / 4 })))
    #expect(laws.affineDimension == 1)
    let step = try await laws.step(depth: 1)
    #expect(step.dimension.value == 4 && step.dimension.isProved)
    let deeper = try await laws.step(depth: 2)
    #expect(deeper.dimension.value == 6 && deeper.bound == .ambientSpace)
  }

  @Test func threadsAndRunsDoNotMatter() async throws {
    let laws = try Self.cube(2)
    var steps: [GrowthStep] = []
    for threads in [1, 2, 5] {
      steps.append(try await laws.step(depth: 3, draws: 2, seed: 9, threads: threads))
    }
    #expect(Set(steps).count == 1 && steps[0].dimension.evidence.rank > 10)
  }

  @Test func whatIsFinishedIsKept() async throws {
    let request = Interruption.Request()
    var options = LawGrowth.Options()
    options.progress = { if $0 == 2 { request.make() } }
    let growth = try await Interruption.within(nil, of: request) { [options] in
      try await LawGrowth(of: Self.cube(2), depths: 1...5, options: options)
    }
    #expect(!growth.isComplete && growth.steps.map(\.depth) == [1, 2])
  }

  // MARK: families

  @Test func boxesAreExceededAtOnce() async throws {
    let growth = try await LawGrowth(of: Self.cube(2), depths: 1...2, beside: .uniformBox)
    #expect(growth.firstDepthBeyond == 1 && growth.verdict == .notInvariant)
    let curve = try await LawGrowth(of: Self.cube(2), depths: 1...1, beside: .curve)
    #expect(curve.firstDepthBeyond == 1 && curve.verdict == .notLocallyLipschitz)
    // One point is a flat box, which no depth leaves.
    let point = try ReachableLaws(from: .points(EmpiricalLaw([[1, 2]])))
    let flat = try await LawGrowth(of: point, depths: 1...3, beside: .uniformBox)
    #expect(flat.firstDepthBeyond == nil && flat.steps.map(\.dimension.value) == [2, 2, 2])
  }

  @Test func theStartHasToBeAMember() throws {
    func error(_ laws: ReachableLaws, _ family: DistributionFamily) -> GrowthError? {
      do {
        _ = try laws.comparison(with: family)
        return nil
      } catch { return error }
    }
    let square = try Self.cube(2)
    let triangle = try ReachableLaws(
      from: .uniform(
        UniformLaw(
          dimension: 2,
          [
            HalfSpace(normal: [1, 0]), HalfSpace(normal: [0, 1]),
            HalfSpace(normal: [-1, -1], offset: 1),
          ])))
    // A box with an inequality that touches a corner.
    let corner = try ReachableLaws(
      from: .uniform(
        UniformLaw(
          dimension: 2,
          [
            HalfSpace(normal: [1, 0]), HalfSpace(normal: [0, 1]),
            HalfSpace(normal: [-1, 0], offset: 1), HalfSpace(normal: [0, -1], offset: 2),
            HalfSpace(normal: [-1, -1], offset: 3),
          ])))
    let thirds = try ReachableLaws(
      from: .points(EmpiricalLaw([[0], [1], [0]])))
    #expect(error(square, .uniformBox) == nil && error(corner, .uniformBox) == nil)
    #expect(error(triangle, .uniformBox) == .notMember(.uniformBox, size: nil))
    #expect(error(thirds, .uniformBox) == .notMember(.uniformBox, size: nil))
    #expect(error(thirds, .finite(atoms: 2)) == nil && error(thirds, .clamped) == nil)
    #expect(error(thirds, .finite(atoms: 1)) == .notMember(.finite, size: 1))
    #expect(error(thirds, .empirical(points: 3)) == nil)
    #expect(error(thirds, .empirical(points: 6)) == nil)
    #expect(error(thirds, .empirical(points: 4)) == .notMember(.empirical, size: 4))
    #expect(error(square, .finite(atoms: 4)) == .notMember(.finite, size: 4))
    #expect(error(square, .clamped) == .notMember(.clamped, size: nil))
    for family in [DistributionFamily.gaussian, .mixture(parts: 2), .uniformPolytope] {
      #expect(error(square, family) == .family(family.kind))
    }
    #expect(throws: GrowthError.start) {
      try ReachableLaws(from: .standardNormal(dimension: 2))
    }
    #expect(throws: GrowthError.uniformDimension(8)) { try Self.cube(8) }
  }
}
