import ExactAlgebra
import LongWork
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

  /// So many points are evaluated at once.
  private static let batch = 256

  init(_ points: [[Rational]], in locator: RegionLocator, threads: Int) async throws {
    let (network, halfSpaces) = (locator.network, locator.domain.halfSpaces)
    let batches = stride(from: 0, to: points.count, by: Self.batch).map {
      Array(points[$0..<min($0 + Self.batch, points.count)])
    }
    let placed = try await concurrentMap(batches, width: threads) { batch in
      let inside = batch.filter { point in
        halfSpaces.allSatisfy { $0.value(at: point).signum() >= 0 }
      }
      return (inside, network.evaluate(inside).map(\.pattern))
    }
    self.points = placed.flatMap(\.0)
    patterns = placed.flatMap(\.1)
    outsideCount = points.count - self.points.count
  }

  /// The numbers of the points with each pattern, patterns in their order.
  var groups: [(pattern: ActivationPattern, points: [Int])] {
    Dictionary(grouping: patterns.indices) { patterns[$0] }
      .map { (pattern: $0.key, points: $0.value) }.sorted { $0.pattern < $1.pattern }
  }
}
