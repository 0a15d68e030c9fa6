import ArgumentParser
import ExactAlgebra
import Interchange
import InvariantFamilies
import LongWork
import Networks
import Presentation
import RandomNetworks

struct InvarianceParameterCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "parameter",
    abstract: "The invariant family with one parameter, which is not locally Lipschitz.",
    usage: """
      reluvar invariance parameter --dimension <d> --at <t> [--layer <file>] [<options>]
      reluvar invariance parameter --network <file> [<options>]
      reluvar invariance parameter --dimension <d> --quotients <levels> [<options>]
      """,
    discussion: """
      A curve through the weights of all networks of all depths: on [k, k + 1], k = 0, 1, 2, ..., a Hilbert curve \
      fills the cube [-r, r]^N of networks with l layers of width d, all followed by ReLU, and comes back to \
      the zero network; the cubes grow. The member at t is the law of that network at X. It is continuous in t, \
      and every layer maps every member to a member. --at evaluates it, exactly at fractions whose digits \
      repeat soon. --network finds the first parameter of a network, and --layer that of the image of a \
      member: exactly where weights are k / 2^j. What is found is evaluated and compared. --quotients shows \
      how the curve fails to be Lipschitz, near --at, and --chart draws that.

      Examples:
        reluvar invariance parameter --dimension 2 --at 3/8
        reluvar invariance parameter --dimension 1 --quotients 6 --format csv
        reluvar invariance parameter --dimension 1 --at 1/2 --quotients 4 \\
                      --uniform=-1:1 --chart curve.svg
      """)

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The dimension of the space (default: that of law or network).", valueName: "d"))
  var dimension: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("A parameter: any number.", valueName: "t"))
  var at: String?

  @OptionGroup var network: NetworkFileOptions

  @Option(
    help: ArgumentHelp(
      "A network whose layers, all followed by ReLU, map the member at --at.", valueName: "file"),
    completion: .file(extensions: ["json", "yaml", "yml", "onnx", "safetensors"]))
  var layer: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Decimal digits of what is not exact, and of what is shown (up to \(Self.largestDigits)).",
      valueName: "number"))
  var digits = 30

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Difference quotients on so many levels (up to \(Self.largestLevel)).", valueName: "levels"))
  var quotients: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "For --quotients without --at: the number of layers (default: 1).", valueName: "number"))
  var depth: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "For --quotients: the neuron of the last layer whose bias moves, from 1 (default: 1).",
      valueName: "number"))
  var neuron: Int?

  @Option(
    help: ArgumentHelp(
      "A picture of the curve and its quotients, a name that ends in .svg, .pdf or .png.",
      valueName: "picture"),
    completion: .file(extensions: ["svg", "pdf", "png"]))
  var chart: String?

  @OptionGroup var input: InputLawOptions
  @OptionGroup var limit: TimeLimitOption
  @OptionGroup var output: OutputOptions<CurveReport>

  static let largestDigits = 10_000
  static let largestLevel = 60

  func run() async throws {
    try output.check()
    let parameter = try checkedParameter()
    let chart = try chart.map { try ChartFile($0, besides: output.output) }
    if !input.given.isEmpty { try input.check() }
    try StandardInput.check([network.network, layer, input.input, input.points, input.weights])
    let file = network.network ?? layer
    let reading = try file.map { try network.read($0) }
    let start = try start(for: reading, named: file)
    let curve = InvariantCurve(startingFrom: start.law)
    if let neuron { try (1...curve.dimension).check(neuron, of: "--neuron") }
    let watch = Stopwatch()
    let report: CurveReport
    do {
      let layers = try reading.map { reading in
        try named(file) { try RectifiedNetwork(reading.network, dimension: curve.dimension) }
      }
      report = try await Failure.translatingErrorsOfLaws {
        try await limit.run(reporting: output.diagnostics) {
          try await self.report(on: curve, from: start, at: parameter, layers, watch)
        }
      }
    } catch let error as InvariantCurveError {
      throw Failure.limit("\(error)")
    } catch let error as CurveQuotientError {
      if error == .notMeasured { throw Failure.limit("\(error)") }
      throw Failure.data("--at: \(error)")
    }
    try output.write(report, on: output.format == .csv ? nil : reading)
    if let quotients = report.quotients {
      try chart?.write { try CurveFigureData(quotients, of: curve).figure.data(as: $0) }
    }
    if let image = report.image, !image.check.holds {
      throw Failure.negative("the curve is somewhere else at the parameter")
    }
  }

  private func report(
    on curve: InvariantCurve, from start: GivenLaw, at parameter: Rational?,
    _ layers: RectifiedNetwork?, _ watch: Stopwatch
  ) async throws -> CurveReport {
    let bits = digits * 3322 / 1000 + 8
    let member = try parameter.map { (parameter: $0, member: try curve.member(at: $0, bits: bits)) }
    var image: CurveReport.Image?
    if let layers {
      let source = member?.member ?? .scaled(1)
      let found = try curve.parameter(ofImageOf: source, under: layers, bits: bits)
      image = CurveReport.Image(
        found, network: try source.composed(with: layers),
        check: try await curve.check(found, ofImageOf: source, under: layers, bits: bits))
    }
    var quotients: CurveQuotients?
    if let count = self.quotients {
      quotients = try await CurveQuotients(
        of: curve, near: parameter ?? curve.quietParameter(depth: depth ?? 1),
        neuron: (neuron ?? 1) - 1, levels: count, options: lawOptions)
    }
    return CurveReport(
      startingFrom: start, member: member, image: image, quotients: quotients, digits: digits,
      seed: output.seed, seconds: output.timings ? watch.seconds : nil)
  }

  private var lawOptions: NetworkLaw.Options {
    var options = NetworkLaw.Options()
    (options.seed, options.threads) = (output.seed, output.threadCount)
    return options
  }

  /// The parameter of `--at`, after all options were compared.
  private func checkedParameter() throws -> Rational? {
    try (1...Self.largestDigits).check(digits, of: "--digits")
    if let dimension { try (1...1_000).check(dimension, of: "--dimension") }
    if let quotients { try (1...Self.largestLevel).check(quotients, of: "--quotients") }
    if let depth { try (1...RectifiedNetwork.maximumDepth).check(depth, of: "--depth") }
    if at != nil || layer != nil, network.network != nil {
      throw Failure.usage("--network and \(at != nil ? "--at" : "--layer"): expected one of them")
    }
    if layer != nil, at == nil { throw Failure.usage("--layer needs --at") }
    if quotients == nil {
      for (option, isGiven) in [
        ("--chart", chart != nil), ("--neuron", neuron != nil), ("--depth", depth != nil),
      ] where isGiven { throw Failure.usage("\(option) needs --quotients") }
    }
    if at != nil, depth != nil { throw Failure.usage("--depth and --at: expected one of them") }
    guard at != nil || network.network != nil || quotients != nil else {
      throw Failure.usage("nothing to do: expected --at, --network or --quotients")
    }
    return try at.map { try VectorList.number($0[...], option: "--at") }
  }

  /// The law of the start: the standard normal one where none is given.
  private func start(for reading: NetworkReading?, named file: String?) throws -> GivenLaw {
    let width = reading?.network.architecture.inputCount
    if let width, let dimension, width != dimension {
      throw Failure.data(
        "\(file ?? ""): \(width) inputs, expected \(dimension), as --dimension says")
    }
    guard !input.given.isEmpty else {
      guard let dimension = dimension ?? width else {
        throw Failure.usage("no dimension: expected --dimension, a network or a law")
      }
      return GivenLaw(.standardNormal(dimension: dimension), from: .standardNormal)
    }
    guard let dimension = dimension ?? width else {
      guard input.hasDimension else {
        throw Failure.usage("no dimension: expected --dimension, a network or a law that says it")
      }
      return try input.law(dimension: nil)
    }
    return try input.law(dimension: dimension)
  }

  /// Errors about a file name it.
  private func named<Value>(_ file: String?, _ work: () throws -> Value) throws -> Value {
    do {
      return try work()
    } catch let error as InvariantCurveError {
      throw Failure.data("\(file ?? ""): \(error)")
    }
  }
}
