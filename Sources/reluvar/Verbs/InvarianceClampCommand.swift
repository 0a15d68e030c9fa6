import ArgumentParser
import ExactAlgebra
import Interchange
import InvariantFamilies
import LongWork
import Networks
import Presentation
import RandomNetworks

struct InvarianceClampCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "clamp",
    abstract: "A network of width one as min(max(a x + b, l), u), and the image of a law.",
    usage: """
      reluvar invariance clamp <network> [--relu-output] [--input <law>] [<options>]
      """,
    discussion: """
      Networks whose layers all have width one are clamps x -> min(max(a x + b, l), u), in canonical form: \
      equal functions have equal parameters, limits that never bind are infinite, and a constant map has \
      a = 0 and b = l = u. So the laws of clamp(X), for one random number X, are a family with four \
      parameters that every layer of width one maps into itself. With a law of X the image is \
      there too: its atoms, mean and variance.

      Examples:
        reluvar invariance clamp chain.json
        reluvar invariance clamp chain.json --relu-output --standard-normal
        reluvar invariance clamp chain.json --uniform=-1:3 --format json
      """)

  @OptionGroup var argument: NetworkArgument
  @OptionGroup var network: NetworkFileOptions
  @OptionGroup var input: InputLawOptions

  @Flag(help: "ReLU follows the last layer too.")
  var reluOutput = false

  @OptionGroup var limit: TimeLimitOption
  @OptionGroup var output: OutputOptions<ClampReport>

  func run() async throws {
    try output.check()
    if !input.given.isEmpty { try input.check() }
    let name = try argument.file(orNetwork: network.network)
    try StandardInput.check([name, input.input, input.points, input.weights])
    let reading = try network.read(name)
    let clamp: Clamp
    do {
      clamp = try Clamp(of: reading.network, rectifyingOutput: reluOutput)
    } catch {
      throw Failure.data("\(name): \(error)")
    }
    let watch = Stopwatch()
    let image = try await image(under: clamp)
    try output.write(
      ClampReport(
        clamp, layerCount: reading.network.layers.count, rectifiesOutput: reluOutput, image: image,
        seconds: output.timings ? watch.seconds : nil), on: reading)
  }

  private func image(
    under clamp: Clamp
  ) async throws -> (input: GivenLaw, image: LineLaw.Description)? {
    guard !input.given.isEmpty else { return nil }
    let given = try input.law(dimension: 1)
    do {
      let law = try LineLaw(given.law, along: clamp.path)
      return (
        given,
        try await limit.run(reporting: output.diagnostics) { try law.description() }
      )
    } catch let error as LineLawError {
      throw Failure.data("\(error)")
    }
  }
}
