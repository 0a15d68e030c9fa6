import Claims
import Laboratory
import Presentation

extension ReportCommand {
  func reportSweep() async throws {
    guard limit.timeLimit == nil else {
      throw Failure.usage("--time-limit is about work, and a store is only read")
    }
    let report = try SweepStores.open(option: nil) {
      let store = try SweepStore(at: input, claims: BuiltInClaims.known)
      let total = store.plan == nil ? try RegionTotal(of: store) : nil
      return try SweepReport(
        of: store, rowCount: rows, regions: try total.map { try RegionReport(on: $0) },
        commands: sweepCommands(hasRegions: total != nil))
    }
    try await output.write(report.document(version: Reluvar.version))
  }

  private func sweepCommands(hasRegions: Bool) -> SweepReport.Commands {
    let store = ["--store", file]
    return .init(
      report: command("report", rowWords + output.words, hasSeed: false),
      status: RerunCommand(quoting: ["reluvar", "sweep", "status"] + store),
      groups: RerunCommand(quoting: ["reluvar", "sweep", "export"] + store + ["--summary"]),
      findings: RerunCommand(quoting: ["reluvar", "sweep", "export"] + store),
      regions: hasRegions
        ? RerunCommand(quoting: ["reluvar", "regions"] + store) : nil)
  }
}
