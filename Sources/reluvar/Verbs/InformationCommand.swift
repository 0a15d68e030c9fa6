public import ArgumentParser
import ExactAlgebra
import Interchange
import LongWork
import Networks
import Presentation
import RandomNetworks
public import RegionInformation
import Regions

extension InformationUnit: ExpressibleByArgument {}
extension EntropyEstimator: ExpressibleByArgument {}

/// What `information` writes, in the same formats for tables, points and laws.
enum InformationOutput: WrittenResult {
  static let formats: [OutputFormat] = [.text, .json, .csv]
}

struct InformationCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "information",
    abstract: "Entropies and mutual information of activation patterns, per layer and checkpoint.",
    usage: """
      reluvar information <network> ... --points <file> [--labels <file>] [<options>]
      reluvar information <network> ... --input <law> [<options>]
      reluvar information --table <file> [<options>]
      """,
    discussion: """
      The activation patterns of the first layers of a network are cells of its input space. Of points \
      with labels, the report has for each layer the cells in which points lie, the regions that exist \
      (in --box or --polytope, or everywhere), the occupancy, the entropy of the cell, H(T), which is I(X;T), \
      and the mutual information of cell and label, I(T;Y). Several networks, such as the checkpoints of one \
      while it learns, are reported in their order; --chart draws their course.

      Entropies are estimated by the frequencies (plug-in) and by formulas that correct for their bias: \
      Miller-Madow, Grassberger (2003), Chao-Shen and Chao-Wang-Jost. Patterns of points are decided exactly, and what \
      each formula gives is enclosed. Corrected information may be negative; it is not clipped. Standard \
      errors come from resampled points (--bootstrap), and a control from permuted labels (--permutations). \
      Estimates are worth little where the occupancy, cells for each point, is above about 0.3.

      With --input in place of points, entropies are those of the law itself, and so is I(T;Y) where the law is a \
      mixture whose parts have a label each: nothing is estimated from data.

      --table takes a table of counts, with a row for each cell and a column for each label.

      Exit codes: 0 complete, 75 a limit was reached; what was found is written.

      Examples:
        reluvar information net.onnx --points points.csv --unit bits
        reluvar information net.onnx --points points.csv --labels labels.csv \\
                            --chart course.svg
        reluvar information net.onnx --input law.yaml
        reluvar information --table counts.csv --format json
      """)

  @Argument(
    help: ArgumentHelp(
      "Networks with weights, in their order: JSON, YAML, ONNX or safetensors.",
      valueName: "network"),
    completion: .file(extensions: ["json", "yaml", "yml", "onnx", "safetensors"]))
  var networks: [String] = []

  @OptionGroup var reading: NetworkFileOptions
  @OptionGroup var data: LabelledPointOptions
  @OptionGroup var input: DescribedLawOptions
  @OptionGroup var resampling: ResamplingOptions

  @Option(
    help: ArgumentHelp(
      "A file with a table in place of networks: CSV, cells by labels, counts from 0 on.",
      valueName: "file"),
    completion: .file(extensions: ["csv", "tsv", "txt"]))
  var table: String?

  @Option(help: "The unit of entropies: nats or bits.")
  var unit = InformationUnit.nats

  @OptionGroup var domain: PlainDomainOptions

  @Flag(
    name: .customLong("regions"), inversion: .prefixedNo,
    help: ArgumentHelp(
      "Count the regions that exist (default: for networks with at most 3 inputs)."))
  var countsRegions: Bool?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Count at most so many regions of a network.", valueName: "number"))
  var maxRegions: Int?

  @Option(
    help: ArgumentHelp(
      "A picture of the course over the networks, a name that ends in .svg, .pdf or .png.",
      valueName: "picture"),
    completion: .file(extensions: ["svg", "pdf", "png"]))
  var chart: String?

  @Option(help: ArgumentHelp("The estimator of --chart.", valueName: "estimator"))
  var estimator = EntropyEstimator.chaoWangJost

  @OptionGroup var output: OutputOptions<InformationOutput>

  func run() async throws {
    try output.check()
    _ = try chartFile()
    let names = networks + (reading.network.map { [$0] } ?? [])
    try checkSource(names)
    if let table {
      try writeTable(table)
    } else if input.given.isEmpty {
      try await writePoints(names)
    } else {
      try await writeLaw(names)
    }
  }

  /// One of the three sources of counts or probabilities.
  private func checkSource(_ names: [String]) throws {
    let sources =
      (table == nil ? [] : ["--table"]) + (data.points == nil ? [] : ["--points"]) + input.given
    guard sources.count <= 1 else {
      throw Failure.usage("\(sources[0]) and \(sources[1]): expected one of them")
    }
    guard !sources.isEmpty else {
      throw Failure.usage("no data: expected --points, --input or --table")
    }
    guard table == nil || names.isEmpty else {
      throw Failure.usage("--table takes the place of networks: expected none")
    }
    guard table != nil || !names.isEmpty else {
      throw Failure.usage("no network: expected one or more files")
    }
    try checkOptions()
    if let maxRegions, maxRegions < 1 {
      throw Failure.usage("--max-regions: \(maxRegions), expected a positive number")
    }
    try data.check()
    try StandardInput.check(
      names + [table, data.points, data.labels, input.input, domain.polytope])
  }

  /// Options that belong to another source of data are refused.
  private func checkOptions() throws {
    let ofPoints = [
      domain.box.map { _ in "--box" }, domain.polytope.map { _ in "--polytope" },
      countsRegions.map { $0 ? "--regions" : "--no-regions" },
      maxRegions.map { _ in "--max-regions" },
      resampling.bootstrap.map { _ in "--bootstrap" },
      resampling.permutations.map { _ in "--permutations" },
      resampling.level.map { _ in "--level" },
    ].compactMap(\.self)
    if data.points == nil, let option = ofPoints.first {
      throw Failure.usage("\(option) needs --points")
    }
    guard chart == nil || table == nil else { throw Failure.usage("--chart needs networks") }
    guard EntropyEstimator.standard.contains(estimator) else {
      let names = EntropyEstimator.standard.map(\.rawValue).joined(separator: ", ")
      throw Failure.usage("--estimator \(estimator.rawValue): expected one of \(names)")
    }
  }

  // MARK: tables

  private func writeTable(_ file: String) throws {
    let table: ContingencyTable
    do {
      table = try ContingencyTable(CountTable(file: file).counts)
    } catch let error as DataError {
      throw Failure.data("\(error)")
    } catch let error as ContingencyTableError {
      throw Failure.data("\(file): \(error)")
    }
    try output.write(
      TableInformationReport(
        TableInformation(of: table, unit: unit), on: GivenTable(table, from: file)))
  }

  // MARK: points

  private func writePoints(_ names: [String]) async throws {
    let networks = try readNetworks(names)
    let inputCount = networks[0].network.architecture.inputCount
    let points = try data.readPoints(columns: inputCount)
    let labels = try data.readLabels(count: points.count)
    var options = NetworkInformation.Options()
    options.domain = try domain.domain(dimension: inputCount)
    options.countsRegions = countsRegions ?? (inputCount <= 3)
    options.maximumRegions = maxRegions
    options.unit = unit
    options.resampling = try resampling.resampling(seed: output.seed)
    options.threads = output.threadCount
    let watch = Stopwatch()
    var entries: [NetworkInformationReport.Entry] = []
    for (number, network) in networks.enumerated() {
      output.diagnostics.report(network: number, of: networks.count, after: watch.elapsed)
      entries.append(
        .init(
          try await information(of: network, points, labels, options), of: network))
    }
    output.diagnostics.clear()
    let report = NetworkInformationReport(
      entries, in: domain.given, seconds: output.timings ? watch.seconds : nil)
    try output.write(report)
    try chartFile()?.write { try figure(of: entries).data(as: $0) }
    if !report.isComplete { throw Failure.limit("not all regions were counted (--max-regions)") }
  }

  private func information(
    of reading: NetworkReading, _ points: InputPoints, _ labels: PointLabels?,
    _ options: NetworkInformation.Options
  ) async throws -> NetworkInformation {
    do {
      return try await NetworkInformation(
        of: reading.network, at: points, labels: labels, options: options)
    } catch let error as NetworkInformationError {
      throw Failure.data(
        error == .noHiddenLayer ? "\(reading.file): \(error)" : "\(data.points ?? ""): \(error)")
    } catch RegionError.emptyDomain {
      throw Failure.data("\(domain.given): no inner points, expected a full-dimensional domain")
    } catch let error as RegionError {
      throw Failure.data("\(error)")
    }
  }

  // MARK: laws

  private func writeLaw(_ names: [String]) async throws {
    let networks = try readNetworks(names)
    let given = try input.law(dimension: networks[0].network.architecture.inputCount)
    var options = NetworkLaw.Options()
    options.threads = output.threadCount
    options.seed = output.seed
    let watch = Stopwatch()
    var entries: [LawInformationReport.Entry] = []
    for (number, network) in networks.enumerated() {
      output.diagnostics.report(network: number, of: networks.count, after: watch.elapsed)
      do {
        entries.append(
          .init(
            try await LawInformation(
              of: network.network, under: given.law, unit: unit, options: options), of: network))
      } catch let error as LawInformationError {
        throw Failure.data("\(input.input ?? "the law"): \(error)")
      } catch let error as NetworkLawError {
        throw Failure.data("\(error)")
      }
    }
    output.diagnostics.clear()
    let report = LawInformationReport(
      entries, under: given, seconds: output.timings ? watch.seconds : nil)
    try output.write(report)
    try chartFile()?.write { try figure(of: entries).data(as: $0) }
    if !report.isComplete { throw Failure.limit("not all entropies are known") }
  }

  // MARK: networks and pictures

  /// Checkpoints have one shape, so that their layers can be compared.
  private func readNetworks(_ names: [String]) throws -> [NetworkReading] {
    let networks = try names.map { try reading.read($0) }
    let expected = networks[0].network.architecture.widths
    for network in networks.dropFirst() {
      let widths = network.network.architecture.widths
      guard widths == expected else {
        func text(_ widths: [Int]) -> String { widths.map { "\($0)" }.joined(separator: ",") }
        throw Failure.data(
          "\(network.file): widths \(text(widths)), expected \(text(expected)) as in \(networks[0].file)"
        )
      }
    }
    return networks
  }
}
