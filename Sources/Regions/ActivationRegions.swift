import LongWork
public import Networks
import Polyhedra

/// The activation regions of a network with given weights, exactly.
///
///     let regions = try ActivationRegions(of: network, in: .box([(-1, 1), (-1, 1)]))
///     try await regions.count().count
///     for region in try await regions.list() { print(region.pattern, region.interiorPoint) }
///
/// The activation region of a pattern is the set of inputs in the interior of the domain on which
/// every hidden neuron that is active has a positive pre-activation, and every other neuron has a
/// negative one or one that is zero on all of the region. (A pre-activation can vanish on a whole
/// region, for instance behind a layer that is inactive there; such a neuron counts as inactive
/// and bounds nothing.) Regions are open, convex, disjoint, and their closures cover the domain.
///
/// They are found layer by layer and neuron by neuron: on a region of the first `l - 1` layers the
/// neurons of layer `l` are an arrangement of hyperplanes. Every cut is decided exactly. The order
/// is the lexicographic order of the patterns, whatever the number of threads. Source of the
/// notion: G. Montufar, R. Pascanu, K. Cho and Y. Bengio, *On the number of linear regions of deep
/// neural networks*, 2014.
public struct ActivationRegions: Sendable {
  /// How cells are represented while they are cut.
  public enum Method: String, CaseIterable, Sendable {
    /// By `vertices` up to dimension `maximumVertexDimension`, by `programs` beyond.
    case automatic
    /// With all vertices and rays; fast in low dimensions.
    case vertices
    /// With some inner points, and linear programs for what these do not show.
    case programs
  }

  /// The largest dimension in which vertices are used unless they are asked for.
  public static let maximumVertexDimension = 7

  /// The network; its hidden layers after those that were asked for are left out.
  public let network: Network
  /// The part of the input space.
  public let domain: InputDomain
  /// How cells are represented.
  public let method: Method
  let space: SearchSpace
  /// The layers as searches multiply them.
  private let layers: OnDemand<[LayerArithmetic]>

  /// The regions of the first hidden layers, or of all.
  ///
  /// - Parameters:
  ///   - network: the network.
  ///   - domain: the part of the input space.
  ///   - layers: the number of hidden layers, from the first on; `nil` for all.
  ///   - method: how cells are represented.
  ///   - keepsCoordinates: whether `slice` has all coordinates of the domain, also those along
  ///     which nothing changes.
  /// - Throws: `RegionError` where network and domain do not fit, or the dimension of the domain
  ///   is above 64; without inequalities, directions along which the first layer is constant do
  ///   not count.
  public init(
    of network: Network, in domain: InputDomain = .everything, layers: Int? = nil,
    method: Method = .automatic, keepsCoordinates: Bool = false
  ) throws(RegionError) {
    let network = try network.firstHiddenLayers(layers)
    self.network = network
    self.domain = domain
    self.layers = OnDemand { LayerArithmetic.layers(of: network) }
    space = try SearchSpace(of: domain, for: network, keepsCoordinates: keepsCoordinates)
    self.method =
      method == .automatic
      ? space.slice.dimension <= Self.maximumVertexDimension ? .vertices : .programs : method
  }

  /// The affine space whose coordinates regions have: the slice of the domain, or the input space,
  /// without directions along which nothing changes.
  public var slice: AffineSlice { space.slice }

  /// The limits of a search, and how it is run.
  public struct Options {
    /// The number of threads; results do not depend on it.
    public var threads = 1
    /// The largest number of regions; the first ones are given.
    public var maximumCount: Int?
    /// The time after which a search ends.
    public var timeLimit: Duration?

    /// Receives progress, after some hundreds of regions each time, in order.
    public var progress: ((RegionProgress) -> Void)?

    /// One thread, without limits.
    public init() {}
  }

  /// Hands on what `transform`, which runs on several threads, makes of the regions, one by one in
  /// order, until `body` returns false. Memory does not grow with their number.
  ///
  /// - Returns: the numbers of regions that were handed on, and whether these are all.
  /// - Throws: `RegionError.emptyDomain`, `CancellationError`, and what `transform` and `body`
  ///   throw.
  @discardableResult
  public func forEach<Item: Sendable>(
    options: Options = Options(),
    transform: @escaping @Sendable (ActivationRegion) throws -> Item,
    body: (Item) throws -> Bool
  ) async throws -> RegionSummary {
    try await forEach(below: .root, options: options, transform: transform, body: body)
  }

