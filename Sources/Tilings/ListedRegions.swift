public import ExactAlgebra
public import Networks

/// The volume of a region as a part of its domain.
public enum TilingVolume: Hashable, Sendable {
  /// The region is bounded.
  case finite(Rational)
  /// It is not.
  case infinite
}

/// What a list says about one region beside its pattern; `nil` for what it does not say.
public struct RegionClaims: Hashable, Sendable {
  /// A point inside, in the input space.
  public var interiorPoint: [Rational]?
  /// The number of its facets.
  public var facetCount: Int?
  /// Whether it is bounded, as a part of the domain.
  public var isBounded: Bool?
  /// Its volume in the coordinates of the domain.
  public var volume: TilingVolume?
  /// Its area, where the dimension is 2.
  public var area: Rational?

  /// Nothing is said.
  public init() {}
}

/// What a list says about all of its regions together; `nil` for what it does not say.
public struct ListTotals: Hashable, Sendable {
  /// The number of regions.
  public var count: Int?
  /// The numbers of regions of the first hidden layers, one, two, and so on.
  public var layerCounts: [Int]?
  /// The sum of the volumes.
  public var volume: TilingVolume?

  /// Nothing is said.
  public init() {}
}

/// A list of activation regions that is to be checked.
public struct ListedRegions: Sendable {
  /// The patterns, in the order of the list.
  public let patterns: [PackedPattern]
  /// What the list says about the region with a number, from 0; asked for once each, by several threads.
  public let claims: @Sendable (Int) throws -> RegionClaims
  /// What it says about all.
  public let totals: ListTotals

  /// A list whose details are read when they are asked for.
  public init(
    patterns: [PackedPattern], totals: ListTotals = ListTotals(),
    claims: @escaping @Sendable (Int) throws -> RegionClaims = { _ in RegionClaims() }
  ) {
    (self.patterns, self.totals, self.claims) = (patterns, totals, claims)
  }
}
