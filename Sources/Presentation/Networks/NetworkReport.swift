public import Interchange

/// What is found about a network with given weights, for people: what verbs find one by one, put together.
public struct NetworkReport: Sendable {
  /// The commands that find the parts.
  public struct Commands: Hashable, Sendable {
    /// The whole report.
    public let report: RerunCommand
    /// The regions.
    public let regions: RerunCommand
    /// The picture of the regions.
    public var picture: RerunCommand?
    /// The regions of the points.
    public var points: RerunCommand?
    /// The law.
    public var law: RerunCommand?
    /// The property.
    public var property: RerunCommand?

    /// Commands for the parts that each report has.
    public init(report: RerunCommand, regions: RerunCommand) {
      (self.report, self.regions) = (report, regions)
    }
  }

  /// Regions, and the first ones of their list.
  public struct ListedRegions: Sendable {
    /// What is said about all.
    public let report: RegionReport
    /// The first ones.
    public let entries: [RegionEntry]

    /// Regions.
    public init(_ report: RegionReport, entries: [RegionEntry]) {
      (self.report, self.entries) = (report, entries)
    }
  }

  /// The network, with what was read.
  public let reading: NetworkReading
  /// A digest of weights and activation.
  public let digest: NetworkDigest
  /// The part of the input space.
  public let domain: GivenDomain
  /// The largest number of rows of a table.
  public let rowCount: Int
  /// The seed of all random numbers.
  public let seed: UInt64
  /// The commands that find all this again.
  public let commands: Commands
  /// The regions.
  public var regions = PartEnd<ListedRegions>.outOfTime
  /// The picture of the regions, where the domain is a plane.
  public var picture: PartEnd<DocumentPicture>?
  /// The regions of points, where some are given.
  public var points: PartEnd<RegionReport>?
  /// The law, where one is asked for.
  public var law: PartEnd<LawReport>?
  /// The picture of the law.
  public var lawPicture: DocumentPicture?
  /// Whether a property holds, where one is asked for.
  public var property: PartEnd<PropertyReport>?

  /// A report to which parts are added.
  ///
  /// - Parameters:
  ///   - reading: the network.
  ///   - digest: the digest of the network.
  ///   - domain: the part of the input space.
  ///   - rowCount: the largest number of rows of a table.
  ///   - seed: the seed of all random numbers.
  ///   - commands: the commands that find the parts.
  public init(
    on reading: NetworkReading, digest: NetworkDigest, domain: GivenDomain, rowCount: Int,
    seed: UInt64, commands: Commands
  ) {
    (self.reading, self.digest, self.domain) = (reading, digest, domain)
    (self.rowCount, self.seed, self.commands) = (rowCount, seed, commands)
  }

  /// Whether no limit was reached.
  public var isComplete: Bool {
    guard regions.value?.report.isComplete == true else { return false }
    if let picture, case .outOfTime = picture { return false }
    if let points, points.value?.isComplete != true { return false }
    if let law, law.value?.isComplete != true { return false }
    if let property, property.value?.isDecided != true { return false }
    return true
  }
}

extension LawReport {
  /// Whether everything that was asked for was found with its accuracy.
  public var isComplete: Bool { law.end != .limitReached && law.answer.isComplete && isAccurate }
}

extension PropertyReport {
  /// Whether the answer is known.
  public var isDecided: Bool {
    if case .unknown = decision.verdict { return false }
    return true
  }
}
