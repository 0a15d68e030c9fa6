import ArgumentParser
import Claims
import Foundation
import Laboratory
import Presentation

/// The plan that a verb works on.
struct SweepPlanOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("The folder of the plan.", valueName: "folder"), completion: .directory)
  var plan: String

  /// The folder by its absolute path, by which other machines know it too.
  func folder() throws -> PlanFolder {
    guard !plan.isEmpty else { throw Failure.usage("--plan: expected a folder") }
    let url = URL(fileURLWithPath: plan).standardizedFileURL
    return PlanFolder(at: url.path)
  }

  /// The plan in the folder, for this version of the program.
  func read() throws -> (SweepPlan, PlanFolder) {
    let folder = try folder()
    return try SweepPlans.report {
      (try folder.plan(version: Reluvar.version, claims: BuiltInClaims.known), folder)
    }
  }
}

/// Plans, with what goes wrong in the words of the command.
enum SweepPlans {
  /// Does something with a plan.
  static func report<Result>(_ body: () throws -> Result) throws -> Result {
    do { return try body() } catch { throw failure(error) }
  }

  /// What an error means for the user.
  static func failure(_ error: any Error) -> any Error {
    switch error {
    case let error as PlanError: planFailure(error)
    case let error as StoreError: SweepStores.failure(error, option: "--plan")
    default: error
    }
  }

  private static func planFailure(_ error: PlanError) -> Failure {
    switch error {
    case .noShard: .usage("\(error)")
    case .otherPlan, .notEmpty, .notAFolder: .usage("--plan \(error)")
    case .busy, .full: .limit("--plan \(error)")
    case .missing, .damaged, .otherFormat, .otherVersion, .failed: .data("--plan \(error)")
    }
  }
}

extension SweepPlan {
  /// The plan in two lines.
  var summary: String {
    "\(definition)\n\(counted(instanceCount, "instance")) in "
      + "\(counted(shardDigests.count, "shard")) of at most \(largestShard)\n"
  }
}
