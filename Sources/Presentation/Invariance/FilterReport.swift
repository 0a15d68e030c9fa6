import Enclosures
public import ExactAlgebra
public import InvariantFamilies
public import Networks
public import RandomNetworks

/// Assumed-density filtering beside the moments of the law, ready to be written.
public struct FilterReport: Sendable {
  /// Both forms of the filter, and the moments of the law.
  public let comparison: FilterComparison
  /// The network.
  public let network: Network
  /// The law of the input.
  public let input: GivenLaw
  /// How the moments of the law were found.
  public let options: NetworkLaw.Options
  /// The relative error of the moments of the law that was aimed at, where they are enclosed.
  public let accuracy: Rational
  /// The seconds that the computation took, where they are wanted.
  public let seconds: Double?

  /// A report on a comparison.
  public init(
    of comparison: FilterComparison, on network: Network, under input: GivenLaw,
    options: NetworkLaw.Options, accuracy: Rational, seconds: Double? = nil
  ) {
    (self.comparison, self.network, self.input) = (comparison, network, input)
    (self.options, self.accuracy, self.seconds) = (options, accuracy, seconds)
  }

  /// The hidden layers.
  var hiddenStages: ArraySlice<FilterComparison.Stage> { comparison.stages.dropLast() }

  /// The output.
  var output: FilterComparison.Stage { comparison.stages[comparison.stages.count - 1] }

  /// Whether moments of the law come from random inputs.
  var isEstimated: Bool {
    comparison.stages.contains { stage in
      stage.exact?.mean.contains { $0.level == nil } ?? false
    }
  }

  /// How the computation ended: the value of the key `status`.
  var status: String { comparison.isComplete ? "complete" : "limitReached" }
}

extension FilterReport: Presentable {
  /// Text, JSON and CSV.
  public static var formats: [OutputFormat] { [.text, .json, .csv] }

  /// Hands the report to `body`.
  public func writeResult(
    in form: OutputForm, to body: (String) throws -> Void
  ) rethrows {
    try form.write(
      text: { lines(version: form.version).joined(separator: "\n") + "\n" },
      json: { object(version: form.version) }, table: { table }, to: body)
  }
}

// MARK: - JSON and CSV

extension FilterReport {
  /// The keys of a comparison.
  func object(version: String) -> JSONObject {
    var object = output.object
    object.add([
      "widths": network.architecture.widths, "activation": network.activation.description,
      "input": input.object, "inputStep": comparison.inputStep.rawValue,
      "accuracy": accuracy.decimal(digits: 3, rounding: .up),
      "samples": isEstimated ? options.sampleLimit : nil,
      "seed": options.seed, "status": status, "seconds": seconds, "version": version,
    ])
    object["isAccurate"] = comparison.isAccurate
    object["layers"] = hiddenStages.enumerated().map { number, stage in
      var object = stage.object
      object["layer"] = number + 1
      return object
    }
    return object
  }

  /// A row for each neuron of each layer, the titles first.
  var table: [[String]] {
    let titles = [
      "layer", "neuron", "exact_mean", "full_mean", "full_mean_error", "diagonal_mean",
      "diagonal_mean_error", "exact_variance", "full_variance", "full_variance_error",
      "diagonal_variance", "diagonal_variance_error", "exact_status",
    ]
    let last = comparison.stages.count - 1
    return [titles]
      + comparison.stages.enumerated().flatMap { place, stage in
        stage.rows.map { [place == last ? "output" : "\(place + 1)"] + $0 }
      }
  }
}

extension FilterComparison.Stage {
  /// The moments of a layer.
  fileprivate var object: JSONObject {
    [
      "full": full.object, "diagonal": diagonal.object,
      "exact": exact.map { exact -> JSONObject in
        ["mean": exact.mean, "covariance": exact.covariance]
      },
    ]
  }

  /// The cells of a table, neuron by neuron.
  fileprivate var rows: [[String]] {
    full.moments.mean.indices.map { neuron in
      let means = [
        exact?.mean, full.moments.mean, full.meanErrors, diagonal.moments.mean,
        diagonal.meanErrors,
      ]
      let variances = [
        exact?.variances, full.moments.variances, full.varianceErrors,
        diagonal.moments.variances, diagonal.varianceErrors,
      ]
      return ["\(neuron + 1)"] + (means + variances).map { $0?[neuron].decimals.value ?? "" }
        + [exact?.mean[neuron].status ?? ""]
    }
  }
}

extension FilteredMoments {
  /// Moments with their errors.
  fileprivate var object: JSONObject {
    [
      "mean": moments.mean, "covariance": moments.covariance, "meanError": meanErrors,
      "varianceError": varianceErrors, "relativeMeanError": relativeMeanError,
      "relativeCovarianceError": relativeCovarianceError,
    ]
  }
}
