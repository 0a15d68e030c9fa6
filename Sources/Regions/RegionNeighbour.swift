public import Networks

/// A region behind a facet of another one.
public struct RegionNeighbour: Hashable, Sendable {
  /// The activity of its hidden neurons.
  public let pattern: ActivationPattern
  /// The neurons whose activity differs, ascending; several only where hyperplanes coincide.
  public let neurons: [HiddenNeuron]
}

extension ActivationRegion {
  /// The neighbours whose patterns come before its own, in the order of their patterns.
  ///
  /// Regions are found in the order of their patterns. So the edges of the dual graph can be handed on with its
  /// nodes, each with the second of its ends, and no region has to be kept: see `RegionGraph`.
  ///
  /// - Parameter network: the network, `ActivationRegions.network`.
  /// - Throws: as `Interruption.check`.
  public func earlierNeighbours(in network: Network) throws -> [RegionNeighbour] {
    let pattern = pattern
    let name = pattern.description
    return try neighboursInTime(in: network)
      .map { (pattern: $0, name: $0.description) }
      .filter { $0.name.utf8.lexicographicallyPrecedes(name.utf8) }
      .sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
      .map { RegionNeighbour(pattern: $0.pattern, neurons: pattern.differences(from: $0.pattern)) }
  }
}
