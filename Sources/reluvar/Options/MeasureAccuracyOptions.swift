import ArgumentParser
import RandomNetworks

/// How exactly, and in which way, polyhedra are measured under a law.
struct MeasureAccuracyOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The relative error that is aimed at (default: 1e-15, or 1e-3 where something is sampled).",
      valueName: "number"))
  var accuracy: String?

  @Option(
    help: "For Gaussian laws: auto, enclosure (dimension 3 at most, or structure) or sampling.")
  var method = PolyhedronMeasure.Method.automatic

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The number of samples at most.", valueName: "number"))
  var samples: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The probability with which bounds by sampling are right, at least (default: 0.999999).",
      valueName: "number"))
  var level: String?

  /// The options of the library.
  var options: PolyhedronMeasure.Options {
    get throws {
      var options = PolyhedronMeasure.Options()
      options.method = method
      options.accuracy = try accuracy.map {
        try ProperFraction.read($0, option: "--accuracy", example: "1e-9")
      }
      if let level {
        options.level = try ProperFraction.read(level, option: "--level", example: "0.999")
      }
      if let samples {
        guard samples > 0 else {
          throw Failure.usage("--samples: \(samples), expected a positive number")
        }
        options.sampleLimit = samples
      }
      return options
    }
  }
}
