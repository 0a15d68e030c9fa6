import ArgumentParser
import Certification
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

      When --time-limit or --memory-limit is reached, the degrees that are finished are printed \
      all the same, and the exit code is 75.

      Examples:
        reluvar derive --widths 4,3,3 --pattern 101 --pattern 011 --max-degree 4
        reluvar derive --widths 3,4,3 --pattern 1100 --pattern 1010 --pattern 1001 \\
                       --max-degree 5 --generators highest-weight
        reluvar derive --widths 3,3,3 --pattern 101 --pattern 011 --max-degree auto
        reluvar derive problem.yaml --format singular --output equations.sing
      """)

  @OptionGroup var problem: ProblemOptions

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The largest degree (default: 3); auto goes on until the generators reach the codimension.",
      valueName: "degree"),
    transform: DegreeBound.init(parsing:))
  var maxDegree = DegreeBound.degree(3)

  @Option(
    help: ArgumentHelp(
      "Which generators to show: all, highest-weight (one vector for each irreducible "
        + "representation of GL(outputs) x GL(inputs)), or none (default: all up to "
        + "\(DerivationReport.Selection.largestDefault) of them, beyond that highest-weight).",
      valueName: "all|highest-weight|none"))
  var generators: DerivationReport.Selection?

  @Option(
    help: ArgumentHelp(
      "How polynomials of a degree are cut into parts: by highest-weights, or by weight-spaces, "
        + "an independent and slower route to the same numbers.",
      valueName: "highest-weights|weight-spaces"))
  var method = KernelMethod.highestWeights

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Memory for tables and matrices, such as 500MB or 4GB; a degree that needs more is "
        + "refused before the work on it starts.", valueName: "size"))
  var memoryLimit = MemorySize(bytes: 4_000_000_000)

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The time for the derivation, such as 90s, 10m or 2h.", valueName: "time"),
    transform: TimeSpan.init(parsing:))
  var timeLimit: TimeSpan?

  @Flag(
    help: ArgumentHelp(
      "Decide through Singular whether the generators found generate the whole ideal "
        + "(exit code 69 without Singular, 1 where some are missing, 75 where it is not decided)."))
  var certify = false

  @OptionGroup var output: OutputOptions<Report>

  func run() async throws {
    try output.check()
    if method == .weightSpaces, generators == .highestWeight {
      throw Failure.usage(
        "--generators highest-weight needs --method highest-weights, "
          + "weight-spaces finds generators weight by weight")
    }
    let certifier = try certifier()
    let diagnostics = output.diagnostics
    let variety = try problem.variety(reporting: diagnostics)
    let report = try await derive(variety, certifier: certifier, reporting: diagnostics)
    try output.write(Report.derivation(report))
    try report.checkOutcome()
  }

  /// Found before any work is done, if it is needed.
  private func certifier() throws -> Certifier? {
    guard certify else { return nil }
    do {
      return Certifier(program: try SingularProgram.find())
    } catch {
      throw Failure.missingProgram("--certify: \(error)")
    }
  }

  private func derive(
    _ variety: ReLUVariety, certifier: Certifier?, reporting diagnostics: Diagnostics
  ) async throws -> DerivationReport {
    let clock = ContinuousClock()
    let start = clock.now
    defer { diagnostics.clear() }
    let dimension = variety.dimension(seed: output.seed)
    var computation: IdealComputation
    do {
      computation = try variety.idealComputation
    } catch {
      throw Failure.usage("\(error)")
    }
    computation = try await computation.eliminatingLinearForms(options: options())
    let codimension = computation.coordinateCount - dimension.value
    var options = options()
    options.sufficientRank = maxDegree == .automatic ? codimension : nil
    options.progress = { diagnostics.report($0) }
    if let degree = maxDegree.fixed,
      let limit = computation.refusal(upToDegree: degree, options: options), limit.degree > 1
    {
      diagnostics.note("\(limit); the degrees before it come first")
    }
    let ideal = try await computation.ideal(upToDegree: maxDegree.largest, options: options)
    let rank = computation.jacobianRank(of: ideal, upTo: codimension, seed: output.seed)
    diagnostics.clear()
    var completeness: CertificationOutcome?
    if let certifier, let kernel = computation.kernel {
      diagnostics.note("Singular is asked whether the generators are complete")
      completeness = try await certifier.certify(
        ideal.generators.map(\.polynomial), of: kernel.map,
        timeLimit: timeLimit.map { max($0.duration - (clock.now - start), .seconds(1)) },
        seed: output.seed
      ).mapMissing(computation.restoring)
    }
    return DerivationReport(
      of: variety, dimension: dimension, ideal: computation.restoring(ideal),
      generatorRank: rank, completeness: completeness, selection: generators,
      seconds: output.timings ? (clock.now - start) / .seconds(1) : nil)
  }

  private func options() -> GradedKernel.Options {
    var options = GradedKernel.Options()
    options.method = method
    options.seed = output.seed
    options.threads = output.threadCount
    options.memoryLimit = memoryLimit.bytes
    options.timeLimit = timeLimit?.duration
    return options
  }
}

extension DerivationReport {
  /// Turns what was not reached into an exit code.
  fileprivate func checkOutcome() throws {
    if let limit = ideal.limit {
      throw Failure.limit(
        "\(limit)" + (ideal.pieces.isEmpty ? "" : "; the degrees before it are finished"))
    }
    switch completeness {
    case .incomplete:
      throw Failure.negative("the generators up to degree \(ideal.maximumDegree) are not all")
    case .undecided(let reason):
      throw Failure.limit("whether the generators are complete was not decided: \(reason)")
    case .complete, nil:
      break
    }
  }
}
