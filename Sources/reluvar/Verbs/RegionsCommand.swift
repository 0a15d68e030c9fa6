public import ArgumentParser
import Interchange
import LongWork
import Networks
public import Presentation
import Regions

extension RegionReport.Kind: ExpressibleByArgument {}

struct RegionsCommand: AsyncParsableCommand {
  /// How regions are found.
  enum Method: String, CaseIterable, ExpressibleByArgument {
    case vertices, programs, walk
  }

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

      --region-of, --containing and --pattern tell of some regions only, without a search for the \
      others. They work in any dimension.

      For other programs: --format csv is a table; graphml the dual graph, regions and which of them \
      touch; vnnlib the inputs in the regions of --region-of, --containing or --pattern, as a property, or \
      with --complement those outside of them.

      --store reports what a sweep in parts has found ('reluvar sweep regions'), without a search.

      --count says what is counted: activation regions; regions of the first hidden layers \
      (--first-layers); linear regions, that is, the largest connected sets on which the network is one \
      affine map; or distinct affine maps. The last two, --edges and --method walk keep all \
      regions in memory.

      --verify reads a list and proves that it is complete, or names what is wrong: every region is \
      there, and has the point, the facets and the volume that the list says; behind every facet lies \
      a region of the list; the volumes sum to that of a bounded domain; and the numbers of faces \
      agree with it. Network and domain are given as they were for the list.

      Exit codes: 0 all regions were found, or the list is accepted; 1 the list is refused; 75 a limit \
      was reached; what was found is written.

