import ArgumentParser
import Interchange
import Presentation
import Regions

/// What a report on a network is about, besides the network.
struct ReportNetworkOptions: ParsableArguments {
  @OptionGroup var file: NetworkFileOptions
  @OptionGroup var space: InputSpaceOptions

  @Option(
    help: ArgumentHelp(
      "Points, one on each line of a file, with the coordinates of the domain: in which regions they lie; they "
        + "are drawn where the domain is a plane.", valueName: "file"),
    completion: .file(extensions: ["csv", "tsv", "txt"]))
  var points: String?

  @Option(
    help: ArgumentHelp(
      "The classes of the points, for the picture: a file with a number on each line.",
      valueName: "file"),
    completion: .file(extensions: ["csv", "tsv", "txt"]))
  var labels: String?

  @OptionGroup var random: DescribedLawOptions

  @Option(
    help: ArgumentHelp("Another name of --input.", valueName: "file"),
    completion: .file(extensions: ["yaml", "yml", "json"]))
  var law: String?

  @Option(
    help: ArgumentHelp(
      "A property in VNN-LIB, as for verify.", valueName: "file"),
    completion: .file(extensions: ["vnnlib"]))
  var property: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Stop after so many regions.", valueName: "number"))
  var maxRegions: Int?

  /// The options that are given.
  var given: [String] {
    let others: [(String, Bool)] = [
      ("--network", file.network != nil), ("--activation", file.activation != nil),
      ("--layer-order", file.layerOrder != nil), ("--output-name", file.outputName != nil),
      ("--batch-epsilon", file.batchEpsilon != nil), ("--points", points != nil),
      ("--labels", labels != nil), ("--law", law != nil), ("--property", property != nil),
      ("--max-regions", maxRegions != nil),
    ]
    return others.filter(\.1).map(\.0) + space.givenOptions + random.given
  }

  /// Whether a law is asked for.
  var hasLaw: Bool { law != nil || !random.given.isEmpty }

  /// Checks the options of a report on a network.
  func check() throws {
    guard file.network == nil else {
      throw Failure.usage("--network: the network is the argument")
    }
    guard labels == nil || points != nil else { throw Failure.usage("--labels needs --points") }
    if let maxRegions, maxRegions < 0 {
      throw Failure.usage("--max-regions: \(maxRegions), expected a number that is not negative")
    }
    let laws = (law == nil ? [] : ["--law"]) + random.given
    guard laws.count <= 1 else {
      throw Failure.usage("\(laws[0]) and \(laws[1]): expected one law")
    }
    for file in [points, labels, law, random.input, property, space.polytope] {
      guard file != StandardInput.name else {
        throw Failure.usage(
          "-: expected a file, since a report names the commands that read it again")
      }
    }
  }
}

extension ReportNetworkOptions {
  /// The options about the file of the network, as they are given again.
  var fileWords: [String] {
    [
      ("--activation", file.activation), ("--layer-order", file.layerOrder),
      ("--output-name", file.outputName), ("--batch-epsilon", file.batchEpsilon),
    ].flatMap(Self.words)
  }

  /// The options about the domain.
  var spaceWords: [String] {
    [
      ("--box", space.box), ("--slice", space.slice), ("--through", space.through),
      ("--polytope", space.polytope),
    ].flatMap(Self.words)
  }

  /// The law, for the verb of laws.
  var lawWords: [String] {
    (random.standardNormal ? ["--standard-normal"] : [])
      + [("--input", law ?? random.input), ("--uniform", random.uniform)].flatMap(Self.words)
  }

  /// All options that are about the network.
  var words: [String] {
    fileWords + spaceWords
      + [("--points", points), ("--labels", labels)].flatMap(Self.words)
      + lawWords + Self.words("--property", property)
      + Self.words("--max-regions", maxRegions.map(String.init))
  }

  /// A value that begins with a minus sign is no option.
  static func words(_ option: String, _ value: String?) -> [String] {
    guard let value else { return [] }
    return value.hasPrefix("-") ? ["\(option)=\(value)"] : [option, value]
  }
}
