import LongWork
public import Networks
public import Regions

/// What the activation patterns of a network tell of labelled points: the entropies of the cells of the first layers
/// and their information on the labels.
///
///     let information = try await NetworkInformation(of: network, at: points, labels: labels)
///     information.layers[0].information.mutual(by: .plugIn)  // I(T_1; Y)
///     information.layers[0].information.entropy(of: .rows, by: .chaoShen)
///
/// `T_l` is the pattern of the first `l` hidden layers, a function of the input, so `I(X; T_l) = H(T_l)`. Patterns are
/// decided exactly; a pre-activation that is zero is inactive. Points outside of the domain are left out and counted.
/// Source of the idea: regions of networks as bins for information, proposed by Mylius and Kroken.
public struct NetworkInformation: Sendable {
  /// What is computed.
  public struct Options: Sendable {
    /// The part of the input space that is looked at; without a slice.
    public var domain = InputDomain.everything
    /// Whether the regions that exist are counted, beside the cells in which points lie.
    public var countsRegions = true
    /// The largest number of regions that are counted.
    public var maximumRegions: Int?
    /// The unit of all values.
    public var unit = InformationUnit.nats
    /// How estimates are judged.
    public var resampling = Resampling()
    /// The number of threads; results do not depend on it.
    public var threads = 1

    /// The whole space, in nats.
    public init() {}
  }

  /// The patterns of the first layers.
  public struct Layer: Sendable {
    /// How many hidden layers, from the first on.
    public let layerCount: Int
    /// Entropies and information; the rows of its table are cells, the columns labels.
    public let information: TableInformation
    /// Cells that are no region: their points lie on a boundary, on the inactive side of which no region begins.
    public let cellsWithoutRegion: Int
    /// The number of regions of these layers in the domain, or those counted until a limit was reached.
    public let regionCount: Int?
    /// Standard errors, where they were asked for.
    public let bootstrap: BootstrapErrors?
    /// What permuted labels give, where that was asked for and there are labels.
    public let permutation: PermutationControl?
  }

  /// What was computed.
  public let options: Options
  /// The first layer, the first two, and so on.
  public let layers: [Layer]
  /// The number of points in the domain.
  public let pointCount: Int
  /// The number of points that were left out, since they lie outside of the domain.
  public let outsideCount: Int
  /// The number of different labels of the points in the domain; `nil` without labels.
  public let labelCount: Int?
  /// How the counting of regions ended; `nil` where they were not counted.
  public let regionEnd: RegionSummary.End?

  /// The cells of points.
  ///
  /// - Parameters:
  ///   - network: the network, with at least one hidden layer.
  ///   - points: the points.
  ///   - labels: their labels; `nil` for entropies only.
  ///   - options: what is computed.
  /// - Precondition: points have as many coordinates as the network has inputs, and there are as many labels as points.
  /// - Throws: `NetworkInformationError`; `RegionError` where network and domain do not fit; as `Interruption.check`.
  public init(
    of network: Network, at points: InputPoints, labels: PointLabels?,
    options: Options = Options()
  ) async throws {
    guard network.layers.count > 1 else { throw NetworkInformationError.noHiddenLayer }
    guard points.count > 0 else { throw NetworkInformationError.noPoints }
    precondition(points.dimension == network.architecture.inputCount, "points of another space")
    precondition(labels.map { $0.classes.count == points.count } ?? true, "labels of other points")
    let inside = points.indices(in: options.domain)
    guard !inside.isEmpty else { throw NetworkInformationError.allOutside(points.count) }
    let data = try await LabelledCells(
      of: network, at: inside.count == points.count ? points : points.selecting(inside),
      labels: inside.count == points.count ? labels : labels?.selecting(inside),
      threads: options.threads)
    let regions = try await Self.regions(of: network, options)
    let judged = try await Resampled(data, options)
    let unit = options.unit
    let information = try await concurrentMap(data.layers, width: options.threads) {
      TableInformation(of: $0.table(with: data.columns), unit: unit)
    }
    self.options = options
    layers = try data.layers.indices.map { index in
      Layer(
        layerCount: index + 1, information: information[index],
        cellsWithoutRegion: try data.cellsWithoutRegion(ofFirst: index + 1, in: options.domain),
        regionCount: regions?.layerCounts[index], bootstrap: judged.bootstrap?[index],
        permutation: judged.permutation?[index])
    }
    pointCount = inside.count
    outsideCount = points.count - inside.count
    labelCount = data.labels.map { Set($0.classes).count }
    regionEnd = regions?.end
  }

  /// The regions that exist; `nil` where they are not wanted.
  private static func regions(
    of network: Network, _ options: Options
  ) async throws -> RegionSummary? {
    guard options.countsRegions else { return nil }
    var search = ActivationRegions.Options()
    search.threads = options.threads
    search.maximumCount = options.maximumRegions
    return try await ActivationRegions(of: network, in: options.domain).count(options: search)
  }

  /// What drawing again says.
  private struct Resampled {
    var bootstrap: [BootstrapErrors]?
    var permutation: [PermutationControl]?

    init(_ data: LabelledCells, _ options: Options) async throws {
      let (resampling, threads) = (options.resampling, options.threads)
      let resampler = LayerResampler(data.layers, data.columns)
      if resampling.replicates > 0 {
        bootstrap = try await resampler.bootstrap(resampling, threads: threads)
      }
      if data.labels != nil, resampling.permutations > 0 {
        permutation = try await resampler.permutations(resampling, threads: threads)
      }
    }
  }
}

/// Why points tell nothing of a network.
public enum NetworkInformationError: Error, Hashable, CustomStringConvertible {
  /// A network without patterns.
  case noHiddenLayer
  /// No points.
  case noPoints
  /// None of so many points is in the domain.
  case allOutside(Int)

  /// One line for the user.
  public var description: String {
    switch self {
    case .noHiddenLayer: "no hidden layer, expected at least one: there are no patterns"
    case .noPoints: "no points, expected at least one"
    case .allOutside(let count):
      "all \(count) points lie outside of the domain, expected at least one in it"
    }
  }
}
