import ArgumentParser
import ExactAlgebra
import Interchange
import ReLUNetworks

/// What is asked about: a problem file, or widths and patterns.
struct ProblemOptions: ParsableArguments {
  /// How a verb is called that takes a problem.
  static func usage(of verb: String) -> String {
    """
    reluvar \(verb) <problem> [<options>]
    reluvar \(verb) --widths <widths> --pattern <pattern> ... [<options>]
    """
  }

  @Argument(
    help: ArgumentHelp(
      "A problem file, YAML or JSON, with the keys widths, bias and blocks.",
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

  /// The problem.
  ///
  /// - Throws: `Failure` with the exit code for the kind of mistake.
  func problem() throws -> Problem {
    guard let file else { return try problemFromOptions() }
    guard widths == nil, pattern.isEmpty, !bias else {
      throw Failure.usage(
        "give a problem file or --widths, --pattern and --bias, not both")
    }
    do {
      return try Problem(file: file)
    } catch {
      throw Failure.data("\(error)")
    }
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
    for (block, first) in problem.repetitions {
      diagnostics.note("block \(block) has the pattern of block \(first): merged")
    }
    do {
      return problem.hasPoints
        ? .output(try OutputVariety(of: problem.architecture, on: problem.entries.map(\.block)))
        : .pattern(try PatternVariety(of: problem.architecture, on: problem.distinctPatterns))
    } catch {
      throw file.map { Failure.data("\($0): \(error)") } ?? Failure.usage("\(error)")
    }
  }

  private func problemFromOptions() throws -> Problem {
    guard let widths else {
      throw Failure.usage("expected a problem file, or --widths and at least one --pattern")
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
      guard !pattern.isEmpty else {
        throw Failure.usage("no block: expected at least one --pattern")
      }
      let entries = try pattern.map { text in
        let pattern = try ActivationPattern(parsing: text)
        try pattern.validate(for: architecture)
        return Problem.Entry(Block(pattern))
      }
      return Problem(architecture, entries: entries)
    } catch let error as ArchitectureError {
      throw Failure.usage("--\(error)")
    } catch let error as ActivationPatternError {
      throw Failure.usage("--\(error)")
    }
  }
}
