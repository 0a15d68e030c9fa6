public import ArgumentParser
public import Drawing
import ExactAlgebra
import Foundation
import Interchange
import Presentation
import ReLUNetworks

/// What the colours of a picture tell.
enum PictureColoring: String, CaseIterable, ExpressibleByArgument {
  case pattern, layer, value
}

extension NetworkFigure.View: ExpressibleByArgument {
  /// `surface` or `map`.
  public init?(argument: String) {
    switch argument {
    case "surface": self = .surface
    case "map": self = .map
    default: return nil
    }
  }
}

struct DrawCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "draw",
    abstract: "A picture of the activation regions of a network in a plane.",
    usage: """
      reluvar draw <network> --box <bounds> --output <picture> [<options>]
      reluvar draw <network> --parameters --points <points> --output <picture> [<options>]
      """,
    discussion: """
      The plane is the input space of a network with two inputs, or a slice of dimension 2 \
      (--slice, --through); the picture shows a box in it (--box), or a polygon (--polytope), and \
      around --points if neither is given. Regions are exact, and coloured by their pattern, with \
      the lines of each layer in its colour, or by the value of an output. The picture is SVG, \
      PDF or PNG, as the name of the file says.

      --parameters draws a pair of pictures for a network with two inputs: an output over a plane \
      of weights and biases, through the given ones and along two random directions (--seed), at \
      the first of the points; and over the inputs. Both are coloured by activation region, the \
      first one by the patterns of all the points. They are computed in double precision.

      Examples:
        reluvar draw net.onnx --slice '5,3,3,1;1,0,0,0;0,0,1,0' --box=-2:2 \\
                     --output regions.svg
        reluvar draw net.onnx --through '5,3,1,0;6,3,5,2;6,3,4,1' --box=-1:2 \\
                     --color value --of-output 2 --output values.svg
      """)

  @OptionGroup var domain: DomainOptions

  @Option(
    help: ArgumentHelp(
      "The picture, a name that ends in .svg, .pdf or .png.", valueName: "picture"),
    completion: .file(extensions: ["svg", "pdf", "png"]))
  var output: String

  @Option(help: "What the colours tell: pattern, layer or value.")
  var color = PictureColoring.pattern

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The output that is shown, from 1.", valueName: "number"))
  var ofOutput = 1

  @Option(
    help: ArgumentHelp(
      "Points to be drawn, in the coordinates of the plane: a file with one on each line.",
      valueName: "points"),
    completion: .file(extensions: ["csv", "tsv", "txt"]))
  var points: String?

  @Option(
    help: ArgumentHelp(
      "The classes of the points, a file with a number on each line.", valueName: "labels"),
    completion: .file(extensions: ["csv", "tsv", "txt"]))
  var labels: String?

  @Flag(help: "A pair of pictures: an output over parameters and over inputs.")
  var parameters = false

  @Option(help: "With --parameters: surface, seen from the side, or map, seen from above.")
  var view = NetworkFigure.View.surface

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "With --parameters: the bounds of both parameters.", valueName: "a:b"))
  var range = "-1:1"

  @Option(
    parsing: .unconditional, help: "With --parameters: the seed of the random directions.")
  var seed: UInt64 = 1

  @Option(
    help: ArgumentHelp(
      "The columns of --points that are coordinates: numbers from 1, ranges, or names in the "
        + "header (default: all).", valueName: "columns"))
  var columns: String?

  @Option(help: "A line above the picture (default: none).")
  var title = ""

  @Flag(inversion: .prefixedNo, help: "What the colours mean, beside the picture.")
  var legend = true

  @Option(
    help: ArgumentHelp(
      "Width and height in points of 1/72 inch, such as 440x320.", valueName: "size"))
  var size: String?

  @Option(help: "Pixels in an inch, for PNG.")
  var dpi = 144.0

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The number of threads (default: all processors). Pictures do not depend on it.",
      valueName: "number"))
  var threads: Int?

  @Flag(help: "No progress and no remarks on standard error.")
  var quiet = false

  func run() async throws {
    let format = try checkOptions()
    let reading = try domain.readNetwork()
    let network = reading.network
    for line in reading.lines { Diagnostics(isQuiet: quiet).note(line) }
    do {
      let data =
        try parameters
        ? figure(of: network).data(as: format, size: pictureSize(width: 520, height: 330))
        : await picture(of: network).data(as: format, size: pictureSize(width: 440, height: 320))
      let file = try TextOutput(path: output)
      try file.write(data)
      try file.finish()
    } catch let error as DataError {
      throw Failure.data("\(error)")
    } catch let error as RegionError {
      throw Failure.data("\(error)")
    } catch let error as DrawingError {
      throw Failure.data("\(error)")
    }
  }

  private func checkOptions() throws -> PictureFormat {
    try OutputOptions.check(threads: threads)
    try StandardInput.check([domain.file, domain.network.network, points, labels])
    guard columns == nil || points != nil else { throw Failure.usage("--columns needs --points") }
    guard labels == nil || points != nil else { throw Failure.usage("--labels needs --points") }
    if parameters {
      guard points != nil else { throw Failure.usage("--parameters needs --points") }
      guard domain.slice == nil, domain.through == nil, domain.polytope == nil, labels == nil
      else {
        throw Failure.usage(
          "--parameters goes without --slice, --through, --polytope and --labels")
      }
    } else if domain.box == nil, domain.polytope == nil, points == nil {
      throw Failure.usage("expected --box, --polytope or --points, which say what is shown")
    }
    try OutputFile(path: output).checkWritable()
    do {
      return try PictureFormat(fileName: output)
    } catch {
      throw Failure.usage("--output: \(error)")
    }
  }

  func pictureSize(width: Double, height: Double) throws -> PictureSize {
    guard let size else { return PictureSize(width: width, height: height, dotsPerInch: dpi) }
    let lengths = size.split(separator: "x", omittingEmptySubsequences: false).map { Double($0) }
    guard lengths.count == 2, let width = lengths[0], let height = lengths[1] else {
      throw Failure.usage("--size: '\(size.excerpt)', expected a size such as 440x320")
    }
    return PictureSize(width: width, height: height, dotsPerInch: dpi)
  }
}
