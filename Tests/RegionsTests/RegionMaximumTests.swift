import ExactAlgebra
import Networks
import Polyhedra
import Regions
import Testing

/// Optima on regions by vertices and by linear programs: two representations, one answer.
@Suite struct RegionMaximumTests {
  @Test(arguments: [true, false])
  func bothMethodsAgree(isBounded: Bool) async throws {
    var generator = SeededGenerator(seed: 17)
    func number() -> Rational { Rational(Int.random(in: -6...6, using: &generator)) / 3 }
    var (attained, unbounded) = (0, 0)
    for dimension in [2, 2, 2, 3, 3] {
      let network = try Network(layers: [
        .init(
          weights: (0..<4).map { _ in (0..<dimension).map { _ in number() } },
          biases: (0..<4).map { _ in number() }),
        .init(
          weights: (0..<3).map { _ in (0..<4).map { _ in number() } },
          biases: (0..<3).map { _ in number() }),
        .init(weights: [[1, 1, 1]]),
      ])
      let domain =
        isBounded
        ? try InputDomain.box(Array(repeating: (-2, 2), count: dimension))
        : InputDomain(halfSpaces: [HalfSpace(normal: (0..<dimension).map { $0 == 0 ? 1 : 0 })])
      let lists = try await [ActivationRegions.Method.vertices, .programs].asyncMap {
        try await ActivationRegions(of: network, in: domain, method: $0).list()
      }
      #expect(lists[0].map(\.pattern) == lists[1].map(\.pattern))
      let form = (0...dimension).map { _ in number() }
      for (a, b) in zip(lists[0], lists[1]) {
        #expect(try a.side(of: form) == b.side(of: form))
        switch (try a.maximum(of: form), try b.maximum(of: form)) {
        case (.attained(let value, _), .attained(let other, let point)):
          attained += 1
          #expect(value == other)
          #expect(b.inequalities.allSatisfy { $0.value(at: point).signum() >= 0 })
        case (.unbounded, .unbounded): unbounded += 1
        default: Issue.record("one is bounded")
        }
      }
    }
    #expect(attained > 30 && (unbounded > 10) == !isBounded)
  }
}

extension Array {
  fileprivate func asyncMap<Result>(
    _ transform: (Element) async throws -> Result
  ) async rethrows -> [Result] {
    var results: [Result] = []
    for element in self { results.append(try await transform(element)) }
    return results
  }
}
