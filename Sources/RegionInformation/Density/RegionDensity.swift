public import Enclosures
public import ExactAlgebra
import LongWork
public import Networks
import Polyhedra
public import RandomNetworks
import Regions

/// A density with the activation regions of a network as bins.
///
///     let density = try await RegionDensity(
///       of: points, in: network, by: .box([(-1, 1), (-1, 1)]))
///     density.cells[0].density              // count / (N volume), exact
///     density.ofPoints.value                // the mean of its logarithm over the points
///
/// Let `N` points lie in the domain, `c` of them with a pattern whose region there has the measure `m`; `t` is
/// the measure of the domain, `A` a number of pseudo-counts, 0 if nothing else is said. On the region the density
/// with respect to the reference is
///
///     (c / m + A / t) / (N + A).
///
/// With a box the reference is volume, and this is the density itself, exact. With a law it is multiplied by the
/// density of the law at the point. The pseudo-counts are spread over the domain by its measure, so with `A > 0`
/// the density is positive also on regions without points.
///
/// What is counted: points outside of the domain are left out and do not count in `N`; points on its boundary lie
/// in it. The pattern is that at the point, a gate at exactly zero being inactive; so a point on a boundary
/// belongs to the inactive side. It may have a pattern whose region has no interior in the domain: then it counts
/// in `N`, and in no cell, and the integral of the density is smaller than 1 by its share. Source of the notion: the
/// activation regions as bins without widths, in place of a histogram.
public struct RegionDensity: Sendable {
  /// A region with points.
  public struct Cell: Sendable {
    /// The activity of the hidden neurons.
    public let pattern: ActivationPattern
    /// The number of the points.
    public let count: Int
    /// The volume, or the mass under the law.
    public let size: ReportedNumber
    /// The density with respect to the reference.
    public let density: ReportedNumber
    /// A point of it, perhaps on its boundary.
    let point: [Rational]
  }

  /// Points with a pattern whose region has no interior in the domain.
  public struct Sliver: Hashable, Sendable {
    /// The pattern.
    public let pattern: ActivationPattern
    /// The number of the points.
    public let count: Int
  }

  /// What is wanted.
  public struct Options: Sendable {
    /// The number of hidden layers, from the first on, whose patterns are the cells; `nil` for all.
    public var layers: Int?
    /// The number `A` of pseudo-counts, not negative.
    public var smoothing: Rational = 0
    /// How masses under Gaussian laws are found.
    public var measure = PolyhedronMeasure.Options()
    /// The number of threads; results do not depend on it.
    public var threads = 1

    /// Receives how many of how many regions are measured under a law, on any thread.
    public var progress: (@Sendable (Int, Int) -> Void)?

    /// All layers, no pseudo-counts, one thread.
    public init() {}
  }

  /// The reference.
  public let reference: DensityReference
  /// What was asked for.
  public let options: Options
  /// The cells with points, in the order of their patterns.
  public let cells: [Cell]
  /// Points in no cell.
  public let slivers: [Sliver]
  /// `N`: the number of points in the domain.
  public let pointCount: Int
  /// The number of points outside of it.
  public let outsideCount: Int
  /// The mean logarithm of the density over the points themselves.
  public let ofPoints: MeanLogDensity
  let locator: RegionLocator
  let places: [ActivationPattern: Int]
  let referenceDensity: ReferenceDensity

