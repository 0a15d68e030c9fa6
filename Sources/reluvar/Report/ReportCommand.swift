import ArgumentParser
import ExactAlgebra
import Presentation

struct ReportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "A page, or a document, with all that is known of a problem, a network or a sweep.",
    usage: """
      reluvar report <problem> -o <file> [--max-degree <degree>] [<options>]
      reluvar report <network> -o <file> [--box <bounds>] [--law <law>]
                     [--property <property>] [<options>]
      reluvar report <store> -o <file> [<options>]
      """,
    discussion: """
      What the input is, its content says. Of a problem, the report has the variety, its dimension and rank \
      constraints, the ideal degree by degree, what is proved of it, and the equations. Of a \
      network, it has the layers, the regions, with a picture where the domain is a plane, the law under a \
      random input and whether a property holds, where these are given. Of the store of a sweep, it \
      has the claim, the results and the findings. All have the commands that find each part again.

      The report is one page of HTML with its equations (MathML), pictures and tables that sort, \
      which needs no other file and no connection; or LaTeX, with its pictures in files beside it; or PDF, \
      by pdflatex. It is for people: json, jsonl, csv and input for other systems are written \
      by the verbs that it names.

      With --time-limit each part gets an equal share of the time that is left. A part that does not come to \
      its end says what it has reached.

      Exit codes: 0 complete, 75 a limit was reached; the report is written all the same. Whether a \
      property holds is not an exit code here.

      Examples:
        reluvar report problem.yaml --max-degree 3 --output problem.html
        reluvar report small.json --box=-1:1 --standard-normal \\
                       --property property.vnnlib --output network.html
        reluvar report problem.yaml --format latex --output problem.tex
      """)

  @Argument(
    help: ArgumentHelp(
      "A problem (YAML or JSON, as for derive), a network (JSON, YAML, ONNX or safetensors), or the store of a sweep.",
      valueName: "input"),
    completion: .file(extensions: ["yaml", "yml", "json", "onnx", "safetensors", "db"]))
  var input: String

  @OptionGroup(title: "Options for problems") var problem: ReportProblemOptions
  @OptionGroup(title: "Options for networks") var network: ReportNetworkOptions

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The largest number of rows of a table of regions, patterns or findings.", valueName: "number"
    ))
  var rows = 50

  @OptionGroup var limit: TimeLimitOption
  @OptionGroup var output: ReportOutputOptions

  func run() async throws {
    try output.check()
    let kind = try ReportInput(file: input)
    guard input != output.output else {
      throw Failure.usage("--output \(input.excerpt): the input, expected another file")
    }
    try (1...100_000).check(rows, of: "--rows")
    try checkOptions(for: kind)
    switch kind {
    case .problem: try await reportProblem()
    case .network: try await reportNetwork()
    case .sweep: try await reportSweep()
    }
  }

  /// Options about another kind of input are mistakes.
  private func checkOptions(for kind: ReportInput) throws {
    let others: [(ReportInput, [String])] = [(.problem, problem.given), (.network, network.given)]
    for (other, options) in others where other != kind {
      guard let option = options.first else { continue }
      throw Failure.usage(
        "\(option) is about \(other.words), and \(input.excerpt) is \(kind.words)")
    }
  }

  /// The option for tables, as it is given again.
  var rowWords: [String] { rows == 50 ? [] : ["--rows", "\(rows)"] }
}
