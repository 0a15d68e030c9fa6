import ArgumentParser
import ExactAlgebra
import Interchange
import InvariantFamilies
import LongWork
import Networks
import Presentation
import RandomNetworks

struct InvariancePushCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "push",
    abstract: "The exact image of a law under the layers of a network.",
    usage: """
      reluvar invariance push <network> --atoms <file> [--relu-output] [<options>]
      reluvar invariance push <network> --input <law> [--relu-output] [<options>]
      """,
    discussion: """
      Laws with finite support have exact images in any dimension: atoms move, those that meet are one, \
      with the sum of their weights. Laws on the line have images on a path that bends at exact places: \
      an atom where it stands still, and moving parts between. Their probabilities are exact under \
      uniform laws and enclosed under Gaussian laws and mixtures.

      Examples:
        reluvar invariance push small.json --points plane.csv
        reluvar invariance push small.json --points plane.csv --relu-output \\
                      --format json
      """)

  @OptionGroup var argument: NetworkArgument
  @OptionGroup var network: NetworkFileOptions

  @OptionGroup var input: AtomLawOptions

  @Flag(help: "The activation follows the last layer too.")
  var reluOutput = false

  @Flag(
    inversion: .prefixedNo,
    help: ArgumentHelp(
      "List all atoms (default: with JSON and CSV unless there are very many; with text, of the last "
        + "layer, if they are few)."))
  var list: Bool?

  @OptionGroup var limit: TimeLimitOption
  @OptionGroup var output: OutputOptions<PushReport>

  func run() async throws {
    try output.check()
    try input.check(isNeeded: true)
    let name = try argument.file(orNetwork: network.network)
    try StandardInput.check([name] + input.files)
    let reading = try network.read(name)
    let architecture = reading.network.architecture
    let watch = Stopwatch()
    let images = try await images(of: reading.network)
    try output.write(
      PushReport(
        images, from: (input.atoms ?? input.law.points).map { GivenPoints(from: $0) },
        under: architecture,
        rectifiesOutput: reluOutput, listing: list.map { $0 ? .all : .none } ?? .automatic,
        seconds: output.timings ? watch.seconds : nil), on: reading)
  }

  private func images(of network: Network) async throws -> PushReport.Images {
    let maps = network.layerMaps(rectifyingOutput: reluOutput)
    let dimension = network.architecture.inputCount
    if input.atoms != nil { return try await points(input.atoms(dimension: dimension), maps) }
    let given = try input.law.law(dimension: dimension)
    if case .points(let law) = given.law { return try await points(FiniteLaw(law), maps) }
    do {
      var law = try LineLaw(given.law)
      var images: [LineLaw.Description] = []
      for map in maps {
        law = law.image(under: map)
        images.append(
          try await limit.run(reporting: output.diagnostics) { [law] in try law.description() })
      }
      return .line(given, images: images)
    } catch let error as LineLawError {
      throw Failure.data("\(error)")
    }
  }

  private func points(_ law: FiniteLaw, _ maps: [LayerMap]) async throws -> PushReport.Images {
    let threads = output.threadCount
    let images = try await limit.run(reporting: output.diagnostics) {
      try await law.images(under: maps, threads: threads)
    }
    return .points(law, images: images)
  }
}
