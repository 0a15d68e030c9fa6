public import ArgumentParser
import ExactAlgebra
import Interchange
import LongWork
import Networks
import Presentation
import Properties
import Regions
public import Verification

extension OutputRange.Method: ExpressibleByArgument {}

struct RangeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "range",
    abstract: "The exact minimum and maximum of each output of a network on a domain.",
    usage: """
      reluvar range <network> --box <bounds> [<options>]
      reluvar range <network> --polytope <file> --objective <combination> ... [<options>]
      """,
    discussion: """
      The smallest and the largest value of each output, or of linear combinations of outputs and \
      inputs, with inputs where they are attained, as rational numbers. The domain is a box, whose \
      sides may be open such as 0: or be points such as 1:1, a polytope, an affine slice, or all \
      inputs. Where there is no minimum or maximum, a point and a direction are given along which \
      the value falls or grows without end. With --open the boundary of the domain is left out; \
      then a value that is only approached is said to be not attained.

      On the closure of an activation region a network is an affine map, and all regions of the \
      domain are looked through; which of them can have a better value is decided exactly. A closed \
      box with more than some thousands of regions is halved instead, as long as proved bounds are above the best value that is \
      known; small boxes are decided by linear programs over the rationals, so the ends are exact there too.

      Exit codes: 0 the ranges are exact, 75 a limit was reached: then minima are upper bounds of \
      the true ones, and maxima are lower bounds; where all inputs are bounded, proved bounds from the other side stand beside \
      them.

      Examples:
        reluvar range small.json --box=-1:1
        reluvar range small.json --polytope triangle.csv --objective 'Y_0-2*X_1'
        reluvar range net.onnx --box=0:8 --objective 1,-1,0 --format json
        reluvar range small.json --box=-1:1 --method boxes
      """)

  @OptionGroup var domain: DomainOptions

  @Flag(help: "Leave out the boundary of the box or the polytope.")
  var open = false

  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "What is minimized and maximized, such as 'Y_0 - 2 Y_1 + 1/2 X_0', or a row of numbers, one for "
        + "each output, such as 1,-2; may be repeated (default: each output).",
      valueName: "combination"))
  var objective: [String] = []

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Numbers with so many decimals in text, rounded to the nearest, instead of fractions.",
      valueName: "number"))
  var decimals: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Stop after so many regions.", valueName: "number"))
  var maxRegions: Int?

  @Option(
    help: ArgumentHelp(
      "regions (all of them) or boxes (branch and bound; a closed box; default: regions, and boxes where a "
        + "closed box has more than \(OutputRange.regionsBeforeBoxes) of them).",
      valueName: "method"))
  var method: OutputRange.Method?

  @OptionGroup var limit: TimeLimitOption
  @OptionGroup var output: OutputOptions<RangeReport>

  func run() async throws {
    try output.check()
    if let maxRegions { try (0...Int.max).check(maxRegions, of: "--max-regions") }
    if let decimals { try (0...1000).check(decimals, of: "--decimals") }
    let reading = try domain.readNetwork()
    let network = reading.network
    let objectives = try objectives(of: network)
    let inputs = try domain.closedDomain(inputCount: network.architecture.inputCount)
    let watch = Stopwatch()
    let range = try await range(
      of: objectives, network, on: open ? inputs.interior : inputs)
    try output.write(
      RangeReport(
        range, of: network, on: domain.given, isOpen: open, decimals: decimals,
        seconds: output.timings ? watch.seconds : nil),
      on: reading)
    guard range.isProved else {
      throw Failure.limit("a limit was reached; what was found has been written")
    }
  }

  private func objectives(of network: Network) throws -> [LinearExpression]? {
    guard !objective.isEmpty else { return nil }
    let architecture = network.architecture
    return try objective.map { text in
      do {
        return try LinearExpression(
          parsing: text, inputCount: architecture.inputCount,
          outputCount: architecture.outputCount)
      } catch {
        throw Failure.usage("--objective: \(error)")
      }
    }
  }

  private func range(
    of objectives: [LinearExpression]?, _ network: Network, on inputs: InputDomain
  ) async throws -> OutputRange {
    var options = OutputRange.Options()
    options.threads = output.threadCount
    options.maximumRegions = maxRegions
    options.method = method
    let watch = Stopwatch()
    let diagnostics = output.diagnostics
    options.progress = { diagnostics.report($0, after: watch.elapsed) }
    options.boxProgress = { diagnostics.report($0, after: watch.elapsed) }
    do {
      let range = try await limit.run(reporting: diagnostics) { [options] in
        try await OutputRange(objectives, of: network, on: inputs, options: options)
      }
      diagnostics.clear()
      return range
    } catch let error as OutputRangeError {
      throw Failure.data("\(domain.given): \(error)")
    } catch let error as RegionError {
      throw Failure.data("\(error)")
    }
  }
}

extension InputDomain {
  /// The domain without its boundary.
  fileprivate var interior: InputDomain {
    InputDomain(slice: slice, halfSpaces: halfSpaces.map(\.interior))
  }
}
