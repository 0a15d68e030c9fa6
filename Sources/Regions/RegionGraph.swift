import ExactAlgebra
public import Networks

/// Which activation regions touch in a facet, and through which neurons: the dual graph.
///
/// Regions form a polyhedral complex: where the closures of two meet, they meet in a face of each.
/// So behind every facet that is not on the boundary of the domain there is exactly one region.
public struct RegionGraph: Sendable {
  /// Two regions with a common facet.
  public struct Edge: Hashable, Sendable {
    /// The numbers of the regions, from 0, the smaller one first.
    public let regions: [Int]
    /// The neurons whose activity differs, ascending; several only where hyperplanes coincide.
    public let neurons: [HiddenNeuron]
  }

  /// The regions in the order of their patterns.
  public let regions: [ActivationRegion]
  /// The pairs, ordered by the numbers of the regions.
  public let edges: [Edge]
  /// The numbers of regions handed on, and whether these are all; otherwise edges to other regions
  /// are missing.
  public let summary: RegionSummary
}

extension ActivationRegions {
  /// The dual graph of the regions, all in memory.
  ///
  /// - Throws: as `forEach`.
  public func graph(options: Options = Options()) async throws -> RegionGraph {
    let network = network
    var regions: [ActivationRegion] = []
    var neighbours: [[ActivationPattern]] = []
    let summary = try await forEach(options: options) { region in
      (region, region.neighbours(in: network))
    } body: { region, found in
      regions.append(region)
      neighbours.append(found)
      return true
    }
    let numbers = Dictionary(
      uniqueKeysWithValues: regions.enumerated().map { ($1.pattern, $0) })
    var edges: [RegionGraph.Edge] = []
    for (number, found) in neighbours.enumerated() {
      let others = found.compactMap { numbers[$0] }.filter { $0 > number }.sorted()
      edges += others.map { other in
        RegionGraph.Edge(
          regions: [number, other],
          neurons: regions[number].pattern.differences(from: regions[other].pattern))
      }
    }
    return RegionGraph(regions: regions, edges: edges, summary: summary)
  }
}

extension ActivationRegion {
  /// The patterns of the regions behind its facets.
  func neighbours(in network: Network) -> [ActivationPattern] {
    patterns(behind: facets, in: network)
  }

  /// The same, as long as `Interruption` lets them be found.
  func neighboursInTime(in network: Network) throws -> [ActivationPattern] {
    patterns(behind: try facetsInTime(), in: network)
  }

  private func patterns(
    behind facets: [RegionFacet], in network: Network
  ) -> [ActivationPattern] {
    facets.compactMap { facet in
      guard case .neuron = facet.source else { return nil }
      let normal = facet.halfSpace.normal
      let outwards = slice.direction(normal.map { -$0 })
      return network.germ(at: slice.point(point(on: facet)), towards: outwards).pattern
    }
  }
}

extension AffineSlice {
  /// The vector with the given coordinates.
  func direction(_ coordinates: [Rational]) -> [Rational] {
    zip(point(coordinates), origin).map { $0 - $1 }
  }
}

extension ActivationPattern {
  /// The neurons whose activity differs, ascending.
  ///
  /// - Precondition: both are patterns of the same architecture.
  func differences(from other: ActivationPattern) -> [HiddenNeuron] {
    zip(layers, other.layers).enumerated().flatMap { layer, pair in
      pair.0.indices.filter { pair.0[$0] != pair.1[$0] }
        .map { HiddenNeuron(layer: layer + 1, index: $0) }
    }
  }
}
