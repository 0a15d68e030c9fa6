public import Interchange
public import Networks
public import Polyhedra
public import Regions

/// What is said about the activation regions of a network besides the list of them.
public struct RegionReport: Sendable {
  /// What is counted.
  public enum Kind: String, CaseIterable, Sendable {
    /// Activation regions: patterns that occur.
    case activation
    /// The regions of the first hidden layers.
    case firstLayers = "first-layers"
    /// Linear regions: the largest connected sets on which the network is one affine map.
    case linear
    /// Distinct affine maps.
    case affineMaps = "affine-maps"
  }

  /// Which regions are listed.
  public enum Selection: String, Sendable {
    /// The regions whose closures contain some points.
    case regionOf = "region-of"
    /// The regions that contain some points.
    case containing
    /// The region with a pattern.
    case pattern
  }

  /// Where a point lies, with its number, from 1.
  struct Place {
    let point: Int
    let location: PointLocation
  }

  /// The network.
  public let network: Network
  /// The file that it was read from, with what was read, if there is one.
  public var reading: NetworkReading?
  /// The part of its input space.
  public let domain: GivenDomain
  /// The dimension of the domain.
  public let dimension: Int
  /// What is counted.
  public let kind: Kind
  /// How cells were represented in the search; `nil` where the patterns are those of a `FacetWalk`.
  public let method: ActivationRegions.Method?
  /// The number of hidden layers, from the first on, whose regions these are.
  public let hiddenLayerCount: Int
  /// Whether coordinates are those of a slice.
  public let isSlice: Bool
  /// The number of decimals of numbers; exact fractions where it is `nil`.
  public let decimals: Int?
  /// Where points lie; `nil` where regions are not those of points.
  public private(set) var survey: PointSurvey?
  /// Which regions are listed; all where it is `nil`.
  public private(set) var selection: Selection?
  /// Numbers about the regions whose details are known.
  public var statistics = RegionStatistics()
  /// Whether tables of facets, neighbours and volumes are shown.
  public var showsStatistics = false
  /// The number of what is counted.
  public private(set) var count = 0
  /// The numbers of regions of the first hidden layers, one, two, and so on.
  public private(set) var layerCounts: [Int] = []
  /// How the search ended.
  public private(set) var end = RegionSummary.End.complete
  /// Pairs of regions with a common facet, where they are asked for.
  public var edges: [RegionGraph.Edge]?
  /// The number of parts that were searched by themselves and added up; `nil` for one search.
  public var partCount: Int?
  /// The seconds that the computation took, where they are wanted.
  public var seconds: Double?
  /// What is told of each region, which tables and graphs say before the first one.
  public var contents = RegionContents()
  /// The inequalities of the domain, for properties in VNN-LIB.
  public var inequalities: [HalfSpace] = []
  /// Whether a property in VNN-LIB is about what is outside of the regions.
  public var isComplement = false

  /// A report on regions that are to be added.
  ///
  /// - Parameters:
  ///   - network: the whole network.
  ///   - domain: the domain.
  ///   - dimension: the dimension of the domain.
  ///   - kind: what is counted.
  ///   - method: how cells are represented, by vertices or by programs; `nil` for a walk.
  ///   - hiddenLayerCount: the number of hidden layers whose regions these are; `nil` for all.
  ///   - isSlice: whether coordinates are those of a slice.
  ///   - decimals: the number of decimals of numbers; exact fractions where it is `nil`.
  public init(
    of network: Network, on domain: GivenDomain, dimension: Int, kind: Kind,
    method: ActivationRegions.Method?, hiddenLayerCount: Int? = nil, isSlice: Bool = false,
    decimals: Int? = nil
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

  /// Takes where points lie.
  public mutating func add(_ survey: PointSurvey, as selection: Selection) {
    self.survey = survey
    self.selection = selection
  }

  /// Takes that the region is that of a pattern.
  public mutating func addPattern() { selection = .pattern }

  /// Takes the end of the search.
  ///
  /// - Parameters:
  ///   - summary: the numbers of activation regions.
  ///   - count: the number of what is counted.
  public mutating func finish(_ summary: RegionSummary, count: Int) {
    self.count = count
    layerCounts = summary.layerCounts
    end = summary.end
  }

  /// Whether no limit was reached.
  public var isComplete: Bool { end == .complete || end == .stopped }

  /// The points that are listed: all of them, or those on boundaries where regions contain points.
  var places: [Place] {
    let all = (survey?.locations ?? []).enumerated().map { Place(point: $0 + 1, location: $1) }
    return all.filter { selection == .regionOf || $0.location.position == .boundary }
  }

  /// The numbers, from 1, of the points outside of the domain.
  var outsidePoints: [Int] {
    let locations = survey?.locations ?? []
    return locations.indices.filter { locations[$0].position == .outside }.map { $0 + 1 }
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
}
