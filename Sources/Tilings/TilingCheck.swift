public import ExactAlgebra
import LongWork
public import Networks

/// Whether a list of activation regions is right, and complete.
///
///     let check = try await TilingCheck(of: list, for: network, in: domain)
///     check.isAccepted                    // every region is what the list says, and none is missing
///     check.adjacency.isClosed            // the first proof that none is missing
///     check.volumes                       // .equal(16): the second one
///
/// A check knows nothing of how the list was made, and shares no code with any search: it takes a pattern, works out
/// its conditions, all vertices, facets and faces with integers alone (with linear programs in higher dimensions), and
/// looks up what lies behind each facet. The article of this module has the theorems with their proofs.
public struct TilingCheck: Sendable {
  /// The largest dimension in which regions are worked out with all of their vertices.
  public static let maximumVertexDimension = 7
  /// The largest dimension in which volumes and faces are.
  public static let maximumFaceDimension = 5

  /// What was found about neighbours.
  public struct Adjacency: Hashable, Sendable {
    /// The number of pairs of a region and one of its facets inside of the domain.
    public let crossingCount: Int
    /// The number of these behind which no region of the list lies.
    public let missingCount: Int
    /// The number of right regions, each once, in the list.
    public let regionCount: Int

    /// Whether the region behind every facet is in the list, and the list has a region: this proves that none is
    /// missing.
    public var isClosed: Bool { regionCount > 0 && missingCount == 0 }
  }

  /// What was found about volumes.
  public enum Volumes: Hashable, Sendable {
    /// The volumes of the regions sum to that of the domain: this proves that none is missing.
    case equal(Rational)
    /// They do not.
    case different(sum: Rational, domain: Rational)
    /// The domain is unbounded, so volumes show nothing.
    case unboundedDomain
    /// The dimension is above `maximumFaceDimension`.
    case notComputed
  }

  /// The number of regions in the list, repetitions included.
  public let regionCount: Int
  /// The dimension of the domain.
  public let dimension: Int
  /// The number of coordinates along which nothing changes, which were left out.
  public let idleDimension: Int
  /// The first flaws, in the order of the patterns, those of the list as a whole last.
  public let flaws: [TilingFlaw]
  /// The number of all flaws.
  public let flawCount: Int
  /// The number of inner points that the list has, each of which was tested.
  public let pointCount: Int
  /// The number of volumes and areas that the list has, each of which was compared.
  public let volumeCount: Int
  /// Neighbours.
  public let adjacency: Adjacency
  /// Volumes.
  public let volumes: Volumes
  /// The faces of all regions; `nil` where the dimension is above `maximumFaceDimension`.
  public let faces: FaceNumbers?

  /// Whether every region is what the list says, and none is missing.
  public var isAccepted: Bool { flawCount == 0 && isComplete }

  /// Whether no region is missing, proved by neighbours.
  public var isComplete: Bool { adjacency.isClosed }

  /// How a check is run.
  public struct Options {
    /// The number of threads; results do not depend on it.
    public var threads = 1
    /// The number of flaws that are kept.
    public var maximumFlawCount = 20
    /// Whether volumes and faces are computed.
    public var countsFaces = true
    /// Receives the number of regions that have been checked, and that of all.
    public var progress: ((Int, Int) -> Void)?

    /// One thread, everything is checked.
    public init() {}
  }

  /// Checks a list.
  ///
  /// - Parameters:
  ///   - list: the list.
  ///   - network: the network.
  ///   - domain: the domain that the regions are said to fill.
  ///   - layers: the number of hidden layers, from the first on, whose regions these are; `nil` for all.
  ///   - options: how it is run.
  /// - Throws: `TilingError` where network and domain do not fit, or the domain is empty; what the list throws
  ///   when it is read; as `Interruption.check`.
  /// - Precondition: patterns have as many neurons as the network.
  public init(
    of list: ListedRegions, for network: Network, in domain: TilingDomain = TilingDomain(),
    layers: Int? = nil, options: Options = Options()
  ) async throws {
    let hiddenLayers = try Self.hiddenLayerCount(of: network, first: layers)
    let network = layers == nil ? network : network.truncated(afterHiddenLayers: hiddenLayers)
    let run = try TilingRun(of: list, for: network, in: domain, options: options)
    var tally = TilingTally(of: run)
    try await run.inspectAll { tally.add($0) }
    tally.finish()
    self = tally.check
  }

  /// The number of the first hidden layers, or of all.
  ///
  /// - Parameters:
  ///   - network: the network.
  ///   - layers: how many are asked for; `nil` for all.
  /// - Throws: `TilingError.layerCount` where there are not as many.
  public static func hiddenLayerCount(
    of network: Network, first layers: Int?
  ) throws(TilingError) -> Int {
    let maximum = network.layers.count - 1
    guard let layers else { return maximum }
    guard maximum > 0, (1...maximum).contains(layers) else {
      throw .layerCount(layers, maximum: maximum)
    }
    return layers
  }

  init(of run: TilingRun, _ tally: TilingTally) {
    regionCount = run.list.patterns.count
    dimension = run.space.fullDimension
    idleDimension = run.space.lineCount
    flaws = tally.flaws
    flawCount = tally.flawCount
    pointCount = tally.pointCount
    volumeCount = tally.volumeCount
    adjacency = Adjacency(
      crossingCount: tally.crossingCount, missingCount: tally.missingCount,
      regionCount: tally.rightCount)
    volumes = tally.volumes
    faces = tally.faceNumbers
  }
}
