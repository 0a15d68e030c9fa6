import ArgumentParser
import Certification
import ExactAlgebra
import LongWork
import NetworkVarieties
import Presentation
import Varieties

struct DeriveCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "derive",
    abstract: "The ideal, degree by degree, certified.",
    usage: ProblemOptions.usage(of: "derive"),
    discussion: """
      For each degree d up to --max-degree: the dimension of J_d, the minimal generators of \
      that degree, and whether both are proved. Polynomials have coprime integer coefficients.

      When --time-limit or --memory-limit is reached, or the work is interrupted, the degrees that \
      are finished are printed all the same, and the exit code is 75. --format jsonl writes a line \
      for every degree when it is finished, lines for its generators, and a summary at the end.

      Degrees above \(GradedKernel.largestDegree(by: .highestWeights) ?? 0) are treated by --method \
      weight-spaces only, unless the ideal is known by then: the whole space, linear varieties and \
      hypersurfaces are known in all degrees.

      Examples:
        reluvar derive --widths 4,3,3 --pattern 101 --pattern 011 --max-degree 4
        reluvar derive --widths 3,4,3 --pattern 1100 --pattern 1010 --pattern 1001 \\
                       --max-degree 5 --generators highest-weight
        reluvar derive --widths 3,3,3 --pattern 101 --pattern 011 --max-degree auto
        reluvar derive problem.yaml --format singular --output equations.sing
        reluvar derive problem.yaml --format mrdi --output ideal.mrdi
      """)

  @OptionGroup var problem: ProblemOptions

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The largest degree (default: 3); auto goes on until the generators reach the codimension, "
        + "or, where a theorem names them, to the last of them, written out or not.",
      valueName: "degree"),
    transform: DegreeBound.init(parsing:))
  var maxDegree = DegreeBound.degree(3)

  @Option(
    help: ArgumentHelp(
      "Which generators to show: all, highest-weight (one vector for each irreducible "
        + "representation of GL(outputs) x GL(inputs)), families (minors by their matrices, one "
        + "vector for each of the others), or none (default: all up to "
        + "\(DerivationReport.Selection.largestDefault) of them with 200,000 terms together, beyond that "
        + "highest-weight).",
      valueName: "all|highest-weight|families|none"))
  var generators: DerivationReport.Selection?

  @Option(
    help: ArgumentHelp(
      "How polynomials of a degree are cut into parts: by highest-weights, or by weight-spaces, "
        + "an independent and slower route to the same numbers (default: highest-weights; with "
        + "--max-degree auto no polynomials are searched for where a theorem names all generators).",
      valueName: "highest-weights|weight-spaces"))
  var method: KernelMethod?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Memory for tables and matrices, such as 500MB or 4GB; a degree that needs more is "
        + "refused before the work on it starts.", valueName: "size"))
  var memoryLimit = MemorySize(bytes: 4_000_000_000)

  @OptionGroup var limit: TimeLimitOption

  @Flag(
    help: ArgumentHelp(
      "Decide whether the generators found generate the whole ideal, through Singular where no "
        + "theorem says so (exit code 69 without Singular, 1 where some are missing, 75 where it is "
        + "not decided)."))
  var certify = false

  @Option(
    help: ArgumentHelp(
      "A point: a network, or a problem file with a map in each block or outputs on the points. "
        + "Does it lie on the variety, is it singular, and what is the tangent space?",
      valueName: "point"), completion: .file())
  var at: String?

  @OptionGroup var output: OutputOptions<DerivationOutput>

  func run() async throws {
    try output.check()
    if method == .weightSpaces, let generators, [.highestWeight, .families].contains(generators) {
      throw Failure.usage(
        "--generators \(generators.rawValue) needs --method highest-weights, "
          + "weight-spaces finds generators weight by weight")
    }
    if let generators, generators != .all, OutputFormat.ofIdeals.contains(output.format) {
      throw Failure.usage(
        "--generators \(generators.rawValue): --format \(output.formatName) writes an ideal, expected all"
      )
    }
    let diagnostics = output.diagnostics
    let problem = try self.problem.problem()
    let variety = try self.problem.variety(of: problem, reporting: diagnostics)
    let certifier = try certifier(for: variety)
    let point = try at.map {
      try GivenPoint(
        file: $0, of: variety, keepingEqualBlocks: self.problem.keepEqualBlocks)
    }
    let report =
      output.format == .jsonl
      ? try await writeLines(of: variety, at: point, certifier: certifier)
      : try await limit.run(reporting: diagnostics) {
        try await derive(variety, at: point, certifier: certifier, reporting: diagnostics)
      }
    try checkFormat(of: report)
    if output.format != .jsonl {
      try output.write(report, on: problem.network)
    }
    try report.checkOutcome()
  }

  /// Input for other programs holds the ideal, so all generators.
  private func checkFormat(of report: DerivationReport) throws {
    guard !report.derivation.ideal.unwritten.isEmpty, output.format.needsPolynomials else { return }
    throw Failure.limit(
      "--format \(output.formatName): some generators are too long to be written as polynomials, "
        + "--format text names them; 'reluvar constraints' writes the matrices whose minors they are"
    )
  }

  /// Writes every degree as soon as it is finished.
  private func writeLines(
    of variety: ReLUVariety, at point: GivenPoint?, certifier: Certifier?
  ) async throws -> DerivationReport {
    let diagnostics = output.diagnostics
    let lines = DerivationLines(selection: generators, version: Reluvar.version)
    return try await limit.run(reporting: diagnostics) {
      try await output.withStream { sink in
        let report = try await derive(
          variety, at: point, certifier: certifier, reporting: diagnostics,
          degreeFinished: { ideal in
            try lines.write(lastDegreeOf: ideal, to: sink.write)
            try sink.flush()
          })
        try lines.writeEnd(of: report, to: sink.write)
        return report
      }
    }
  }

  /// Found before any work is done, if it is needed: not where a theorem names all generators and
  /// their degrees are reached.
  private func certifier(for variety: ReLUVariety) throws -> Certifier? {
    guard certify, !maxDegree.goal.reachesAllGenerators(of: variety) else { return nil }
    do {
      return Certifier(program: try SingularProgram.find())
    } catch {
      throw Failure.missingProgram("--certify: \(error)")
    }
  }

  private func derive(
    _ variety: ReLUVariety, at point: GivenPoint?, certifier: Certifier?,
    reporting diagnostics: Diagnostics,
    degreeFinished: (@Sendable (GradedIdeal) async throws -> Void)? = nil
  ) async throws -> DerivationReport {
    let watch = Stopwatch()
    defer { diagnostics.clear() }
    var options = output.computation.derivationOptions(upTo: maxDegree, method: method)
    options.kernel.memoryLimit = memoryLimit.bytes
    options.degreeFinished = degreeFinished
    let derivation: Derivation
    do {
      derivation = try await Derivation(of: variety, to: maxDegree.goal, options: options)
    } catch let error as any NetworkVarietyError {
      throw Failure.usage("\(error)")
    }
    diagnostics.clear()
    var certification: CertificationOutcome?
    if let certifier, derivation.computed.computation?.kernel != nil {
      diagnostics.note("Singular is asked whether the generators are complete")
      certification = try await certifier.certify(derivation)
    }
    var constraints: RankConstraintList?
    if output.format == .latex {
      constraints = RankConstraintList(of: variety, maximumCount: Self.maximumConstraintCount)
      constraints?.search()
    }
    try point?.check(generatorsOf: derivation.ideal)
    let certified = CertifiedDerivation(
      of: derivation, certification: certification,
      at: point.map { ($0.values, $0.isOfNetwork) })
    return DerivationReport(
      certified, selection: generators, seconds: output.timings ? watch.seconds : nil,
      constraints: constraints)
  }

  /// The largest number of rank constraints that LaTeX lists before the ideal.
  private static let maximumConstraintCount = 1_000
}

extension DerivationReport {
  /// Turns what was not reached into an exit code.
  fileprivate func checkOutcome() throws {
    let ideal = derivation.ideal
    if let limit = ideal.limit {
      throw Failure.limit(
        "\(limit)" + (ideal.pieces.isEmpty ? "" : "; the degrees before it are finished"))
    }
    switch derivation.certification {
    case .incomplete:
      throw Failure.negative("the generators up to degree \(ideal.maximumDegree) are not all")
    case .undecided where derivation.completeness.isComplete:
      break
    case .undecided(let reason):
      throw Failure.limit("whether the generators are complete was not decided: \(reason)")
    case .complete, nil:
      break
    }
    switch constraints?.coverage.end {
    case .time, .interruption: throw Failure.limit("not all rank constraints are listed")
    case .maximumCount, nil: break
    }
  }
}
