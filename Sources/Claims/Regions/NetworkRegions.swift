import ExactAlgebra
public import Laboratory
public import Networks
public import Presentation
public import Regions
import Synchronization

/// The activation regions of one network in parts: its instances are nodes of the search tree, in
/// order, which divide the regions among them.
///
///     let regions = try NetworkRegions(of: network, in: box, given: given, parts: .init(regionsEach: 50_000))
///     let definition = SweepDefinition(of: RegionEnumeration(), over: regions)
///
/// The coded form has all weights, the domain, and what is computed of each region, so a sweep is about
/// this network whatever becomes of its file.
public struct NetworkRegions: InstanceFamily {
  /// What is computed of each region beyond its pattern.
  public enum Detail: String, Hashable, Codable, Sendable, CaseIterable {
    /// Facets, neighbours, and whether it is bounded.
    case facets
    /// Areas in the plane.
    case areas
    /// Volumes.
    case volumes
    /// Tables of facets, neighbours and volumes are shown.
    case tables
  }

  /// How the regions are searched.
  public struct Options: Hashable, Sendable {
    /// The number of hidden layers, from the first on; all where it is `nil`.
    public var hiddenLayers: Int?
    /// How cells are represented.
    public var method: ActivationRegions.Method
    /// What is computed of each region.
    public var details: Set<Detail>
    /// About how many regions there are below a node at most.
    public var regionsEach: Int

    /// Options, with facets and parts of 50,000 regions where nothing else is said.
    public init(
      hiddenLayers: Int? = nil, method: ActivationRegions.Method = .automatic,
      details: Set<Detail> = [.facets], regionsEach: Int = 50_000
    ) {
      self.hiddenLayers = hiddenLayers
      self.method = method
      self.details = details
      self.regionsEach = regionsEach
    }
  }

  /// The network.
  public let network: StoredNetwork
  /// How the regions are searched.
  public let options: Options
  private let domain: StoredDomain
  private let search: Search

  /// What is made of the stored form when it is needed.
  private final class Search: Sendable {
    let regions = Mutex<ActivationRegions?>(nil)
    let prefixes = Mutex<[RegionPrefix]?>(nil)
  }

  /// The regions of a network, and a division of them.
  ///
  /// - Parameters:
  ///   - network: the network.
  ///   - domain: the part of its input space.
  ///   - given: the same as the user gave it.
  ///   - options: how the regions are searched.
  /// - Throws: `RegionError` where network and domain do not fit or the domain is empty; as
  ///   `Interruption.check`, for the division takes some seconds for millions of regions.
  public init(
    of network: Network, in domain: InputDomain, given: GivenDomain, options: Options
  ) throws {
    self.network = StoredNetwork(network)
    self.domain = StoredDomain(domain, given: given)
    self.options = options
    search = Search()
    _ = try prefixes()
  }

  /// The nodes that divide the regions.
  func prefixes() throws -> [RegionPrefix] {
    try search.prefixes.withLock { prefixes in
      if let prefixes { return prefixes }
      let new = try regions().prefixes(regionsEach: options.regionsEach)
      prefixes = new
      return new
    }
  }

  /// The search for the regions.
  ///
  /// - Throws: an error where the stored form is damaged.
  public func regions() throws -> ActivationRegions {
    try search.regions.withLock { regions in
      if let regions { return regions }
      let new = try ActivationRegions(
        of: network.network(), in: domain.domain(), layers: options.hiddenLayers,
        method: options.method)
      regions = new
      return new
    }
  }

  /// The network with all of its layers.
  ///
  /// - Throws: an error where the stored form is damaged.
  public func wholeNetwork() throws -> Network { try network.network() }

  /// A size of parts such that a shard has some of them, which are treated within seconds.
  ///
  /// - Parameters:
  ///   - regions: the search.
  ///   - shards: into how many shards it is cut.
  /// - Throws: `RegionError.emptyDomain`; as `Interruption.check`.
  public static func partSize(for regions: ActivationRegions, shards: Int) throws -> Int {
    let estimate = try regions.estimatedCount(passes: 16)
    return Int(min(max(estimate / Double(16 * shards), 1), 50_000))
  }

