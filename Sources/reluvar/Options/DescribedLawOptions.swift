import ArgumentParser
import ExactAlgebra
import Interchange
import Presentation
import RandomNetworks

/// The law of a random input that a file or a name describes.
struct DescribedLawOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A file with a law, YAML or JSON: gaussian, mixture, uniform or points; - for standard input.",
      valueName: "file"),
    completion: .file(extensions: ["yaml", "yml", "json"]))
  var input: String?

  @Flag(help: "The standard normal law.")
  var standardNormal = false

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The uniform law on a box: bounds for each coordinate, such as -2:3,-1:1, or one pair for all "
        + "coordinates.", valueName: "a:b,..."))
  var uniform: String?

  /// The options that are given.
  var given: [String] {
    [
      input == nil ? nil : "--input", standardNormal ? "--standard-normal" : nil,
      uniform == nil ? nil : "--uniform",
    ].compactMap { $0 }
  }

  /// Whether the law itself says how many coordinates there are.
  var hasDimension: Bool {
    if let uniform { return uniform.contains(",") }
    return !standardNormal
  }

  /// The law.
  ///
  /// - Parameters:
  ///   - dimension: the number of coordinates; `nil` for what the law says, and 1 where it says
  ///     nothing.
  ///   - file: a file that was named without an option.
  /// - Throws: `Failure`; also as `Interruption.check`.
  func law(dimension: Int?, orFile file: String? = nil) throws -> GivenLaw {
    do {
      if let file = file ?? input {
        return GivenLaw(try InputLaw(file: file, dimension: dimension), from: .file(file))
      }
      if let uniform {
        let bounds = try BoxBounds(uniform, option: "--uniform")
        let sides = try bounds.closedSides(dimension: dimension ?? bounds.dimension ?? 1)
        for (coordinate, side) in sides.enumerated() where side.lower >= side.upper {
          throw Failure.data(
            "--uniform: coordinate \(coordinate + 1) lies between \(side.lower) and "
              + "\(side.upper), expected a lower bound below the upper one")
        }
        return GivenLaw(.uniform(try UniformLaw(box: sides)), from: .uniform(uniform))
      }
      return GivenLaw(.standardNormal(dimension: dimension ?? 1), from: .standardNormal)
    } catch let error as DataError {
      throw Failure.data("\(error)")
    } catch let error as UniformLawError {
      throw Failure.data("--uniform: \(error)")
    }
  }
}
