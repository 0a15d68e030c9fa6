import ArgumentParser
import Enclosures
import ExactAlgebra
import GaussianMeasures
import Interchange
import LongWork
import Networks
import Presentation
import RandomNetworks
import RegionInformation

struct DensityCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "density",
    abstract: "A density of points with the activation regions of a network as bins.",
    usage: """
      reluvar density <network> --points <points> [--box <bounds>] [<options>]
      reluvar density <network> --points <points> --input <law> [<options>]
      """,
    discussion: """
      The activation regions of a network are bins without widths that somebody has to choose. On a \
      region with c of N points the density is c / (N volume) in a box (--box), exactly, up to 7 \
      inputs; or c / (N mass) times the density of a law (--input, --standard-normal, --uniform), \
      which is a density on the whole space, with masses that are enclosed as in 'reluvar law'. \
      Without either the box is the one around the points, widened by a twentieth on each side.

      The pattern of a point is exact, and a gate at exactly zero is inactive. Points outside of the \
      box are counted and left out. Points on boundaries may have a pattern whose region has no \
      interior; they count in N and in no cell. All of this is said.

      The mean log density is that over the points, and over others (--held-out): minus infinity where \
      one of them lies in a region without points, unless --smoothing spreads pseudo-counts. --compare \
      sets a histogram and a kernel estimate beside it, at their best widths by cross-validation, from \
      scikit-learn: RELUVAR_PYTHON names an interpreter that has it, else it is python3. --sample \
      draws points from the density.

      Exit codes: 0 success, 69 no Python with scikit-learn, 75 masses or samples that a limit does \
      not allow.

      Examples:
        reluvar density net.onnx --points train.csv --box=0:8
        reluvar density net.onnx --points train.csv --held-out test.csv \\
                        --smoothing 1 --compare
        reluvar density net.onnx --points train.csv --input normal.yaml \\
                        --layers 1
        reluvar density net.onnx --points train.csv \\
                        --sample 1000 --sample-file new.csv
      """)

  @OptionGroup var argument: NetworkArgument
  @OptionGroup var network: NetworkFileOptions

  @Option(
    help: ArgumentHelp(
      "The points, one on each line of a file, as many coordinates as the network has inputs.",
      valueName: "points"),
    completion: .file(extensions: ["csv", "tsv", "txt"]))
  var points: String

  @Option(
    help: ArgumentHelp(
      "Other points, at which the density is judged: a file of the same form.",
      valueName: "points"),
    completion: .file(extensions: ["csv", "tsv", "txt"]))
  var heldOut: String?

  @Option(
    help: ArgumentHelp(
      "The columns of --points and --held-out that are coordinates: numbers from 1, ranges, or names "
        + "in the header (default: all).", valueName: "columns"))
  var columns: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Bounds for each coordinate, such as -2:3,-1:1, or one pair for all coordinates, such as -1:1.",
      valueName: "a:b,..."))
  var box: String?

  @OptionGroup var described: DescribedLawOptions

  @Option(
    name: [.customLong("layers"), .customLong("first-layers")], parsing: .unconditional,
    help: ArgumentHelp(
      "The patterns of so many hidden layers, from the first on (default: all).",
      valueName: "number"))
  var layers: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Pseudo-counts, spread over the domain by volume or mass (default: 0).", valueName: "number"))
  var smoothing: String?

  @Flag(help: "A histogram and a kernel estimate beside it, from scikit-learn.")
  var compare = false

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Draw so many points from the density, by --seed: with --format json, or into --sample-file.",
      valueName: "number"))
  var sample: Int?

  @Option(
    help: ArgumentHelp("A file for the points of --sample, one on each line.", valueName: "file"),
    completion: .file(extensions: ["csv"]))
  var sampleFile: String?

  @OptionGroup var accuracy: MeasureAccuracyOptions
  @OptionGroup var limit: TimeLimitOption

  @OptionGroup var output: OutputOptions<DensityReport>

  func run() async throws {
    let name = try checkedNetwork()
    let reading = try network.read(name)
    let job = DensityJob(
      network: reading.network, given: try givenPoints(reading.network.architecture),
      options: try options)
    let watch = Stopwatch()
    let report: DensityReport = try await limit.run(reporting: output.diagnostics) {
      try await makeReport(of: job, timedBy: watch)
    }
    output.diagnostics.clear()
    if let sampleFile, let samples = report.samples {
      let lines = samples.map { $0.map { RegionSample.text($0) }.joined(separator: ",") + "\n" }
      try OutputFile(path: sampleFile).write { try $0(lines.joined()) }
    }
    try output.write(report, on: reading)
  }

  private func makeReport(of job: DensityJob, timedBy watch: Stopwatch) async throws
    -> DensityReport
  {
    let (reference, given) = try reference(for: job)
    return try await job.failing { () async throws -> DensityReport in
      let density = try await job.density(by: reference)
      var mean: DensityReport.HeldOut?
      if let heldOut, let points = job.given.heldOut {
        mean = .init(GivenPoints(from: heldOut), mean: try await density.meanLogDensity(of: points))
      }
      let peers = compare ? try await job.peers(of: density, seed: output.seed) : nil
      let samples = try sample.map { try density.samples(count: $0, seed: output.seed) }
      return DensityReport(
        of: density, by: given, from: GivenPoints(from: points), heldOut: mean, peers: peers,
        samples: samples, seed: output.seed, layerCount: layers,
        seconds: output.timings ? watch.seconds : nil)
    }
  }

  /// What cells are measured by.
  private func reference(
    for job: DensityJob
  ) throws -> (DensityReference, DensityReport.Reference) {
    let dimension = job.network.architecture.inputCount
    if !described.given.isEmpty {
      let law = try described.law(dimension: dimension)
      return (.law(law.law), .law(law))
    }
    guard let box else { return (.box(try job.boxOfPoints()), .boxOfPoints) }
    return (
      .box(try BoxBounds(box, option: "--box").closedSides(dimension: dimension)), .box(box)
    )
  }

  private func givenPoints(_ architecture: Architecture) throws -> DensityJob.Points {
    do {
      let selection = try columns.map(ColumnSelection.init(parsing:))
      func read(_ file: String) throws(DataError) -> [[Rational]] {
        let points = try InputPoints(
          file: file, columns: architecture.inputCount, selecting: selection)
        return (0..<points.count).map { points[$0] }
      }
      return DensityJob.Points(points: try read(points), heldOut: try heldOut.map(read))
    } catch {
      throw Failure.data("\(error)")
    }
  }

  private var options: RegionDensity.Options {
    get throws {
      var options = RegionDensity.Options()
      options.layers = layers
      options.threads = output.threadCount
      let diagnostics = output.diagnostics
      options.progress = { diagnostics.reportCells($0, of: $1) }
      options.measure = try accuracy.options
      options.measure.threads = output.threadCount
      options.measure.seed = output.seed
      if let smoothing {
        guard let number = try? Rational(parsing: smoothing), number.signum() >= 0 else {
          throw Failure.usage(
            "--smoothing: '\(smoothing.excerpt)', expected a number that is not negative")
        }
        options.smoothing = number
      }
      return options
    }
  }

  private static let sampleCounts = 1...1_000_000

  /// Checks the options.
  ///
  /// - Returns: the file of the network.
  private func checkedNetwork() throws -> String {
    try output.check()
    let laws = described.given
    guard laws.count <= 1 else {
      throw Failure.usage("\(laws[0]) and \(laws[1]): expected one law")
    }
    if let law = laws.first, box != nil {
      throw Failure.usage("give --box or \(law), not both")
    }
    if let sample { try Self.sampleCounts.check(sample, of: "--sample") }
    guard sample == nil || sampleFile != nil || output.format == .json else {
      throw Failure.usage("--sample needs --format json or --sample-file")
    }
    guard sampleFile == nil || sampleFile != output.output else {
      throw Failure.usage("--sample-file and --output: expected two files")
    }
    guard sampleFile == nil || sample != nil else {
      throw Failure.usage("--sample-file needs --sample")
    }
    if let sampleFile { try OutputFile(path: sampleFile).checkWritable() }
    let name = try argument.file(orNetwork: network.network)
    try StandardInput.check([name, points, heldOut, described.input])
    return name
  }
}
