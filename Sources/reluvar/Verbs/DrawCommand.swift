public import ArgumentParser
public import Drawing
import ExactAlgebra
import Foundation
import GaussianMeasures
import Interchange
import NumericalAlgebra
import Presentation
import RandomNetworks
import RegionInformation
import Regions

/// What the colours of a picture tell.
enum PictureColoring: String, CaseIterable, ExpressibleByArgument {
  case pattern, layer, value, volume
}

/// Which line is drawn over the regions.
enum PictureBoundary: String, CaseIterable, ExpressibleByArgument {
  case auto, zero, largest, none
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
      reluvar draw <network> --law <input law> --output <picture> [<options>]
      """,
    discussion: """
      The plane is the input space of a network with two inputs, or a slice of dimension 2 \
      (--slice, --through); the picture shows a box in it (--box), or a polygon (--polytope), and \
      around --points if neither is given. Regions are exact, and coloured by their pattern, with \
      the lines of each layer in its colour, or by the value of an output. Up to 24 patterns all \
      have different colours and are listed beside the picture; beyond that only neighbours differ. \
      The black line is the decision boundary (--boundary): where a single output is zero, or the \
      largest of several changes. The picture is SVG, PDF or PNG, as the name of the file says.

      --parameters draws a pair of pictures for a network with two inputs: an output over a plane \
      of weights and biases, through the given ones and along two random directions (--seed), at \
      the first of the points; and over the inputs. Both are coloured by activation region, the \
      first one by the patterns of all the points. They are computed in double precision.

      --density colours regions by the density of --points with the regions as bins, as in 'reluvar \
      density', on a scale of logarithms; regions without points are grey.

      --law draws the law of the network under a random input (--input, --standard-normal or \
      --uniform, as in 'reluvar law'): the density of an output with its atoms beside the most \
      probable patterns; with --box, --polytope, --slice or --through the regions of that plane \
      instead, coloured by the probability of their pattern; with --spectra the distributions of the \
      singular values of the Jacobian, which is the matrix of the affine map that the network is at \
      the input.

