import ArgumentParser
import Claims
import ExactAlgebra
import Interchange
import Laboratory

/// What a sweep is about.
struct SweepFamilyOptions: ParsableArguments {
  @Argument(help: "The claim; see the list above.")
  var claim: String

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The largest width of a layer; for claims about shallow networks without biases, and about "
        + "two blocks that differ in one hidden layer, of inputs and outputs: numbers of hidden "
        + "neurons with the same activity beyond that make no difference.", valueName: "n"))
  var maxWidth = 3

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The number of blocks, or a range such as 1-3.", valueName: "k"),
    transform: CountRange.init(parsing:))
  var blocks: CountRange?

  @Option(
    name: [.customLong("depth"), .customLong("hidden-layers")], parsing: .unconditional,
    help: ArgumentHelp("The number of hidden layers, or a range such as 1-2.", valueName: "l"),
    transform: CountRange.init(parsing:))
  var depth: CountRange?

  @Flag(help: "Layers have biases.")
  var bias = false

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The largest number of hidden neurons, for claims about shallow networks without biases "
        + "(default: no limit), and about networks with random weights (default: --max-width).",
      valueName: "n"))
  var maxHidden: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The number of networks of each architecture, for claims about networks with random weights "
        + "(default: 3).", valueName: "n"))
  var networks: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The largest degree in which ideals are compared; never more than one beyond the largest "
        + "minor. (default: 6)", valueName: "degree"))
  var maxDegree: Int?

  @Flag(
    help: ArgumentHelp(
      "Ask Singular whether generators are complete, where nothing else decides it."))
  var certify = false

  @Option(
    parsing: .unconditional, help: "The seed of all random numbers; recorded in the result.")
  var seed: UInt64 = 1

  /// What is asked for.
  func definition() throws -> SweepDefinition {
    guard let claim = BuiltInClaims.all.first(where: { $0.name == claim }) else {
      throw unknownClaim()
    }
    let family = FamilySize(
      maximumWidth: maxWidth, blocks: blocks?.range ?? 2...2, hiddenLayers: depth?.range ?? 1...1,
      hasBiases: bias, maximumHidden: maxHidden, networks: networks)
    try check(family)
    do {
      return try claim.definition(
        over: family, maximumDegree: maxDegree ?? 6, isCertifying: certify, seed: seed,
        chosen: chosen)
    } catch {
      throw Failure.usage("sweep\(error)")
    }
  }

  /// The options that were given.
  private var chosen: Set<FamilyOption> {
    let isGiven: [FamilyOption: Bool] = [
      .blocks: blocks != nil, .depth: depth != nil, .bias: bias,
      .maximumHidden: maxHidden != nil, .networks: networks != nil,
      .maximumDegree: maxDegree != nil, .certification: certify,
    ]
    return Set(isGiven.filter(\.value).keys)
  }

  private func unknownClaim() -> Failure {
    let claims = BuiltInClaims.all.map { $0.name }
    let verbs = SweepCommand.configuration.subcommands.filter { $0.configuration.shouldDisplay }
      .compactMap { $0.configuration.commandName }
    let hint =
      nearestWord(to: claim, among: claims + verbs)
      .map { ", did you mean '\($0)'?" } ?? ""
    return .usage(
      "sweep: unknown claim '\(claim.excerpt)'\(hint) (claims: \(claims.joined(separator: ", ")))")
  }

  private func check(_ family: FamilySize) throws {
    try (1...64).check(maxWidth, of: "--max-width")
    if let maxDegree { try (1...16).check(maxDegree, of: "--max-degree") }
    try (1...6).check(family.blocks.upperBound, of: "--blocks")
    try (1...16).check(family.hiddenLayers.upperBound, of: "--depth")
    if let maxHidden { try (1...4096).check(maxHidden, of: "--max-hidden") }
    if let networks { try (1...10_000).check(networks, of: "--networks") }
  }
}

/// A number or a range of numbers.
struct CountRange {
  let range: ClosedRange<Int>

  init(_ range: ClosedRange<Int>) { self.range = range }

  /// Reads `2` or `1-3`.
  init(parsing argument: String) throws {
    let ends = argument.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
    guard let first = ends.first, let lower = first, let last = ends.last, let upper = last,
      ends.count <= 2, lower >= 1, lower <= upper
    else { throw ValidationError("expected a positive number, or a range such as 1-3") }
    range = lower...upper
  }
}
