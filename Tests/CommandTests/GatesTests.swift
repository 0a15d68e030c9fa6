import ExactAlgebra
import Foundation
import Programs
import Testing

/// Gates that are drawn, as a user types them.
@Suite struct GatesTests {
  /// Two hidden layers with 3 and 2 gates, three points, outputs and labels.
  static func command() throws -> Command {
    let command = try Command()
    _ = try command.folder.write(
      """
      {"layers": [
        {"weights": [[1, "-1/2"], [-2, 1], ["1/3", 1]], "biases": [0, 1, -1]},
        {"weights": [[1, -1, 2], ["1/2", 1, -1]]},
        {"weights": [[1, -2], [3, 1]], "biases": ["1/4", 0]}]}
      """, to: "net.json")
    _ = try command.folder.write("3/4,-1/2\n0,1\n-1,2\n", to: "x.csv")
    _ = try command.folder.write("1/2,-1\n0,0\n1,1\n", to: "y.csv")
    _ = try command.folder.write("class\n0\n1\n1\n", to: "labels.csv")
    return command
  }

  private static let outputs = ["--outputs", "y.csv", "--noise-variance", "1/4"]
  private static let start = ["net.json", "--points", "x.csv", "--temperature"]

  /// What is said of each other by the numbers of one report.
  @Test func identities() async throws {
    let output = try await Self.command().gates(Self.start + ["1/2,2"] + Self.outputs)
    #expect(output.points.count == 3 && output.gates == 5 && output.method == "exact")
    for point in output.points {
      #expect(point.patterns.count == 32 && point.remainingPosterior == nil)
      for sum in [point.patterns.map(\.prior), point.patterns.compactMap(\.posterior)] {
        let bounds = sum.compactMap(\.bounds)
        #expect(bounds.count == 32)
        #expect(bounds.reduce(0) { $0 + $1.lower } <= 1 && bounds.reduce(0) { $0 + $1.upper } >= 1)
      }
      let posteriors = point.patterns.compactMap { $0.posterior?.value.flatMap(Double.init) }
      #expect(posteriors.count == 32 && posteriors == posteriors.sorted(by: >))
      // No parameter of the second layer is a bias.
      #expect(point.gradient?.map { $0.biases?.count } == [3, nil, 2])
      let field = try #require(point.meanField)
      let bound = try #require(field.evidenceLowerBound.value.flatMap(Double.init))
      let evidence = try #require(point.logLikelihood?.value.flatMap(Double.init))
      #expect(bound <= evidence + 1e-12)
      #expect(try #require(Double(point.largestGradientDifference?.value ?? "")) > 1)
    }
    // At the second point the third gate of the first layer is at zero: 0/3 + 1 - 1.
    #expect(output.points.map { $0.hardLimit?.ties } == [[], [.init(layer: 1, neuron: 3)], []])
    #expect(output.covariance?.sumsAgree == true && output.gradientCovariance?.sumsAgree == true)
    #expect(output.covariance?.total[0][0].fraction == "37/72" && output.omitted.isEmpty)
  }

  @Test(arguments: [[], outputs, ["--labels", "labels.csv"], ["--classes"]])
  func threadsDoNotMatter(options: [String]) async throws {
    let command = try Self.command()
    for format in ["text", "json"] {
      let arguments = ["gates"] + Self.start + ["1/2"] + options + ["--format", format]
      let one = try await command.run(arguments + ["--threads", "1"])
      #expect(one.isSuccess && !one.output.isEmpty, "\(one.diagnostics)")
      #expect(try await command.run(arguments + ["--threads", "2"]) == one)
      #expect(try await command.run(arguments) == one)
    }
  }