      Examples:
        reluvar draw net.onnx --slice '5,3,3,1;1,0,0,0;0,0,1,0' --box=-2:2 \\
                     --output regions.svg
        reluvar draw net.onnx --through '5,3,1,0;6,3,5,2;6,3,4,1' --box=-1:2 \\
                     --color value --of-output 2 --output values.svg
        reluvar draw net.onnx --law --input law.yaml --output law.svg
      """)

  @OptionGroup var domain: DomainOptions

  @Option(
    help: ArgumentHelp(
      "The picture, a name that ends in .svg, .pdf or .png.", valueName: "picture"),
    completion: .file(extensions: ["svg", "pdf", "png"]))
  var output: String

  @Option(
    help: "What the colours tell: pattern, layer, value, or volume, which is an area in the plane.")
  var color = PictureColoring.pattern

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The output that is shown, from 1.", valueName: "number"))
  var ofOutput = 1

  @Option(
    help: ArgumentHelp(
      "The decision boundary: zero (where the output of --of-output is zero), largest (where the two "
        + "largest outputs are equal), none, or auto: zero for a network with one output, largest "
        + "for others.", valueName: "boundary"))
  var boundary = PictureBoundary.auto

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

  @Flag(
    help:
      "The density of --points that is constant on regions, in the box of the picture: in place of --color."
  )
  var density = false

  @Flag(help: "The law of the network under a random input.")
  var law = false

  @Flag(
    help: "With --law: the singular values of the Jacobian under the law, in place of an output.")
  var spectra = false

  @OptionGroup var randomInput: DescribedLawOptions

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

  @Option(parsing: .unconditional, help: "A line above the picture (default: none).")
  var title = ""

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The name of the horizontal axis; '_' lowers what follows (default: x_1, or u_1 in a slice).",
      valueName: "name"))
  var xLabel: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The name of the vertical axis (default: x_2, or u_2 in a slice).", valueName: "name"))
  var yLabel: String?

  @Flag(inversion: .prefixedNo, help: "What the colours mean, beside the picture.")
  var legend = true

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Width and height in points of 1/72 inch, such as 440x320, which the picture fills (default: "
        + "440 points wide, as high as it needs with one scale for both axes). Letters and lines "
        + "grow with the size.", valueName: "size"))
  var size: String?

  @Option(parsing: .unconditional, help: "Pixels in an inch, for PNG, from 1 to 4800.")
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
        if parameters {
          try figure(of: network).data(
            as: format,
            size: pictureSize ?? PictureSize(width: 520, height: 330, dotsPerInch: dpi))
        } else if spectra {
          try await spectrumFigure(of: network).data(
            as: format,
            size: pictureSize ?? PictureSize(width: 520, height: 260, dotsPerInch: dpi))
        } else if law, !hasWindow {
          try await lawFigure(of: network).data(
            as: format,
            size: pictureSize ?? PictureSize(width: 520, height: 260, dotsPerInch: dpi))
        } else {
          try await picture(of: network).data(
            as: format, size: pictureSize ?? .fitted(width: 440, dotsPerInch: dpi))
        }
      let file = try TextOutput(path: output)
      try file.write(data)
      try file.finish()
    } catch let error as DataError {
      throw Failure.data("\(error)")
    } catch let error as RegionError {
      throw Failure.data("\(error)")
    } catch let error as GaussianMeasureError {
      throw Failure.limit("--law: \(error)")
    } catch let error as UniformLawError {
      throw Failure.limit("--law: \(error)")
    } catch let error as RegionDensityError {
      throw Failure.data("--density: \(error)")
    } catch let error as NumericalError {
      throw error == .noLibrary ? Failure.missingProgram("\(error)") : Failure.data("\(error)")
    } catch let error as DrawingError where error.isOfSize {
      throw Failure.usage("--size and --dpi: \(error)")
    } catch let error as DrawingError {
      throw Failure.data("\(error)")
    }
  }

  private func checkOptions() throws -> PictureFormat {
    if let threads { try ClosedRange.threadCounts.check(threads, of: "--threads") }
    try StandardInput.check([
      domain.argument.file, domain.network.network, points, labels, randomInput.input,
    ])
    try checkLaw()
    guard columns == nil || points != nil else { throw Failure.usage("--columns needs --points") }
    guard labels == nil || points != nil else { throw Failure.usage("--labels needs --points") }
    if density {
      guard points != nil else { throw Failure.usage("--density needs --points") }
      guard !parameters, !law, domain.slice == nil, domain.through == nil, domain.polytope == nil,
        color == .pattern
      else {
        throw Failure.usage(
          "--density goes without --color, --parameters, --law, --slice, --through and --polytope")
      }
    }
    if parameters {
      guard points != nil else { throw Failure.usage("--parameters needs --points") }
      guard domain.slice == nil, domain.through == nil, domain.polytope == nil, labels == nil
      else {
        throw Failure.usage(
          "--parameters goes without --slice, --through, --polytope and --labels")
      }
    } else if domain.box == nil, domain.polytope == nil, points == nil, !law || hasWindow {
      throw Failure.usage("expected --box, --polytope or --points, which say what is shown")
    }
    // Written so that NaN is refused.
    guard dpi >= 1, dpi <= 4800 else {
      throw Failure.usage("--dpi: \(dpi), expected a number from 1 to 4800")
    }
    _ = try pictureSize
    try OutputFile(path: output).checkWritable()
    do {
      return try PictureFormat(fileName: output)
    } catch {
      throw Failure.usage("--output: \(error)")
    }
  }

  /// Whether a part of a plane is asked for.
  var hasWindow: Bool {
    [domain.box, domain.polytope, domain.slice, domain.through, points].contains { $0 != nil }
  }

  private func checkLaw() throws {
    let given = randomInput.given
    guard law || !spectra else { throw Failure.usage("--spectra needs --law") }
    guard !spectra || !hasWindow else {
      throw Failure.usage(
        "--spectra goes without --box, --polytope, --slice, --through and --points")
    }
    guard law else {
      guard given.isEmpty else { throw Failure.usage("\(given[0]) needs --law") }
      return
    }
    guard !parameters else { throw Failure.usage("give --law or --parameters, not both") }
    guard given.count == 1 else {
      throw Failure.usage(
        given.isEmpty
          ? "--law: expected --input, --standard-normal or --uniform"
          : "\(given[0]) and \(given[1]): expected one law")
    }
    guard color == .pattern || !hasWindow else {
      throw Failure.usage("--law colours by probability: without --color")
    }
  }

  /// The size that was asked for.
  private var pictureSize: PictureSize? {
    get throws {
      guard let size else { return nil }
      let lengths = size.split(separator: "x", omittingEmptySubsequences: false)
        .map { Double($0) }
      let range = PictureSize.minimumLength...PictureSize.maximumLength
      guard lengths.count == 2, let width = lengths[0], let height = lengths[1],
        range.contains(width), range.contains(height)
      else {
        throw Failure.usage(
          "--size: '\(size.excerpt)', expected a size such as 440x320, each length from "
            + "\(Int(range.lowerBound)) to \(Int(range.upperBound))")
      }
      return PictureSize(width: width, height: height, dotsPerInch: dpi)
    }
  }
}
