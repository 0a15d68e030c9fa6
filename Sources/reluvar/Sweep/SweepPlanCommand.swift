import ArgumentParser
import Claims
import Laboratory

struct SweepPlanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan", abstract: "Cuts a sweep into shards, for many machines.",
    discussion: """
      Makes a folder with the instances of the family, one file for each shard. The shards are \
      then treated by 'reluvar sweep submit' (Slurm), or one at a time by 'reluvar sweep task', \
      and joined by 'reluvar sweep merge'.

      Claims:
      \(SweepClaims.list)

      Examples:
        reluvar sweep plan conjecture-6.1 --max-width 4 --shards 40 --plan pairs
        reluvar sweep submit --plan pairs --at-once 10
        reluvar sweep merge --plan pairs --store pairs.db
      """)

  @OptionGroup var family: SweepFamilyOptions
  @OptionGroup var place: SweepPlanOptions

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The largest number of instances in a shard (default: 10000, without --shards).",
      valueName: "n"))
  var shardSize: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The number of shards, of equal size up to one.", valueName: "n"))
  var shards: Int?

  func run() throws {
    let definition = try family.definition()
    let division = try division()
    let folder = try place.folder()
    let (plan, isNew) = try SweepPlans.report {
      try folder.makePlan(
        of: definition, in: division, version: Reluvar.version, claims: BuiltInClaims.known)
    }
    print(plan.summary, terminator: "")
    print(isNew ? "The plan is in \(place.plan)" : "The plan was in \(place.plan) already")
  }

  private func division() throws -> ShardDivision {
    switch (shardSize, shards) {
    case (.some, .some): throw Failure.usage("--shard-size or --shards, not both")
    case (nil, let count?):
      try (1...100_000).check(count, of: "--shards")
      return .count(count)
    case (let size, nil):
      let size = size ?? 10_000
      try (1...10_000_000).check(size, of: "--shard-size")
      return .size(size)
    }
  }
}