  @Test func whatIsObservedDecides() async throws {
    let command = try Self.command()
    let none = try await command.gates(Self.start + ["1"])
    #expect(none.points.count == 3 && none.points.allSatisfy { $0.logLikelihood == nil })
    #expect(none.points.allSatisfy { $0.patterns.count == 32 && $0.gradient == nil })
    #expect(none.gradientCovariance == nil && none.covariance != nil)
    #expect(Set(try #require(none.information).keys).isDisjoint(with: ["I(A;Y)", "classes"]))
    let classes = try await command.gates(Self.start + ["1", "--classes"])
    #expect(classes.points.allSatisfy { $0.logLikelihood == nil })
    let labels = try await command.gates(Self.start + ["1", "--labels", "labels.csv"])
    #expect(labels.points.count == 3 && labels.points.allSatisfy { $0.logLikelihood != nil })
    // The class that the model draws has nothing to do with the labels.
    let expected = try classes.entropy("I(A;Y)").value
    #expect(try labels.entropy("I(A;Y)").value == expected && expected != nil)
    #expect(try none.entropy("H(A)").value == classes.entropy("H(A)").value)
  }

  @Test func fewPatternsAreListed() async throws {
    let output = try await Self.command().gates(
      Self.start + ["1"] + Self.outputs + ["--max-patterns", "3", "--mean-field", "0"])
    #expect(output.points.count == 3)
    for point in output.points {
      #expect(point.patterns.count == 3 && point.meanField == nil)
      #expect(point.evidenceLowerBound == nil)
      let rest = try #require(point.remainingPosterior?.bounds)
      let listed = point.patterns.compactMap { $0.posterior?.bounds }
      #expect(listed.count == 3)
      #expect(listed.reduce(0) { $0 + $1.upper } + rest.upper >= 1)
      #expect(listed.reduce(0) { $0 + $1.lower } + rest.lower <= 1)
    }
  }

