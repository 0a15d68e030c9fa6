import ArgumentParser
import ExactAlgebra
import RegionInformation

/// How estimates from points are judged.
struct ResamplingOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The number of resampled tables for standard errors; 0 for none (default: 200).",
      valueName: "number"))
  var bootstrap: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The number of times that labels are permuted as a control; 0 for none (default: "
        + "200).",
      valueName: "number"))
  var permutations: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The probability that intervals aim at (default: 0.95).", valueName: "level"))
  var level: String?

  func resampling(seed: UInt64) throws -> Resampling {
    for (number, option) in [(bootstrap, "--bootstrap"), (permutations, "--permutations")] {
      guard let number else { continue }
      guard (0...1_000_000).contains(number), number != 1 || option != "--bootstrap" else {
        throw Failure.usage("\(option): \(number), expected 0 or a number from 2 to 1000000")
      }
    }
    var resampling = Resampling()
    if let bootstrap { resampling.replicates = bootstrap }
    if let permutations { resampling.permutations = permutations }
    resampling.seed = seed
    if let level {
      resampling.level = Double(
        approximating: try ProperFraction.read(level, option: "--level", example: "0.95"))
    }
    return resampling
  }
}
