import ArgumentParser
import Laboratory
import Presentation

struct SweepMergeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge", abstract: "Joins the shards of a plan in one store.",
    discussion: """
      The store is that of the whole sweep: for 'reluvar sweep status', show and export, with the \
      same tables as without a plan. Done again, only what is new is added. All files \
      shards/*.db of the folder are taken, so a shard from another place can be copied there. A \
      file that is damaged, belongs to another plan, or contradicts another one is left out as a \
      whole.
      """)

  @OptionGroup var place: SweepPlanOptions
  @OptionGroup var target: SweepStoreOptions

  @Flag(help: "No progress and no remarks on standard error.")
  var quiet = false

  func run() throws {
    let (plan, folder) = try place.read()
    let diagnostics = Diagnostics(isQuiet: quiet)
    let merge = ShardMerge(of: plan, in: folder)
    let store = try SweepStores.open { try merge.openStore(at: target.store) }
    let report = try SweepPlans.report {
      try SweepStores.open { try merge.run(into: store) }
    }
    let summary = try SweepStores.open { try store.summary() }
    print(
      "\(counted(report.added, "finding")) added from \(counted(report.files, "file"))\n"
        + "\(SweepStatusText(of: store, summary: summary))", terminator: "")
    try check(report, of: plan, diagnostics)
  }

  private func check(
    _ report: ShardMerge.Report, of plan: SweepPlan, _ diagnostics: Diagnostics
  ) throws {
    for refusal in report.refusals.dropFirst() { diagnostics.note(refusal.description) }
    if let first = report.refusals.first {
      let rest = report.refusals.count - 1
      let message =
        "\(first); nothing was taken from it"
        + (rest > 0 ? ", nor from \(counted(rest, "other file"))" : "")
      throw report.refusals.allSatisfy(\.isTemporary)
        ? Failure.limit(message) : .data(message)
    }
    guard !report.missing.isEmpty else { return }
    let shards = report.missing.keys.sorted()
    throw Failure.limit(
      "\(counted(report.missingCount, "instance")) of \(plan.instanceCount) without a finding, in "
        + "\(counted(shards.count, "shard")) (\(shards.compactRanges.excerpt))")
  }
}

extension ShardMerge.Refusal {
  /// Whether the file may be taken later.
  fileprivate var isTemporary: Bool {
    if case .store(.locked) = self { true } else { false }
  }
}
