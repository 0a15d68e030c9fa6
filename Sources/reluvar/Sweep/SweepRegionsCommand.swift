import ArgumentParser
import Claims
import Laboratory
import Presentation
import Regions

struct SweepRegionsCommand: ParsableCommand {
  /// How regions are found.
  enum Method: String, CaseIterable, ExpressibleByArgument {
    case vertices, programs
  }

  static let configuration = CommandConfiguration(
    commandName: "regions",
    abstract: "Cuts the search for the regions of a network into shards, for many machines.",
    discussion: """
      What 'reluvar regions' counts, in parts: nodes of the search tree that divide the regions among \
      them. The plan has the exact weights and does not depend on the file of the network. The \
      shards are treated by 'reluvar sweep submit' (Slurm), or one at a time by 'reluvar sweep \
      task', and joined by 'reluvar sweep merge'. Then 'reluvar regions --store' writes the same report as \
      one search: numbers of regions, layer by layer, facets, exact areas and volumes.

      A part that is killed is counted again, the others are kept. With --volumes each part is \
      checked: its regions have the volume of its cell.

      Examples:
        reluvar sweep regions net.onnx --box=-1:1 --shards 4 --plan net-plan
        reluvar sweep submit --plan net-plan --at-once 2
        reluvar sweep merge --plan net-plan --store net.db
        reluvar regions --store net.db
      """)

  @OptionGroup var domain: DomainOptions
  @OptionGroup var place: SweepPlanOptions

  @Option(
    name: [.customLong("first-layers"), .customLong("layers")], parsing: .unconditional,
    help: ArgumentHelp(
      "The regions of so many hidden layers, from the first on (default: all).",
      valueName: "number"))
  var layers: Int?

  @Option(
    help: ArgumentHelp(
      "vertices, or programs (linear programs, for high dimensions; default: by the dimension).",
      valueName: "method"))
  var method: Method?

  @Flag(help: "The exact areas of bounded regions in dimension 2, and their sum.")
  var areas = false

  @Flag(help: "The exact volumes of the regions, infinite where unbounded, and their sum.")
  var volumes = false

  @Flag(help: "Tables of the numbers of facets and of neighbours, and of exact volumes.")
  var statistics = false

  @Flag(help: "Count regions only, without facets.")
  var countOnly = false

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The number of shards, with like numbers of parts.", valueName: "n"))
  var shards = 40

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "About how many regions a part has at most, as estimated (default: such that a shard has 16 "
        + "parts, and at most 50000).", valueName: "n"))
  var partSize: Int?

  func run() throws {
    try checkOptions()
    let definition = SweepDefinition(of: RegionEnumeration(), over: try regions())
    let folder = try place.folder()
    let (plan, isNew) = try SweepPlans.report {
      try folder.makePlan(
        of: definition, in: .count(shards), version: Reluvar.version, claims: BuiltInClaims.known)
    }
    print(plan.summary, terminator: "")
    print(isNew ? "The plan is in \(place.plan)" : "The plan was in \(place.plan) already")
  }

  private func checkOptions() throws {
    try (1...100_000).check(shards, of: "--shards")
    if let partSize { try (1...1_000_000_000).check(partSize, of: "--part-size") }
    guard !countOnly || !areas && !volumes && !statistics else {
      throw Failure.usage("--count-only goes without --areas, --volumes and --statistics")
    }
    for (option, isGiven) in [("--areas", areas), ("--volumes", volumes)] {
      guard !isGiven || method != .programs else {
        throw Failure.usage("\(option) needs --method vertices")
      }
    }
  }

  private func regions() throws -> NetworkRegions {
    let network = try domain.readNetwork().network
    let inputDomain = try domain.domain(inputCount: network.architecture.inputCount)
    let dimension = inputDomain.dimension(inputCount: network.architecture.inputCount)
    guard !areas || dimension == 2 else {
      throw Failure.data("--areas: the domain has dimension \(dimension), expected 2")
    }
    let asked: ActivationRegions.Method =
      switch method {
      case .vertices: .vertices
      case .programs: .programs
      case nil: .automatic
      }
    do {
      let search = try ActivationRegions(
        of: network, in: inputDomain, layers: layers, method: asked)
      guard !volumes || search.method == .vertices else {
        throw Failure.data(
          "--volumes: the domain has dimension \(dimension), expected at most "
            + "\(ActivationRegions.maximumVertexDimension) unless --method vertices is given")
      }
      return try NetworkRegions(
        of: network, in: inputDomain, given: domain.given,
        options: .init(
          hiddenLayers: layers, method: search.method, details: details(search.method),
          regionsEach: partSize ?? NetworkRegions.partSize(for: search, shards: shards)))
    } catch RegionError.emptyDomain {
      throw Failure.data(
        "\(domain.given): no inner points, expected a full-dimensional domain")
    } catch let error as RegionError {
      throw Failure.data("\(error)")
    }
  }

  /// The details that 'reluvar regions' would have with the same options.
  private func details(_ method: ActivationRegions.Method) -> Set<NetworkRegions.Detail> {
    var details: Set<NetworkRegions.Detail> = []
    if !countOnly, method != .programs || statistics { details.insert(.facets) }
    if areas { details.insert(.areas) }
    if volumes || statistics && method != .programs { details.insert(.volumes) }
    if statistics { details.insert(.tables) }
    return details
  }
}