  /// Counts points in the regions of a network.
  ///
  /// - Throws: `RegionDensityError`; `GaussianMeasureError`, `SampledMeasureError` and
  ///   `UniformLawError.blockDimension` where a mass cannot be found; also as `Interruption.check`.
  /// - Precondition: points have as many coordinates as the network has inputs.
  public init(
    of points: [[Rational]], in network: Network, by reference: DensityReference,
    options: Options = Options()
  ) async throws {
    guard options.smoothing.signum() >= 0 else { throw RegionDensityError.negativeSmoothing }
    let inputCount = network.architecture.inputCount
    guard reference.dimension == inputCount else {
      throw RegionDensityError.dimension(reference.dimension, expected: inputCount)
    }
    self.reference = reference
    self.options = options
    referenceDensity = try ReferenceDensity(of: reference)
    do {
      locator = try RegionLocator(
        of: network, in: try reference.domain(), layers: options.layers)
    } catch { throw RegionDensityError.regions(error) }
    if case .box = reference, !locator.hasVertices {
      throw RegionDensityError.volumeDimension(
        inputCount, largest: ActivationRegions.maximumVertexDimension)
    }
    let placed = try await PlacedPoints(points, in: locator, threads: options.threads)
    guard !placed.points.isEmpty else {
      throw RegionDensityError.noPointsInside(points.count)
    }
    (cells, slivers) = try await Self.cells(of: placed, in: locator, by: reference, options)
    guard !cells.isEmpty else { throw RegionDensityError.noCells(placed.points.count) }
    pointCount = placed.points.count
    outsideCount = placed.outsideCount
    places = Dictionary(
      uniqueKeysWithValues: cells.enumerated().map { ($0.element.pattern, $0.offset) })
    var sum = ReportedNumber.exact(0)
    for cell in cells { sum = sum + .exact(Rational(cell.count)) * cell.density.logarithm() }
    let known = zip(placed.points, placed.patterns).filter { [places] in places[$0.1] != nil }
    ofPoints = MeanLogDensity(
      sum: sum + referenceDensity.sum(at: known.map(\.0)), count: pointCount,
      outsideCount: outsideCount, sliverCount: pointCount - known.count, zeroCount: 0)
  }

  /// The density with respect to the reference on regions without points.
  public var densityElsewhere: Rational {
    options.smoothing / (reference.total * (Rational(pointCount) + options.smoothing))
  }

  /// The number of points with patterns whose regions have no interior.
  public var sliverCount: Int { slivers.reduce(0) { $0 + $1.count } }

  /// The part of the domain in cells with points: their volumes, or masses, divided by that of the domain.
  public var occupiedPart: ReportedNumber {
    cells.reduce(.exact(0)) { $0 + $1.size } / .exact(reference.total)
  }

  private static func cells(
    of placed: PlacedPoints, in locator: RegionLocator, by reference: DensityReference,
    _ options: Options
  ) async throws -> ([Cell], [Sliver]) {
    let groups = placed.groups
    let total = Rational(placed.points.count) + options.smoothing
    let sizes = try await Self.sizes(
      of: groups.map { (pattern: $0.pattern, point: placed.points[$0.points[0]]) }, in: locator,
      by: reference, options)
    var (cells, slivers): ([Cell], [Sliver]) = ([], [])
    for (group, size) in zip(groups, sizes) {
      let count = group.points.count
      guard let size else {
        slivers.append(Sliver(pattern: group.pattern, count: count))
        continue
      }
      let spread = options.smoothing / reference.total
      let density =
        (.exact(Rational(count)) / size + .exact(spread)) / .exact(total)
      cells.append(
        Cell(
          pattern: group.pattern, count: count, size: size, density: density,
          point: placed.points[group.points[0]]))
    }
    return (cells, slivers)
  }

  /// The measures of regions around points; `nil` where there is no interior.
  private static func sizes(
    of places: [(pattern: ActivationPattern, point: [Rational])], in locator: RegionLocator,
    by reference: DensityReference, _ options: Options
  ) async throws -> [ReportedNumber?] {
    switch reference {
    case .box:
      return try await concurrentMap(places, width: options.threads) { place in
        // Of a region without interior nothing is built.
        try locator.region(of: place.pattern, near: place.point)?.volume().map { .exact($0) }
      }
    case .law(let law):
      let inequalities = try await concurrentMap(places, width: options.threads) { place in
        try locator.region(of: place.pattern, near: place.point)?.facetsInTime()
          .map(\.halfSpace)
      }
      var measuring = options.measure
      // All intervals together are right with the probability of the level.
      let count = inequalities.count { $0 != nil }
      measuring.level = 1 - (1 - measuring.level) / Rational(max(count, 1))
      var sizes: [ReportedNumber?] = []
      for halfSpaces in inequalities {
        options.progress?(sizes.count, inequalities.count)
        guard let halfSpaces else {
          sizes.append(nil)
          continue
        }
        try Interruption.check()
        let measure = try await PolyhedronMeasure(of: halfSpaces, under: law, options: measuring)
        sizes.append(measure.probability.clampedToProbabilities)
      }
      return sizes
    }
  }
}
