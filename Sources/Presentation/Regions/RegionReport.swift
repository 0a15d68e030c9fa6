public import ExactAlgebra
public import Interchange
public import ReLUNetworks

/// What is said about the activation regions of a network besides the list of them.
public struct RegionReport: Sendable {
  /// What is counted.
  public enum Kind: String, CaseIterable, Sendable {
    /// Activation regions: patterns that occur.
    case activation
    /// Those of the first hidden layers.
    case firstLayers = "first-layers"
    /// Linear regions: the largest connected sets on which the network is one affine map.
    case linear
    /// Distinct affine maps.
    case affineMaps = "affine-maps"
  }

  /// How the regions were found.
  public enum Method: String, CaseIterable, Sendable {
    /// Layer by layer, with vertices and rays.
    case vertices
    /// Layer by layer, with linear programs.
    case programs
    /// From region to region through facets.
    case walk
  }

  /// The network.
  public let network: Network
  /// The file that it was read from, with what was read, if there is one.
  public var reading: NetworkReading?
  /// The part of its input space, in words.
  public let domain: String
  /// The dimension of the domain.
  public let dimension: Int
  /// What is counted.
  public let kind: Kind
  /// How the regions were found.
  public let method: Method
  /// The number of what is counted.
  public private(set) var count = 0
  /// The numbers of regions of the first hidden layers, one, two, and so on.
  public private(set) var layerCounts: [Int] = []
  /// Which limit was reached, if any.
  public private(set) var limit: String?
  /// For each number of facets how many regions have it.
  public private(set) var facetCounts: [Int: Int] = [:]
  /// How many regions are bounded.
  public private(set) var boundedCount = 0
  /// The number of regions of which details are known.
  public private(set) var detailedCount = 0
  /// The sum of the areas of bounded regions, where these are asked for.
  public private(set) var area: Rational?
  /// Pairs of regions with a common facet, where they are asked for.
  public var edges: [RegionGraph.Edge]?
  /// The seconds that the computation took, where they are wanted.
  public var seconds: Double?

  /// A report on regions that are to be added.
  public init(
    of network: Network, on domain: String, dimension: Int, kind: Kind, method: Method
  ) {
    self.network = network
    self.domain = domain
    self.dimension = dimension
    self.kind = kind
    self.method = method
  }

  /// Takes account of a region.
  public mutating func add(_ entry: RegionEntry) {
    guard let details = entry.details else { return }
    detailedCount += 1
    facetCounts[details.facetCount, default: 0] += 1
    if details.isBounded { boundedCount += 1 }
    if let part = details.area { area = (area ?? 0) + part }
  }

  /// Takes account of the end of the search.
  ///
  /// - Parameters:
  ///   - summary: the numbers of activation regions.
  ///   - count: the number of what is counted.
  public mutating func finish(_ summary: RegionSummary, count: Int) {
    self.count = count
    layerCounts = summary.layerCounts
    switch summary.end {
    case .complete, .stopped: limit = nil
    case .maximumCount: limit = "the largest number of regions"
    case .timeLimit: limit = "the time limit"
    }
  }
}
