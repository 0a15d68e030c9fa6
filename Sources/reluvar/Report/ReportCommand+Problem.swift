import Certification
import Interchange
import LongWork
import NetworkVarieties
import Presentation

extension ReportCommand {
  /// As many rank constraints as a page lists.
  private static let maximumConstraintCount = 1_000

  func reportProblem() async throws {
    let variety = try self.variety()
    let report = try await limit.run(reporting: output.diagnostics) {
      try await problemReport(on: variety)
    }
    try await output.write(report.document(version: Reluvar.version))
    if !report.isComplete { throw Failure.limit("not complete; what was found is written") }
  }

  private func variety() throws -> ReLUVariety {
    let problem: Problem
    do {
      problem = try Problem(file: input)
    } catch {
      throw Failure.data("\(error)")
    }
    return try ProblemOptions.variety(
      of: problem, in: input, keepingEqualBlocks: false, reporting: output.diagnostics)
  }

  private func problemReport(on variety: ReLUVariety) async throws -> ProblemReport {
    var clock = ReportClock(parts: 3)
    let dimension = try await clock.part {
      DimensionReport(try VarietyDimension(of: variety, seed: output.seed))
    }
    let constraints = try await clock.part { constraintReport(on: variety) }
    let derivation: PartEnd<DerivationReport>
    do {
      derivation = try await clock.part { try await derivationReport(on: variety) }
    } catch let error as any NetworkVarietyError {
      // Too large, or a degree that has no method; the rest of the report does not depend on it.
      derivation = .refused(reason: "\(error)")
    }
    return ProblemReport(
      on: variety, of: GivenProblem(from: input), dimension: dimension, constraints: constraints,
      derivation: derivation,
      commands: .init(
        report: command("report", problem.words + rowWords + output.words),
        dimension: command("dimension"),
        constraints: command("constraints", constraints.value?.limitWords ?? []),
        derivation: command("derive", problem.words)))
  }

  private func constraintReport(on variety: ReLUVariety) -> ConstraintReport {
    let list = RankConstraintList(of: variety, maximumCount: Self.maximumConstraintCount)
    list.search()
    let completeness = Completeness(ofConstraintsOf: variety, seed: output.seed)
    return ConstraintReport(
      list, completeness: completeness,
      hilbert: completeness.hilbertInvariants(in: variety.ambientDimension))
  }

  private func derivationReport(on variety: ReLUVariety) async throws -> DerivationReport {
    defer { output.diagnostics.clear() }
    let bound = problem.maxDegree ?? .degree(3)
    let derivation = try await Derivation(
      of: variety, to: bound.goal, options: output.computation.derivationOptions(upTo: bound))
    return DerivationReport(CertifiedDerivation(of: derivation), selection: problem.generators)
  }
}

extension ConstraintReport {
  /// The options with which the list ends where it does.
  fileprivate var limitWords: [String] {
    guard case .maximumCount(let count) = constraints.coverage.end else { return [] }
    return ["--max-constraints", "\(count)"]
  }
}

extension ReportProblemOptions {
  /// The options as they are given again.
  fileprivate var words: [String] {
    (maxDegree.map { ["--max-degree", "\($0)"] } ?? [])
      + (generators.map { ["--generators", $0.rawValue] } ?? [])
  }
}
