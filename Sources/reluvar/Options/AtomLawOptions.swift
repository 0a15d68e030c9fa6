import ArgumentParser
import Interchange
import InvariantFamilies

/// A law whose images are asked for: atoms of a file, or another law.
struct AtomLawOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Atoms, one on each line of a file: coordinates, and the weight last.", valueName: "file"),
    completion: .file(extensions: ["csv", "tsv", "txt"]))
  var atoms: String?

  @OptionGroup var law: InputLawOptions

  /// The files that are read.
  var files: [String?] { [atoms, law.input, law.points, law.weights] }

  /// Checks that not more than one law is given.
  ///
  /// - Parameter isNeeded: whether one has to be.
  func check(isNeeded: Bool) throws {
    if atoms != nil, let other = law.given.first {
      throw Failure.usage("--atoms and \(other): expected one law")
    }
    if atoms == nil, isNeeded || !law.given.isEmpty { try law.check() }
  }

  /// The law of `--atoms`.
  ///
  /// - Precondition: the option is given.
  func atoms(dimension: Int) throws -> FiniteLaw {
    do {
      return try FiniteLaw(file: atoms!, dimension: dimension)
    } catch {
      throw Failure.data("\(error)")
    }
  }
}
