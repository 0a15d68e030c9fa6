public import ArgumentParser
import Interchange
public import Presentation
import ReLUNetworks

extension RegionReport.Kind: ExpressibleByArgument {}
extension RegionReport.Method: ExpressibleByArgument {}

struct RegionsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "regions",
    abstract: "The activation regions of a network with given weights, exactly.",
    usage: """
      reluvar regions <network> [<options>]
      reluvar regions <network> --box <bounds> [--slice <vectors>] [<options>]
      """,
    discussion: """
      An activation region is the open set of inputs on which given hidden neurons are active and \
      the others are not. Weights are taken exactly, and every cut is decided over the rationals: \
      no region is lost or invented, however small. A neuron whose pre-activation vanishes on a \
      whole region counts as inactive there.

      The regions are counted on the whole input space, a box, a polytope or an affine slice; \
      --list, and JSON, list them with a point inside, the number of facets and whether they are \
      bounded, in the order of their patterns and while they are found. Boundedness and facets \
      are those of the part in the domain.

      --count says what is counted: activation regions; regions of the first hidden layers \
      (--layers); linear regions, that is, the largest connected sets on which the network is one \
      affine map; or distinct affine maps. The last two, --edges and --method walk keep all \
      regions in memory.

      Exit codes: 0 all regions were found, 75 a limit was reached; what was found is written.

      Examples:
        reluvar regions net.onnx
        reluvar regions net.onnx --box 0:8 --format jsonl --output regions.jsonl
        reluvar regions net.onnx --slice '5,3,3,1;1,0,0,0;0,0,1,0' --count linear
      """)

  @OptionGroup var domain: DomainOptions

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Only the first hidden layers (default: all).", valueName: "number"))
  var layers: Int?

  @Option(help: "activation, first-layers, linear or affine-maps.")
  var count = RegionReport.Kind.activation

  @Option(
    help: ArgumentHelp(
      "vertices, programs (linear programs, for high dimensions) or walk (from region to region "
        + "through facets, an independent check; default: by the dimension).",
      valueName: "method"))
  var method: RegionReport.Method?

  @Flag(
    inversion: .prefixedNo,
    help: "List the regions (default: with JSON, not with text).")
  var list: Bool?

  @Flag(help: "The exact areas of bounded regions in dimension 2, and their sum.")
  var areas = false

  @Flag(help: "With --format json: which regions touch in a facet, and through which neurons.")
  var edges = false

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Stop after so many regions.", valueName: "number"))
  var maxRegions: Int?

  @Option(
    help: ArgumentHelp(
      "Stop after this time, such as 90s, 10m or 2h.", valueName: "time"),
    transform: TimeSpan.init(parsing:))
  var timeLimit: TimeSpan?

  @OptionGroup var output: OutputOptions

  private var isListing: Bool { list ?? (output.format != .text) }

  func run() async throws {
    try checkOptions()
    let reading = try domain.readNetwork()
    let start = ContinuousClock.now
    let regions = try activationRegions(of: reading.network)
    let sink = try output.open()
    let writer = RegionWriter(
      as: output.format, isListing: isListing, version: Reluvar.version, to: sink.write)
    let isComplete: Bool
    do {
      var job = RegionJob(
        regions: regions, report: report(on: regions, of: reading), writer: writer,
        options: options,
        isListing: isListing, hasAreas: areas)
      if method == .walk {
        try await job.walk(threads: output.threadCount, timeLimit: timeLimit?.duration)
      } else if edges || count == .linear || count == .affineMaps {
        try await job.compare(showsEdges: edges)
      } else {
        try await job.stream()
      }
      output.diagnostics.clear()
      let elapsed = (ContinuousClock.now - start) / .seconds(1)
      isComplete = try job.finish(seconds: output.timings ? elapsed : nil)
    } catch RegionError.emptyDomain {
      sink.discard()
      throw Failure.data(
        "\(domain.description): no inner points, expected a full-dimensional domain")
    } catch let error as RegionError {
      sink.discard()
      throw Failure.data("\(error)")
    } catch {
      sink.discard()
      throw error
    }
    try sink.finish()
    if !isComplete { throw Failure.limit("not all regions were found; these have been written") }
  }

  private func checkOptions() throws {
    try output.check(formats: RegionWriter.formats)
    if let maxRegions, maxRegions < 0 {
      throw Failure.usage("--max-regions: \(maxRegions), expected a number that is not negative")
    }
    guard (count == .firstLayers) == (layers != nil) || layers != nil && count == .activation else {
      throw Failure.usage(
        layers == nil
          ? "--count first-layers needs --layers"
          : "--layers goes with --count first-layers, not with --count \(count.rawValue)")
    }
    guard !areas || method == nil || method == .vertices else {
      throw Failure.usage("--areas needs --method vertices")
    }
    guard !edges || output.format == .json else {
      throw Failure.usage("--edges needs --format json")
    }
    guard method != .walk || !edges && maxRegions == nil && count != .linear && count != .affineMaps
    else {
      throw Failure.usage(
        "--method walk finds patterns only: without --edges, --max-regions, --count linear and "
          + "--count affine-maps")
    }
  }

  private func activationRegions(of network: Network) throws -> ActivationRegions {
    let inputDomain = try domain.domain(inputCount: network.architecture.inputCount)
    let method: ActivationRegions.Method =
      switch method {
      case .vertices: .vertices
      case .programs: .programs
      case .walk, nil: .automatic
      }
    let dimension = inputDomain.dimension(inputCount: network.architecture.inputCount)
    guard !areas || dimension == 2 else {
      throw Failure.data("--areas: the domain has dimension \(dimension), expected 2")
    }
    do {
      return try ActivationRegions(of: network, in: inputDomain, layers: layers, method: method)
    } catch {
      throw Failure.data("\(error)")
    }
  }

  private func report(
    on regions: ActivationRegions, of reading: NetworkReading
  ) -> RegionReport {
    var report = RegionReport(
      of: regions.network, on: domain.description,
      dimension: regions.domain.dimension(inputCount: regions.network.architecture.inputCount),
      kind: layers == nil ? count : .firstLayers,
      method: method == .walk ? .walk : regions.method == .programs ? .programs : .vertices)
    report.reading = reading
    return report
  }

  private var options: ActivationRegions.Options {
    var options = ActivationRegions.Options()
    options.threads = output.threadCount
    options.maximumCount = maxRegions
    options.timeLimit = timeLimit?.duration
    let diagnostics = output.diagnostics
    options.progress = { diagnostics.report($0) }
    return options
  }
}