      Examples:
        reluvar regions net.onnx
        reluvar regions net.onnx --box 0:8 --format jsonl --output regions.jsonl
        reluvar regions net.onnx --slice '5,3,3,1;1,0,0,0;0,0,1,0' --count linear
        reluvar regions net.onnx --region-of 5,3,3/2,1 --decimals 3
        reluvar regions net.onnx --containing points.csv --format json
        reluvar regions net.onnx --box 0:8 --verify regions.jsonl
        reluvar regions net.onnx --box 0:8 --format graphml --output regions.graphml
        reluvar regions small.json --pattern 11/10 --format vnnlib
      """)

  @OptionGroup var domain: DomainOptions

  @OptionGroup var told: RegionDetailOptions

  @Option(
    name: [.customLong("first-layers"), .customLong("layers")], parsing: .unconditional,
    help: ArgumentHelp(
      "The regions of so many hidden layers, from the first on (default: all).",
      valueName: "number"))
  var layers: Int?

  @Option(help: "activation, first-layers, linear or affine-maps.")
  var count = RegionReport.Kind.activation

  @Option(
    help: ArgumentHelp(
      "vertices, programs (linear programs, for high dimensions) or walk (from region to region "
        + "through facets, an independent check; default: by the dimension).",
      valueName: "method"))
  var method: Method?

  @Flag(
    inversion: .prefixedNo,
    help: "List the regions (default: with JSON, not with text).")
  var list: Bool?

  @Flag(help: "The exact areas of bounded regions in dimension 2, and their sum.")
  var areas = false

  @Flag(
    help:
      "The exact volumes of the regions in their domain, infinite where unbounded, and their sum.")
  var volumes = false

  @Flag(
    help:
      "Tables of the numbers of facets and of neighbours, and of the exact volumes where vertices are known."
  )
  var statistics = false

  @Flag(
    help:
      "With --format vnnlib: the inputs in the domain that are in none of the regions.")
  var complement = false

  @Flag(help: "With --format json: which regions touch in a facet, and through which neurons.")
  var edges = false

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Stop after so many regions.", valueName: "number"))
  var maxRegions: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Stop after this time, such as 90s, 10m or 2h.", valueName: "time"),
    transform: TimeSpan.init(parsing:))
  var timeLimit: TimeSpan?

  @Option(
    help: ArgumentHelp(
      "Search nothing: check that this list, written with --format json or jsonl, is right and complete, "
        + "with code that shares nothing with the search.", valueName: "list"),
    completion: .file(extensions: ["json", "jsonl"]))
  var verify: String?

  @Option(
    help: ArgumentHelp(
      "Report the regions that a sweep has counted in parts; without a network.",
      valueName: "file"), completion: .file())
  var store: String?

  @OptionGroup var output: OutputOptions<RegionWriter>

  private var isListing: Bool {
    list ?? (output.format != .text || told.details != nil || told.isSelection)
  }

  func run() async throws {
    try checkOptions()
    if let verify { return try await verifyList(verify) }
    if let store { return try tellOfStore(store) }
    let reading = try domain.readNetwork()
    let watch = Stopwatch()
    let inputDomain = try domain.domain(inputCount: reading.network.architecture.inputCount)
    let isComplete =
      if told.hasPoints {
        try await tellOfPoints(reading, inputDomain, watch)
      } else if let pattern = told.pattern {
        try await tellOfPattern(pattern, reading, inputDomain, watch)
      } else {
        try await tellOfAll(reading, inputDomain, watch)
      }
    if !isComplete { throw Failure.limit("not all regions were found; these have been written") }
  }

  /// The region of a pattern.
  private func tellOfPattern(
    _ text: String, _ reading: NetworkReading, _ inputDomain: InputDomain, _ watch: Stopwatch
  ) async throws -> Bool {
    let locator = try locator(of: reading.network, in: inputDomain)
    try checkDetails(dimension: locator.dimension, hasVertices: nil)
    let region = try locator.region(named: text)
    let details = try listedDetails(dimension: locator.dimension)
    return try await writing { writer in
      var job = PatternJob(
        region: region, report: report(on: reading, inputDomain, method: nil), writer: writer,
        hasAreas: areas, hasVolumes: volumes || statistics && locator.hasVertices,
        details: details, timeLimit: timeLimit?.duration)
      try job.run(seconds: { output.timings ? watch.seconds : nil })
      return true
    }
  }

  /// Regions of points; whether none is missing.
  private func tellOfPoints(
    _ reading: NetworkReading, _ inputDomain: InputDomain, _ watch: Stopwatch
  ) async throws -> Bool {
    let locator = try locator(of: reading.network, in: inputDomain)
    guard let points = try told.points(dimension: locator.dimension) else { return true }
    try checkDetails(dimension: locator.dimension, hasVertices: nil)
    let isProperty = output.format == .vnnlib
    return try await writing { writer in
      var job = PointJob(
        locator: locator, points: points, report: report(on: reading, inputDomain, method: nil),
        writer: writer, options: options(timedBy: watch), hasAreas: areas,
        hasVolumes: volumes || statistics && locator.hasVertices,
        details: try listedDetails(dimension: locator.dimension), needsDetails: isProperty)
      try job.run()
      if isProperty {
        guard job.isComplete else { throw Failure.limit("not all regions were found") }
        guard job.count > 0 else {
          throw Failure.data("no point lies in a region of the domain, expected one that does")
        }
      }
      return try job.finish(seconds: output.timings ? watch.seconds : nil)
    }
  }

  /// All regions; whether none is missing.
  private func tellOfAll(
    _ reading: NetworkReading, _ inputDomain: InputDomain, _ watch: Stopwatch
  ) async throws -> Bool {
    let network = reading.network
    let dimension = inputDomain.dimension(inputCount: network.architecture.inputCount)
    let details = try told.chosenDetails(dimension: dimension)
    let regions = try activationRegions(
      of: network, in: inputDomain, keepsCoordinates: !details.isEmpty)
    try checkDetails(dimension: dimension, hasVertices: regions.method != .programs)
    return try await writing { writer in
      var job = RegionJob(
        regions: regions, report: report(on: reading, inputDomain, method: regions.method),
        writer: writer, options: options(timedBy: watch), isListing: isListing, hasAreas: areas,
        hasVolumes: volumes || statistics && regions.method != .programs, details: details,
        hasNeighbours: output.format == .graphml)
      if method == .walk {
        try await job.walk(threads: output.threadCount, timeLimit: timeLimit?.duration)
      } else if edges || count == .linear || count == .affineMaps {
        try await job.compare(showsEdges: edges)
      } else {
        try await job.stream()
      }
      output.diagnostics.clear()
      return try job.finish(seconds: output.timings ? watch.seconds : nil)
    }
  }

  /// The details that are listed; a property is made of inequalities.
  private func listedDetails(dimension: Int) throws -> Set<RegionDetails.Part> {
    output.format == .vnnlib ? [.inequalities] : try told.chosenDetails(dimension: dimension)
  }

  /// Opens the output for a writer, and leaves nothing behind where that fails.
  private func writing(_ body: (RegionWriter) async throws -> Bool) async throws -> Bool {
    let sink = try output.open()
    let writer = RegionWriter(
      as: output.format, isListing: isListing, version: Reluvar.version, to: sink.write)
    let isComplete: Bool
    do {
      isComplete = try await body(writer)
    } catch RegionError.emptyDomain {
      sink.discard()
      throw Failure.data(
        "\(domain.given): no inner points, expected a full-dimensional domain")
    } catch let error as RegionError {
      sink.discard()
      throw Failure.data("\(error)")
    } catch {
      sink.discard()
      throw error
    }
    try sink.finish()
    return isComplete
  }

  private func locator(
    of network: Network, in inputDomain: InputDomain
  ) throws -> RegionLocator {
    do {
      return try RegionLocator(of: network, in: inputDomain, layers: layers)
    } catch {
      throw Failure.data("\(error)")
    }
  }

  private func activationRegions(
    of network: Network, in inputDomain: InputDomain, keepsCoordinates: Bool
  ) throws -> ActivationRegions {
    let method: ActivationRegions.Method =
      switch method {
      case .vertices: .vertices
      case .programs: .programs
      case .walk, nil: .automatic
      }
    do {
      return try ActivationRegions(
        of: network, in: inputDomain, layers: layers, method: method,
        keepsCoordinates: keepsCoordinates)
    } catch {
      throw Failure.data("\(error)")
    }
  }

  private func report(
    on reading: NetworkReading, _ inputDomain: InputDomain,
    method used: ActivationRegions.Method?
  ) -> RegionReport {
    let network = reading.network
    let dimension = inputDomain.dimension(inputCount: network.architecture.inputCount)
    let hasPrograms =
      used.map { $0 == .programs } ?? (dimension > ActivationRegions.maximumVertexDimension)
    var report = RegionReport(
      of: network, on: domain.given, dimension: dimension,
      kind: layers == nil ? count : .firstLayers,
      method: method == .walk ? nil : hasPrograms ? .programs : .vertices,
      hiddenLayerCount: layers, isSlice: inputDomain.slice != nil, decimals: told.decimals)
    report.reading = reading
    report.showsStatistics = statistics
    report.inequalities = inputDomain.halfSpaces
    report.isComplement = complement
    report.contents = contents(dimension: dimension)
    return report
  }

  /// What is told of each region.
  private func contents(dimension: Int) -> RegionContents {
    var contents = RegionContents()
    let parts = (try? told.chosenDetails(dimension: dimension)) ?? []
    contents.hasPoints = told.hasPoints
    contents.hasClasses = edges || count == .linear || count == .affineMaps
    guard method != .walk else { return contents }
    // The regions that contain points are told by their patterns, unless more is asked for.
    guard
      told.containing == nil || areas || volumes || statistics || !parts.isEmpty
    else { return contents }
    contents.hasPoint = true
    contents.hasFacets = true
    contents.hasAreas = areas
    contents.hasVolumes = volumes
    contents.parts = parts
    return contents
  }

  private func options(timedBy watch: Stopwatch) -> ActivationRegions.Options {
    var options = ActivationRegions.Options()
    options.threads = output.threadCount
    options.maximumCount = maxRegions
    options.timeLimit = timeLimit?.duration
    let diagnostics = output.diagnostics
    options.progress = { diagnostics.report($0, after: watch.elapsed) }
    return options
  }
}
