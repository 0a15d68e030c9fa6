public import ExactAlgebra
public import Interchange
public import Networks
public import Regions

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

  /// Which regions are told.
  public enum Selection: String, Sendable {
    /// Those whose closures contain some points.
    case regionOf = "region-of"
    /// Those that contain some points.
    case containing
  }

  /// Where a point lies, with its number, from 1.
  public struct Place: Sendable {
    /// The number of the point.
    public let point: Int
    /// Where it lies.
    public let location: PointLocation
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
  /// The number of hidden layers, from the first on, whose regions these are.
  public let hiddenLayerCount: Int
  /// Whether coordinates are those of a slice.
  public let isSlice: Bool
  /// The number of decimals of numbers; exact fractions where it is `nil`.
  public let decimals: Int?
  /// Which regions are told; all where it is `nil`.
  public private(set) var selection: Selection?
  /// How many points there are of each kind, where regions are those of points.
  public private(set) var placeCounts: [PointLocation.Position: Int] = [:]
  /// Where points lie: all of them, or those on boundaries where regions contain points.
  public private(set) var places: [Place] = []
  /// The numbers, from 1, of the points outside of the domain.
  public private(set) var outsidePoints: [Int] = []
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
  ///
  /// - Parameters:
  ///   - network: the whole network.
  ///   - domain: the domain, in words.
  ///   - dimension: the dimension of the domain.
  ///   - kind: what is counted.
  ///   - method: how regions are found.
  ///   - hiddenLayerCount: the number of hidden layers whose regions these are; `nil` for all.
  ///   - isSlice: whether coordinates are those of a slice.
  ///   - decimals: the number of decimals of numbers; exact fractions where it is `nil`.
  public init(
    of network: Network, on domain: String, dimension: Int, kind: Kind, method: Method,
    hiddenLayerCount: Int? = nil, isSlice: Bool = false, decimals: Int? = nil
  ) {
    self.network = network
    self.hiddenLayerCount = hiddenLayerCount ?? network.layers.count - 1
    self.isSlice = isSlice
    self.decimals = decimals
    self.domain = domain
    self.dimension = dimension
    self.kind = kind
    self.method = method
  }

  /// Takes account of a region.
  public mutating func add(_ entry: RegionEntry) {
    guard let details = entry.details else { return }
    if let part = details.area { area = (area ?? 0) + part }
    guard let facetCount = details.facetCount, let isBounded = details.isBounded else { return }
    detailedCount += 1
    facetCounts[facetCount, default: 0] += 1
    if isBounded { boundedCount += 1 }
  }

  /// Takes account of where points lie.
  public mutating func add(_ survey: PointSurvey, as selection: Selection) {
    self.selection = selection
    for position in [PointLocation.Position.inside, .boundary, .outside] {
      placeCounts[position] = survey.count(position)
    }
    let all = survey.locations.enumerated().map { Place(point: $0 + 1, location: $1) }
    places = all.filter { selection == .regionOf || $0.location.position == .boundary }
    outsidePoints = all.filter { $0.location.position == .outside }.map(\.point)
  }

  /// How numbers are written.
  var notation: RegionNotation {
    RegionNotation(decimals: decimals, coordinate: isSlice ? "u" : "x")
  }

  /// What the rows of the maps are called, in texts.
  var valueName: @Sendable (Int) -> String {
    let layer = hiddenLayerCount + 1
    guard layer < network.layers.count else { return { "f_\($0)" } }
    return { "pre-activation \($0) of hidden layer \(layer)" }
  }

  /// Takes account of the end of the search.
  ///
  /// - Parameters:
  ///   - summary: the numbers of activation regions.
  ///   - count: the number of what is counted.
  ///   - isTimeOver: whether the time was over while details of the regions were computed.
  public mutating func finish(_ summary: RegionSummary, count: Int, isTimeOver: Bool = false) {
    self.count = count
    layerCounts = summary.layerCounts
    switch isTimeOver ? .timeLimit : summary.end {
    case .complete, .stopped: limit = nil
    case .maximumCount: limit = "the largest number of regions"
    case .timeLimit: limit = "the time limit"
    }
  }
}
