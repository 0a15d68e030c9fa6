import ArgumentParser
import Presentation
import ReLUNetworks
import Varieties

struct DeriveCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "derive",
    abstract: "The ideal, degree by degree, certified.",
    usage: ProblemOptions.usage(of: "derive"),
    discussion: """
      For each degree d up to --max-degree: the dimension of J_d, the minimal generators of \
      that degree, and whether both are proved. Polynomials have coprime integer coefficients.

      Examples:
        reluvar derive --widths 4,3,3 --pattern 101 --pattern 011 --max-degree 4
        reluvar derive --widths 3,4,3 --pattern 1100 --pattern 1010 --pattern 1001 \\
                       --max-degree 5 --generators highest-weight
        reluvar derive problem.yaml --format singular --output equations.sing
      """)

  @OptionGroup var problem: ProblemOptions

  @Option(parsing: .unconditional, help: "The largest degree.")
  var maxDegree = 3

  @Option(
    help: ArgumentHelp(
      "Which generators to show: all, highest-weight (one vector for each irreducible "
        + "representation of GL(outputs) x GL(inputs)), or none."))
  var generators = DerivationReport.Selection.all

  @Option(
    help: ArgumentHelp(
      "Memory for the largest matrices, such as 500MB or 4GB; a degree that needs more is "
        + "refused before the work starts.", valueName: "size"))
  var memoryLimit = MemorySize(bytes: 4_000_000_000)

  @OptionGroup var output: OutputOptions

  func run() async throws {
    try output.check()
    guard maxDegree > 0 else {
      throw Failure.usage("--max-degree: \(maxDegree), expected a positive number")
    }
    let diagnostics = output.diagnostics
    let variety = try problem.variety(reporting: diagnostics)
    let report = try await derive(variety, reporting: diagnostics)
    try output.write(.derivation(report))
  }

  private func derive(
    _ variety: PatternVariety, reporting diagnostics: Diagnostics
  ) async throws -> DerivationReport {
    var options = GradedKernel.Options()
    options.seed = output.seed
    options.threads = output.threadCount
    options.memoryLimit = memoryLimit.bytes
    options.findsHighestWeightVectors = generators == .highestWeight
    options.progress = { diagnostics.report($0) }

    defer { diagnostics.clear() }
    let clock = ContinuousClock()
    let start = clock.now
    let kernel: GradedKernel
    let ideal: GradedIdeal
    do {
      kernel = try variety.gradedKernel
      ideal = try await kernel.ideal(upToDegree: maxDegree, options: options)
    } catch let error as PatternVarietyError {
      throw Failure.usage("\(error)")
    } catch let error as KernelError {
      throw Failure.usage("--max-degree \(maxDegree): \(error)")
    }
    let rank = kernel.jacobianRank(
      of: ideal.generators.lazy.map(\.polynomial), seed: output.seed)
    let dimension = variety.dimension(seed: output.seed)
    return DerivationReport(
      of: variety, dimension: dimension, ideal: ideal, generatorRank: rank,
      selection: generators,
      seconds: output.timings ? (clock.now - start) / .seconds(1) : nil)
  }
}