  /// The same for the regions below a node of the search tree; of the regions of first layers those
  /// are counted that no node before it has a part of.
  ///
  /// - Parameters:
  ///   - prefix: the node.
  ///   - options: the limits; progress is that of the part below the node.
  ///   - transform: is given the regions, on several threads.
  ///   - body: is given the results, in order.
  /// - Throws: as `forEach(options:transform:body:)`, and `RegionError.strangePrefix` where the tree
  ///   has no such node.
  @discardableResult
  public func forEach<Item: Sendable>(
    below prefix: RegionPrefix, options: Options = Options(),
    transform: @escaping @Sendable (ActivationRegion) throws -> Item,
    body: (Item) throws -> Bool
  ) async throws -> RegionSummary {
    try await search(
      cellType, below: prefix, options: options, transform: transform, body: body)
  }

  /// How cells are represented.
  var cellType: any PolyhedralCell.Type {
    switch method {
    case .automatic, .vertices: GeneratedCell.self
    case .programs:
      BoxedCell.suits(dimension: space.slice.dimension, space.halfSpaces)
        ? BoxedCell.self : WitnessedCell.self
    }
  }

  /// The tree that is searched.
  func tree<Cell: PolyhedralCell>(of _: Cell.Type) -> RegionTree<Cell> {
    RegionTree(of: network, layers.value)
  }

  /// The root of a tree.
  ///
  /// - Throws: `RegionError.emptyDomain`; as `Interruption.check`.
  func root<Cell>(of tree: RegionTree<Cell>) throws -> RegionTree<Cell>.Node {
    guard let cell = try Cell(dimension: space.slice.dimension, space.halfSpaces) else {
      throw RegionError.emptyDomain
    }
    return try tree.root(cell, on: space.slice)
  }

  /// The regions, all in memory.
  ///
  /// - Throws: as `forEach`.
  public func list(options: Options = Options()) async throws -> [ActivationRegion] {
    var regions: [ActivationRegion] = []
    try await forEach(
      options: options, transform: { $0 },
      body: { region in
        regions.append(region)
        return true
      })
    return regions
  }

  /// The numbers of regions.
  ///
  /// - Throws: as `forEach`.
  public func count(options: Options = Options()) async throws -> RegionSummary {
    try await forEach(options: options, transform: { _ in }, body: { _ in true })
  }

  func search<Cell: PolyhedralCell, Item: Sendable>(
    _ cellType: Cell.Type, below prefix: RegionPrefix = .root, options: Options,
    transform: @escaping @Sendable (ActivationRegion) throws -> Item,
    body: (Item) throws -> Bool
  ) async throws -> RegionSummary {
    let tree = tree(of: cellType)
    var tally = RegionTally(starts: tree.starts, sharedLayers: prefix.sharedLayers)
    let (space, starts) = (space, tree.starts)
    var share = 0.0
    let search = RegionSearch(tree: tree, width: options.threads)
    let end: RegionSearch<Cell>.End = try await Interruption.within(options.timeLimit) {
      let node: RegionTree<Cell>.Node
      do {
        node = try tree.node(at: prefix, below: root(of: tree))
      } catch is Interruption.TimeIsOver {
        return .timeIsOver
      }
      if options.maximumCount == 0 { return .stopped }
      return try await search.forEach(below: node) { leaf in
        let region = ActivationRegion(leaf, starts: starts, in: space)
        return (leaf.pattern, leaf.share, try transform(region))
      } body: { pattern, part, item in
        if tally.count == options.maximumCount { return false }
        tally.add(pattern)
        share += part
        if tally.count % 256 == 0 {
          options.progress?(RegionProgress(count: tally.count, fraction: share))
        }
        return try body(item)
      }
    }
    switch end {
    case .complete: return tally.summary(end: .complete)
    case .timeIsOver: return tally.summary(end: .timeLimit)
    case .stopped:
      return tally.summary(
        end: tally.count == options.maximumCount ? .maximumCount : .stopped)
    }
  }
}
