import ArgumentParser
import ExactAlgebra
import RandomNetworks

/// How the law of a network is computed, and when the search for patterns ends.
struct LawSearchOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The relative error of probabilities that is aimed at (default: 1e-12, and 1e-3 where they "
        + "are sampled); where patterns are surveyed, the error of masses (2e-3).",
      valueName: "number"))
  var accuracy: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Stop when it is proved, or known at --level where something is sampled, that the patterns that "
        + "are not listed have at most this probability.",
      valueName: "mass"))
  var epsilon: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Stop after so many regions; the mass that is left is bounded.", valueName: "number"))
  var maxPatterns: Int?

  @Option(
    help: ArgumentHelp(
      "For Gaussian laws: auto, enclosure (regions that vary in 3 directions at most) or sampling.",
      valueName: "method"))
  var method = PolyhedronMeasure.Method.automatic

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Where probabilities are sampled: the probability with which all intervals are right "
        + "(default: 0.999999).", valueName: "level"))
  var level: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Where probabilities are sampled: so many samples for each at most (default: 20000000).",
      valueName: "number"))
  var samples: Int?

  /// The relative error of probabilities that are not sampled.
  var relativeError: Rational {
    get throws {
      try accuracy.map {
        try ProperFraction.read($0, option: "--accuracy", example: "1e-9")
      } ?? Rational(10).power(-12)
    }
  }

  /// The options of the library.
  var options: NetworkLaw.Options {
    get throws {
      for (number, option) in [(maxPatterns, "--max-patterns"), (samples, "--samples")] {
        guard let number, number < 1 else { continue }
        throw Failure.usage("\(option): \(number), expected a positive number")
      }
      var options = NetworkLaw.Options()
      let error = try relativeError
      options.aim(atRelativeError: error)
      if accuracy != nil {
        options.samplingAccuracy = Double(approximating: error)
        options.surveyAccuracy = options.samplingAccuracy
      }
      options.epsilon = try epsilon.map {
        try ProperFraction.read($0, option: "--epsilon", example: "0.01")
      }
      if let level {
        options.level = try ProperFraction.read(level, option: "--level", example: "0.999")
      }
      if let samples { options.sampleLimit = samples }
      options.maximumRegions = maxPatterns
      options.method = method
      return options
    }
  }
}
