import ArgumentParser
import ExactAlgebra
import Interchange
import InvariantFamilies
import LongWork
import Presentation

struct InvarianceDecideCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "decide",
    abstract: "Is a family of laws mapped into itself by all ReLU layers?",
    usage: """
      reluvar invariance decide [<family>] [--dimension <d>] [<options>]
      """,
    discussion: """
      The family is one of the catalogue, \(FamilyName.all.joined(separator: ", ")), or a file with points and weights that are \
      polynomials in parameters:

        parameters: [s, t]
        atoms:
          - {weight: 1/2, point: [s, t]}
          - {weight: 1/2, point: [s + t, t^2]}

      Without a family the whole catalogue is decided. An invariant family comes with what a layer \
      does to its parameters. Another one comes with a witness that can be checked: a member, a layer, and \
      what the image has that no member has. The restrictions are those of the theorem of Macdonald and \
      Waeldchen, which leaves open families that have one of them; no verdict rests on it.

      Exit codes: 0 invariant, or the whole catalogue, 1 not invariant, 75 not decided.

      Examples:
        reluvar invariance decide gaussian --dimension 2
        reluvar invariance decide mixture --components 3
        reluvar invariance decide finite --atoms 4 --format json
        reluvar invariance decide
      """)

  @Argument(
    help: ArgumentHelp("A name of the catalogue, or a file, YAML or JSON.", valueName: "family"),
    completion: .file(extensions: ["yaml", "yml", "json"]))
  var family: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The dimension of the space (default: 2; 1 for clamped; as in the file).", valueName: "d"))
  var dimension: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "For mixture: the largest number of parts (default: 2).", valueName: "number"))
  var components: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "For finite and empirical: the number of points (default: 2).", valueName: "number"))
  var atoms: Int?

  @OptionGroup var limit: TimeLimitOption
  @OptionGroup var output: OutputOptions<InvarianceReport>

  func run() async throws {
    try output.check()
    if let dimension { try (1...1_000).check(dimension, of: "--dimension") }
    if let components { try (1...1_000).check(components, of: "--components") }
    if let atoms { try (1...1_000_000).check(atoms, of: "--atoms") }
    let families = try family.map { [try self.family($0)] } ?? catalogue
    try checkSizes(of: families)
    let watch = Stopwatch()
    var decisions: [InvarianceDecision] = []
    for family in families {
      do {
        decisions.append(
          try await limit.run(reporting: output.diagnostics) {
            try await InvarianceDecision(
              of: family, dimension: dimension(of: family), seed: output.seed)
          })
      } catch let error as InvarianceDecisionError {
        throw Failure.data("\(self.family ?? family.kind.rawValue): \(error)")
      }
    }
    try output.write(
      InvarianceReport(
        family == nil ? .catalogue(decisions) : .family(decisions[0]),
        seconds: output.timings ? watch.seconds : nil))
    guard family != nil else { return }
    switch decisions[0].verdict {
    case .invariant: break
    case .notInvariant: throw Failure.negative("the family is not invariant")
    case .undecided: throw Failure.limit("not decided: see the report")
    }
  }

  private func family(_ name: String) throws -> DistributionFamily {
    guard [".yaml", ".yml", ".json"].contains(where: name.hasSuffix) || name == "-" else {
      let known =
        "known: \(FamilyName.all.joined(separator: ", ")), or a file that ends in .yaml or .json"
      return family(of: try FamilyName.read(name, option: "", known: known))!
    }
    do {
      return .generated(try GeneratedFamily(file: name))
    } catch {
      throw Failure.data("\(error)")
    }
  }

  private func family(of kind: DistributionFamily.Kind) -> DistributionFamily? {
    DistributionFamily(kind, size: (kind == .mixture ? components : atoms) ?? 2)
  }

  private var catalogue: [DistributionFamily] {
    DistributionFamily.Kind.catalogue.compactMap(family)
  }

  /// Sizes that belong to no family are a mistake.
  private func checkSizes(of families: [DistributionFamily]) throws {
    let kinds = Set(families.map(\.kind))
    if components != nil, !kinds.contains(.mixture) {
      throw Failure.usage("--components needs the family mixture")
    }
    if atoms != nil, kinds.isDisjoint(with: [.finite, .empirical]) {
      throw Failure.usage("--atoms needs the family finite or empirical")
    }
  }

  private func dimension(of family: DistributionFamily) -> Int {
    switch family {
    // One of the catalogue is for the line only.
    case .clamped: self.family == nil ? 1 : dimension ?? 1
    case .generated(let generated): dimension ?? generated.dimension
    default: dimension ?? 2
    }
  }
}
