import ExactAlgebra
import Networks
import RandomNetworks
import Testing
import Varieties

@testable import InvariantFamilies

@Suite struct ReachableLawsTests {
  @Test func explore() async throws {
    for d in 1...2 {
      let law = try UniformLaw(box: Array(repeating: (lower: -1, upper: 1), count: d))
      for depth in 1...(d == 3 ? 4 : 6) {
        for seed in UInt64(1)...3 {
        let step = try await ReachableLaws(from: .uniform(law)).step(depth: depth, seed: seed, threads: 2)
        print("EXP", d, depth, step.dimension.value, step.upperBound, step.draw, step.dimension.evidence.columnCount)
        }
      }
    }
    for (d, k) in [(1, 6), (2, 1), (2, 5), (2, 10), (3, 4), (3, 10)] {
      var generator = SeededGenerator(seed: 5)
      let points = (0..<k).map { _ in (0..<d).map { _ in Rational(Int.random(in: -20...20, using: &generator)) / 4 } }
      let law = try EmpiricalLaw(points)
      for depth in 1...6 {
        let step = try await ReachableLaws(from: .points(law)).step(depth: depth)
        print("EXP points", d, k, depth, step.dimension.value, step.upperBound, step.draw, step.dimension.evidence.columnCount)
      }
    }
  }
}
