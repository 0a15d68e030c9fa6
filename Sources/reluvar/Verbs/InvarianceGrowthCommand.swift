import ArgumentParser
import Drawing
import ExactAlgebra
import Interchange
import InvariantFamilies
import LongWork
import Presentation
import RandomNetworks

struct InvarianceGrowthCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "growth",
    abstract: "The dimension of the set of laws that networks of each depth reach from one law.",
    usage: """
      reluvar invariance growth --dimension <d> --depths <a:b> [<options>]
      reluvar invariance growth --depths <a:b> (--uniform <box> | --points <file> | --atoms <file> | \
      --input <law>) [--family <name>] [<options>]
      """,
    discussion: """
      Networks of l layers x -> ReLU(W x + b) of R^d into itself make a set of laws of one law at the \
      start: uniform on a box or polytope, or points; without another one that on [-1, 1]^d. Its \
      dimension is at least the rank of the derivative of moments, or of the places of atoms, by all \
      weights. It grows with l beyond any number, so no family with n parameters on which laws depend in \
      a locally Lipschitz way contains all of them.

      With --family the first depth is named whose dimension exceeds the number of parameters of a \
      family that has the start as a member: \(Self.families).

      Exit codes: 0 complete, 75 a limit was reached; what was found is written.

      Examples:
        reluvar invariance growth --dimension 2 --depths 1:3
        reluvar invariance growth --dimension 2 --depths 1:2 --uniform=0:1 \\
                      --family uniform-box --format json
        reluvar invariance growth --points plane.csv --depths 1:4 --family finite
      """)

  private static let families = "uniform-box, finite, empirical, clamped or curve"

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The dimension of the space (default: that of the law).", valueName: "d"))
  var dimension: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The numbers of layers: a number, or a range such as 1:6.", valueName: "a:b")
  )
  var depths: String

  @OptionGroup var input: AtomLawOptions

  @Option(help: ArgumentHelp("A family of the catalogue: \(families).", valueName: "name"))
  var family: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "For the families finite and empirical: the number of points (default: the least one that the start allows).",
      valueName: "number"))
  var atomsNumber: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The largest number of random weights that are tried at each depth (default: 3; 24 for points).",
      valueName: "number"))
  var draws: Int?

  @Option(
    help: ArgumentHelp(
      "A picture of dimensions and families, a name that ends in .svg, .pdf or .png.",
      valueName: "picture"),
    completion: .file(extensions: ["svg", "pdf", "png"]))
  var chart: String?

  @OptionGroup var limit: TimeLimitOption
  @OptionGroup var output: OutputOptions<GrowthReport>

  func run() async throws {
    try output.check()
    let chart = try chart.map { try ChartFile($0, besides: output.output) }
    let depths = try checkedDepths()
    if let dimension { try (1...1_000).check(dimension, of: "--dimension") }
    if let draws { try (1...1_000).check(draws, of: "--draws") }
    if let atomsNumber { try (1...1_000_000).check(atomsNumber, of: "--atoms-number") }
    let kind = try checkedKind()
    try StandardInput.check(input.files)
    let start = try start()
    let watch = Stopwatch()
    var options = LawGrowth.Options()
    (options.draws, options.seed, options.threads) = (draws, output.seed, output.threadCount)
    let diagnostics = output.diagnostics
    options.progress = { diagnostics.reportDepths($0 - depths.lowerBound + 1, of: depths.count) }
    let growth: LawGrowth
    do {
      let laws = try ReachableLaws(from: start.law)
      let compared = kind.flatMap {
        DistributionFamily($0, size: atomsNumber ?? laws.leastSize(of: $0) ?? 1)
      }
      growth = try await limit.run(reporting: diagnostics) { [options] in
        try await LawGrowth(of: laws, depths: depths, beside: compared, options: options)
      }
    } catch let error as GrowthError {
      diagnostics.clear()
      throw Failure.data("\(error)")
    }
    diagnostics.clear()
    try output.write(
      GrowthReport(growth, from: start, seconds: output.timings ? watch.seconds : nil))
    if !growth.steps.isEmpty { try chart?.write { try growth.figure.data(as: $0) } }
    if !growth.isComplete { throw Failure.limit("not all depths were reached") }
  }

  private func checkedDepths() throws -> ClosedRange<Int> {
    let ends = depths.split(separator: ":", omittingEmptySubsequences: false).map { Int($0) }
    guard ends.count <= 2, let first = ends.first, let lower = first, let last = ends.last,
      let upper = last, lower <= upper
    else {
      throw Failure.usage(
        "--depths: '\(depths.excerpt)', expected a number or a range such as 1:6")
    }
    try (1...100).check(lower, of: "--depths")
    try (1...100).check(upper, of: "--depths")
    return lower...upper
  }

  private func checkedKind() throws -> DistributionFamily.Kind? {
    let kind = try family.map {
      try FamilyName.read($0, option: "--family: ", known: "compared here: \(Self.families)")
    }
    if atomsNumber != nil, kind != .finite, kind != .empirical {
      throw Failure.usage("--atoms-number needs --family finite or empirical")
    }
    return kind
  }

  /// The law at the start.
  private func start() throws -> GivenLaw {
    try input.check(isNeeded: false)
    if let atoms = input.atoms {
      guard let dimension else { throw Failure.usage("--atoms needs --dimension") }
      return GivenLaw(
        .points(EmpiricalLaw(try input.atoms(dimension: dimension))),
        from: .points(atoms, weights: nil))
    }
    let input = input.law
    guard input.given.isEmpty else {
      if !input.hasDimension, dimension == nil {
        throw Failure.usage(
          "--dimension: expected, as the law does not say how many coordinates it has")
      }
      return try input.law(dimension: dimension)
    }
    guard let dimension else {
      throw Failure.usage("--dimension: expected, or a law at the start")
    }
    guard dimension <= ReachableLaws.largestUniformDimension else {
      throw Failure.data("\(GrowthError.uniformDimension(dimension))")
    }
    let sides = Array(repeating: (lower: Rational(-1), upper: Rational(1)), count: dimension)
    return GivenLaw(.uniform(try UniformLaw(box: sides)), from: .uniform("-1:1"))
  }
}

extension ReachableLaws.Start {
  /// The number of points, where there are some.
  fileprivate var pointCount: Int? {
    guard case .points(let law) = self else { return nil }
    return law.count
  }
}

extension LawGrowth {
  /// Dimensions over depths, and numbers of parameters of families in that dimension.
  fileprivate var figure: GrowthFigure {
    let families: [(name: String, family: DistributionFamily)] =
      laws.spaceDimension == 1
      ? [("gaussian", .gaussian), ("clamped", .clamped), ("mixture of 2", .mixture(parts: 2))]
      : [
        ("uniform-box", .uniformBox), ("gaussian", .gaussian),
        ("truncated-gaussian", .truncatedGaussian), ("mixture of 2", .mixture(parts: 2)),
        ("mixture of 3", .mixture(parts: 3)),
      ]
    let levels = families.compactMap { name, family in
      family.parameterCount(dimension: laws.spaceDimension).map { GrowthFigure.Level(name, $0) }
    }
    let points: [GrowthFigure.Level] =
      laws.start.pointCount.flatMap { count in
        DistributionFamily.finite(atoms: count).parameterCount(dimension: laws.spaceDimension)
          .map { [.init(count == 1 ? "1 point" : "\(count) points", $0)] }
      } ?? []
    return GrowthFigure(
      points: steps.map {
        .init(depth: $0.depth, dimension: $0.dimension.value, isProved: $0.dimension.isProved)
      }, levels: levels + points)
  }
}
