public import Enclosures
public import ExactAlgebra
import Networks
import Polyhedra
import Regions

/// The mean natural logarithm of a density over points.
///
/// The mean is over the `count` points that lie in the domain. Those with a pattern whose region has no interior
/// are left out of the sum, and not of the number by which it is divided. One point with density zero makes the
/// mean minus infinity.
public struct MeanLogDensity: Sendable {
  /// The mean; `nil` for minus infinity.
  public let value: ReportedNumber?
  /// The mean over the points with a positive density alone; `nil` where there is none.
  public let valueWherePositive: ReportedNumber?
  /// The number of points in the domain.
  public let count: Int
  /// The number of points outside of the domain, which are left out.
  public let outsideCount: Int
  /// The number of points with a pattern whose region has no interior.
  public let sliverCount: Int
  /// The number of points at which the density is zero.
  public let zeroCount: Int

  /// - Parameter sum: the sum of the logarithms where the density is positive.
  init(sum: ReportedNumber, count: Int, outsideCount: Int, sliverCount: Int, zeroCount: Int) {
    self.count = count
    self.outsideCount = outsideCount
    self.sliverCount = sliverCount
    self.zeroCount = zeroCount
    value = zeroCount > 0 || count == 0 ? nil : sum / .exact(Rational(count))
    let positiveCount = count - sliverCount - zeroCount
    valueWherePositive = positiveCount > 0 ? sum / .exact(Rational(positiveCount)) : nil
  }
}

extension RegionDensity {
  /// Those of some points that lie in the domain.
  public func pointsInDomain(_ points: [[Rational]]) -> [[Rational]] {
    points.filter { locator.domain.contains($0) }
  }

  /// The mean logarithm of the density over other points, such as ones that were held out.
  ///
  /// - Throws: also as `Interruption.check`.
  /// - Precondition: points have as many coordinates as the network has inputs.
  public func meanLogDensity(of points: [[Rational]]) async throws -> MeanLogDensity {
    let placed = try await PlacedPoints(points, in: locator, threads: options.threads)
    var sum = ReportedNumber.exact(0)
    var (sliverCount, zeroCount) = (0, 0)
    let slivers = Set(slivers.map(\.pattern))
    for group in placed.groups {
      let count = group.points.count
      let first = placed.points[group.points[0]]
      let density: ReportedNumber
      if let place = places[group.pattern] {
        density = cells[place].density
      } else if slivers.contains(group.pattern)
        || locator.region(of: group.pattern, near: first) == nil
      {
        sliverCount += count
        continue
      } else if densityElsewhere.isZero {
        zeroCount += count
        continue
      } else {
        density = .exact(densityElsewhere)
      }
      sum =
        sum + .exact(Rational(count)) * density.logarithm()
        + referenceDensity.sum(at: group.points.map { placed.points[$0] })
    }
    return MeanLogDensity(
      sum: sum, count: placed.points.count, outsideCount: placed.outsideCount,
      sliverCount: sliverCount, zeroCount: zeroCount)
  }
}
