import ExactAlgebra
import LongWork
public import Networks
import Polyhedra

/// The activation regions of a network, found from one of them by crossing facets.
///
///     let walk = try FacetWalk(of: network)
///     try await walk.patterns().count
///
/// A second way to what `ActivationRegions` finds, which shares no decision with it: the forms of
/// all hidden neurons on a pattern make a system of inequalities, linear programs tell which of
/// them are facets, and behind each facet lies another region. All regions are reached, since their
/// closures cover the domain, which is convex. Every decision is exact. It takes a linear program
/// for each neuron and region, and memory for all patterns.
public struct FacetWalk: Sendable {
  private let network: Network
  private let space: SearchSpace

  /// The walk through the regions of a domain.
  ///
  /// - Throws: as `ActivationRegions.init`.
  public init(
    of network: Network, in domain: InputDomain = .everything, layers: Int? = nil
  ) throws(RegionError) {
    let regions = try ActivationRegions(of: network, in: domain, layers: layers)
    self.network = regions.network
    space = regions.space
  }

  /// The patterns of the regions in ascending order; the walk goes on by levels of distance, and
  /// each level is shared by the threads.
  ///
  /// - Parameters:
  ///   - threads: the number of threads; the result does not depend on it.
  ///   - timeLimit: when to stop.
  /// - Returns: the patterns, with their numbers and whether these are all.
  /// - Throws: `RegionError.emptyDomain`, `CancellationError`, `Interruption.IsRequested`.
  public func patterns(
    threads: Int = 1, timeLimit: Duration? = nil
  ) async throws -> (patterns: [ActivationPattern], summary: RegionSummary) {
    let domain = InequalitySystem(dimension: space.slice.dimension, space.halfSpaces)
    guard let start = try domain.feasibilityInTime().point else { throw RegionError.emptyDomain }
    var level = [try pattern(near: start)]
    var found = Set(level)
    do {
      try await Interruption.within(timeLimit) {
        while !level.isEmpty {
          let behind = try await neighbours(of: level, domain: domain, threads: threads)
          level = behind.joined().filter { found.insert($0).inserted }
        }
      }
      return result(found, end: .complete)
    } catch is Interruption.TimeIsOver {
      return result(found, end: .timeLimit)
    }
  }

  private func result(
    _ found: Set<ActivationPattern>, end: RegionSummary.End
  ) -> ([ActivationPattern], RegionSummary) {
    let patterns = found.sorted()
    var tally = RegionTally(starts: network.hiddenStarts)
    for pattern in patterns { tally.add(PackedPattern(pattern)) }
    return (patterns, tally.summary(end: end))
  }

  /// The neighbours of some regions.
  ///
  /// - Throws: as `Interruption.check`.
  private func neighbours(
    of level: [ActivationPattern], domain: InequalitySystem, threads: Int
  ) async throws -> [[ActivationPattern]] {
    try await concurrentMap(level, width: threads) { pattern in
      try self.neighbours(of: pattern, domain: domain)
    }
  }

  /// The patterns behind the facets of a region.
  ///
  /// - Throws: as `Interruption.check`.
  private func neighbours(
    of pattern: ActivationPattern, domain: InequalitySystem
  ) throws -> [ActivationPattern] {
    // Repeated inequalities would hide one another.
    let rows = Set(inequalities(of: pattern).map { IntegerVector(direction: $0) })
      .filter { !$0.isZero }.sorted { $0.description < $1.description }
    var system = InequalitySystem(dimension: domain.dimension, rows.map { HalfSpace(form: $0) })
    for halfSpace in domain.halfSpaces { system.append(halfSpace) }
    guard let inside = try system.feasibilityInTime().point else {
      preconditionFailure("a pattern without a region")
    }
    return try rows.indices.compactMap { row in
      try Interruption.check()
      guard let beyond = try system.pointBeyondInTime(row) else { return nil }
      let crossing = system.halfSpaces[row].crossing(from: inside, to: beyond)
      let direction = zip(inside, beyond).map { $1 - $0 }
      return network.germ(
        at: space.slice.point(crossing), towards: space.slice.direction(direction)
      ).pattern
    }
  }

  /// The rows `(a, b)` with `a . u + b > 0` in the coordinates of the slice, one for each hidden
  /// neuron; zero for a neuron whose pre-activation is constantly zero.
  private func inequalities(of pattern: ActivationPattern) -> [[Rational]] {
    var rows: [[Rational]] = []
    for layer in 1..<max(network.layers.count, 1) {
      let map = network.truncated(afterHiddenLayers: layer - 1)
        .outputMap(on: ActivationPattern(Array(pattern.layers.prefix(layer - 1))))
      for (neuron, row) in map.enumerated() {
        let restricted = restricted(row)
        rows.append(
          pattern.isActive(neuron: neuron, inLayer: layer)
            ? restricted : restricted.map { -$0 })
      }
    }
    return rows
  }

  /// An affine function of the inputs as one of the coordinates of the slice.
  private func restricted(_ row: [Rational]) -> [Rational] {
    func product(_ vector: [Rational]) -> Rational {
      zip(row, vector).reduce(0) { $0 + $1.0 * $1.1 }
    }
    return space.slice.directions.map(product) + [product(space.slice.origin) + row[row.count - 1]]
  }

  /// The pattern of a region whose closure contains a point. Of all directions from the point, one
  /// outside finitely many hyperplanes leads into the interior of a region; among
  /// `(1, k, k^2, ...)` only finitely many are in one of them, and the others lead to patterns with
  /// inner points.
  private func pattern(near point: [Rational]) throws -> ActivationPattern {
    var base: Rational = 3
    while true {
      let direction = (0..<point.count).map { base.power($0) }
      let pattern = network.germ(
        at: space.slice.point(point), towards: space.slice.direction(direction)
      ).pattern
      if try isRegion(pattern, near: point) { return pattern }
      base += 1
    }
  }

  private func isRegion(_ pattern: ActivationPattern, near point: [Rational]) throws -> Bool {
    let rows = inequalities(of: pattern).filter { !$0.allSatisfy(\.isZero) }
    let system = InequalitySystem(
      dimension: point.count,
      rows.map { HalfSpace(normal: $0.dropLast(), offset: $0[point.count]) } + space.halfSpaces)
    return try system.feasibilityInTime().point != nil
  }
}
