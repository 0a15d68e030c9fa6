public import ExactAlgebra

/// How the volumes of many regions are distributed: by powers of two, exactly.
///
///     var volumes = VolumeDistribution()
///     for region in regions { if let volume = try region.size() { volumes.add(volume) } }
///     volumes.bins(atMost: 24)
public struct VolumeDistribution: Hashable, Sendable {
  /// The regions with a volume from `2^lowerExponent` on and below `2^upperExponent`.
  public struct Bin: Hashable, Sendable {
    /// The smallest volume is two to this power.
    public let lowerExponent: Int
    /// Volumes are below two to this power.
    public let upperExponent: Int
    /// The number of the regions.
    public internal(set) var count = 0

    /// The smallest volume.
    public var lower: Rational { Rational(2).power(lowerExponent) }
    /// What volumes are below.
    public var upper: Rational { Rational(2).power(upperExponent) }
  }

  /// The number of bounded regions.
  public private(set) var count = 0
  /// The number of unbounded regions.
  public private(set) var unboundedCount = 0
  /// The smallest volume; `nil` where there is none.
  public private(set) var smallest: Rational?
  /// The largest volume of a bounded region; `nil` where there is none.
  public private(set) var largest: Rational?
  private var sum = RationalSum()
  /// For each exponent the number of volumes from this power of two on and below the next one.
  private var octaves: [Int: Int] = [:]

  /// Of no region.
  public init() {}

  /// Counts a region.
  public mutating func add(_ volume: RegionVolume) {
    guard case .finite(let volume) = volume else {
      unboundedCount += 1
      return
    }
    count += 1
    smallest = min(smallest ?? volume, volume)
    largest = max(largest ?? volume, volume)
    sum.add(volume)
    octaves[volume.binaryExponent, default: 0] += 1
  }

  /// Counts the regions of another distribution.
  public mutating func add(_ other: VolumeDistribution) {
    guard other.count + other.unboundedCount > 0 else { return }
    unboundedCount += other.unboundedCount
    count += other.count
    smallest = [smallest, other.smallest].compactMap { $0 }.min()
    largest = [largest, other.largest].compactMap { $0 }.max()
    sum.add(other.total)
    octaves.merge(other.octaves, uniquingKeysWith: +)
  }

  /// The volume of all bounded regions.
  public var total: Rational { sum.total }

  /// The mean volume of a bounded region; `nil` where there is none.
  public var mean: Rational? { count == 0 ? nil : total / Rational(count) }

  /// Bins of one width, in order and without gaps: as narrow as they can be, where not more than so many
  /// are wanted. The bounds of a bin are multiples of its width in the exponent.
  ///
  /// - Precondition: two bins at least; more may be needed than one around zero.
  public func bins(atMost limit: Int) -> [Bin] {
    precondition(limit >= 2, "too few bins")
    guard let first = octaves.keys.min(), let last = octaves.keys.max() else { return [] }
    var width = 1
    while last.floored(by: width) - first.floored(by: width) >= limit { width *= 2 }
    var bins = (first.floored(by: width)...last.floored(by: width)).map {
      Bin(lowerExponent: $0 * width, upperExponent: ($0 + 1) * width)
    }
    for (exponent, count) in octaves {
      bins[exponent.floored(by: width) - first.floored(by: width)].count += count
    }
    return bins
  }
}

extension VolumeDistribution: Codable {
  private enum CodingKeys: String, CodingKey {
    case count, unbounded, smallest, largest, total, octaves
  }

  /// Reads numbers, and exact ones as text.
  ///
  /// - Throws: `DecodingError`.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    count = try values.decode(Int.self, forKey: .count)
    unboundedCount = try values.decode(Int.self, forKey: .unbounded)
    smallest = try values.decodeRational(forKey: .smallest)
    largest = try values.decodeRational(forKey: .largest)
    if let total = try values.decodeRational(forKey: .total) { sum.add(total) }
    octaves = try values.decode([Int: Int].self, forKey: .octaves)
  }

  /// Writes what `init(from:)` reads.
  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(count, forKey: .count)
    try values.encode(unboundedCount, forKey: .unbounded)
    try values.encodeIfPresent(smallest?.description, forKey: .smallest)
    try values.encodeIfPresent(largest?.description, forKey: .largest)
    if count > 0 { try values.encode(total.description, forKey: .total) }
    try values.encode(octaves, forKey: .octaves)
  }
}

extension Int {
  /// The quotient, rounded down.
  fileprivate func floored(by divisor: Int) -> Int {
    let (quotient, rest) = quotientAndRemainder(dividingBy: divisor)
    return rest < 0 ? quotient - 1 : quotient
  }
}

extension Rational {
  /// The largest `e` with `2^e` not above the number.
  ///
  /// - Precondition: the number is positive.
  fileprivate var binaryExponent: Int {
    precondition(signum() > 0, "no logarithm")
    // Numerator and denominator have these numbers of digits, so there are two candidates.
    let guess = numerator.bitWidth - denominator.bitWidth
    return self >= Rational(2).power(guess) ? guess : guess - 1
  }
}
