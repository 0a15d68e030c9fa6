import ExactAlgebra
import Networks
import Regions

/// Points with their activation patterns, as far as they lie in the domain.
///
/// The pattern is that at the point itself: a gate at exactly zero is inactive. A point on the boundary of the
/// domain lies in it.
struct PlacedPoints: Sendable {
  /// The points in the domain, in their order.
  let points: [[Rational]]
  /// The pattern of each of them.
  let patterns: [ActivationPattern]
  /// How many points lie outside of the domain.
  let outsideCount: Int

  init(_ points: [[Rational]], in locator: RegionLocator, threads: Int) async throws {
    let inside = points.filter { locator.domain.contains($0) }
    let architecture = locator.network.architecture
    self.points = inside
    patterns = try await PatternEvaluator(of: locator.network)
      .evaluate(InputPoints(inside), threads: threads)
      .flatMap { $0.patterns.map { $0.pattern(of: architecture) } }
    outsideCount = points.count - self.points.count
  }

  /// The numbers of the points with each pattern, patterns in their order.
  var groups: [(pattern: ActivationPattern, points: [Int])] {
    Dictionary(grouping: patterns.indices) { patterns[$0] }
      .map { (pattern: $0.key, points: $0.value) }.sorted { $0.pattern < $1.pattern }
  }
}
