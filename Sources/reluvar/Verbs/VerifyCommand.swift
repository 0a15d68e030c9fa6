import ArgumentParser
import ExactAlgebra
import Interchange
import LongWork
import Networks
import Presentation
import Properties
import Regions
import Verification

struct VerifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Does a network have a property? Decided exactly.",
    usage: """
      reluvar verify <network> <property> [<options>]
      """,
    discussion: """
      The property is a file in VNN-LIB, 1.0 or 2.0: what a counterexample satisfies. The property holds if \
      no input does. Decimals are exact and strict conditions stay strict; inputs may be unbounded. \
      Boxes of inputs are halved until bounds in floating point, with proved errors, refute each counterexample; where they \
      cannot, neurons are given signs and linear programs over the rationals decide, so margins may be zero. \
      The answer is that of exact arithmetic: a network in floating point may give other outputs at a \
      counterexample.

      --check reads a certificate and checks it, with integers; it searches nothing.

      Exit codes: 0 the property holds, or the certificate is accepted; 1 the property is violated, or the certificate refused; \
      75 a limit was reached.

      Examples:
        reluvar verify small.json property.vnnlib
        reluvar verify small.json property.vnnlib --format json
        reluvar verify small.json property.vnnlib --certificate proof.jsonl
        reluvar verify small.json property.vnnlib --check proof.jsonl
      """)

  @OptionGroup var given: PropertyOptions

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Stop after so many regions, or parts of boxes with signs of neurons.", valueName: "number"))
  var maxRegions: Int?

  @Option(
    help: ArgumentHelp(
      "Where the property holds, write why, for others to check: a tree of splits.",
      valueName: "file"))
  var certificate: String?

  @Option(
    help: ArgumentHelp(
      "Search nothing: check that this certificate shows that the property holds.",
      valueName: "file"),
    completion: .file())
  var check: String?

  @OptionGroup var limit: TimeLimitOption
  @OptionGroup var output: OutputOptions<PropertyReport>

  func run() async throws {
    try output.check()
    if let maxRegions { try (1...Int.max).check(maxRegions, of: "--max-regions") }
    try certificate.map { try OutputFile(path: $0, option: "--certificate").checkWritable() }
    let (reading, property) = try given.read(besides: [check])
    if let check { return try await checkCertificate(check, for: property, of: reading) }
    let watch = Stopwatch()
    let decision = try await decision(on: property, for: reading.network)
    if let certificate, let proof = decision.proof {
      try OutputFile(path: certificate, option: "--certificate").write { body in
        try proof.writeLines { try body($0 + "\n") }
      }
    }
    try output.write(
      PropertyReport(
        decision, of: GivenProperty(from: given.property),
        certificate: decision.proof == nil ? nil : certificate.map { GivenProperty(from: $0) },
        seconds: output.timings ? watch.seconds : nil),
      on: reading)
    switch decision.verdict {
    case .holds: break
    case .violated: throw Failure.negative("the property is violated")
    case .unknown: throw Failure.limit("not decided; see the report")
    }
  }

  private func decision(
    on property: Property, for network: Network
  ) async throws -> PropertyDecision {
    var options = PropertyDecision.Options()
    options.threads = output.threadCount
    options.maximumRegions = maxRegions
    options.keepsProof = certificate != nil
    let watch = Stopwatch()
    let diagnostics = output.diagnostics
    options.progress = { diagnostics.report($0, after: watch.elapsed) }
    options.boxProgress = { diagnostics.report($0, after: watch.elapsed) }
    do {
      let decision = try await limit.run(reporting: output.diagnostics) { [options] in
        try await PropertyDecision(of: property, for: network, options: options)
      }
      diagnostics.clear()
      return decision
    } catch let error as PropertyDecisionError {
      throw Failure.data("\(given.property): \(error)")
    } catch let error as RegionError {
      throw Failure.data("\(error)")
    }
  }
}
