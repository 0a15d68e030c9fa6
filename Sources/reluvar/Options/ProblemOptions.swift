import ArgumentParser
import ExactAlgebra
import Interchange
import NetworkVarieties
import Networks

/// What is asked about: a problem file, widths and patterns, or a network and points.
struct ProblemOptions: ParsableArguments {
  /// How a verb is called that takes a problem.
  static func usage(of verb: String) -> String {
    """
    reluvar \(verb) <problem> [<options>]
    reluvar \(verb) --widths <widths> --pattern <pattern> ... [<options>]
    reluvar \(verb) --network <network> --points <points> [<options>]
    """
  }

  @Argument(
    help: ArgumentHelp(
      "A problem file, YAML or JSON, with the keys widths, bias and blocks; with --points also "
        + "the network. - is standard input.",
      valueName: "problem"),
    completion: .file(extensions: ["yaml", "yml", "json"]))
  var file: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The widths of the layers from the inputs to the outputs, such as 3,4,3.",
      valueName: "n0,n1,...,nL"))
  var widths: String?

  @Option(
    help: ArgumentHelp(
      "The activation pattern of a block, once for each block: 0/1 for each hidden neuron, "
        + "hidden layers separated by '/', such as 111/11/011.", valueName: "pattern"))
  var pattern: [String] = []

  @Flag(help: "Every layer has biases.")
  var bias = false

  @Flag(
    help: ArgumentHelp(
      "Blocks with equal patterns stay blocks of their own, and the equations that make them equal "
        + "are part of the result; without it they are merged, and the result says so."))
  var keepEqualBlocks = false

  @OptionGroup var network: NetworkOptions

  @Option(
    help: ArgumentHelp(
      "A file with one point on each line, coordinates separated by commas: the points of the "
        + "network, or, once for each --pattern in their order, those of the blocks.",
      valueName: "points"),
    completion: .file(extensions: ["csv", "tsv", "txt"]))
  var points: [String] = []

  @Option(
    help: ArgumentHelp(
      "The columns of --points that are coordinates: numbers from 1, ranges, or names in the "
        + "header, such as 2-5 or length,width (default: all).", valueName: "columns"))
  var columns: String?

  /// The problem.
  ///
  /// - Parameters:
  ///   - outputs: files with outputs to be tested, one for each file with points.
  ///   - needsPatterns: whether each block must have a pattern.
  /// - Throws: `Failure` with the exit code for the kind of mistake.
  func problem(outputs: [String] = [], needsPatterns: Bool = true) throws -> Problem {
    try StandardInput.check([file, network.network] + points + outputs)
    do {
      if let file, try isNetwork(file) {
        return try problem(ofNetwork: file, outputs: outputs)
      }
      if let file {
        guard outputs.isEmpty else {
          throw Failure.usage("give a problem file or --points and --outputs, not both")
        }
        return try problem(inFile: file, needsPatterns: needsPatterns)
      }
      guard outputs.isEmpty || outputs.count == points.count else {
        throw Failure.usage(
          "\(outputs.count) --outputs and \(points.count) --points given, "
            + "expected --outputs once for each --points")
      }
      if let network = network.network {
        return try problem(ofNetwork: network, outputs: outputs)
      }
      guard network.isEmpty else {
        throw Failure.usage(
          "--activation, --layer-order, --output-name and --epsilon are about --network, which is "
            + "missing")
      }
      return try problemFromOptions(outputs: outputs, needsPatterns: needsPatterns)
    } catch let error as DataError {
      throw Failure.data("\(error)")
    }
  }

  /// Whether the argument is a network, which comes with points.
  private func isNetwork(_ file: String) throws -> Bool {
    guard network.network == nil else { return false }
    if file == StandardInput.name { return !points.isEmpty && widths == nil && pattern.isEmpty }
    guard try NetworkReading.isNetwork(file: file) else { return false }
    guard !points.isEmpty else {
      throw Failure.usage("\(file.oneLine) is a network, expected --points with it")
    }
    return true
  }

  /// The columns of the points that are read.
  private func selection() throws -> ColumnSelection? {
    do {
      return try columns.map(ColumnSelection.init(parsing:))
    } catch {
      throw Failure.usage("--columns: \(error)")
    }
  }

  private func problem(inFile file: String, needsPatterns: Bool) throws -> Problem {
    guard widths == nil, pattern.isEmpty, !bias else {
      throw Failure.usage(
        "give a problem file or --widths, --pattern and --bias, not both")
    }
    guard network.isEmpty, points.isEmpty else {
      throw Failure.usage("give a problem file or --network and --points, not both")
    }
    guard columns == nil else { throw Failure.usage("--columns needs --points") }
    return try Problem(file: file, needsPatterns: needsPatterns)
  }

  private func problem(ofNetwork file: String, outputs: [String]) throws -> Problem {
    guard widths == nil, pattern.isEmpty, !bias else {
      throw Failure.usage(
        "give --network and --points or --widths, --pattern and --bias, not both")
    }
    guard points.count == 1 else {
      throw Failure.usage("--network: \(points.count) --points given, expected one")
    }
    let reading = try network.read(file)
    let architecture = reading.network.architecture
    let table = try PointTable(
      file: points[0], columns: architecture.inputCount, selecting: selection())
    return try Problem(
      of: reading, at: table,
      outputs: outputs.first.map {
        try Self.outputs(inFile: $0, of: architecture, on: table.points)
      })
  }

  /// One row of outputs for each point.
  private static func outputs(
    inFile file: String, of architecture: Architecture, on points: [[Rational]]
  ) throws -> [[Rational]] {
    let rows = try PointTable(file: file, columns: architecture.outputCount).points
    guard rows.count == points.count else {
      throw DataError(
        "\(rows.count) rows, expected \(points.count), one for each point", file: file)
    }
    return rows
  }

  /// The variety of the problem, of outputs where the blocks have points; merged blocks are
  /// reported.
  func variety(reporting diagnostics: Diagnostics) throws -> ReLUVariety {
    try variety(of: problem(), reporting: diagnostics)
  }

  /// The same for a problem that has been read.
  func variety(
    of problem: Problem, reporting diagnostics: Diagnostics
  ) throws -> ReLUVariety {
    try Self.variety(
      of: problem, in: file, keepingEqualBlocks: keepEqualBlocks, reporting: diagnostics)
  }

  /// The variety of a problem, in a file if it was read from one.
  static func variety(
    of problem: Problem, in file: String?, keepingEqualBlocks keepEqualBlocks: Bool,
    reporting diagnostics: Diagnostics
  ) throws -> ReLUVariety {
    // Points of a network come in any order.
    if keepEqualBlocks, problem.hasPoints {
      throw Failure.usage(
        "--keep-equal-blocks: blocks have points, expected none (outputs on points of equal "
          + "patterns keep their names either way)")
    }
    for (block, first) in problem.repetitions
    where problem.network == nil && !keepEqualBlocks {
      diagnostics.note("block \(block) has the pattern of block \(first): merged")
    }
    do {
      if problem.hasPoints {
        var variety = try OutputVariety(
          of: problem.architecture, on: problem.entries.map(\.block))
        // The points of a network are no blocks that a user has numbered.
        if problem.network != nil { variety.blockOfGiven = Array(variety.patterns.indices) }
        return .output(variety)
      }
      let patterns = problem.entries.map(\.block.pattern)
      return .pattern(
        try keepEqualBlocks
          ? PatternVariety(of: problem.architecture, on: patterns, allowingRepetitions: true)
          : PatternVariety(of: problem.architecture, merging: patterns))
    } catch {
      throw file.map { Failure.data("\($0): \(error)") } ?? Failure.usage("\(error)")
    }
  }

  private func problemFromOptions(outputs: [String], needsPatterns: Bool) throws -> Problem {
    guard let widths else {
      throw Failure.usage(
        points.isEmpty
          ? "expected a problem file, or --widths and at least one --pattern"
          : "--points: expected --network, or --widths and a --pattern for each --points")
    }
    let parts = widths.split(separator: ",", omittingEmptySubsequences: false)
    let numbers = try parts.map { part in
      guard let number = Int(part.filter { $0 != " " }) else {
        throw Failure.usage(
          "--widths: '\(part.excerpt)' is not an integer of moderate size, "
            + "expected widths such as 3,4,3")
      }
      return number
    }
    do {
      let architecture = try Architecture(widths: numbers, hasBiases: bias)
      if !needsPatterns, pattern.isEmpty, !points.isEmpty {
        let blocks = try points.map {
          Block(
            ActivationPattern(noneActiveIn: architecture),
            points: try PointTable(file: $0, columns: architecture.inputCount).points)
        }
        return Problem(architecture, entries: blocks.map { Problem.Entry($0) })
      }
      guard !pattern.isEmpty else {
        throw Failure.usage("no block: expected at least one --pattern")
      }
      guard points.isEmpty || points.count == pattern.count else {
        throw Failure.usage(
          "\(points.count) --points and \(pattern.count) --pattern given, "
            + "expected --points once for each --pattern, or none")
      }
      let patterns = try pattern.map { text in
        let pattern = try ActivationPattern(parsing: text)
        try pattern.validate(for: architecture)
        return pattern
      }
      let tables = try points.map {
        try PointTable(
          file: $0, columns: architecture.inputCount, selecting: selection()
        ).points
      }
      let entries = try patterns.enumerated().map { index, pattern in
        Problem.Entry(
          Block(pattern, points: tables.isEmpty ? [] : tables[index]),
          outputs: outputs.isEmpty
            ? nil : try Self.outputs(inFile: outputs[index], of: architecture, on: tables[index]))
      }
      return Problem(architecture, entries: entries)
    } catch let error as ArchitectureError {
      throw Failure.usage("--\(error)")
    } catch let error as ActivationPatternError {
      throw Failure.usage("--\(error)")
    }
  }
}
