public import ArgumentParser
import Enclosures
import ExactAlgebra
import GaussianMeasures
import Interchange
import LongWork
import Polyhedra
import Presentation
public import RandomNetworks

extension PolyhedronMeasure.Method: ExpressibleByArgument {}

struct MeasureCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "measure",
    abstract: "The probability of a polyhedron under a law, with proved digits; no network.",
    usage: """
      reluvar measure <law> --polytope <file> [<options>]
      reluvar measure <law> --box <bounds> [<options>]
      reluvar measure --standard-normal --half-space <inequality> ... [<options>]
      """,
    discussion: """
      The probability that a random point satisfies all inequalities at once. Under Gaussian laws \
      and their mixtures it is enclosed between two proved bounds where the integral has dimension 3 \
      or less, which is the number of dimensions that the inequalities span, whatever the number of \
      coordinates, and beyond that where its structure allows it: independent parts, a single common \
      factor, Markov chains and trees, correlations between neighbours only. \
      Elsewhere it is sampled, with bounds that are right with a probability of at least --level, for \
      any number of samples. Under uniform laws and laws of points it is exact. Covariances may be singular, \
      and nothing underflows: small probabilities have their logarithm beside them.

      The polyhedron is closed; --open leaves out its boundary, which makes a difference for \
      singular laws and laws of points only. A box whose bounds are in the wrong order is empty.

      Exit codes: 0 the accuracy was reached, 75 it was not; what was reached is written.

      Examples:
        reluvar measure plane.yaml --polytope triangle.csv
        reluvar measure plane.yaml --box=-1:3,-2:4 --moments
        reluvar measure --standard-normal --box=40:
        reluvar measure --uniform=-1:1 --half-space=1,1,-1/2
      """)

  @Argument(
    help: ArgumentHelp(
      "A file with a law, YAML or JSON; the same as --input.", valueName: "law"),
    completion: .file(extensions: ["yaml", "yml", "json"]))
  var file: String?

  @OptionGroup var input: InputLawOptions
  @OptionGroup var polyhedron: PolyhedronOptions

  @Flag(help: "The mean and the covariance of the law in the polyhedron too.")
  var moments = false

  @OptionGroup var accuracy: MeasureAccuracyOptions
  @OptionGroup var limit: TimeLimitOption
  @OptionGroup var output: OutputOptions<MeasureReport>

  func run() async throws {
    try output.check()
    try input.check(orFile: file)
    try polyhedron.check()
    try StandardInput.check([file, input.input, input.points, input.weights, polyhedron.polytope])
    var options = try accuracy.options
    options.hasMoments = moments
    options.seed = output.seed
    options.threads = output.threadCount
    let (law, halfSpaces) = try lawAndHalfSpaces()
    let watch = Stopwatch()
    let measure = try await Failure.translatingErrorsOfLaws {
      try await limit.run(reporting: output.diagnostics) { [options] in
        try await PolyhedronMeasure(of: halfSpaces, under: law.law, options: options)
      }
    }
    try output.write(
      MeasureReport(
        of: polyhedron.given(inequalityCount: halfSpaces.count), under: law, measure: measure,
        hasMoments: moments, seconds: output.timings ? watch.seconds : nil))
    if !measure.isAccurate { throw Failure.limit("the accuracy was not reached (--accuracy)") }
  }

  /// Of law and inequalities one may leave open how many coordinates there are.
  private func lawAndHalfSpaces() throws -> (GivenLaw, [HalfSpace]) {
    if file != nil || input.hasDimension {
      let law = try input.law(dimension: nil, orFile: file)
      return (law, try polyhedron.halfSpaces(dimension: law.law.dimension))
    }
    let halfSpaces = try polyhedron.halfSpaces(dimension: nil)
    return (try input.law(dimension: halfSpaces.first?.dimension), halfSpaces)
  }
}