  /// The domain as it was given.
  public var givenDomain: GivenDomain { domain.given }

  /// The dimension of the domain.
  ///
  /// - Throws: an error where the stored form is damaged.
  public func dimension() throws -> Int {
    try domain.domain().dimension(inputCount: network.widths[0])
  }

  /// Whether coordinates are those of a slice.
  public var isSlice: Bool { domain.given.space != .inputs }

  public var instances: [RegionPart] {
    do {
      return try prefixes().map(RegionPart.init)
    } catch {
      // They have been found once before, when the family was made.
      preconditionFailure("regions that cannot be divided: \(error)")
    }
  }

  /// `regions of 2,50,50,1 (3f0c...) on the box -1:1, parts of about 50000 regions, facets`.
  public var description: String {
    let widths = network.widths.map(String.init).joined(separator: ",")
    var parts = ["\(widths) (\(network.digest)) on \(domain.given)"]
    if let layers = options.hiddenLayers { parts.append(counted(layers, "hidden layer")) }
    if options.method != .automatic { parts.append(options.method.rawValue) }
    parts += Detail.allCases.filter(options.details.contains).map(\.rawValue)
    parts.append("parts of about \(counted(options.regionsEach, "region"))")
    return parts.joined(separator: ", ")
  }
}

extension NetworkRegions {
  /// Whether network, domain and options agree.
  public static func == (a: NetworkRegions, b: NetworkRegions) -> Bool {
    a.network == b.network && a.domain == b.domain && a.options == b.options
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(network)
    hasher.combine(domain)
    hasher.combine(options)
  }

  private enum CodingKeys: String, CodingKey {
    case network, domain, hiddenLayers, method, details, regionsEach
  }

  /// Reads what `encode(to:)` writes, without making the network.
  ///
  /// - Throws: `DecodingError`.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    network = try values.decode(StoredNetwork.self, forKey: .network)
    domain = try values.decode(StoredDomain.self, forKey: .domain)
    let method = try values.decode(String.self, forKey: .method)
    guard let method = ActivationRegions.Method(rawValue: method) else {
      throw DecodingError.dataCorruptedError(
        forKey: .method, in: values, debugDescription: "'\(method)' is no method")
    }
    options = Options(
      hiddenLayers: try values.decodeIfPresent(Int.self, forKey: .hiddenLayers), method: method,
      details: Set(try values.decode([Detail].self, forKey: .details)),
      regionsEach: try values.decode(Int.self, forKey: .regionsEach))
    guard options.regionsEach >= 1 else {
      throw DecodingError.dataCorruptedError(
        forKey: .regionsEach, in: values, debugDescription: "parts without regions")
    }
    search = Search()
  }

  /// Writes the network with all weights, the domain and the options.
  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(network, forKey: .network)
    try values.encode(domain, forKey: .domain)
    try values.encodeIfPresent(options.hiddenLayers, forKey: .hiddenLayers)
    try values.encode(options.method.rawValue, forKey: .method)
    try values.encode(
      Detail.allCases.filter(options.details.contains), forKey: .details)
    try values.encode(options.regionsEach, forKey: .regionsEach)
  }
}

/// The regions below a node of a search tree.
public struct RegionPart: SweepInstance {
  /// The node.
  public let prefix: RegionPrefix

  /// The part below a node.
  public init(_ prefix: RegionPrefix) { self.prefix = prefix }

  private enum CodingKeys: String, CodingKey {
    case cuts
  }

  /// Reads the cuts.
  ///
  /// - Throws: `DecodingError`.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    guard let prefix = RegionPrefix(try values.decode(String.self, forKey: .cuts)) else {
      throw DecodingError.dataCorruptedError(
        forKey: .cuts, in: values, debugDescription: "these are no cuts")
    }
    self.prefix = prefix
  }

  /// Writes the cuts.
  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode("\(prefix)", forKey: .cuts)
  }

  /// The cuts, such as `1:3- 2:1+`, or `root`.
  public var description: String { "\(prefix)" }
  public static var keyForm: String { "the cuts of a part such as '1:3- 2:1+'" }
}
