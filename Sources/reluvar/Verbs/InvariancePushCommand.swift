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

  @Option(
    help: ArgumentHelp(
      "Atoms, one on each line of a file: coordinates, and the weight last.", valueName: "file"),
    completion: .file(extensions: ["csv", "tsv", "txt"]))
  var atoms: String?

  @OptionGroup var input: InputLawOptions

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
    if atoms == nil {
      try input.check()
    } else if let other = input.given.first {
      throw Failure.usage("--atoms and \(other): expected one law")
    }
    let name = try argument.file(orNetwork: network.network)
    try StandardInput.check([name, atoms, input.input, input.points, input.weights])
    let reading = try network.read(name)
    let architecture = reading.network.architecture
    let watch = Stopwatch()
    let images = try await images(of: reading.network)
    try output.write(
      PushReport(
        images, from: (atoms ?? input.points).map { GivenPoints(from: $0) }, under: architecture,
        rectifiesOutput: reluOutput, listing: list.map { $0 ? .all : .none } ?? .automatic,
        seconds: output.timings ? watch.seconds : nil), on: reading)
  }

  private func images(of network: Network) async throws -> PushReport.Images {
    let maps = network.layerMaps(rectifyingOutput: reluOutput)
    if let atoms {
      return try await points(try law(of: atoms, for: network), maps)
    }
    let given = try input.law(dimension: network.architecture.inputCount)
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

  private func law(of file: String, for network: Network) throws -> FiniteLaw {
    do {
      return try FiniteLaw(file: file, dimension: network.architecture.inputCount)
    } catch {
      throw Failure.data("\(error)")
    }
  }

  private func points(_ law: FiniteLaw, _ maps: [LayerMap]) async throws -> PushReport.Images {
    let threads = output.threadCount
    let images = try await limit.run(reporting: output.diagnostics) {
      var images: [FiniteLaw] = []
      for map in maps {
        images.append(try await (images.last ?? law).image(under: map, threads: threads))
      }
      return images
    }
    return .points(law, images: images)
  }
}
