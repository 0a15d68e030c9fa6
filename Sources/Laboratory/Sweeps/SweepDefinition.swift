public import Foundation

/// What a sweep is about; with the version of the program it determines every finding, but for
/// limits of time and memory.
public struct SweepDefinition: Sendable {
  /// The claim.
  public let claim: any Claim
  /// What it is tested on.
  public let family: any InstanceFamily
  /// The largest degree of polynomials; `nil` where the claim does not go through degrees.
  public let maximumDegree: Int?
  /// Whether other programs are asked to settle what nothing else decides.
  public let isCertifying: Bool
  /// The seed of all random numbers.
  public let seed: UInt64

  /// A sweep of a claim over a family.
  public init<Statement: Claim>(
    of claim: Statement, over family: Statement.Family, maximumDegree: Int? = nil,
    isCertifying: Bool = false, seed: UInt64 = 1
  ) {
    self.claim = claim
    self.family = family
    self.maximumDegree = maximumDegree
    self.isCertifying = isCertifying
    self.seed = seed
  }

  /// The instances in their order, with numbers from 0.
  public var instances: AnySequence<NumberedInstance> { family.numberedInstances }
}

extension SweepDefinition: CustomStringConvertible {
  /// `conjecture-6.1, 2 blocks, width 4, degree 6, seed 1`.
  public var description: String {
    var parts = [claim.name, family.description]
    if let maximumDegree { parts.append("degree \(maximumDegree)") }
    if isCertifying { parts.append("certified") }
    parts.append("seed \(seed)")
    return parts.joined(separator: ", ")
  }
}

extension SweepDefinition: Hashable {
  /// The coded form, which says everything.
  private var code: Data? { try? JSONEncoder.canonical.encode(self) }

  /// Whether two sweeps are about the same.
  public static func == (a: Self, b: Self) -> Bool { a.code == b.code }

  public func hash(into hasher: inout Hasher) { hasher.combine(code) }
}

extension SweepDefinition: Codable {
  private enum CodingKeys: String, CodingKey {
    case claim, family, maximumDegree, isCertifying, seed
  }

  /// A claim that the decoder does not know.
  struct UnknownClaim: Error {
    let name: String
  }

  /// Reads `claim` (its name), `family`, `maximumDegree`, `isCertifying` and `seed`, with a decoder
  /// that knows the claim; see `JSONDecoder.init(claims:)`.
  ///
  /// - Throws: `DecodingError`, and an error of its own for an unknown claim.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    let name = try values.decode(String.self, forKey: .claim)
    let claims = decoder.userInfo[.claims] as? [any Claim] ?? []
    guard let claim = claims.first(where: { $0.name == name }) else {
      throw UnknownClaim(name: name)
    }
    self.claim = claim
    family = try claim.family(in: values, forKey: .family)
    maximumDegree = try values.decodeIfPresent(Int.self, forKey: .maximumDegree)
    isCertifying = try values.decode(Bool.self, forKey: .isCertifying)
    seed = try values.decode(UInt64.self, forKey: .seed)
  }

  /// Writes what `init(from:)` reads.
  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(claim.name, forKey: .claim)
    try values.encode(family, forKey: .family)
    try values.encodeIfPresent(maximumDegree, forKey: .maximumDegree)
    try values.encode(isCertifying, forKey: .isCertifying)
    try values.encode(seed, forKey: .seed)
  }
}

extension CodingUserInfoKey {
  fileprivate static let claims = CodingUserInfoKey(rawValue: "claims")!
}

extension JSONDecoder {
  /// A decoder of definitions of sweeps of these claims.
  public convenience init(claims: [any Claim]) {
    self.init()
    userInfo[.claims] = claims
  }
}

/// An instance with its place in the order of a sweep.
public struct NumberedInstance: Sendable {
  /// The place, from 0.
  public let number: Int
  /// The instance.
  public let instance: any SweepInstance

  /// An instance with its place.
  public init(number: Int, instance: any SweepInstance) {
    self.number = number
    self.instance = instance
  }
}

extension NumberedInstance: Hashable {
  /// Whether place and instance are the same.
  public static func == (a: Self, b: Self) -> Bool {
    a.number == b.number && AnyHashable(a.instance) == AnyHashable(b.instance)
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(number)
    hasher.combine(AnyHashable(instance))
  }
}