  @Test func textForPeople() async throws {
    let command = try Self.command()
    let run = try await command.run(["gates"] + Self.start + ["1/2,2"] + Self.outputs)
    #expect(run.isSuccess && run.diagnostics.isEmpty)
    #expect(
      run.output.hasPrefix(
        """
        Gates of 2,3,2,2 at temperatures 1/2, 2: 5 gates, 32 patterns, 3 points with outputs, noise of
        variance 1/4.

        Points
             likeliest  posterior  ln p(y|x)  cold limit  cold gates               gap  optima  difference
          1  100/00      0.436883   -3.88125    -41.0766  100/11              0.428097       3     32.8464
          2  010/00      0.325874   -2.10642    -36.5766  010/01 (1 at 0)    0.0486822       2     48.4279

        """))
    #expect(run.output.contains("  and 24 more (--format json)\n"))
    #expect(run.output.contains("  I(A;X)  0.652224790408744056"))
    #expect(run.output.contains("  gradient, all parameters   25.7234   6.09483   19.6286\n"))
  }

  /// A skip connection passes neurons on, whose gates would be drawn again; a network without gates has none.
  static let refused: [(arguments: [String], status: Int32, message: String)] = [
    (start + ["0"], 64, "--temperature: 0, expected a positive number"),
    (start + ["-1/2"], 64, "--temperature: -1/2, expected a positive number"),
    (start + ["1,0"], 64, "--temperature: 0, expected a positive number"),
    (start + ["nan"], 64, "--temperature: 'nan' is not a number"),
    (start + ["inf"], 64, "--temperature: 'inf' is not a number"),
    (start + ["1,2,3"], 64, "3 numbers, expected one, or one for each of 2 hidden layers"),
    (start + ["1", "--outputs", "y.csv"], 64, "--outputs needs --noise-variance"),
    (
      start + ["1", "--outputs", "y.csv", "--noise-variance", "0"], 64,
      "--noise-variance: 0, expected a positive number"
    ),
    (
      start + ["1", "--outputs", "y.csv", "--noise-variance", "-2"], 64,
      "--noise-variance: -2, expected a positive number"
    ),
    (
      start + ["1", "--outputs", "y.csv", "--noise-variance", "nan"], 64,
      "--noise-variance: 'nan' is not a number"
    ),
    (
      start + ["1", "--labels", "labels.csv", "--noise-variance", "1"], 64,
      "--noise-variance: expected with --outputs only"
    ),
    (start + ["1", "--classes", "--labels", "labels.csv"], 64, "--labels and --classes: expected"),
    (start + ["1", "--label-column", "1"], 64, "--label-column needs --labels"),
    (start + ["1", "--variational", "1"], 64, "--variational needs --outputs or --labels"),
    (
      start + ["1", "--variational", "1/2"] + outputs, 64,
      "--variational: 1 probabilities, expected one for each of 5 gates"
    ),
    (start + ["1", "--variational", "1,1,1,1,2"] + outputs, 64, "--variational: 2, expected"),
    (start + ["1", "--max-patterns", "0"], 64, "--max-patterns: 0, expected a positive number"),
    (start + ["1", "--mean-field", "-1"], 64, "--mean-field: -1, expected a number from 0"),
    (["net.json", "--temperature", "1"], 64, "no points: expected --points"),
    (["--points", "x.csv", "--temperature", "1"], 64, "no network"),
    (
      start + ["1", "--outputs", "labels.csv", "--noise-variance", "1"], 65,
      "labels.csv:2: 1 numbers, expected 2"
    ),
    (
      start + ["1", "--outputs", "one.csv", "--noise-variance", "1"], 65,
      "one.csv: 1 rows of outputs for 3 points, expected as many"
    ),
    (start + ["1", "--labels", "one.csv"], 65, "one.csv: 1 labels for 3 points"),
    (
      start + ["1", "--labels", "bad.csv"], 65, "bad.csv:3: label '2', expected a class from 0 to 1"
    ),
    (start + ["1", "--labels", "word.csv"], 65, "word.csv:2: label 'cat', expected a class"),
    (start + ["1", "--labels", "half.csv"], 65, "half.csv:1: label '1/2', expected a class"),
    (start + ["1", "--weights", "labels.csv"], 65, "labels.csv: weights: expected numbers"),
    (["net.json", "--points", "nan.csv", "--temperature", "1"], 65, "nan.csv:2: "),
    (["net.json", "--points", "labels.csv", "--temperature", "1"], 65, "1 numbers, expected 2"),
    (["flat.json", "--points", "x.csv", "--temperature", "1"], 65, "flat.json: no hidden layer"),
    (["wide.json", "--points", "x.csv", "--temperature", "1"], 65, "wide.json: gates: 40 hidden"),
    (
      ["course", "net.json", "--points", "x.csv", "--temperatures", "1,0"], 64,
      "--temperatures: 0, expected a positive number"
    ),
    (
      ["course", "net.json", "--points", "x.csv", "--temperatures", "1", "--chart", "c.gif"], 64,
      "--chart: "
    ),
  ]

  @Test(arguments: refused.indices)
  func refusals(number: Int) async throws {
    let (arguments, status, message) = Self.refused[number]
    let command = try Self.command()
    for (text, name) in [
      ("1,2\n", "one.csv"), ("0\n1\n2\n", "bad.csv"), ("0\ncat\n1\n", "word.csv"),
      ("1/2\n0\n1\n", "half.csv"), ("1,2\nnan,1\n", "nan.csv"),
      ("{\"layers\": [{\"weights\": [[1, 0]]}]}", "flat.json"),
    ] { _ = try command.folder.write(text, to: name) }
    let rows = Array(repeating: "[1, 0]", count: 40).joined(separator: ", ")
    let ones = Array(repeating: "1", count: 40).joined(separator: ", ")
    _ = try command.folder.write(
      "{\"layers\": [{\"weights\": [\(rows)]}, {\"weights\": [[\(ones)]]}]}", to: "wide.json")
    let run = try await command.run(["gates"] + arguments)
    run.expectRefusal(code: status, saying: [message])
  }
}
