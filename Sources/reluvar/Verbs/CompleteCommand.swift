import ArgumentParser
import ExactAlgebra
import Interchange
import LongWork
import NetworkVarieties
import PossibleOutputs
import Presentation
import Realizability
import Varieties

struct CompleteCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "complete",
    abstract: "Given some outputs, which values can the others still take?",
    usage: "reluvar complete <problem> [<options>]",
    discussion: """
      Every block of the problem has points and outputs, a row for each point; null stands for an \
      output that is not known. The known outputs are put into the equations of the output \
      variety. For every unknown output: is it determined, does it have finitely many values \
      (exact, or intervals with the polynomial), is it free, or is there no value? The \
      relations that are left are printed too.

      The equations are linear relations of the points and rank constraints; where no theorem says \
      that these are all, the ideal is derived up to --max-degree too. Where the equations may \
      not be all, they are necessary conditions, and the result says so.

      The equations know nothing of signs. So a second answer is kept apart: does a network with \
      these patterns have the known outputs? It is realized by a network, impossible with a proof, \
      or unknown.

      Exit codes: 0 an answer was found, 1 the known outputs are impossible, by the equations or by \
      the signs, 75 a limit was reached before the equations were solved.

      Examples:
        reluvar complete outputs.yaml
        reluvar complete outputs.yaml --max-degree 2 --format json
      """)

  @Argument(
    help: ArgumentHelp(
      "A problem file, YAML or JSON, with points and outputs in each block; null where an output "
        + "is not known. - is standard input.", valueName: "problem"),
    completion: .file(extensions: ["yaml", "yml", "json"]))
  var file: String

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The largest degree to which the ideal is derived where the rank constraints may not be all "
        + "equations (default: 3); auto goes on until the codimension is reached.",
      valueName: "degree"),
    transform: DegreeBound.init(parsing:))
  var maxDegree = DegreeBound.degree(3)

  @OptionGroup var limit: TimeLimitOption
  @OptionGroup var output: OutputOptions<CompletionReport>

  func run() async throws {
    try output.check()
    let unknowns = try unknowns()
    let watch = Stopwatch()
    let completion = try await limit.run(reporting: output.diagnostics) {
      defer { output.diagnostics.clear() }
      var realization = RealizationProblem.Options()
      realization.seed = output.seed
      return try await OutputCompletion(
        of: unknowns, to: maxDegree.goal, options: output.computation.idealOptions,
        realization: realization)
    }
    try output.write(
      CompletionReport(
        completion, seed: output.seed, seconds: output.timings ? watch.seconds : nil))
    if completion.isContradictory {
      throw Failure.negative("the equations have no real solution with the known outputs")
    }
    if completion.existence == .impossible {
      throw Failure.negative("no network with these patterns has the known outputs")
    }
    if completion.solutions == nil {
      throw Failure.limit("the equations were not solved")
    }
  }

  private func unknowns() throws -> UnknownOutputs {
    do {
      let problem = try Problem(file: file, allowsUnknownOutputs: true)
      let outputs = try outputs(of: problem)
      let variety = try OutputVariety(
        of: problem.architecture, on: problem.entries.map(\.block))
      return UnknownOutputs(of: variety, outputs: outputs)
    } catch let error as DataError {
      throw Failure.data("\(error)")
    } catch let error as OutputVarietyError {
      throw Failure.data("\(file): \(error)")
    }
  }

  /// The outputs of all points, some of them known and some not.
  private func outputs(of problem: Problem) throws -> [[Rational?]] {
    var outputs: [[Rational?]] = []
    for (index, entry) in problem.entries.enumerated() {
      guard let rows = entry.partialOutputs else {
        throw Failure.data(
          "\(file): block \(index + 1): no outputs, expected points and a row of outputs for each "
            + "of them, with null where an output is not known")
      }
      guard entry.map == nil else {
        throw Failure.data(
          "\(file): block \(index + 1): a map beside outputs, expected outputs only")
      }
      outputs += rows
    }
    guard outputs.joined().contains(where: { $0 == nil }) else {
      throw Failure.data(
        "\(file): no output is null, expected at least one that is not known (the verb 'check' "
          + "tests outputs that are all known)")
    }
    guard outputs.joined().contains(where: { $0 != nil }) else {
      throw Failure.data(
        "\(file): all outputs are null, expected at least one that is known (the verb 'derive' "
          + "gives the equations of all outputs)")
    }
    return outputs
  }
}
