public import Laboratory

/// What a sweep has found, for people.
public struct SweepReport: Sendable {
  /// The commands that find the parts.
  public struct Commands: Hashable, Sendable {
    /// The whole report.
    public let report: RerunCommand
    /// How far the sweep has come.
    public let status: RerunCommand
    /// The table of results.
    public let groups: RerunCommand
    /// The table of findings.
    public let findings: RerunCommand
    /// The regions that were counted, where it is about regions.
    public let regions: RerunCommand?

    /// Commands.
    public init(
      report: RerunCommand, status: RerunCommand, groups: RerunCommand, findings: RerunCommand,
      regions: RerunCommand? = nil
    ) {
      (self.report, self.status, self.groups) = (report, status, groups)
      (self.findings, self.regions) = (findings, regions)
    }
  }

  /// The store.
  public let store: SweepStore
  /// How far it has come.
  public let summary: SweepSummary
  /// The first findings, in the order of the sweep.
  public let findings: [SweepRecord]
  /// The first findings that refute the claim.
  public let refutations: [SweepRecord]
  /// The regions that were counted, where the sweep is about regions.
  public let regions: RegionReport?
  /// The commands that find all this again.
  public let commands: Commands

  /// A report on a store.
  ///
  /// - Parameters:
  ///   - store: the store.
  ///   - rowCount: the largest number of rows of a table of findings.
  ///   - regions: the regions that were counted, where the sweep is about regions.
  ///   - commands: the commands that find the parts.
  /// - Throws: `StoreError`.
  public init(
    of store: SweepStore, rowCount: Int, regions: RegionReport? = nil, commands: Commands
  ) throws {
    summary = try store.summary()
    var findings: [SweepRecord] = []
    var refutations: [SweepRecord] = []
    try store.forEachRecord { record in
      if findings.count < rowCount { findings.append(record) }
      if record.finding.verdict == .refuted, refutations.count < rowCount {
        refutations.append(record)
      }
    }
    (self.store, self.findings, self.refutations) = (store, findings, refutations)
    (self.regions, self.commands) = (regions, commands)
  }
}
