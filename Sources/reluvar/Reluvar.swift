import ArgumentParser
import ExactAlgebra

/// The command: help, version and verbs.
struct Reluvar: AsyncParsableCommand {
  static let version = "0.1.0"

  static let configuration = CommandConfiguration(
    commandName: "reluvar",
    abstract: "Exact equations and activation regions of ReLU networks.",
    discussion: """
      On inputs with one activation pattern a ReLU network is a linear map, a product of its \
      weight matrices with the rows of inactive neurons struck out. The maps that an \
      architecture can realize on given patterns satisfy polynomial equations; reluvar finds \
      them over the rationals and says what it proved.

      Examples:
        reluvar constraints --widths 4,3,3 --pattern 101 --pattern 011
        reluvar dimension --widths 3,3,2,3,3 --pattern 111/11/111 \\
                          --pattern 011/11/111
        reluvar derive --widths 3,4,3 --pattern 1100 --pattern 1010 --pattern 1001 \\
                       --max-degree 5 --generators none
        reluvar derive problem.yaml --max-degree 4 --format latex \\
                       --output equations.tex
        reluvar check --network net.onnx --points points.csv \\
                      --outputs outputs.csv --tolerance 1e-6
        reluvar realize points.yaml
        reluvar complete outputs.yaml
        reluvar regions net.onnx --box=-1:1
        reluvar measure plane.yaml --polytope triangle.csv
        reluvar law net.onnx --input law.yaml
        reluvar information --table counts.csv
        reluvar density net.onnx --points train.csv --held-out test.csv
        reluvar gates small.json --points plane.csv --temperature 1
        reluvar invariance decide finite --atoms 4
        reluvar range small.json --box=-1:1
        reluvar verify small.json property.vnnlib
        reluvar report small.json --box=-1:1 --output report.html
        reluvar sweep conjecture-6.1 --max-width 2 --store pairs.db

      Exit codes: 0 success, 1 the answer is no, 64 usage, 65 bad input data, 69 a needed \
      program is missing, 74 the result cannot be written, 75 a limit was reached.
      """,
    version: "reluvar \(version) (FLINT \(FLINTVersion.loaded))",
    subcommands: [
      ConstraintsCommand.self, DimensionCommand.self, DeriveCommand.self, CheckCommand.self,
      RealizeCommand.self, CompleteCommand.self, RegionsCommand.self, MeasureCommand.self,
      LawCommand.self,
      InformationCommand.self, DensityCommand.self, GatesCommand.self,
      InvarianceCommand.self, RangeCommand.self, VerifyCommand.self, FailureCommand.self,
      DrawCommand.self, ReportCommand.self, SweepCommand.self,
    ])

  /// How the program was called, without options: `reluvar`, `reluvar regions`,
  /// `reluvar sweep status`. Messages begin with it.
  static let invocation: String = {
    var words = ["reluvar"]
    var configuration = Self.configuration
    for argument in CommandLine.arguments.dropFirst() {
      let verb = configuration.subcommands.first { $0.configuration.commandName == argument }
      guard let verb else { break }
      words.append(argument)
      configuration = verb.configuration
    }
    return words.joined(separator: " ")
  }()
}
