import ArgumentParser
import ExactAlgebra
import Interchange
import LatentGates
import Networks
import Presentation

/// A network whose gates are drawn: what is observed at its end, and at which points.
struct GateOptions: ParsableArguments {
  @OptionGroup var file: PointFileOptions

  @Option(
    help: ArgumentHelp(
      "The weights of --points, one on each line of a file; their sum is 1 (default: equal ones).",
      valueName: "file"),
    completion: .file(extensions: ["csv", "tsv", "txt", "npy"]))
  var weights: String?

  @Option(
    help: ArgumentHelp(
      "What is observed at the points, with Gaussian noise (--noise-variance): as many numbers on "
        + "each line of a file as the network has outputs.", valueName: "file"),
    completion: .file(extensions: ["csv", "tsv", "txt", "npy"]))
  var outputs: String?

  @Option(
    help: ArgumentHelp(
      "The classes of the points, from 0, one on each line of a file: the outputs are their logits.",
      valueName: "file"),
    completion: .file(extensions: ["csv", "tsv", "txt", "npy"]))
  var labels: String?

  @Option(
    help: ArgumentHelp(
      "The column of --labels, by its number from 1 or its name in the header, where there are several.",
      valueName: "column"))
  var labelColumn: String?

  @Flag(help: "The outputs are the logits of classes, which are drawn and not observed.")
  var classes = false

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The variance of the noise of each output.", valueName: "number"))
  var noiseVariance: String?

  /// The file of the points.
  var points: String? { file.points }

  /// The kind of what is observed.
  var target: GateTarget {
    outputs != nil ? .outputs : labels != nil ? .labels : classes ? .classes : .none
  }

  /// The files that are read.
  var files: [String?] { [points, weights, outputs, labels] }

  /// Checks what options say of each other.
  ///
  /// - Returns: the likelihood; that without observations matters to nothing.
  func checkedLikelihood() throws -> GateLikelihood {
    guard points != nil else { throw Failure.usage("no points: expected --points") }
    let given = [
      outputs.map { _ in "--outputs" }, labels.map { _ in "--labels" },
      classes ? "--classes" : nil,
    ].compactMap(\.self)
    guard given.count <= 1 else {
      throw Failure.usage("\(given[0]) and \(given[1]): expected one of them")
    }
    guard labelColumn == nil || labels != nil else {
      throw Failure.usage("--label-column needs --labels")
    }
    guard target == .outputs else {
      guard noiseVariance == nil else {
        throw Failure.usage(
          "--noise-variance: expected with --outputs only"
            + (given.first.map { " (classes have none, \($0))" } ?? ""))
      }
      return target == .none ? .gaussian(variance: 1) : .softmax
    }
    guard let noiseVariance else { throw Failure.usage("--outputs needs --noise-variance") }
    return .gaussian(variance: try GateJob.noiseVariance(noiseVariance))
  }

  /// Reads the sample.
  func sample(for network: Network) throws -> GateSample {
    do {
      let architecture = network.architecture
      let points = try file.read(columns: architecture.inputCount)
      let weights = try weights.map { file in
        try Self.rows(file, columns: 1, count: points.count, "weights").map { $0[0] }
      }
      let observations =
        try outputs.map { file in
          try Self.rows(
            file, columns: architecture.outputCount, count: points.count, "rows of outputs"
          ).map { GateObservation.outputs($0) }
        } ?? observedLabels(of: architecture, count: points.count)
      do {
        return try GateSample(
          (0..<points.count).map { points[$0] }, weights: weights, observations: observations)
      } catch {
        throw DataError("\(error)", file: self.weights ?? file.points)
      }
    } catch let error as DataError {
      throw Failure.data("\(error)")
    }
  }

  private func observedLabels(
    of architecture: Architecture, count: Int
  ) throws -> [GateObservation]? {
    guard let labels else { return nil }
    let table = try LabelTable(file: labels, count: count, column: labelColumn)
    return try table.labels.enumerated().map { index, text in
      guard let label = Int(text), (0..<architecture.outputCount).contains(label) else {
        throw DataError(
          "label '\(text.excerpt)', expected a class from 0 to \(architecture.outputCount - 1), an "
            + "output of the network", file: labels, line: table.line(ofLabel: index))
      }
      return .label(label)
    }
  }

  /// As many rows as there are points.
  private static func rows(
    _ file: String, columns: Int, count: Int, _ what: String
  ) throws(DataError) -> [[Rational]] {
    let rows = try InputPoints(file: file, columns: columns)
    guard rows.count == count else {
      throw DataError("\(rows.count) \(what) for \(count) points, expected as many", file: file)
    }
    return (0..<count).map { rows[$0] }
  }
}
