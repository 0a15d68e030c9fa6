import Foundation

/// A sweep that is cut into shards: parts of its instances that are treated by themselves, on
/// different machines or at different times.
///
/// Shards have numbers from 1, and their sizes differ by at most one. A plan with its instances is
/// kept in a ``PlanFolder``.
public struct SweepPlan: Hashable, Sendable {
  /// The number of the format, which changes with the files of a plan.
  public static let format = 1

  /// What the sweep is about.
  public let definition: SweepDefinition
  /// The version of the program that made the plan; shards are treated by the same.
  public let version: String
  /// The number of instances of the sweep.
  public let instanceCount: Int
  /// A digest of the instances of each shard.
  public let shardDigests: [String]
  /// A digest of everything above, by which shards of other plans are told apart.
  public let digest: String

  /// A plan whose instances have been written.
  init(
    definition: SweepDefinition, version: String, instanceCount: Int, shardDigests: [String]
  ) throws {
    self.definition = definition
    self.version = version
    self.instanceCount = instanceCount
    self.shardDigests = shardDigests
    var fingerprint = Fingerprint()
    fingerprint.add(try JSONEncoder.canonical.encode(definition))
    fingerprint.add("\(version) \(instanceCount) \(shardDigests)".utf8)
    digest = fingerprint.text
  }

  /// The numbers of the shards.
  public var shards: ClosedRange<Int>? { shardDigests.isEmpty ? nil : 1...shardDigests.count }

  /// The numbers of the instances of a shard.
  ///
  /// - Precondition: there is such a shard.
  public func range(ofShard shard: Int) -> Range<Int> {
    precondition((1...shardDigests.count).contains(shard), "a shard that the plan has not")
    return Self.range(ofShard: shard, of: shardDigests.count, instanceCount: instanceCount)
  }

  static func range(ofShard shard: Int, of count: Int, instanceCount: Int) -> Range<Int> {
    (shard - 1) * instanceCount / count..<shard * instanceCount / count
  }

  /// The number of instances in the largest shard.
  public var largestShard: Int {
    let count = max(shardDigests.count, 1)
    return (instanceCount + count - 1) / count
  }
}

/// Into how many shards a sweep is cut.
public enum ShardDivision: Hashable, Sendable {
  /// As few as possible with at most so many instances each.
  case size(Int)
  /// So many, or one for each instance where there are fewer of those.
  case count(Int)

  /// The number of shards for so many instances.
  func shardCount(for instances: Int) -> Int {
    switch self {
    case .size(let size): (instances + size - 1) / size
    case .count(let count): min(count, instances)
    }
  }
}

extension SweepPlan: Codable {
  private enum CodingKeys: String, CodingKey {
    case format, version, definition, instances, shards, digest
  }

  /// The format and version alone, which every format has.
  struct Origin: Decodable {
    let format: Int
    let version: String
  }

  /// Reads `version`, `definition`, `instances`, `shards` (digests) and `digest`.
  ///
  /// - Throws: `DecodingError` where these do not belong together.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(
      definition: values.decode(SweepDefinition.self, forKey: .definition),
      version: values.decode(String.self, forKey: .version),
      instanceCount: values.decode(Int.self, forKey: .instances),
      shardDigests: values.decode([String].self, forKey: .shards))
    guard try values.decode(String.self, forKey: .digest) == digest,
      instanceCount >= shardDigests.count, shardDigests.isEmpty == (instanceCount == 0)
    else {
      throw DecodingError.dataCorruptedError(
        forKey: .digest, in: values, debugDescription: "the digest is not that of the plan")
    }
  }

  /// Writes what `init(from:)` reads, and `format`.
  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(Self.format, forKey: .format)
    try values.encode(version, forKey: .version)
    try values.encode(definition, forKey: .definition)
    try values.encode(instanceCount, forKey: .instances)
    try values.encode(shardDigests, forKey: .shards)
    try values.encode(digest, forKey: .digest)
  }
}
