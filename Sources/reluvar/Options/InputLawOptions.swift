import ArgumentParser
import Interchange
import Presentation
import RandomNetworks

/// The law of a random input: one of several options.
struct InputLawOptions: ParsableArguments {
  @OptionGroup var described: DescribedLawOptions

  @Option(
    help: ArgumentHelp(
      "The law of points, one on each line of a file, with equal weights or those of --weights.",
      valueName: "file"),
    completion: .file(extensions: ["csv", "tsv", "txt"]))
  var points: String?

  @Option(
    help: ArgumentHelp(
      "The weights of --points, one on each line of a file; their sum is 1.", valueName: "file"),
    completion: .file(extensions: ["csv", "tsv", "txt"]))
  var weights: String?

  /// The file of a law.
  var input: String? { described.input }

  /// The options that give a law, or a part of one.
  var given: [String] {
    described.given + (points == nil ? [] : ["--points"]) + (weights == nil ? [] : ["--weights"])
  }

  /// Whether the law itself says how many coordinates there are.
  var hasDimension: Bool { points != nil || described.hasDimension }

  /// Checks that one law is given.
  ///
  /// - Parameter file: a file that was named without an option.
  func check(orFile file: String? = nil) throws {
    let given = (file.map { ["the file \($0)"] } ?? []) + given.filter { $0 != "--weights" }
    guard given.count <= 1 else {
      throw Failure.usage("\(given[0]) and \(given[1]): expected one law")
    }
    guard !given.isEmpty else {
      throw Failure.usage(
        "no law: expected a file (--input), --standard-normal, --uniform or --points")
    }
    guard weights == nil || points != nil else { throw Failure.usage("--weights needs --points") }
  }

  /// The law; see `DescribedLawOptions.law`.
  func law(dimension: Int?, orFile file: String? = nil) throws -> GivenLaw {
    guard let points else { return try described.law(dimension: dimension, orFile: file) }
    do {
      return GivenLaw(
        try InputLaw(points: points, weights: weights, dimension: dimension),
        from: .points(points, weights: weights))
    } catch {
      throw Failure.data("\(error)")
    }
  }
}
